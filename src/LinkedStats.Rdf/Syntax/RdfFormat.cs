using System.Collections.Immutable;

namespace LinkedStats.Rdf.Syntax;

/// <summary>A concrete syntax of RDF.</summary>
/// <param name="Name">The name that people use, such as <c>Turtle</c>.</param>
/// <param name="MediaType">The registered media type, in lower case, without parameters.</param>
/// <param name="Suffix">The file suffix with its dot, such as <c>.ttl</c>.</param>
/// <param name="SupportsGraphs">Whether it carries graph names; the writers of the others drop them.</param>
public sealed record RdfFormat(string Name, string MediaType, string Suffix, bool SupportsGraphs)
{
    private static readonly Dictionary<string, string> OtherMediaTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["application/x-turtle"] = "text/turtle",
        ["application/x-trig"] = "application/trig",
        ["text/x-nquads"] = "application/n-quads",
        ["text/plain"] = "application/n-triples",
        ["application/json"] = "application/ld+json",
        ["application/xml"] = "application/rdf+xml",
        ["text/xml"] = "application/rdf+xml",
    };

    private static readonly Dictionary<string, string> OtherSuffixes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".turtle"] = ".ttl",
        [".ntriples"] = ".nt",
        [".nquads"] = ".nq",
        [".owl"] = ".rdf",
    };

    private static readonly Dictionary<string, string> AmbiguousSuffixes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".json"] = ".jsonld",
        [".xml"] = ".rdf",
    };

    /// <summary>RDF 1.1 Turtle.</summary>
    public static readonly RdfFormat Turtle = new("Turtle", "text/turtle", ".ttl", false);

    /// <summary>RDF 1.1 TriG.</summary>
    public static readonly RdfFormat TriG = new("TriG", "application/trig", ".trig", true);

    /// <summary>RDF 1.1 N-Triples.</summary>
    public static readonly RdfFormat NTriples = new("N-Triples", "application/n-triples", ".nt", false);

    /// <summary>RDF 1.1 N-Quads.</summary>
    public static readonly RdfFormat NQuads = new("N-Quads", "application/n-quads", ".nq", true);

    /// <summary>JSON-LD 1.1.</summary>
    public static readonly RdfFormat JsonLd = new("JSON-LD", "application/ld+json", ".jsonld", true);

    /// <summary>RDF 1.1 XML Syntax.</summary>
    public static readonly RdfFormat RdfXml = new("RDF/XML", "application/rdf+xml", ".rdf", false);

    /// <summary>All formats, the usual one first.</summary>
    public static readonly ImmutableArray<RdfFormat> All = [Turtle, TriG, NTriples, NQuads, JsonLd, RdfXml];

    /// <summary>Finds a format by its media type.</summary>
    /// <param name="mediaType">A media type in any case; parameters after a semicolon are ignored.</param>
    /// <param name="onlyRegistered">True to leave out the names that are also used for other things (text/plain,
    /// application/json, application/xml, …), as content negotiation must.</param>
    /// <returns>The format; null when the media type is none of RDF.</returns>
    public static RdfFormat? ForMediaType(string mediaType, bool onlyRegistered = false)
    {
        int semicolon = mediaType.IndexOf(';', StringComparison.Ordinal);
        string name = (semicolon < 0 ? mediaType : mediaType[..semicolon]).Trim();
        if (!onlyRegistered)
        {
            name = OtherMediaTypes.GetValueOrDefault(name, name);
        }

        return All.FirstOrDefault(format => format.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Finds a format by the suffix of a file name.</summary>
    /// <param name="fileName">A file name or a path.</param>
    /// <param name="onlyOwn">True to leave out the suffixes that are also used for other things (.json, .xml), as must
    /// those who look through files that nobody named.</param>
    /// <returns>The format; null when the suffix is none of RDF.</returns>
    public static RdfFormat? ForFileName(string fileName, bool onlyOwn = false)
    {
        string suffix = Path.GetExtension(fileName);
        suffix = OtherSuffixes.GetValueOrDefault(suffix, suffix);
        if (!onlyOwn)
        {
            suffix = AmbiguousSuffixes.GetValueOrDefault(suffix, suffix);
        }

        return All.FirstOrDefault(format => format.Suffix.Equals(suffix, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
