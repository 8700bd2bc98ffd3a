using System.Runtime.InteropServices;

namespace LinkedStats.Rdf.Syntax.RdfXml;

/// <summary>A start tag: the names that its attributes give, beside the property attributes.</summary>
/// <remarks>Source: RDF 1.1 XML Syntax, section 6.1.2.</remarks>
[StructLayout(LayoutKind.Auto)]
internal struct RdfXmlElement
{
    /// <summary>The namespace and the local name, joined.</summary>
    public Iri Name;

    /// <summary>The local name where the namespace is that of RDF; else null.</summary>
    public string? RdfName;

    /// <summary>What holds inside the element.</summary>
    public RdfXmlScope Scope;

    /// <summary>rdf:ID.</summary>
    public string? Id;

    /// <summary>rdf:about.</summary>
    public string? About;

    /// <summary>rdf:nodeID.</summary>
    public string? NodeId;

    /// <summary>rdf:resource.</summary>
    public string? Resource;

    /// <summary>rdf:datatype.</summary>
    public string? Datatype;

    /// <summary>rdf:parseType.</summary>
    public string? ParseType;

    /// <summary>Whether the tag ends itself, so that no end tag follows.</summary>
    public bool IsEmpty;

    /// <summary>The line of the tag, from 1.</summary>
    public int Line;
}

/// <summary>What elements inherit: the base of relative IRIs and the language of literals.</summary>
/// <param name="Resolver">Resolves against the base; null where there is none.</param>
/// <param name="Language">The tag of <c>xml:lang</c>; null where there is none.</param>
internal sealed record RdfXmlScope(IriResolver? Resolver, string? Language);
