using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Pages;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Resources;

/// <summary>Code lists and their codes.</summary>
internal static class ConceptEndpoints
{
    private const int DepthMax = 50;

    /// <summary>Maps the addresses.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app)
    {
        app.MapResource("/concepts", ListAsync, new AddressDescription("Lists the code lists", "Concepts"));
        app.MapResource("/concepts/{scheme}", SchemeAsync, new AddressDescription("A code list", "Concepts"));
        app.MapResource("/concepts/{scheme}/{code}", CodeAsync, new AddressDescription("A code", "Concepts"));
    }

    /// <summary>Says whether a resource is a code list.</summary>
    /// <param name="snapshot">What the request sees.</param>
    /// <param name="iri">The resource.</param>
    /// <returns>True for a skos:ConceptScheme.</returns>
    public static bool IsScheme(Snapshot snapshot, Iri iri) =>
        snapshot.Default.Match(iri, RdfVocabulary.Type, SkosVocabulary.ConceptScheme).Any();

    /// <summary>Sends a code list with its codes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="scheme">The code list.</param>
    /// <returns>When it is sent.</returns>
    public static Task SendSchemeAsync(ResourceRequest request, Iri scheme)
    {
        CodeList list = CubeQuads.ReadCodeList(request.Snapshot.Default, scheme);
        return Descriptions.SendAsync(request, Quads(request.Snapshot, scheme, list), async (buffer, presenter) =>
        {
            (string title, string? language) = presenter.Label(scheme);
            PageFrame frame = PageFrames.For(request, title, Variant.Resource, Parent(request)) with
            {
                TitleLanguage = language,
            };
            IReadOnlyList<Quad> about = Descriptions.Describe(request.Snapshot.Default, scheme);
            await request.RenderAsync<CodeListPage>(buffer, new CodeListView(
                frame,
                scheme.Text,
                FactLists.Create(about, scheme, presenter, SkosVocabulary.HasTopConcept, SkosVocabulary.PrefLabel),
                Tree(list, presenter),
                list.Codes.Length));
        });
    }

    private static Task ListAsync(ResourceRequest request)
    {
        request.RequireParameters();
        Iri[] schemes = [.. request.Snapshot.Default.Match(null, RdfVocabulary.Type, SkosVocabulary.ConceptScheme)
            .Select(static triple => triple.Subject).OfType<Iri>()
            .OrderBy(static iri => iri.Text, StringComparer.Ordinal)];
        return ResourceLists.SendAsync(
            request, schemes, SkosVocabulary.ConceptScheme, "Code lists", "Nomenclatures",
            "The codes that the dimensions of datasets take.",
            "Les codes que prennent les dimensions des jeux de données.");
    }

    private static Task SchemeAsync(ResourceRequest request)
    {
        request.RequireParameters();
        (ResourceRequest exact, Iri iri) = OwnIris.Find(request);
        return SendSchemeAsync(exact, iri);
    }

    private static Task CodeAsync(ResourceRequest request)
    {
        request.RequireParameters();
        (ResourceRequest exact, Iri iri) = OwnIris.Find(request);
        return ThingEndpoints.SendAsync(exact, iri, Descriptions.Describe(exact.Snapshot.Default, iri));
    }

    private static IEnumerable<Quad> Quads(Snapshot snapshot, Iri scheme, CodeList list) =>
        snapshot.Find(scheme) is var id && id != TermId.None && snapshot.Graph(id) is { } graph
            ? graph.Match(null, null, null).Select(static quad => quad with { Graph = null })
            : Descriptions.Describe(snapshot.Default, scheme).Concat(
                list.Codes.SelectMany(code => Descriptions.Describe(snapshot.Default, code.Term))).Distinct();

    private static PageLink Parent(ResourceRequest request) => new(
        request.Language == "fr" ? "Nomenclatures" : "Code lists",
        request.Site.BasePath + request.Address.Prefix + "/concepts");

    private static ImmutableArray<CodeView> Tree(CodeList list, Presenter presenter)
    {
        HashSet<Term> known = [.. list.Codes.Select(static code => code.Term)];
        ILookup<Term?, Code> children = list.Codes.ToLookup(
            code => code.Parent is { } parent && known.Contains(parent) && parent != code.Term ? parent : null);
        HashSet<Term> shown = [];
        ImmutableArray<CodeView> roots = Level(children[null], 0);

        // Codes in a cycle have no root above them; they follow.
        return roots.AddRange(Level(list.Codes.Where(code => !shown.Contains(code.Term)), 0));

        ImmutableArray<CodeView> Level(IEnumerable<Code> codes, int depth) =>
        [
            .. codes.Where(code => shown.Add(code.Term)).Select(code =>
            {
                (string text, string? language) = presenter.Choose(code.Labels) ?? (code.Name, null);
                string href = code.Term is Iri iri ? presenter.Href(iri) : "";
                return new CodeView(
                    code.Name,
                    new PageLink(text, href, language),
                    depth < DepthMax ? Level(children[code.Term], depth + 1) : []);
            }),
        ];
    }
}
