using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Server.Resources;

/// <summary>Writes quads into an answer in an RDF format.</summary>
internal static class QuadSender
{
    private const int QuadsPerLook = 256;

    /// <summary>The RDF format of a representation.</summary>
    /// <param name="variant">The representation.</param>
    /// <returns>The format; JSON is JSON-LD.</returns>
    public static RdfFormat FormatOf(Variant variant) =>
        RdfFormat.ForMediaType(variant.MediaType.Name)
        ?? throw new ArgumentException($"{variant.MediaType.Name} is not an RDF format.", nameof(variant));

    /// <summary>Tells whether observations are written as quads: JSON and JSON-LD are written from columns.</summary>
    /// <param name="variant">The representation.</param>
    /// <returns>True for Turtle and the like.</returns>
    public static bool HasQuads(Variant variant) =>
        RdfFormat.ForMediaType(variant.MediaType.Name, onlyRegistered: true) is { } format
        && format != RdfFormat.JsonLd;

    /// <summary>The prefixes that answers are abbreviated with.</summary>
    /// <param name="baseIri">The base of the own names.</param>
    /// <returns>A new map.</returns>
    public static PrefixMap PrefixesOf(Iri baseIri)
    {
        PrefixMap prefixes = PrefixMap.CreateWellKnown();
        prefixes.Add("ls", baseIri.Text + "def/linkedstats#");
        return prefixes;
    }

    /// <summary>Writes quads, sending what is there between them.</summary>
    /// <param name="quads">The quads.</param>
    /// <param name="variant">The representation.</param>
    /// <param name="site">What every request shares.</param>
    /// <param name="buffer">Receives the text.</param>
    /// <param name="prefixes">The prefixes; those of the site when null.</param>
    /// <returns>When all is written.</returns>
    /// <exception cref="RequestProblemException">The format has no way to write one of the quads.</exception>
    public static async Task WriteAsync(
        IEnumerable<Quad> quads, Variant variant, Site site, ResponseBuffer buffer, PrefixMap? prefixes = null)
    {
        var jsonLd = new JsonLdWriteOptions { Form = variant.Form, Context = site.Context };
        using QuadWriter writer = RdfWriter.Create(FormatOf(variant), buffer, prefixes ?? site.Prefixes, jsonLd);
        int count = 0;
        try
        {
            foreach (Quad quad in quads)
            {
                writer.Add(quad);
                if (++count % QuadsPerLook == 0)
                {
                    await buffer.FlushIfFullAsync();
                }
            }

            writer.Complete();
        }
        catch (RdfSyntaxException error)
        {
            throw NotWritable(error);
        }
    }

    /// <summary>Writes the answer to CONSTRUCT or DESCRIBE as N-Triples.</summary>
    /// <param name="graph">The answer.</param>
    /// <param name="buffer">Receives the text.</param>
    /// <returns>When all is written.</returns>
    /// <exception cref="RequestProblemException">The query made a term that no RDF format can write.</exception>
    public static async Task WriteLinesAsync(GraphResult graph, ResponseBuffer buffer)
    {
        var writer = new NTriplesResultWriter(buffer);
        foreach (Batch triples in graph.Triples)
        {
            try
            {
                writer.Write(triples, graph.Terms);
            }
            catch (RdfSyntaxException error)
            {
                throw NotWritable(error);
            }

            await buffer.FlushIfFullAsync();
        }
    }

    // Each format but the line formats has graphs that it cannot write, such as RDF/XML some properties.
    private static RequestProblemException NotWritable(RdfSyntaxException error) =>
        new(ProblemKind.NotAcceptable, $"{error.Message} Ask for another format, such as N-Triples.");
}
