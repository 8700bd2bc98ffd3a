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

    /// <summary>The properties that name a resource; a heading shows them already.</summary>
    public static readonly Iri[] Names = [RdfsVocabulary.Label, DctermsVocabulary.Title, SkosVocabulary.PrefLabel];

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
                    [.. Show(group.Select(static quad => quad.Object), resource, bySubject, presenter)
                        .Take(ValuesMax)]))
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
        IEnumerable<Term> values, Term resource, ILookup<Term, Quad> bySubject, Presenter presenter)
    {
        ILookup<bool, Term> parts = Readable([.. values], presenter)
            .ToLookup(value => IsPart(value, resource, bySubject));
        return presenter.Views(parts[false])
            .Concat(parts[true].Select(part => new TermView(InWords(part, resource, bySubject, presenter, DepthMax))));
    }

    // A part such as …/runs/r1#parameter-seed is answered by the page that it stands on.
    private static bool IsPart(Term value, Term resource, ILookup<Term, Quad> bySubject) =>
        value is BlankNode
        || (value is Iri part && resource is Iri whole && bySubject.Contains(part)
            && part.Text.Length > whole.Text.Length && part.Text[whole.Text.Length] == '#'
            && part.Text.StartsWith(whole.Text, StringComparison.Ordinal));

    // Of a text in several languages a reader wants one; where theirs is missing, all others are shown.
    private static IEnumerable<Term> Readable(Term[] values, Presenter presenter)
    {
        bool hasOwn = values.Any(value =>
            value is Literal { Language: not null } && presenter.View(value).Language is null);
        return values.Where(value => !hasOwn || value is not Literal || presenter.View(value).Language is null);
    }

    // A blank node, or a part, has no page of its own: what is said of it stands in its place.
    private static string InWords(
        Term node, Term resource, ILookup<Term, Quad> bySubject, Presenter presenter, int depth)
    {
        bool isNamed = bySubject[node].Any(static quad => Names.Contains(quad.Predicate));
        string name = isNamed ? presenter.Label(node).Text : "";
        string[] parts =
        [
            .. bySubject[node]
                .Where(static quad => quad.Predicate != RdfVocabulary.Type && !Names.Contains(quad.Predicate))
                .GroupBy(static quad => quad.Predicate)
                .Select(group => (Property: presenter.Label(group.Key).Text, Values: string.Join(
                    ", ",
                    Readable([.. group.Select(static quad => quad.Object)], presenter).Select(value =>
                        !IsPart(value, resource, bySubject) ? presenter.Label(value).Text
                        : depth > 0 ? InWords(value, resource, bySubject, presenter, depth - 1) : "…"))))
                .Where(part => part.Values != name)
                .Select(static part => $"{part.Property} : {part.Values}"),
        ];
        string text = string.Join(" ; ", parts);
        return name.Length == 0 ? (text.Length == 0 ? "–" : text) : text.Length == 0 ? name : $"{name} ({text})";
    }
}
