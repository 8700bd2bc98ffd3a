using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Observations;
using LinkedStats.Server.Pages;

namespace LinkedStats.Server.Resources;

/// <summary>The home page; for programs an entry document that links to everything.</summary>
internal static class HomeEndpoint
{
    private static readonly string[] Collections =
        ["datasets", "releases", "concepts", "experiments", "models", "graphs"];

    /// <summary>Maps the address.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app) =>
        app.MapResource("/", ShowAsync, new AddressDescription("Where to begin", "Operation"));

    private static Task ShowAsync(ResourceRequest request)
    {
        request.RequireParameters();
        string address = request.Site.Base.Text;
        return Descriptions.SendAsync(
            request,
            Quads(request),
            (buffer, presenter) => request.RenderAsync<HomePage>(buffer, View(request, presenter)),
            new ResourceLink(address + "openapi/v1.json", "service-desc", "application/json"),
            new ResourceLink(address + "swagger", "service-doc", "text/html"),
            new ResourceLink(address + "def/linkedstats", "describedby"),
            new ResourceLink(address + "datasets", "item"));
    }

    private static HomeView View(ResourceRequest request, Presenter presenter)
    {
        PageFrame frame = PageFrames.For(request, "LinkedStats", Variant.Resource) with { Trail = [] };
        PageLink? example = null;
        if (request.Snapshot.Datasets is [var first, ..] && first.Current.Cells.RowCount > 0)
        {
            CubeView cube = CubeView.Open(request.Snapshot, first);
            example = new PageLink(cube.Cells.Key(0), frame.Href(ObservationTables.CellPath(cube, 0)));
        }

        return new HomeView(
            frame,
            [.. request.Snapshot.Datasets.Select(dataset => DatasetHtml.Item(request, presenter, frame, dataset))],
            example,
            request.Site.Own("sparql").Text);
    }

    private static IEnumerable<Quad> Quads(ResourceRequest request)
    {
        Site site = request.Site;
        Iri home = site.Base;
        yield return new Quad(home, RdfVocabulary.Type, HydraVocabulary.Entrypoint);
        yield return new Quad(home, RdfVocabulary.Type, VoidVocabulary.Dataset);
        yield return new Quad(home, DctermsVocabulary.Title, new Literal("LinkedStats"));
        yield return new Quad(home, VoidVocabulary.SparqlEndpoint, site.Own("sparql"));
        yield return new Quad(home, VoidVocabulary.UriSpace, new Literal(site.Base.Text));
        yield return new Quad(home, DcatVocabulary.EndpointDescription, site.Own("openapi/v1.json"));
        yield return new Quad(home, VoidVocabulary.Vocabulary, site.Own("def/linkedstats"));
        foreach (string collection in Collections)
        {
            yield return new Quad(home, HydraVocabulary.CollectionOf, site.Own(collection));
        }

        foreach (Quad quad in DatasetQuads.List(request))
        {
            yield return quad;
        }
    }
}
