using System.Collections.Concurrent;
using System.Collections.Immutable;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.Snapshots;

/// <summary>The ids of all cells in a snapshot: an interval of the payload for each dataset.</summary>
internal sealed class CellSpace
{
    private const ulong PayloadCount = 1UL << TermId.PayloadBits;

    private readonly Func<CubeRecord, CubeColumns> _open;
    private readonly SegmentScope _segments;
    private readonly SharedVersionKeys _shared;
    private readonly ConcurrentDictionary<ulong, Lazy<CubeColumns>> _columns = [];
    private readonly Dictionary<ulong, DatasetCells> _byGraph;
    private readonly List<(ulong Offset, DatasetCells Cells)> _intervals = [];
    private readonly List<DatasetCells> _withOwnIris = [];
    private readonly TemplateIndex<DatasetCells> _templates = new();

    /// <summary>Gives the intervals; nothing is read but the records.</summary>
    /// <param name="cubes">The visible versions, the oldest first.</param>
    /// <param name="dictionary">The dictionary.</param>
    /// <param name="open">Opens a version that stays open.</param>
    /// <param name="segments">Where versions are opened that are read once.</param>
    /// <param name="shared">What other snapshots made of versions.</param>
    internal CellSpace(
        ImmutableArray<VisibleCube> cubes,
        TermDictionary dictionary,
        Func<CubeRecord, CubeColumns> open,
        SegmentScope segments,
        SharedVersionKeys shared)
    {
        (_open, _segments, _shared) = (open, segments, shared);
        _byGraph = new Dictionary<ulong, DatasetCells>(cubes.Length);

        // Ranked datasets come first: their intervals are small, and what they leave is for the others. A dataset whose
        // keys do not fit into what the smaller ones leave is ranked too.
        CubeRecord[][] datasets = [.. cubes.Select(static c => c.Record)
            .GroupBy(static c => c, StructureComparer.Instance)
            .Select(static g => g.ToArray())
            .OrderBy(g => ObservationIds.KeyCount(Newest(g).Radices, PayloadCount) ?? ulong.MaxValue)];
        ulong left = PayloadCount;
        foreach (CubeRecord[] versions in datasets)
        {
            left -= (ulong)versions.Sum(static v => (long)v.RowCount);
        }

        ulong offset = 0;
        foreach (CubeRecord[] versions in datasets)
        {
            ulong rows = (ulong)versions.Sum(static v => (long)v.RowCount);
            ulong? keys = ObservationIds.KeyCount(Newest(versions).Radices, left);
            left -= keys ?? 0;
            offset += Add(versions, dictionary, offset, keys ?? rows, isRanked: keys is null);
        }
    }

    internal DatasetCells Of(CubeRecord record) => _byGraph[record.Graph];

    /// <summary>Opens the columns of a version, once.</summary>
    internal CubeColumns Open(CubeRecord record) =>
        _columns.GetOrAdd(record.Graph, _ => new Lazy<CubeColumns>(() => _open(record))).Value;

    /// <summary>Opens the columns of a version.</summary>
    internal static CubeColumns Open(CubeRecord record, SegmentScope segments) => CubeColumns.Open(
        segments.Open(record.Cells),
        segments.Open(record.Codes),
        record.Sparse is null ? null : segments.Open(record.Sparse));

    // What is made of all versions is small, and none of them stays mapped for it.
    private T Read<T>(CubeRecord[] versions, Func<CubeColumns[], T> read)
    {
        using SegmentScope segments = _segments.Begin();
        return read([.. versions.Select(version => Open(version, segments))]);
    }

    /// <summary>Finds the dataset of a cell.</summary>
    internal DatasetCells? Of(TermId cell)
    {
        (int low, int high) = (0, _intervals.Count - 1);
        while (low < high)
        {
            int middle = (low + high + 1) >>> 1;
            (low, high) = _intervals[middle].Offset <= cell.Payload ? (middle, high) : (low, middle - 1);
        }

        return high >= 0 && _intervals[low].Cells.Ids.Contains(cell) ? _intervals[low].Cells : null;
    }

    /// <summary>Finds a cell by an IRI that a template makes.</summary>
    internal TermId Find(string iri)
    {
        foreach (DatasetCells cells in _templates.Find(iri))
        {
            TermId cell = cells.FindByTemplate(iri);
            if (!cell.IsNone)
            {
                return cell;
            }
        }

        return TermId.None;
    }

    /// <summary>Adds the cells' own IRIs that no template makes.</summary>
    internal void AddOwnIris(CellMentions mentions)
    {
        foreach (DatasetCells cells in _withOwnIris)
        {
            foreach (ulong id in cells.OwnIris.Ids)
            {
                mentions.Add(new TermId(id), cells.OwnIris.ToCell(new TermId(id)));
            }
        }
    }

    /// <summary>
    /// The version with the longest code books: each version's books begin with those committed before it.
    /// </summary>
    private static CubeRecord Newest(CubeRecord[] versions) => versions.MaxBy(static v => v.Commit)!;

    private ulong Add(CubeRecord[] versions, TermDictionary dictionary, ulong offset, ulong size, bool isRanked)
    {
        CubeRecord newest = Newest(versions);
        IriTemplate own = IriTemplate.Own(dictionary.Bytes.Base, newest.DatasetId, newest.Dimensions.Length);
        string? template = versions[^1].Template;
        bool hasOwnIris = versions.Any(static v => v.HasOwnIris);
        VersionKeys? keys = isRanked || hasOwnIris ? _shared.Of(versions, isRanked) : null;
        var cells = new DatasetCells(
            new ObservationIds(
                offset,
                newest.Radices,
                size,
                isRanked
                    ? () => keys!.Ranks(() => Read(versions, all => new KeyTable(all, newest.Dimensions.Length)))
                    : null),
            versions.Length,
            i => Open(versions[i]),
            read => keys!.OwnIris(() => Read(versions, read)),
            Array.IndexOf(versions, newest),
            template is null ? [own] : [IriTemplate.Parse(dictionary.Bytes.Expand(template)), own],
            hasOwnIris,
            dictionary);
        foreach (IriTemplate t in cells.Templates)
        {
            _templates.Add(t, cells);
        }

        if (hasOwnIris)
        {
            _withOwnIris.Add(cells);
        }

        foreach (CubeRecord version in versions)
        {
            _byGraph.Add(version.Graph, cells);
        }

        _intervals.Add((offset, cells));
        return size;
    }

    /// <summary>Takes versions together that share the ids of cells: those of a dataset with the same
    /// dimensions.</summary>
    private sealed class StructureComparer : IEqualityComparer<CubeRecord>
    {
        internal static readonly StructureComparer Instance = new();

        public bool Equals(CubeRecord? x, CubeRecord? y) =>
            x!.DatasetId == y!.DatasetId && x.Dimensions.AsSpan().SequenceEqual(y.Dimensions.AsSpan());

        public int GetHashCode(CubeRecord record) => string.GetHashCode(record.DatasetId, StringComparison.Ordinal);
    }
}
