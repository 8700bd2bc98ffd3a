using System.Text.Json;
using LinkedStats.Rdf;

namespace LinkedStats.Tests.Conformance.ResultSets;

/// <summary>Reads SPARQL 1.1 Query Results JSON.</summary>
internal static class JsonResultReader
{
    public static ResultTable Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        JsonElement root = document.RootElement;
        if (root.TryGetProperty("boolean", out JsonElement answer))
        {
            return new ResultTable([], [], answer.GetBoolean());
        }

        string[] variables =
            [.. root.GetProperty("head").GetProperty("vars").EnumerateArray().Select(static name => name.GetString()!)];
        var rows = new List<Term?[]>();
        foreach (JsonElement binding in root.GetProperty("results").GetProperty("bindings").EnumerateArray())
        {
            var row = new Term?[variables.Length];
            foreach (JsonProperty member in binding.EnumerateObject())
            {
                row[Array.IndexOf(variables, member.Name)] = ReadTerm(member.Value);
            }

            rows.Add(row);
        }

        return new ResultTable(variables, rows);
    }

    private static Term ReadTerm(JsonElement term)
    {
        string value = term.GetProperty("value").GetString()!;
        return term.GetProperty("type").GetString() switch
        {
            "uri" => Iri.FromTrusted(value),
            "bnode" => new BlankNode(value),
            _ when term.TryGetProperty("xml:lang", out JsonElement language) =>
                new Literal(value, language.GetString()!),
            _ when term.TryGetProperty("datatype", out JsonElement type) =>
                new Literal(value, Iri.FromTrusted(type.GetString()!)),
            _ => new Literal(value),
        };
    }
}
