using System.Buffers;
using LinkedStats.Rdf.Syntax.JsonLd;
using LinkedStats.Rdf.Syntax.NQuads;
using LinkedStats.Rdf.Syntax.RdfXml;
using LinkedStats.Rdf.Syntax.Turtle;

namespace LinkedStats.Rdf.Syntax;

/// <summary>Makes the writer of a syntax.</summary>
public static class RdfWriter
{
    private const int TermBytes = 256;

    /// <summary>Makes a writer.</summary>
    /// <param name="format">The syntax.</param>
    /// <param name="output">Receives UTF-8.</param>
    /// <param name="prefixes">The prefixes to abbreviate IRIs with; N-Triples and N-Quads ignore them.</param>
    /// <param name="jsonLd">The form of JSON-LD; the defaults when null.</param>
    /// <returns>The writer; the caller completes and disposes of it.</returns>
    public static QuadWriter Create(
        RdfFormat format, IBufferWriter<byte> output, PrefixMap prefixes, JsonLdWriteOptions? jsonLd = null)
    {
        var utf8 = new Utf8Output(output);
        return format.Name switch
        {
            "Turtle" or "TriG" => new TurtleWriter(utf8, prefixes, format.SupportsGraphs),
            "N-Triples" or "N-Quads" => new NQuadsWriter(utf8, format.SupportsGraphs),
            "JSON-LD" => new JsonLdWriter(utf8, prefixes, jsonLd ?? JsonLdWriteOptions.Default),
            "RDF/XML" => new RdfXmlWriter(utf8, prefixes),
            _ => throw new NotSupportedException($"Writing {format} is not supported."),
        };
    }

    /// <summary>Writes a term as N-Triples and N-Quads do.</summary>
    /// <param name="term">The term.</param>
    /// <param name="output">Receives UTF-8.</param>
    /// <exception cref="RdfSyntaxException">An IRI or a language tag holds what the syntax forbids.</exception>
    public static void WriteTerm(Term term, IBufferWriter<byte> output)
    {
        var utf8 = new Utf8Output(output, TermBytes);
        utf8.WriteTerm(term);
        utf8.Flush();
    }

    /// <summary>Writes all statements of a graph as one document.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="format">The syntax.</param>
    /// <param name="output">Receives UTF-8.</param>
    /// <param name="prefixes">The prefixes to abbreviate IRIs with.</param>
    /// <exception cref="RdfSyntaxException">The syntax has no way to write one of the statements.</exception>
    public static void Write(IGraph graph, RdfFormat format, IBufferWriter<byte> output, PrefixMap prefixes)
    {
        using QuadWriter writer = Create(format, output, prefixes);
        foreach (Quad quad in graph.Match(null, null, null))
        {
            writer.Add(quad);
        }

        writer.Complete();
    }
}
