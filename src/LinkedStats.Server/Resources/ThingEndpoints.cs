using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Pages;
using LinkedStats.Server.Problems;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Server.Resources;

/// <summary>Whatever the store knows by its IRI: experiments, models, runs, the terms of the ontology, foreign
/// IRIs.</summary>
internal static class ThingEndpoints
{
    private const int IncomingMax = 500;

    /// <summary>Maps the addresses.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app)
    {
        app.MapResource("/experiments", ExperimentsAsync, new AddressDescription("Lists the experiments", "Lineage"));
        app.MapResource("/models", ModelsAsync, new AddressDescription("Lists the models", "Lineage"));
        foreach ((string pattern, string summary) in (ReadOnlySpan<(string, string)>)
        [
            ("/experiments/{id}", "An experiment"),
            ("/models/{id}", "A statistical model"),
            ("/models/{id}/versions/{version}", "A version of a model"),
            ("/runs/{id}", "A run: one execution of a model"),
            ("/errata/{id}", "An erratum: an error that was published, and what replaces it"),
            ("/organisations/{id}", "A unit of the service, or a partner"),
            ("/releases/{id}/{version}", "An announced release"),
        ])
        {
            app.MapResource(pattern, OwnAsync, new AddressDescription(summary, "Lineage"));
        }

        foreach (string pattern in (ReadOnlySpan<string>)["/def/{term}", "/def/{kind}/{term}"])
        {
            app.MapResource(pattern, OwnAsync,
                new AddressDescription("The ontology, or one of its terms", "Vocabulary"));
        }

        var foreign = new AddressDescription("Anything the store knows, by its IRI", "Vocabulary")
        {
            Parameters = [("iri", "The IRI, percent-encoded.")],
        };
        app.MapResource("/resource", ForeignAsync, foreign);
    }

    /// <summary>Sends what is known of a resource.</summary>
    /// <param name="request">The request.</param>
    /// <param name="iri">Its IRI; something is known of it.</param>
    /// <param name="quads">What is said about it.</param>
    /// <param name="below">Pages below it.</param>
    /// <returns>When it is sent.</returns>
    public static Task SendAsync(
        ResourceRequest request, Iri iri, IReadOnlyList<Quad> quads, params PageLink[] below) =>
        Descriptions.SendAsync(request, quads, async (buffer, presenter) =>
        {
            (string title, string? language) = presenter.Label(iri);
            PageFrame frame = PageFrames.For(request, title, Variant.Resource) with { TitleLanguage = language };
            bool isExternal = request.Site.PathOf(iri.Text) is null
                && iri.Text.StartsWith("http", StringComparison.OrdinalIgnoreCase);
            await request.RenderAsync<ThingPage>(buffer, new ThingView(
                frame,
                iri.Text,
                isExternal,
                presenter.Types(iri),
                FactLists.Create(quads, iri, presenter, FactLists.Names),
                FactLists.CreateIncoming(Incoming(request, iri), presenter),
                [.. below]));
        });

    private static Task ExperimentsAsync(ResourceRequest request) => ListAsync(
        request, static words => words.Experiment, "Experiments", "Expérimentations",
        "What the lab tried, with its outcome: failures have the rank of successes.",
        "Ce que le laboratoire a essayé, avec le résultat : les échecs ont le rang des réussites.");

    private static Task ModelsAsync(ResourceRequest request) => ListAsync(
        request, static words => words.Model, "Models", "Modèles",
        "Statistical models, their versions, and the figures that they made.",
        "Les modèles statistiques, leurs versions et les chiffres qu’ils ont produits.");

    private static Task ListAsync(
        ResourceRequest request,
        Func<LinkedStatsVocabulary, Iri> type,
        string english,
        string french,
        string englishText,
        string frenchText)
    {
        request.RequireParameters();
        Iri wanted = type(new LinkedStatsVocabulary(request.Site.Base));
        Iri[] things = [.. request.Snapshot.Default.Match(null, RdfVocabulary.Type, wanted)
            .Select(static triple => triple.Subject).OfType<Iri>()
            .OrderBy(static iri => iri.Text, StringComparer.Ordinal)];
        return ResourceLists.SendAsync(request, things, wanted, english, french, englishText, frenchText);
    }

    private static Task OwnAsync(ResourceRequest request)
    {
        request.RequireParameters();
        (ResourceRequest exact, Iri iri) = OwnIris.Find(request);
        IReadOnlyList<Quad> quads = exact.Snapshot.Graph(exact.Snapshot.Find(iri)) is { } graph
            ? [.. graph.Match(null, null, null).Select(static quad => quad with { Graph = null })]
            : Descriptions.Describe(exact.Snapshot.Default, iri);
        return SendAsync(exact, iri, quads);
    }

    private static Task ForeignAsync(ResourceRequest request)
    {
        request.RequireParameters("iri");
        string text = request.Parameters.Single("iri") ?? throw new RequestProblemException(
            ProblemKind.MalformedValue, "Say which resource: /resource?iri=…", ("parameter", "iri"));
        var iri = Iri.Parse(text);
        TermId id = request.Snapshot.Find(iri);
        if (id.Tag == TermTag.Cell && CellEndpoint.FindCell(request.Snapshot, id) is { } cell)
        {
            return CellEndpoint.SendAsync(request, cell.Cube, cell.Row);
        }

        IReadOnlyList<Quad> quads = id.IsNone ? [] : Descriptions.Describe(request.Snapshot.Default, iri);
        if (quads.Count == 0 && (id.IsNone || !IsMentioned(request.Snapshot.Default, iri)))
        {
            throw new RequestProblemException(ProblemKind.NotFound, $"Nothing is known of <{text}>.", ("iri", text));
        }

        var presenter = new Presenter(request);
        if (ConceptEndpoints.IsScheme(request.Snapshot, iri))
        {
            return ConceptEndpoints.SendSchemeAsync(request, iri);
        }

        PageLink[] below = [.. request.Snapshot.Datasets.Where(dataset => dataset.Iri == iri)
            .Select(dataset => new PageLink(
                presenter.Label(iri).Text, $"{request.Site.BasePath}/datasets/{dataset.Id}"))];
        return SendAsync(request, iri, quads, below);
    }

    private static bool IsMentioned(Storage.Snapshots.GraphView graph, Iri iri) =>
        graph.Match(null, iri, null).Any() || graph.Match(null, null, iri).Any();

    // Cells are left out: a code is used by thousands of them.
    private static IEnumerable<Quad> Incoming(ResourceRequest request, Iri iri)
    {
        TermId id = request.Snapshot.Find(iri);
        if (id.IsNone)
        {
            return [];
        }

        TermId[] subjects = new TermId[IncomingMax];
        TermId[] predicates = new TermId[IncomingMax];
        TripleCursor cursor = request.Snapshot.Default.MatchTriples(TermId.None, TermId.None, id);
        int count = cursor.Read(subjects, predicates, [], IncomingMax);
        return Enumerable.Range(0, count).Select(i => new Quad(
            request.Snapshot.Get(subjects[i]), (Iri)request.Snapshot.Get(predicates[i]), iri));
    }
}
