using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Compares the cells of two versions of a dataset, key by key, in one pass over their columns.</summary>
/// <remarks>
/// Both tables ascend by the ids of their cells, so equal stretches are passed over a column at a time and only what
/// differs becomes a row. Values are compared as terms: <c>5.10</c> and <c>5.1</c> differ. Versions with other
/// dimensions have no cell in common.
/// </remarks>
public sealed class CubeComparison
{
    private const int ChunkRows = 1024;

    private readonly CubeTable _before;
    private readonly CubeTable _after;

    /// <summary>Pairs the columns of two versions.</summary>
    /// <param name="before">The one version, of any snapshot that shows both.</param>
    /// <param name="after">The other version, of the same snapshot.</param>
    /// <param name="leftOut">Attributes that are not compared, as those that tell of the making.</param>
    public CubeComparison(CubeTable before, CubeTable after, params IReadOnlyCollection<TermId> leftOut)
    {
        (_before, _after) = (before, after);
        Measures = Pair(before.Measures, after.Measures, isMeasure: true, []);
        Attributes = Pair(before.Attributes, after.Attributes, isMeasure: false, leftOut);
        Columns = [.. Measures, .. Attributes];
    }

    /// <summary>The measures of either version: those of the first, then what only the second has.</summary>
    public ImmutableArray<ComparedColumn> Measures { get; }

    /// <summary>The attributes of either version, in the same order.</summary>
    public ImmutableArray<ComparedColumn> Attributes { get; }

    /// <summary>All columns compared: measures, then attributes.</summary>
    public ImmutableArray<ComparedColumn> Columns { get; }

    /// <summary>Reads the cells that differ.</summary>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The changes by key, some hundred at a time; a batch is valid until the next is asked for.</returns>
    public IEnumerable<ChangeBatch> Read(CancellationToken cancellation = default)
    {
        var before = new Side(_before, [.. Columns.Select(static c => c.Before)], Measures.Length);
        var after = new Side(_after, [.. Columns.Select(static c => c.After)], Measures.Length);
        var batch = new ChangeBatch(Columns.Length, 2 * ChunkRows);
        bool isShared = _before.SharesCellsWith(_after);
        while (before.Fill() | after.Fill())
        {
            cancellation.ThrowIfCancellationRequested();
            batch.Clear();
            Compare(before, after, batch, isShared);
            if (batch.Count > 0)
            {
                yield return batch;
            }
        }
    }

    /// <summary>Counts the cells that differ.</summary>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The counts.</returns>
    public ChangeCounts Count(CancellationToken cancellation = default)
    {
        int[] counts = new int[4];
        foreach (ChangeBatch batch in Read(cancellation))
        {
            foreach (CellChange change in batch.Changes)
            {
                counts[(int)change.Kind]++;
            }
        }

        return new ChangeCounts(
            counts[(int)CellChangeKind.Added],
            counts[(int)CellChangeKind.Removed],
            counts[(int)CellChangeKind.Revised],
            counts[(int)CellChangeKind.StatusChanged]);
    }

    private static ImmutableArray<ComparedColumn> Pair(
        IReadOnlyList<TermId> before, IReadOnlyList<TermId> after, bool isMeasure, IReadOnlyCollection<TermId> leftOut)
    {
        List<TermId> later = [.. after];
        List<TermId> earlier = [.. before];
        return [.. earlier.Union(later).Where(property => !leftOut.Contains(property)).Select(property =>
            new ComparedColumn(property, isMeasure, earlier.IndexOf(property), later.IndexOf(property)))];
    }

    /// <summary>Compares until one side needs its next rows.</summary>
    private void Compare(Side before, Side after, ChangeBatch batch, bool isShared)
    {
        while (before.Left > 0 && after.Left > 0 && isShared)
        {
            int order = before.Cell.CompareTo(after.Cell);
            if (order == 0)
            {
                CompareRun(before, after, batch);
            }
            else
            {
                Take(order < 0 ? before : null, order > 0 ? after : null, batch);
            }
        }

        // The side that has come to its end has no such cells; without common keys the first side goes first.
        while (before.Left > 0 && (after.IsEnded || !isShared))
        {
            Take(before, null, batch);
        }

        while (after.Left > 0 && before.IsEnded)
        {
            Take(null, after, batch);
        }
    }

