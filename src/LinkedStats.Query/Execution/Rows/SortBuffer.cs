using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Rows;

/// <summary>Rows with their sort keys, and a stable merge sort over them that notices the deadline.</summary>
internal sealed class SortBuffer
{
    private const int ComparisonsPerCheck = 4096;
    private const int BytesPerEntry = 40;
    private readonly EvaluationContext _context;
    private readonly RowTable _rows;
    private readonly RowSortKey[] _keys;
    private readonly TermId[] _newKeys;
    private readonly TermComparer _comparer;
    private readonly Dictionary<TermId, TermValue> _decoded = [];
    private long _decodedBytes;
    private readonly int _columnCount;
    private int _comparisons;
    private TermId _behind;
    private bool _knowsBehind;

    /// <summary>Creates an empty buffer.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="columnCount">The columns of the rows.</param>
    /// <param name="keys">The keys, the most important first.</param>
    /// <param name="comparer">Orders terms.</param>
    public SortBuffer(EvaluationContext context, int columnCount, RowSortKey[] keys, TermComparer comparer)
    {
        _context = context;
        _columnCount = columnCount;
        _keys = keys;
        _newKeys = new TermId[keys.Length];
        _comparer = comparer;
        _rows = new RowTable(context, columnCount + keys.Length);
    }

    /// <summary>The number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>Writes keys for EXPLAIN.</summary>
    /// <param name="keys">The keys.</param>
    /// <returns>The text.</returns>
    public static string Describe(RowSortKey[] keys) =>
        "by " + string.Join(", ", keys.Select(static k => k.IsDescending ? $"DESC({k.Text})" : k.Text));

    /// <summary>Appends a row.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="row">The row.</param>
    public void Append(Batch batch, int row)
    {
        for (int key = 0; key < _keys.Length; key++)
        {
            _newKeys[key] = _keys[key].Value(batch, row);
        }

        AppendWithKeys(batch, row);
    }

    /// <summary>Appends a row that comes before another one; an equal row that comes later stays behind.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="row">The row.</param>
    /// <param name="other">The row of the buffer; the same one until <see cref="KeepFirst"/>.</param>
    /// <returns>False when it does not come before.</returns>
    public bool TryAppend(Batch batch, int row, int other)
    {
        // Most rows are behind: their keys are looked at once, and only the last first key that decided is remembered.
        int order = 0;
        int known = 0;
        while (known < _keys.Length && order == 0)
        {
            TermId id = _newKeys[known] = _keys[known].Value(batch, row);
            if (known == 0 && _knowsBehind && id == _behind)
            {
                return false;
            }

            order = CompareKey(known++, id, other);
        }

        if (order >= 0)
        {
            if (known == 1)
            {
                (_behind, _knowsBehind) = (_newKeys[0], true);
            }

            return false;
        }

        for (; known < _keys.Length; known++)
        {
            _newKeys[known] = _keys[known].Value(batch, row);
        }

        AppendWithKeys(batch, row);
        return true;
    }

    /// <summary>Keeps the first rows of the order, in order, and drops the others.</summary>
    /// <param name="count">How many.</param>
    public void KeepFirst(int count)
    {
        int[] order = Sort();
        _knowsBehind = false;
        _context.Release((long)order.Length * sizeof(int));
        _rows.Keep(order.AsSpan(0, Math.Min(count, order.Length)));
        if (_decoded.Count > 4L * order.Length)
        {
            Forget();
        }
    }

    /// <summary>Sorts.</summary>
    /// <returns>The rows' indexes in order.</returns>
    public int[] Sort()
    {
        _context.Charge(2L * _rows.Count * sizeof(int));
        int[] order = [.. Enumerable.Range(0, _rows.Count)];
        MergeSort(order, new int[order.Length], 0, order.Length);
        _context.Release((long)_rows.Count * sizeof(int));
        return order;
    }

