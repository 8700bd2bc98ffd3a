using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Catalog;

/// <summary>What the catalogue says of the withdrawal of a version.</summary>
/// <param name="Dataset">The IRI of the qb:DataSet.</param>
/// <param name="Version">The version's number.</param>
/// <param name="Status">The status of the version from then on, a concept.</param>
/// <param name="Instant">When it was withdrawn.</param>
/// <param name="Reason">Why.</param>
public sealed record WithdrawalDescription(
    Iri Dataset, string Version, Iri Status, DateTimeOffset Instant, LanguageMap Reason);
