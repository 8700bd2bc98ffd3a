using LinkedStats.Rdf;
using LinkedStats.Server.Negotiation;

namespace LinkedStats.Server.Resources;

/// <summary>What a graph says about a resource: its triples, and those of the blank nodes that they lead to.</summary>
/// <remarks>Source: Concise Bounded Description, W3C member submission of 2005, without reification.</remarks>
internal static class Descriptions
{
    private const int QuadsMax = 100_000;

    /// <summary>Describes a resource.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="resource">The resource.</param>
    /// <returns>The triples; none when the graph does not have it as a subject.</returns>
    public static IReadOnlyList<Quad> Describe(IGraph graph, Term resource)
    {
        List<Quad> quads = [];
        HashSet<Term> seen = [resource];
        var open = new Queue<Term>([resource]);
        while (open.TryDequeue(out Term? subject) && quads.Count < QuadsMax)
        {
            foreach (Quad quad in graph.Match(subject, null, null))
            {
                quads.Add(quad with { Graph = null });
                if (quad.Object is BlankNode && seen.Add(quad.Object))
                {
                    open.Enqueue(quad.Object);
                }
            }
        }

        return quads;
    }

    /// <summary>Describes a resource, and the parts of a document that it leads to: those have no address of their
    /// own.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="document">The document, of which <c>…#part</c> is a part.</param>
    /// <returns>The triples.</returns>
    public static IEnumerable<Quad> DescribeParts(IGraph graph, Term resource, Iri document)
    {
        IReadOnlyList<Quad> whole = Describe(graph, resource);
        IEnumerable<Iri> parts = whole.Select(static quad => quad.Object).OfType<Iri>().Distinct()
            .Where(part => part != resource && part.Text.StartsWith(document.Text + "#", StringComparison.Ordinal));
        return whole.Concat(parts.SelectMany(part => Describe(graph, part)));
    }

    /// <summary>Sends a resource that is described by quads, or its page.</summary>
    /// <param name="request">The request.</param>
    /// <param name="quads">The quads.</param>
    /// <param name="page">Writes the page.</param>
    /// <param name="links">Links besides those to the other representations.</param>
    /// <returns>When it is sent.</returns>
    public static Task SendAsync(
        ResourceRequest request,
        IEnumerable<Quad> quads,
        Func<ResponseBuffer, Presenter, Task> page,
        params ResourceLink[] links)
    {
        Representation chosen = request.ChooseOfQuads(Variant.Resource);
        bool isPage = chosen.Variant == Variant.Html;
        Presenter? presenter = isPage ? new Presenter(request) : null;
        return request.SendAsync(new ResourceAnswer(chosen, WriteAsync)
        {
            Offered = Variant.Resource,
            Languages = isPage ? request.Language : null,
            Links = [.. links],
        });

        Task WriteAsync(ResponseBuffer buffer) => presenter is not null
            ? page(buffer, presenter)
            : QuadSender.WriteAsync(quads, chosen.Variant, request.Site, buffer);
    }
}
