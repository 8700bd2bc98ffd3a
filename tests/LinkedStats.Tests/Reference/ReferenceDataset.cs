using LinkedStats.Rdf;

namespace LinkedStats.Tests.Reference;

/// <summary>An RDF dataset as plain lists.</summary>
/// <param name="Default">The default graph; each triple once.</param>
/// <param name="Named">The named graphs.</param>
/// <remarks>Source: SPARQL 1.1 Query, sections 13 and 18.1.2.</remarks>
internal sealed record ReferenceDataset(
    IReadOnlyList<Quad> Default, IReadOnlyDictionary<Iri, IReadOnlyList<Quad>> Named)
{
    /// <summary>The dataset that a store of these quads offers: its default graph is the union of all graphs.</summary>
    public static ReferenceDataset OfStore(IEnumerable<Quad> quads)
    {
        Quad[] all = [.. quads];
        var named = all.Where(static q => q.Graph is Iri).GroupBy(static q => (Iri)q.Graph!)
            .ToDictionary(static g => g.Key, static g => Distinct(g));
        return new ReferenceDataset(Distinct(all), named);
    }

    /// <summary>What FROM and FROM NAMED make of this dataset (section 13.2); itself without such clauses.</summary>
    public ReferenceDataset From(IReadOnlyCollection<Iri> defaults, IReadOnlyCollection<Iri> named) =>
        defaults.Count == 0 && named.Count == 0
            ? this
            : new ReferenceDataset(
                Distinct(defaults.SelectMany(name => Named.GetValueOrDefault(name) ?? [])),
                Named.Where(pair => named.Contains(pair.Key)).ToDictionary(static p => p.Key, static p => p.Value));

    private static IReadOnlyList<Quad> Distinct(IEnumerable<Quad> quads) =>
        [.. quads.Select(static q => q with { Graph = null }).Distinct()];
}
