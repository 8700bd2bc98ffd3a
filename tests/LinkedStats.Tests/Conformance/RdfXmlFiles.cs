using System.Xml.Linq;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Conformance;

/// <summary>Reads the few RDF/XML files that hold the data of SPARQL tests: node and property elements, no more.</summary>
/// <remarks>Source: RDF 1.1 XML Syntax, section 2.</remarks>
internal static class RdfXmlFiles
{
    private static readonly XNamespace Rdf = RdfVocabulary.Namespace;

    /// <summary>Reads a file.</summary>
    public static List<Quad> Read(string path, Iri baseIri)
    {
        var quads = new List<Quad>();
        foreach (XElement node in XDocument.Load(path).Root!.Elements())
        {
            ReadNode(node, baseIri, quads);
        }

        return quads;
    }

    private static Term ReadNode(XElement node, Iri baseIri, List<Quad> quads)
    {
        Term subject = node.Attribute(Rdf + "about") is { } about ? Resolve(about.Value, baseIri)
            : node.Attribute(Rdf + "ID") is { } id ? Resolve("#" + id.Value, baseIri)
            : new BlankNode(node.Attribute(Rdf + "nodeID")?.Value ?? $"anonymous{quads.Count}");
        if (node.Name != Rdf + "Description")
        {
            quads.Add(new Quad(subject, RdfVocabulary.Type, NameOf(node)));
        }

        foreach (XElement property in node.Elements())
        {
            quads.Add(new Quad(subject, NameOf(property), ReadValue(property, baseIri, quads)));
        }

        return subject;
    }

    private static Term ReadValue(XElement property, Iri baseIri, List<Quad> quads) =>
        property.Attribute(Rdf + "resource") is { } resource ? Resolve(resource.Value, baseIri)
        : property.Attribute(Rdf + "nodeID") is { } node ? new BlankNode(node.Value)
        : property.Elements().FirstOrDefault() is { } nested ? ReadNode(nested, baseIri, quads)
        : property.Attribute(XNamespace.Xml + "lang") is { } language ? new Literal(property.Value, language.Value)
        : property.Attribute(Rdf + "datatype") is { } datatype
            ? new Literal(property.Value, Iri.FromTrusted(datatype.Value))
            : new Literal(property.Value);

    private static Iri NameOf(XElement element) => Iri.FromTrusted(element.Name.NamespaceName + element.Name.LocalName);

    private static Iri Resolve(string reference, Iri baseIri) =>
        Iri.FromTrusted(new Uri(new Uri(baseIri.Text), reference).ToString());
}
