using System.Collections.Immutable;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.Purging;

/// <summary>Removes cells from every record of a log, with all that is said of them.</summary>
/// <remarks>
/// Removed are the rows of the cells, in the versions that are named; the triples about them in the graphs of these
/// versions; where no version has a cell any more, the triples about it in every graph; and from the dictionary, from
/// code books and from the mentions of cells, what nothing else refers to.
/// </remarks>
internal sealed class StorePurge
{
    private readonly StoreState _state;
    private readonly SegmentScope _segments;
    private readonly CubePurge[] _cubes;
    private readonly TriplePurge[] _graphs;
    private readonly TermUse _use = new();

    internal StorePurge(StoreState state, SegmentScope segments)
    {
        (_state, _segments) = (state, segments);
        CubeColumns Open(CubeRecord record) => CellSpace.Open(record, segments);
        TripleIndex OpenTriples(GraphRecord record) => record.Segment is null
            ? TripleIndex.Empty
            : TripleIndex.Open(segments.Open(record.Segment)).Slice(record.Start, record.Count);
        _cubes = [.. state.Commits.SelectMany(static c => c.Cubes)
            .Select(cube => new CubePurge(cube, Open))];
        _graphs = [.. state.Commits.SelectMany(static c => c.Graphs)
            .Select(graph => new TriplePurge(graph, OpenTriples))];
    }

    /// <summary>Chooses the cells.</summary>
    /// <returns>The keys that no version has.</returns>
    internal ImmutableArray<string> Select(PurgeRequest request)
    {
        CubePurge[] versions = [.. _cubes.Where(cube => cube.Record.DatasetId == request.DatasetId
            && (request.Version is null || cube.Record.Version == request.Version))];
        if (request.Keys.IsEmpty)
        {
            Array.ForEach(versions, static cube => cube.RemoveAll());
            return [];
        }

        // A code may be called otherwise in another version.
        HashSet<string> found = [];
        List<(string Family, TermId[] Key)> keys = [];
        foreach (CubePurge cube in versions)
        {
            foreach (string key in request.Keys)
            {
                if (cube.FindRow(key) is var row and >= 0)
                {
                    found.Add(key);
                    keys.Add((FamilyOf(cube), cube.TermsOf(row)));
                }
            }
        }

        foreach (CubePurge cube in versions)
        {
            foreach ((_, TermId[] key) in keys.Where(item => item.Family == FamilyOf(cube)))
            {
                if (cube.FindRow(key) is var row and >= 0)
                {
                    cube.Remove(row);
                }
            }
        }

        return [.. request.Keys.Where(key => !found.Contains(key))];
    }

    /// <summary>Says what is removed from each version.</summary>
    /// <param name="salt">What the digests begin with.</param>
    internal ImmutableArray<PurgedVersion> Describe(byte[] salt) =>
    [
        .. _cubes.Where(static cube => cube.IsAffected).GroupBy(static cube => cube.Record.Graph).Select(version =>
        {
            CubeRecord record = version.First().Record;
            var iri = (Iri)Get(record.Graph);
            var digest = new CellDigest(salt, _state.Dictionary);
            int count = 0;

            // A version may have been written several times, with other numbers for its codes.
            HashSet<string>? addresses = version.Skip(1).Any() ? [] : null;
            foreach (CubePurge cube in version)
            {
                foreach (int row in cube.RemovedRows)
                {
                    string address = $"{iri.Text}/observations/{KeyText(cube, row)}";
                    if (addresses?.Add(address) != false)
                    {
                        digest.Add(Iri.FromTrusted(address), cube.ComponentsOf(row));
                        count++;
                    }
                }
            }

            return new PurgedVersion(
                record.DatasetId, (Iri)Get(record.Dataset), record.Version, iri, version.First().IsWhole, count,
                digest.ToString());
        }),
    ];

    /// <summary>Takes the cells out, and what is said of them; nothing is written yet.</summary>
    /// <param name="descriptions">For the graph of each version that loses cells, what is said of it.</param>
    internal void Remove(IReadOnlyDictionary<ulong, EncodedDescription> descriptions)
    {
        List<IdTriple> removed = [];
        (HashSet<ulong> dead, Dictionary<ulong, HashSet<ulong>> gone) = FindIris();
        foreach (TriplePurge graph in _graphs)
        {
            graph.Forget(dead, removed);
            if (descriptions.TryGetValue(graph.Record.Name, out EncodedDescription? ofVersion))
            {
                graph.Forget(gone[graph.Record.Name], removed);
                graph.Forget(ofVersion.Forgotten, removed);
                if (ofVersion.IsWhole)
                {
                    graph.Drop(removed);
                }
            }
            else if (descriptions.Values.FirstOrDefault(d => d.Graph == graph.Record.Name) is { } description)
            {
                if (description.IsWhole)
                {
                    graph.Replace(description.Tombstone, removed);
                }
                else
                {
                    graph.Forget(description.Forgotten, removed);
                    graph.Add(description.Tombstone);
                }
            }
        }

        foreach (CubePurge cube in _cubes.Where(static cube => cube.IsAffected))
        {
            _use.AddCandidates(cube);
        }

        foreach (ulong id in dead.Concat(gone.Values.SelectMany(static ids => ids)))
        {
            _use.AddCandidate(id);
        }

        _use.AddCandidates(removed);
        UseWhatRemains(descriptions);
    }

