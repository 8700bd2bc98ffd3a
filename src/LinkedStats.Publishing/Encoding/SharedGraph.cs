using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Encoding;

/// <summary>A graph that several datasets rest on, as a code list: who may publish one of them alone only adds to it.
/// </summary>
internal static class SharedGraph
{
    private const int ShownMax = 3;

    /// <summary>What a list, a code or a model gains when another one is added.</summary>
    internal static readonly HashSet<Iri> Links =
        [SkosVocabulary.HasTopConcept, SkosVocabulary.Narrower, DcatVocabulary.HasVersion];

    /// <summary>Reports what a revision would change of what is said already.</summary>
    /// <param name="name">The graph's name.</param>
    /// <param name="old">Its triples.</param>
    /// <param name="revised">The triples that it shall have.</param>
    /// <param name="report">Receives an error where one is lost, or one more is said about something known.</param>
    internal static void CheckOnlyAdds(
        Iri name, HashSet<Quad> old, HashSet<Quad> revised, ReportBuilder report)
    {
        HashSet<Term> known = [.. old.Select(static t => t.Subject)];
        string[] changes =
        [
            .. old.Where(t => !revised.Contains(t)).Select(static t => $"'{Show(t)}' would be taken away"),
            .. revised.Where(t => !old.Contains(t) && known.Contains(t.Subject) && !Links.Contains(t.Predicate))
                .Select(static t => $"'{Show(t)}' would be said"),
        ];
        if (changes.Length > 0)
        {
            string more = changes.Length > ShownMax ? $", and {changes.Length - ShownMax} more" : "";
            report.Error(
                "shared-graph",
                $"Other datasets use {name} or have brought a part of it, so it is changed by who may publish every "
                + $"dataset: {string.Join("; ", changes.Order(StringComparer.Ordinal).Take(ShownMax))}{more}. "
                + "New codes may be added.");
        }
    }

    private static string Show(Quad triple) => $"{triple.Subject} {triple.Predicate} {triple.Object}";
}
