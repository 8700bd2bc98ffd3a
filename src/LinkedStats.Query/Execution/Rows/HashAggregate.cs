using System.Collections.Immutable;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Rows;

/// <summary>
/// Groups rows by a hash table of their keys and computes aggregates; groups come in the order they begin.
/// </summary>
/// <remarks>Source: SPARQL 1.1 Query, section 18.5.1; without keys there is one group, even over no rows.</remarks>
internal sealed class HashAggregate : Operator
{
    private readonly Operator _input;
    private readonly ExpressionEvaluator _evaluator;
    private readonly AggregateCall[] _calls;
    private readonly int[] _keyColumns;
    private readonly int[] _distinctColumns;
    private readonly string _text;
    private readonly RowTable _groups;
    private readonly KeyIndex _index;
    private readonly List<Accumulator> _accumulators = [];
    private readonly RowTable _distinctRows;
    private readonly KeyIndex _distinctIndex;
    private bool _isRead;
    private int _next;

    /// <summary>Creates the operator.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="input">The rows.</param>
    /// <param name="keys">The variables to group by; one that the input does not have is unbound.</param>
    /// <param name="aggregates">The aggregates and the variables that receive them.</param>
    /// <param name="distinct">The variables by which COUNT(DISTINCT *) tells solutions apart.</param>
    /// <param name="evaluator">Computes the arguments.</param>
    /// <param name="text">The aggregates as a text, for EXPLAIN.</param>
    public HashAggregate(
        EvaluationContext context,
        Operator input,
        ImmutableArray<string> keys,
        ImmutableArray<(string Variable, AggregateCall Call)> aggregates,
        ImmutableHashSet<string> distinct,
        ExpressionEvaluator evaluator,
        string text)
        : base(context, [.. keys, .. aggregates.Select(static a => a.Variable)], [input])
    {
        _input = input;
        _evaluator = evaluator;
        _calls = [.. aggregates.Select(static a => a.Call)];
        _keyColumns = [.. keys.Select(input.IndexOf)];
        _text = text;
        _groups = new RowTable(context, keys.Length);
        _index = new KeyIndex(context, _groups, [.. Enumerable.Range(0, keys.Length)]);
        _distinctColumns = [.. input.Columns.Where(distinct.Contains).Select(input.IndexOf)];
        _distinctRows = new RowTable(context, _distinctColumns.Length + 1);
        _distinctIndex = new KeyIndex(context, _distinctRows, [.. Enumerable.Range(0, _distinctColumns.Length + 1)]);
    }

    /// <inheritdoc/>
    public override string Description => $"{nameof(HashAggregate)} {_text}";

    /// <inheritdoc/>
    public override void Rewind() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids)
    {
        if (_keyColumns.Contains(_input.IndexOf(column)) && _input.IndexOf(column) >= 0)
        {
            _input.Restrict(column, ids);
        }
    }

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        if (!_isRead)
        {
            ReadInput();
            _isRead = true;
        }

        while (_next < _groups.Count && output.RowCount < output.Capacity)
        {
            int row = output.RowCount++;
            _groups.CopyTo(_next, output, row, _keyColumns.Length);
            for (int i = 0; i < _calls.Length; i++)
            {
                output.Column(_keyColumns.Length + i)[row] = _accumulators[(_next * _calls.Length) + i].Result();
            }

            _next++;
        }

        return output.RowCount > 0;
    }

    private void ReadInput()
    {
        if (_keyColumns.Length == 0)
        {
            AddGroup([]);
        }

        var rows = new Batch(_input.Columns.Length);
        Span<TermId> key = stackalloc TermId[_keyColumns.Length];
        int group = _keyColumns.Length == 0 ? 0 : -1;
        while (_input.Next(rows))
        {
            for (int row = 0; row < rows.RowCount; row++)
            {
                // Rows often come ordered by some of the keys: then the group is that of the row before.
                if (ReadKey(rows, row, key) || group < 0)
                {
                    group = _index.First(key, KeyIndex.Hash(key));
                    group = group < 0 ? AddGroup(key) : group;
                }

                Add(group, rows, row);
            }

            Context.ThrowIfStopped();
        }
    }

    // Replaces the key by that of a row; false where it is the same.
    private bool ReadKey(Batch rows, int row, Span<TermId> key)
    {
        bool isOther = false;
        for (int i = 0; i < key.Length; i++)
        {
            TermId id = _keyColumns[i] < 0 ? TermId.None : rows.Column(_keyColumns[i])[row];
            isOther |= id != key[i];
            key[i] = id;
        }

        return isOther;
    }

    private int AddGroup(ReadOnlySpan<TermId> key)
    {
        int group = _groups.Append();
        key.CopyTo(_groups.Row(group));
        _index.AddNext();
        Context.Charge((long)_calls.Length * Accumulator.BytesPerAccumulator);
        foreach (AggregateCall call in _calls)
        {
            _accumulators.Add(call.NewAccumulator(_evaluator));
        }

        return group;
    }

    private void Add(int group, Batch rows, int row)
    {
        bool? isNew = null;
        for (int i = 0; i < _calls.Length; i++)
        {
            if (!_calls[i].CountsDistinctRows || (isNew ??= IsNewRow(group, rows, row)) == true)
            {
                _calls[i].Add(_accumulators[(group * _calls.Length) + i], _evaluator, rows, row);
            }
        }
    }

    private bool IsNewRow(int group, Batch rows, int row)
    {
        int index = _distinctRows.Append();
        Span<TermId> cells = _distinctRows.Row(index);
        cells[0] = new TermId((ulong)group);
        for (int i = 0; i < _distinctColumns.Length; i++)
        {
            cells[i + 1] = rows.Column(_distinctColumns[i])[row];
        }

        if (_distinctIndex.First(cells, KeyIndex.Hash(cells)) >= 0)
        {
            _distinctRows.RemoveLast();
            return false;
        }

        _distinctIndex.AddNext();
        return true;
    }
}
