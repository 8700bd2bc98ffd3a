using LinkedStats.Rdf.Syntax.JsonLd;
using LinkedStats.Rdf.Syntax.NQuads;
using LinkedStats.Rdf.Syntax.RdfXml;
using LinkedStats.Rdf.Syntax.Turtle;

namespace LinkedStats.Rdf.Syntax;

/// <summary>Reads RDF in any syntax from a stream, pushing statements as they come.</summary>
public static class RdfReader
{
    /// <summary>Reads a stream to its end.</summary>
    /// <param name="input">UTF-8, in RDF/XML also what the XML declaration says; a byte order mark is skipped. The
    /// stream is not closed.</param>
    /// <param name="format">The syntax.</param>
    /// <param name="baseIri">The base of relative IRIs; without one they are errors, and dropped in JSON-LD. N-Triples
    /// and N-Quads have none.</param>
    /// <param name="sink">Receives the statements in the order of the file, and the prefixes.</param>
    /// <param name="options">Limits and hooks; the defaults when null.</param>
    /// <exception cref="RdfSyntaxException">
    /// The input is malformed, is not UTF-8 or exceeds a limit; with its line and column. What came before it has been
    /// pushed, so a sink that must be all or nothing holds back until this method returns.
    /// </exception>
    public static void Read(
        Stream input, RdfFormat format, Iri? baseIri, IQuadSink sink, RdfReadOptions? options = null)
    {
        options ??= RdfReadOptions.Default;
        if (format == RdfFormat.NTriples || format == RdfFormat.NQuads)
        {
            NQuadsReader.Read(input, format.SupportsGraphs, sink, options);
        }
        else if (format == RdfFormat.Turtle || format == RdfFormat.TriG)
        {
            TurtleReader.Read(input, format.SupportsGraphs, baseIri, sink, options);
        }
        else if (format == RdfFormat.RdfXml)
        {
            RdfXmlReader.Read(input, baseIri, sink, options);
        }
        else if (format == RdfFormat.JsonLd)
        {
            JsonLdReader.Read(input, baseIri, sink, options);
        }
        else
        {
            throw new NotSupportedException($"Reading {format} is not supported.");
        }
    }

    /// <summary>Reads a file into a new graph; graph names are dropped.</summary>
    /// <param name="path">The file; its suffix tells the syntax.</param>
    /// <param name="baseIri">The base of relative IRIs; the file's own IRI when null.</param>
    /// <param name="options">Limits and hooks; the defaults when null.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="RdfSyntaxException">As in the other overload; also when the suffix is none of RDF.</exception>
    public static Graph ReadFile(string path, Iri? baseIri = null, RdfReadOptions? options = null)
    {
        RdfFormat format = RdfFormat.ForFileName(path)
            ?? throw new RdfSyntaxException($"The suffix of '{Path.GetFileName(path)}' is none of RDF.");
        using FileStream stream = File.OpenRead(path);
        var graph = new Graph();
        Read(stream, format, baseIri ?? Iri.FromTrusted(new Uri(Path.GetFullPath(path)).AbsoluteUri), graph, options);
        return graph;
    }
}
