using System.Collections.Immutable;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Pages;
using LinkedStats.Server.Problems;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Sparql;

/// <summary>The graphs as a whole: one of them, or the list.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Graph Store HTTP Protocol, section 4.2 (indirect identification) and section 5.2 (GET and HEAD).
/// Graphs are published, not written over HTTP: the other methods are not allowed. A graph under embargo is as absent
/// as one that never was. Without a parameter, the address answers with what it can be asked for.
/// </remarks>
internal static class GraphStore
{
    // A graph has no page of its own; browsers, which take anything, get Turtle.
    private static readonly ImmutableArray<Variant> Offered = Variant.Graphs.Remove(Variant.Html);

    /// <summary>Maps the address.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app) => app.MapResource("/graphs", AnswerAsync, new AddressDescription(
        "A graph as a whole, by the SPARQL 1.1 Graph Store HTTP Protocol; without a parameter, the list of graphs",
        "SPARQL")
    {
        Parameters =
        [
            ("graph", "The name of a graph, percent-encoded; relative to this address if it is relative."),
            ("default", "Without a value: the default graph."),
        ],
        Offered = Variant.Graphs,
    });

    private static Task AnswerAsync(ResourceRequest request)
    {
        request.RequireParameters("graph", "default");
        string? name = request.Parameters.Single("graph");
        string? @default = request.Parameters.Single("default");
        return (name, @default) switch
        {
            (null, null) => ListAsync(request),
            (null, "") => SendAsync(request, request.Snapshot.Default),
            (null, _) => throw new RequestProblemException(
                ProblemKind.MalformedValue, "The parameter 'default' takes no value.", ("parameter", "default")),
            (_, null) => SendAsync(request, Find(request, name)),
            _ => throw new RequestProblemException(
                ProblemKind.MalformedRequest, "The parameters 'graph' and 'default' exclude each other.",
                ("parameter", "default")),
        };
    }

    private static GraphView Find(ResourceRequest request, string name)
    {
        Iri iri = new IriResolver(request.Site.Own("graphs")).Resolve(name);
        TermId id = request.Snapshot.Find(iri);
        if (!id.IsNone && request.Snapshot.Graph(id) is { } graph)
        {
            return graph;
        }

        WithdrawnVersions.RefuseGraph(request, iri);
        throw new RequestProblemException(
            ProblemKind.NotFound, $"There is no graph {iri}.", ("graph", iri.Text));
    }

    // The triples go out while they are read, those of the columns too, so that no graph is too large.
    private static Task SendAsync(ResourceRequest request, GraphView graph)
    {
        Representation chosen = request.ChooseOfQuads(Offered);
        return request.SendAsync(new ResourceAnswer(chosen, buffer => QuadSender.WriteAsync(
            graph.Match(null, null, null), chosen.Variant, request.Site, buffer))
        {
            Offered = Offered,
        });
    }

    private static Task ListAsync(ResourceRequest request)
    {
        Iri list = request.Site.Own("graphs");
        Quad[] quads =
        [
            new Quad(list, RdfVocabulary.Type, ServiceDescriptionVocabulary.GraphCollection),
            new Quad(list, RdfVocabulary.Type, ServiceDescriptionVocabulary.Dataset),
            .. GraphQuads.DescribeDefault(request, list),
            .. GraphQuads.DescribeNamed(request, list),
        ];
        return Descriptions.SendAsync(request, quads, (buffer, _) =>
        {
            PageFrame frame = PageFrames.For(
                request, request.Language == "fr" ? "Graphes" : "Graphs", Variant.Resource);
            IEnumerable<ListItemView> named = GraphQuads.NamesOf(request)
                .Select(name => new ListItemView(new PageLink(name.Text, frame.Href("/" + GraphQuads.PathOf(name)))));
            string @default = frame.L("The default graph: what is current", "Le graphe par défaut : ce qui est actuel");
            return request.RenderAsync<ListPage>(buffer, new ListView(
                frame,
                frame.L(
                    "The named graphs, each as a whole and in every RDF format: what was published, version by "
                    + "version.",
                    "Les graphes nommés, chacun en entier et dans chaque format RDF : ce qui a été publié, version par "
                    + "version."),
                [new ListItemView(new PageLink(@default, frame.Href("/graphs?default"))), .. named]));
        });
    }
}