    /// <summary>Writes what remains.</summary>
    /// <param name="batch">Where the segments go.</param>
    /// <param name="descriptions">As for <see cref="Remove"/>.</param>
    /// <returns>The records of the log that are others from now on.</returns>
    internal ImmutableArray<Commit> Write(
        SegmentBatch batch, IReadOnlyDictionary<ulong, EncodedDescription> descriptions)
    {
        IReadOnlySet<ulong> unused = _use.Unused;
        var dictionary = new DictionaryPurge(_state.Dictionary, unused);
        Dictionary<TriplePurge, GraphRecord?> graphs = new TriplePurgeWriter(batch).Write(_graphs);
        ILookup<int, TriplePurge> byCommit = _graphs.ToLookup(static graph => graph.Record.Commit);
        ILookup<int, CubePurge> cubes = _cubes.ToLookup(static cube => cube.Record.Commit);
        var added = new MissingDescriptions(_state.Commits, descriptions, batch);
        var changed = ImmutableArray.CreateBuilder<Commit>();
        foreach (Commit commit in _state.Commits)
        {
            GraphRecord[] graphsNow =
            [
                .. byCommit[commit.Id]
                    .Select(graph => graphs.TryGetValue(graph, out GraphRecord? now) ? now : graph.Record)
                    .OfType<GraphRecord>(),
                .. added.Of(commit),
            ];
            CubeRecord[] cubesNow =
            [
                .. cubes[commit.Id].Where(static cube => !cube.IsWhole).Select(cube =>
                    cube.IsAffected ? cube.Write(batch, unused) : cube.WriteBooks(batch, unused)),
            ];
            Commit now = commit with
            {
                Graphs = graphsNow.SequenceEqual(commit.Graphs) ? commit.Graphs : [.. graphsNow],
                Cubes = cubesNow.SequenceEqual(commit.Cubes) ? commit.Cubes : [.. cubesNow],
                Mentions = WriteMentions(commit.Mentions, batch, unused),
                Terms = dictionary.WriteTerms(commit.Terms, batch),
                TermIndex = dictionary.WriteIndex(commit.TermIndex, batch),

                // Packs repeat graphs; the next releases pack what remains.
                Pack = null,
            };
            if (now != commit)
            {
                changed.Add(now);
            }
        }

        return changed.ToImmutable();
    }

    private static string FamilyOf(CubePurge cube) => string.Join(' ', cube.Record.Dimensions);

    private static string KeyText(CubePurge cube, int row) => Cubes.ObservationKey.Format(
        cube.KeyOf(row).Select((code, d) => cube.Columns.Books[d].Name(code)));

    private Term Get(ulong id) => _state.Dictionary.Get(new TermId(id));

    /// <summary>Finds the IRIs of the cells that are removed.</summary>
    /// <returns>Those of cells that no version has any more; and for each version those of its own.</returns>
    private (HashSet<ulong> Dead, Dictionary<ulong, HashSet<ulong>> Gone) FindIris()
    {
        HashSet<ulong> dead = [];
        Dictionary<ulong, HashSet<ulong>> gone = [];
        foreach (CubePurge cube in _cubes.Where(static cube => cube.IsAffected))
        {
            if (!gone.TryGetValue(cube.Record.Graph, out HashSet<ulong>? ofVersion))
            {
                gone.Add(cube.Record.Graph, ofVersion = []);
            }

            CubePurge[] others = [.. _cubes.Where(other => other.Record.DatasetId == cube.Record.DatasetId
                && FamilyOf(other) == FamilyOf(cube))];
            foreach ((int row, ulong iri) in new RemovedIris(cube, _state.Dictionary).Find())
            {
                // Another version may call the cell, or its codes, otherwise.
                ofVersion.Add(iri);
                if (cube.TermsOf(row) is var key && !Array.Exists(others, other => other.Keeps(key)))
                {
                    dead.Add(iri);
                }
            }
        }

        return (dead, gone);
    }

    private void UseWhatRemains(IReadOnlyDictionary<ulong, EncodedDescription> descriptions)
    {
        _use.Use(_state);
        foreach ((ulong graph, EncodedDescription description) in descriptions)
        {
            _use.Use(graph);
            _use.Use(description.Graph);
            foreach (IdTriple triple in description.Tombstone)
            {
                _use.Use(triple.Subject);
                _use.Use(triple.Predicate);
                _use.Use(triple.Object);
            }
        }

        Array.ForEach(_graphs, _use.Use);
        Array.ForEach(_cubes, _use.Use);
    }

    private SegmentName? WriteMentions(SegmentName? mentions, SegmentBatch batch, IReadOnlySet<ulong> unused)
    {
        if (mentions is null)
        {
            return null;
        }

        ulong[] ids = [.. _segments.Open(mentions).Ids(SnapshotContents.MentionColumn).Span];
        ulong[] kept = [.. ids.Where(id => !unused.Contains(id))];
        if (kept.Length == ids.Length)
        {
            return mentions;
        }

        if (kept.Length == 0)
        {
            return null;
        }

        var segment = new ArrowSegmentWriter(kept.Length);
        segment.AddIds(SnapshotContents.MentionColumn, kept);
        return batch.Write("mentions", segment);
    }
}
