using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Resources;

namespace LinkedStats.Server.Sparql;

/// <summary>Says which graphs there are, and where each can be had.</summary>
/// <remarks>Source: SPARQL 1.1 Service Description, section 3; VoID for the addresses of graphs.</remarks>
internal static class GraphQuads
{
    /// <summary>Describes the default graph.</summary>
    /// <param name="request">The request.</param>
    /// <param name="dataset">What it is the default graph of.</param>
    /// <returns>The quads.</returns>
    public static IEnumerable<Quad> DescribeDefault(ResourceRequest request, Term dataset)
    {
        var graph = new BlankNode("default");
        yield return new Quad(dataset, ServiceDescriptionVocabulary.DefaultGraph, graph);
        yield return new Quad(graph, RdfVocabulary.Type, ServiceDescriptionVocabulary.Graph);
        yield return new Quad(graph, VoidVocabulary.DataDump, request.Site.Own("graphs?default"));
    }

    /// <summary>Describes the named graphs.</summary>
    /// <param name="request">The request.</param>
    /// <param name="collection">What they belong to.</param>
    /// <returns>The quads.</returns>
    public static IEnumerable<Quad> DescribeNamed(ResourceRequest request, Term collection)
    {
        int number = 0;
        foreach (Iri name in NamesOf(request))
        {
            var named = new BlankNode(FormattableString.Invariant($"graph{number}"));
            var graph = new BlankNode(FormattableString.Invariant($"triples{number++}"));
            yield return new Quad(collection, ServiceDescriptionVocabulary.NamedGraphOf, named);
            yield return new Quad(named, RdfVocabulary.Type, ServiceDescriptionVocabulary.NamedGraph);
            yield return new Quad(named, ServiceDescriptionVocabulary.Name, name);
            yield return new Quad(named, ServiceDescriptionVocabulary.GraphOf, graph);
            yield return new Quad(graph, RdfVocabulary.Type, ServiceDescriptionVocabulary.Graph);
            yield return new Quad(graph, VoidVocabulary.DataDump, request.Site.Own(PathOf(name)));
        }
    }

    /// <summary>The names of the named graphs, in their order as texts.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The names.</returns>
    public static IEnumerable<Iri> NamesOf(ResourceRequest request) => request.Snapshot.GraphNames
        .Select(request.Snapshot.Get).OfType<Iri>().OrderBy(static name => name.Text, StringComparer.Ordinal);

    /// <summary>The path of the address where a named graph can be had.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The path without a leading slash.</returns>
    public static string PathOf(Iri name) => "graphs?graph=" + Uri.EscapeDataString(name.Text);
}
