using System.Xml.Linq;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Rdf.Syntax;

/// <summary>Reads the flat form of RDF/XML, the only one that our writer uses.</summary>
internal static class FlatRdfXml
{
    private static readonly XNamespace Rdf = RdfVocabulary.Namespace;

    public static List<Quad> Read(string text)
    {
        XElement root = XDocument.Parse(text, LoadOptions.PreserveWhitespace).Root!;
        Assert.Equal(Rdf + "RDF", root.Name);
        return [.. root.Elements().SelectMany(static description =>
        {
            Assert.Equal(Rdf + "Description", description.Name);
            Term subject = Node(description, "about")!;
            return description.Elements().Select(property => new Quad(
                subject,
                Iri.Parse(property.Name.NamespaceName + property.Name.LocalName),
                Node(property, "resource") ?? LiteralOf(property)));
        })];
    }

    private static Term? Node(XElement element, string attribute) =>
        element.Attribute(Rdf + attribute) is { } iri ? Iri.Parse(iri.Value)
        : element.Attribute(Rdf + "nodeID") is { } label ? new BlankNode(label.Value)
        : null;

    private static Literal LiteralOf(XElement element) =>
        element.Attribute(XNamespace.Xml + "lang") is { } language ? new Literal(element.Value, language.Value)
        : element.Attribute(Rdf + "datatype") is { } datatype ? new Literal(element.Value, Iri.Parse(datatype.Value))
        : new Literal(element.Value);
}
