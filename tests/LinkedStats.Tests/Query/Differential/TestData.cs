using System.Collections.Immutable;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Reference;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Query.Differential;

/// <summary>What random queries are asked of: named graphs, and cubes that may be stored as columns.</summary>
/// <param name="Quads">The triples that are no cells.</param>
/// <param name="Cubes">The cubes, called by the ids of their datasets; none without rows.</param>
internal sealed record TestData(ImmutableArray<Quad> Quads, ImmutableArray<(string Id, CubeSample Cube)> Cubes)
{
    private const string Version = "1.0.0";
    private static readonly Iri Base = new StoreOptions().Base;

    /// <summary>All triples, those of the cells included.</summary>
    public IEnumerable<Quad> All => Quads.Concat(Cubes.SelectMany(static pair =>
        pair.Cube.ToGraph(Base, pair.Id).Match(null, null, null)
            .Select(quad => quad with { Graph = VersionOf(pair.Id) })));

    /// <summary>The name of the graph of a dataset's version.</summary>
    public static Iri VersionOf(string id) => Iri.FromTrusted($"{Base.Text}datasets/{id}/versions/{Version}");

    /// <summary>Opens a store that holds the cubes as columns.</summary>
    public Store OpenColumns()
    {
        Store store = Store.Open(new StoreOptions());
        using StoreWriter writer = store.BeginWrite(CancellationToken.None);
        foreach ((string id, CubeSample cube) in Cubes)
        {
            cube.AddTo(writer, id, Version);
        }

        AddGraphs(writer, Quads);
        writer.Commit();
        return store;
    }

    /// <summary>Opens a store that holds the same graphs as triples, so that nothing is a cube.</summary>
    public Store OpenTriples()
    {
        Store store = Store.Open(new StoreOptions());
        using StoreWriter writer = store.BeginWrite(CancellationToken.None);
        AddGraphs(writer, All);
        writer.Commit();
        return store;
    }

    /// <summary>The same as plain lists.</summary>
    public ReferenceDataset ToReference() => ReferenceDataset.OfStore(All);

    /// <summary>The variants with some triples or rows less: first those that leave out most.</summary>
    public IEnumerable<TestData> Smaller()
    {
        foreach ((string, CubeSample) cube in Cubes)
        {
            yield return this with { Cubes = Cubes.Remove(cube) };
        }

        foreach (ImmutableArray<Quad> fewer in Fewer(Quads))
        {
            yield return this with { Quads = fewer };
        }

        for (int i = 0; i < Cubes.Length; i++)
        {
            foreach (ImmutableArray<CubeSampleRow> rows in Fewer(Cubes[i].Cube.Rows.ToImmutableArray()))
            {
                if (rows.Length > 0)
                {
                    yield return this with
                    {
                        Cubes = Cubes.SetItem(i, (Cubes[i].Id, Cubes[i].Cube with { Rows = rows })),
                    };
                }
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', All.Select(static quad => quad.ToString()))
        + string.Concat(Cubes.Select(static pair => $"\n# {pair.Id} is a cube: {pair.Cube.Rows.Count} rows"));

    private static void AddGraphs(StoreWriter writer, IEnumerable<Quad> quads)
    {
        foreach (IGrouping<Term?, Quad> graph in quads.GroupBy(static quad => quad.Graph))
        {
            writer.AddGraph((Iri)graph.Key!, GraphRole.Metadata, graph);
        }
    }

    private static IEnumerable<ImmutableArray<T>> Fewer<T>(ImmutableArray<T> items)
    {
        for (int size = (items.Length + 1) / 2; size > 0; size /= 2)
        {
            for (int start = 0; start < items.Length; start += size)
            {
                yield return items.RemoveRange(start, Math.Min(size, items.Length - start));
            }
        }
    }
}
