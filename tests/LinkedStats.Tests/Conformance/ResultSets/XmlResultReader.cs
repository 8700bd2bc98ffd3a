using System.Xml.Linq;
using LinkedStats.Rdf;

namespace LinkedStats.Tests.Conformance.ResultSets;

/// <summary>Reads SPARQL Query Results XML.</summary>
internal static class XmlResultReader
{
    private static readonly XNamespace Sparql = "http://www.w3.org/2005/sparql-results#";

    public static ResultTable Read(string text)
    {
        XElement root = XDocument.Parse(text, LoadOptions.PreserveWhitespace).Root!;
        if (root.Element(Sparql + "boolean") is { } answer)
        {
            return new ResultTable([], [], bool.Parse(answer.Value.Trim()));
        }

        IEnumerable<XElement> names = root.Element(Sparql + "head")!.Elements(Sparql + "variable");
        string[] variables = [.. names.Select(static element => element.Attribute("name")!.Value)];
        var rows = new List<Term?[]>();
        foreach (XElement result in root.Element(Sparql + "results")!.Elements(Sparql + "result"))
        {
            var row = new Term?[variables.Length];
            foreach (XElement binding in result.Elements(Sparql + "binding"))
            {
                row[Array.IndexOf(variables, binding.Attribute("name")!.Value)] = ReadTerm(binding.Elements().Single());
            }

            rows.Add(row);
        }

        return new ResultTable(variables, rows);
    }

    private static Term ReadTerm(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "uri":
                return Iri.FromTrusted(element.Value);
            case "bnode":
                return new BlankNode(element.Value);
            default:
                string? language = element.Attribute(XNamespace.Xml + "lang")?.Value;
                string? datatype = element.Attribute("datatype")?.Value;
                return language is not null ? new Literal(element.Value, language)
                    : datatype is not null ? new Literal(element.Value, Iri.FromTrusted(datatype))
                    : new Literal(element.Value);
        }
    }
}
