using LinkedStats.Publishing;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Storage;

namespace LinkedStats.Tests.Publishing.Integrity;

/// <summary>The constraints that a cube violates, as two judges see it.</summary>
/// <param name="ByChecks">According to the native checks, on the package as it came.</param>
/// <param name="ByQueries">According to the recommendation's queries, on the normalised triples.</param>
/// <param name="Report">The native report.</param>
internal sealed record Judgement(SortedSet<string> ByChecks, SortedSet<string> ByQueries, ValidationReport Report)
{
    /// <summary>Asks both judges.</summary>
    /// <param name="package">The package.</param>
    /// <param name="triples">Its triples.</param>
    public static Judgement Of(string package, IEnumerable<Quad> triples)
    {
        using Store store = Store.Open(new StoreOptions());
        ValidationReport report = new Publisher(store).Validate(package);
        Graph cube = ReferenceNormalisation.Normalise(triples);
        ReferenceNormalisation.AddVocabulary(cube);
        return new Judgement(
            new(report.Problems.Select(static p => p.Rule)
                .Where(static rule => rule.StartsWith("IC-", StringComparison.Ordinal)), StringComparer.Ordinal),
            IntegrityQueries.Violated(cube),
            report);
    }

    /// <summary>The constraints about which the judges differ.</summary>
    /// <remarks>
    /// Where observations lack dimensions (IC-11), the queries of IC-12 and IC-17 compare them by those that they have,
    /// which is no key; the checks leave such observations out.
    /// </remarks>
    public IEnumerable<string> Differences => ByQueries.Except(ByChecks).Concat(ByChecks.Except(ByQueries))
        .Where(rule => !ByQueries.Contains("IC-11") || rule is not ("IC-12" or "IC-17"));

    public override string ToString() =>
        $"checks: {string.Join(' ', ByChecks)}; queries: {string.Join(' ', ByQueries)}\n{PublishedCube.Show(Report)}";
}
