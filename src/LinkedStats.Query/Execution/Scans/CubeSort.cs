using System.Collections.Immutable;
using System.Globalization;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Reads the cells of one cube in an order of its columns: packed keys are sorted, not terms.</summary>
/// <remarks>
/// Where the first key is the first dimension that is not fixed, the stored order divides the rows: they are read,
/// sorted and given part by part, so that a page needs only the parts up to its end.
/// </remarks>
internal sealed class CubeSort : Operator
{
    private const int BytesPerRow = sizeof(ulong) + sizeof(int);
    private const int PartRowsMin = 1 << 14;
    private const int PartCodesMax = 1 << 10;
    private const int TopRowsMin = 1 << 14;

    private readonly CubeScanTable _table;
    private readonly ImmutableArray<CellSortKey> _keys;
    private readonly long? _top;
    private readonly string _text;
    private readonly List<IdSet>? _parts;
    private readonly ulong[] _packed = new ulong[Batch.DefaultCapacity];
    private ulong[] _sortKeys = [];
    private int[] _rows = [];
    private ulong _limit;
    private int _count;
    private int _next;
    private int _part;

    /// <summary>Creates the operator.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="table">The cells, and where their values go.</param>
    /// <param name="keys">The keys, the most important first; packed they fit 64 bits.</param>
    /// <param name="isDivided">True when the first key is the first dimension that is not fixed.</param>
    /// <param name="top">How many rows will be read at most; null when it is not known.</param>
    /// <param name="columns">The variables.</param>
    /// <param name="text">The order and the patterns as a text, for EXPLAIN.</param>
    public CubeSort(
        EvaluationContext context,
        CubeScanTable table,
        ImmutableArray<CellSortKey> keys,
        bool isDivided,
        long? top,
        ImmutableArray<string> columns,
        string text)
        : base(context, columns, [])
    {
        _table = table;
        _keys = keys;
        _top = top;
        _text = text;
        _parts = isDivided ? Divide(table.Selection.Table, keys[0]) : null;
    }

    /// <inheritdoc/>
    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{nameof(CubeSort)} {_text} ({_part} of {_parts?.Count ?? 1} parts read)");

    /// <inheritdoc/>
    public override void Rewind() => (_part, _count, _next) = (0, 0, 0);

    /// <inheritdoc/>
    public override long Skip(long rows)
    {
        long skipped = 0;
        while (skipped < rows && HasRows())
        {
            int step = (int)Math.Min(rows - skipped, _count - _next);
            _next += step;
            skipped += step;
        }

        return skipped;
    }

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        if (!HasRows())
        {
            return false;
        }

        output.RowCount = Math.Min(output.Capacity, _count - _next);
        ReadOnlySpan<int> rows = _rows.AsSpan(_next, output.RowCount);
        for (int column = 0; column < _table.Columns.Length; column++)
        {
            CellRows.Read(_table.Selection.Table, _table.Columns[column], rows, output.Column(column));
        }

        _next += output.RowCount;
        return true;
    }

    // Consecutive ranks of the first key, as many as make a part worth sorting.
    private static List<IdSet> Divide(CubeTable table, CellSortKey key)
    {
        int dimension = key.Column.Index;
        int[] codes = [.. Enumerable.Range(0, key.Ranks.Length)];
        int[] ranks = key.Ranks.ToArray();
        Array.Sort(ranks, codes);
        if (key.IsDescending)
        {
            Array.Reverse(ranks);
            Array.Reverse(codes);
        }

        ReadOnlySpan<int> counts = table.CodeCounts(dimension);
        ReadOnlySpan<TermId> terms = table.Codes(dimension);
        var parts = new List<IdSet>();
        var part = new List<TermId>();
        long rows = 0;
        for (int i = 0; i < codes.Length; i++)
        {
            if (codes[i] < counts.Length && counts[codes[i]] > 0)
            {
                part.Add(terms[codes[i]]);
                rows += counts[codes[i]];
            }

            bool isTied = i + 1 < ranks.Length && ranks[i + 1] == ranks[i];
            if (!isTied && (rows >= PartRowsMin || part.Count >= PartCodesMax || i == codes.Length - 1)
                && part.Count > 0)
            {
                parts.Add(IdSet.From(part));
                part.Clear();
                rows = 0;
            }
        }

        return parts;
    }

    private bool HasRows()
    {
        while (_next >= _count)
        {
            if (_part >= (_parts?.Count ?? 1))
            {
                return false;
            }

            ReadPart(_part++);
        }

        return true;
    }

    private void ReadPart(int part)
    {
        var reader = new CellReader(Context, _table.Selection);
        if (_parts is { } parts)
        {
            reader.Restrict(_keys[0].Column, parts[part]);
        }

        (_count, _next, _limit) = (0, 0, ulong.MaxValue);
        bool isSorted = true;
        ulong last = 0;
        while (reader.Next(Batch.DefaultCapacity))
        {
            Span<ulong> packed = _packed.AsSpan(0, reader.PositionCount);
            packed.Clear();
            foreach (CellSortKey key in _keys)
            {
                key.Pack(reader, packed);
            }

            Reserve(_count + packed.Length);
            for (int i = 0; i < packed.Length; i++)
            {
                isSorted &= packed[i] >= last;
                last = packed[i];
                _sortKeys[_count] = packed[i];
                _rows[_count] = reader.Row + reader.Positions[i];
                _count += packed[i] <= _limit ? 1 : 0;
            }

            KeepTop();
        }

        if (!isSorted)
        {
            SortFirst(_top ?? _count);
        }
    }

    // Of many rows only the first will be read; the others are dropped when they have become several times as many.
    private void KeepTop()
    {
        if (_top is not { } top || top > int.MaxValue / 8 || _count < Math.Max(TopRowsMin, 4 * top))
        {
            return;
        }

        SortFirst(Math.Max(1, top));
        _count = (int)Math.Max(1, top);
        _limit = _sortKeys[_count - 1];
    }

    private void SortFirst(long wanted) => RowSort.Sort(
        _sortKeys.AsSpan(0, _count), _rows.AsSpan(0, _count), wanted, Context.ThrowIfStopped);

    private void Reserve(int count)
    {
        if (count > _rows.Length)
        {
            int size = Math.Max(count, Math.Max(1024, _rows.Length * 2));
            Context.Charge((long)(size - _rows.Length) * BytesPerRow);
            Array.Resize(ref _sortKeys, size);
            Array.Resize(ref _rows, size);
        }
    }
}
