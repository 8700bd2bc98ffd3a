using System.Collections.Immutable;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Pages;

namespace LinkedStats.Server.Resources;

/// <summary>Turns what is said about a resource into lists for pages.</summary>
internal static class FactLists
{
    private const int DepthMax = 4;
    private const int ValuesMax = 200;

    /// <summary>Groups triples by property.</summary>
    /// <param name="quads">The triples, those of blank nodes among them.</param>
    /// <param name="resource">The subject to show.</param>
    /// <param name="presenter">Shows terms.</param>
    /// <param name="left">Properties to leave out.</param>
    /// <returns>One fact a property, in the order of their labels.</returns>
    public static ImmutableArray<FactView> Create(
        IReadOnlyCollection<Quad> quads, Term resource, Presenter presenter, params Iri[] left)
    {
        ILookup<Term, Quad> bySubject = quads.ToLookup(static quad => quad.Subject);
        return
        [
            .. bySubject[resource]
                .Where(quad => quad.Predicate != RdfVocabulary.Type && !left.Contains(quad.Predicate))
                .GroupBy(static quad => quad.Predicate)
                .Select(group => new FactView(
                    presenter.View(group.Key),
                    [.. Show(group.Select(static quad => quad.Object), bySubject, presenter).Take(ValuesMax)]))
                .OrderBy(static fact => fact.Name.Text, StringComparer.CurrentCulture),
        ];
    }

    /// <summary>Groups what points to a resource by property.</summary>
    /// <param name="incoming">Triples whose object is the resource.</param>
    /// <param name="presenter">Shows terms.</param>
    /// <returns>One fact a property.</returns>
    public static ImmutableArray<FactView> CreateIncoming(IEnumerable<Quad> incoming, Presenter presenter) =>
    [
        .. incoming
            .Where(static quad => quad.Subject is Iri)
            .GroupBy(static quad => quad.Predicate)
            .Select(group => new FactView(
                presenter.View(group.Key), presenter.Views(group.Select(static quad => quad.Subject)))),
    ];

    private static IEnumerable<TermView> Show(
        IEnumerable<Term> values, ILookup<Term, Quad> bySubject, Presenter presenter)
    {
        Term[] all = [.. values];
        return presenter.Views(all.Where(static value => value is not BlankNode))
            .Concat(all.OfType<BlankNode>()
                .Select(node => new TermView(InWords(node, bySubject, presenter, DepthMax))));
    }

    // A blank node has no page of its own: what is said of it stands in its place.
    private static string InWords(BlankNode node, ILookup<Term, Quad> bySubject, Presenter presenter, int depth)
    {
        string[] parts =
        [
            .. bySubject[node]
                .Where(static quad => quad.Predicate != RdfVocabulary.Type)
                .Select(quad => presenter.Label(quad.Predicate).Text + " : " + (quad.Object is BlankNode inner
                    ? depth > 0 ? InWords(inner, bySubject, presenter, depth - 1) : "…"
                    : presenter.Label(quad.Object).Text)),
        ];
        return parts.Length == 0 ? "–" : string.Join(" ; ", parts);
    }
}
