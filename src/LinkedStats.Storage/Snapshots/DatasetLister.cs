using System.Collections;
using System.Collections.Immutable;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.Snapshots;

/// <summary>Lists what a snapshot shows of datasets; versions are described when they are asked for, since a store may
/// have many times as many of them as datasets.</summary>
/// <param name="contents">What is shown.</param>
internal sealed class DatasetLister(SnapshotContents contents)
{
    /// <summary>Lists the datasets by id, each with its versions.</summary>
    /// <param name="versions">The visible versions of each dataset, the oldest first.</param>
    internal IReadOnlyList<DatasetEntry> List(IEnumerable<ImmutableArray<VisibleCube>> versions) =>
        [.. versions.OrderBy(static v => v[0].Record.DatasetId, StringComparer.Ordinal)
            .Select(v => new DatasetEntry(
                v[0].Record.DatasetId, GetIri(v[^1].Record.Dataset), new VersionList(v, ToEntry)))];

    /// <summary>Says what is left of a version.</summary>
    internal VersionTombstone ToTombstone(VisibleTombstone tombstone) => new(
        tombstone.Record.DatasetId,
        GetIri(tombstone.Record.Dataset),
        tombstone.Record.Version,
        GetIri(tombstone.Record.Graph),
        new DateTimeOffset(tombstone.Record.PublicFrom, TimeSpan.Zero),
        new DateTimeOffset(tombstone.TakenAt, TimeSpan.Zero),
        tombstone.Record.Reason)
    {
        IsPurged = tombstone.Record.Kind == TombstoneKind.Purged,
        Cells = tombstone.Record.Cells,
        Digest = tombstone.Record.Digest,
    };

    private DatasetVersionEntry ToEntry(VisibleCube cube) => new(
        cube.Record.Version,
        // Its name is known without a look into the terms of its release.
        StoreWriter.VersionIri(
            contents.State.Dictionary.Bytes.Base, cube.Record.DatasetId, cube.Record.Version),
        new DateTimeOffset(cube.RecordedAt, TimeSpan.Zero),
        new DateTimeOffset(cube.VisibleFrom, TimeSpan.Zero),
        contents.Graph(new TermId(cube.Record.Graph))!)
    {
        Edition = cube.Edition,
        Name = new TermId(cube.Record.Graph),
    };

    private Iri GetIri(ulong id) => (Iri)contents.State.Dictionary.Get(new TermId(id));

    /// <summary>Versions, each described once, when it is asked for.</summary>
    private sealed class VersionList(
        ImmutableArray<VisibleCube> cubes, Func<VisibleCube, DatasetVersionEntry> describe)
        : IReadOnlyList<DatasetVersionEntry>
    {
        private readonly DatasetVersionEntry?[] _entries = new DatasetVersionEntry?[cubes.Length];

        public int Count => cubes.Length;

        public DatasetVersionEntry this[int index] =>
            Volatile.Read(ref _entries[index]) is { } entry ? entry
            : Interlocked.CompareExchange(ref _entries[index], describe(cubes[index]), null) ?? _entries[index]!;

        public IEnumerator<DatasetVersionEntry> GetEnumerator()
        {
            for (int i = 0; i < Count; i++)
            {
                yield return this[i];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