    private static void Take(Side? before, Side? after, ChangeBatch batch)
    {
        batch.Add(after is null ? CellChangeKind.Removed : CellChangeKind.Added, before, after);
        before?.Skip(1);
        after?.Skip(1);
    }

    /// <summary>Compares the values of cells that both sides have.</summary>
    private void CompareRun(Side before, Side after, ChangeBatch batch)
    {
        for (int left = CommonLength(before.Cells, after.Cells); left > 0;)
        {
            int equal = left;
            int differing = -1;
            for (int column = 0; column < Columns.Length; column++)
            {
                int common = CommonLength(before.Values(column)[..equal], after.Values(column)[..equal]);

                // Of several columns that differ in one row the first, a measure if there is one, says what it is.
                (differing, equal) = common < equal ? (column, common) : (differing, equal);
            }

            before.Skip(equal);
            after.Skip(equal);
            left -= equal;
            if (left > 0)
            {
                bool isRevised = differing < Measures.Length;
                batch.Add(isRevised ? CellChangeKind.Revised : CellChangeKind.StatusChanged, before, after);
                before.Skip(1);
                after.Skip(1);
                left--;
            }
        }
    }

    private static int CommonLength(ReadOnlySpan<TermId> left, ReadOnlySpan<TermId> right) =>
        MemoryMarshal.Cast<TermId, ulong>(left).CommonPrefixLength(MemoryMarshal.Cast<TermId, ulong>(right));

    /// <summary>Some rows of one version, as terms.</summary>
    /// <param name="table">The version.</param>
    /// <param name="columns">The measures, then the attributes, by their indexes; -1 for one it has not.</param>
    /// <param name="measureCount">How many are measures.</param>
    internal sealed class Side(CubeTable table, int[] columns, int measureCount)
    {
        private readonly TermId[] _cells = new TermId[ChunkRows];
        private readonly TermId[][] _values = [.. columns.Select(static _ => new TermId[ChunkRows])];
        private readonly int[] _codes = new int[ChunkRows];
        private int _start;
        private int _count;
        private int _position;

        internal int Left => _count - _position;

        internal bool IsEnded => _start + _position >= table.RowCount;

        internal int Row => _start + _position;

        internal TermId Cell => _cells[_position];

        internal ReadOnlySpan<TermId> Cells => _cells.AsSpan(_position..Math.Max(_position, _count));

        internal ReadOnlySpan<TermId> Values(int column) => _values[column].AsSpan(_position.._count);

        internal void Skip(int rows) => _position += rows;

        /// <summary>Reads the next rows once the last ones are used up.</summary>
        /// <returns>False at the end.</returns>
        internal bool Fill()
        {
            if (Left > 0)
            {
                return true;
            }

            (_start, _position) = (_start + _position, 0);
            _count = Math.Min(ChunkRows, table.RowCount - _start);
            table.ReadCells(_start, _cells.AsSpan(0, _count));
            for (int i = 0; i < columns.Length; i++)
            {
                if (columns[i] >= 0)
                {
                    Read(i, _values[i].AsSpan(0, _count));
                }
            }

            return _count > 0;
        }

        private void Read(int column, Span<TermId> values)
        {
            if (column < measureCount)
            {
                table.ReadMeasure(columns[column], _start, values);
                return;
            }

            Span<int> codes = _codes.AsSpan(0, values.Length);
            table.ReadAttributeCodes(columns[column], _start, codes);
            ReadOnlySpan<TermId> terms = table.AttributeCodes(columns[column]);
            for (int i = 0; i < codes.Length; i++)
            {
                values[i] = codes[i] < 0 ? TermId.None : terms[codes[i]];
            }
        }
    }
}
