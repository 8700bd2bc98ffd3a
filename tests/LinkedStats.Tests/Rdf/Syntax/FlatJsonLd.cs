using System.Text.Json;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Rdf.Syntax;

/// <summary>Reads the flat form of JSON-LD, the only one that our writer uses.</summary>
/// <remarks>IRIs are expanded as JSON-LD 1.1 API, section 5.2 says.</remarks>
internal sealed class FlatJsonLd
{
    private readonly Dictionary<string, string> _context = [];
    private readonly List<Quad> _quads = [];

    public static List<Quad> Read(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        var reader = new FlatJsonLd();
        foreach (JsonProperty term in document.RootElement.GetProperty("@context").EnumerateObject())
        {
            bool isPlain = term.Value.ValueKind == JsonValueKind.String;
            string iri = (isPlain ? term.Value : term.Value.GetProperty("@id")).GetString()!;
            Assert.True(isPlain ? ":/?#[]@".Contains(iri[^1], StringComparison.Ordinal)
                : term.Value.GetProperty("@prefix").GetBoolean());
            reader._context.Add(term.Name, iri);
        }

        reader.ReadGraph(document.RootElement.GetProperty("@graph"), null);
        return reader._quads;
    }

    private void ReadGraph(JsonElement nodes, Term? graph)
    {
        foreach (JsonElement node in nodes.EnumerateArray())
        {
            Term subject = Resource(node.GetProperty("@id").GetString()!);
            foreach (JsonProperty property in node.EnumerateObject().Where(static p => p.Name != "@id"))
            {
                if (property.Name == "@graph")
                {
                    ReadGraph(property.Value, subject);
                    continue;
                }

                bool isType = property.Name == "@type";
                Iri predicate = isType ? RdfVocabulary.Type : (Iri)Resource(property.Name);
                JsonElement[] values = property.Value.ValueKind == JsonValueKind.Array
                    ? [.. property.Value.EnumerateArray()]
                    : [property.Value];
                _quads.AddRange(values.Select(value => new Quad(
                    subject, predicate, isType ? Resource(value.GetString()!) : Value(value), graph)));
            }
        }
    }

    private Term Value(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return new Literal(value.GetString()!);
        }

        if (value.TryGetProperty("@id", out JsonElement id))
        {
            return Resource(id.GetString()!);
        }

        string text = value.GetProperty("@value").GetString()!;
        return value.TryGetProperty("@language", out JsonElement language)
            ? new Literal(text, language.GetString()!)
            : new Literal(text, (Iri)Resource(value.GetProperty("@type").GetString()!));
    }

    private Term Resource(string value)
    {
        string[] parts = value.Split(':', 2);
        return parts[0] == "_" ? new BlankNode(parts[1])
            : parts[1].StartsWith("//", StringComparison.Ordinal) ? Iri.Parse(value)
            : Iri.Parse(_context.TryGetValue(parts[0], out string? iri) ? iri + parts[1] : value);
    }
}