    /// <summary>Copies rows into a batch.</summary>
    /// <param name="output">The batch.</param>
    /// <param name="order">The order.</param>
    /// <param name="start">Where to start in it.</param>
    /// <param name="end">Where to end in it.</param>
    /// <returns>How many were copied.</returns>
    public int CopyTo(Batch output, int[] order, int start, int end)
    {
        int count = Math.Max(0, Math.Min(output.Capacity, end - start));
        for (int i = 0; i < count; i++)
        {
            _rows.CopyTo(order[start + i], output, i, _columnCount);
        }

        output.RowCount = count;
        return count;
    }

    private void AppendWithKeys(Batch batch, int row)
    {
        Span<TermId> cells = _rows.Row(_rows.Append());
        for (int column = 0; column < _columnCount; column++)
        {
            cells[column] = batch.Column(column)[row];
        }

        _newKeys.CopyTo(cells[_columnCount..]);
    }

    // Compares a new key with that of a row of the buffer.
    private int CompareKey(int key, TermId id, int other)
    {
        CountComparison();
        TermId last = _rows.Row(other)[_columnCount + key];
        int order = id == last ? 0
            : id.IsInline && last.IsInline ? _comparer.Compare(id, last)
            : _comparer.Compare(_comparer.KeyOf(id), Decode(last));
        return _keys[key].IsDescending ? -Math.Sign(order) : order;
    }

    private void MergeSort(int[] order, int[] scratch, int start, int end)
    {
        if (end - start < 12)
        {
            InsertionSort(order, start, end);
            return;
        }

        int middle = start + ((end - start) / 2);
        MergeSort(order, scratch, start, middle);
        MergeSort(order, scratch, middle, end);
        if (Compare(order[middle - 1], order[middle]) <= 0)
        {
            return;
        }

        Array.Copy(order, start, scratch, start, middle - start);
        int left = start;
        int right = middle;
        int target = start;
        while (left < middle)
        {
            order[target++] = right < end && Compare(order[right], scratch[left]) < 0
                ? order[right++]
                : scratch[left++];
        }
    }

    private void InsertionSort(int[] order, int start, int end)
    {
        for (int i = start + 1; i < end; i++)
        {
            int row = order[i];
            int j = i;
            for (; j > start && Compare(row, order[j - 1]) < 0; j--)
            {
                order[j] = order[j - 1];
            }

            order[j] = row;
        }
    }

    private int Compare(int left, int right)
    {
        CountComparison();
        ReadOnlySpan<TermId> leftKeys = _rows.Row(left)[_columnCount..];
        ReadOnlySpan<TermId> rightKeys = _rows.Row(right)[_columnCount..];
        for (int i = 0; i < leftKeys.Length; i++)
        {
            int order = leftKeys[i] == rightKeys[i] ? 0 : Compare(leftKeys[i], rightKeys[i]);
            if (order != 0)
            {
                return _keys[i].IsDescending ? -Math.Sign(order) : order;
            }
        }

        return 0;
    }

    private void CountComparison()
    {
        if (++_comparisons % ComparisonsPerCheck == 0)
        {
            _context.ThrowIfStopped();
            _comparisons = 0;
        }
    }

    private int Compare(TermId left, TermId right) => left.IsInline && right.IsInline
        ? _comparer.Compare(left, right)
        : _comparer.Compare(Decode(left), Decode(right));

    // A term takes part in many comparisons; its text is decoded for the first one.
    private TermValue Decode(TermId id)
    {
        if (id.IsInline || id.IsNone)
        {
            return _comparer.KeyOf(id);
        }

        if (!_decoded.TryGetValue(id, out TermValue key))
        {
            key = _comparer.KeyOf(id);
            long bytes = TermComparer.BytesOf(key) + BytesPerEntry;
            _context.Charge(bytes);
            _decodedBytes += bytes;
            _decoded.Add(id, key);
        }

        return key;
    }

    private void Forget()
    {
        _decoded.Clear();
        _context.Release(_decodedBytes);
        _decodedBytes = 0;
    }
}
