using System.Collections.Immutable;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Joins rows that bind a cell with the columns of the cell, found by its id.</summary>
internal sealed class CubeLookup : Operator
{
    private readonly Operator _input;
    private readonly ImmutableArray<CubeScanTable> _tables;
    private readonly CellReader[] _readers;
    private readonly int _subject;
    private readonly int[] _targets;
    private readonly string _text;
    private readonly TermId[] _values = new TermId[2];
    private Batch? _rows;

    /// <summary>Creates the operator.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="input">The rows; each binds the subject.</param>
    /// <param name="subject">The variable of the cell.</param>
    /// <param name="tables">The cubes, and where their values go.</param>
    /// <param name="variables">The variables of the tables' columns.</param>
    /// <param name="text">The patterns as a text, for EXPLAIN.</param>
    public CubeLookup(
        EvaluationContext context,
        Operator input,
        string subject,
        ImmutableArray<CubeScanTable> tables,
        IReadOnlyList<string> variables,
        string text)
        : base(context, [.. input.Columns.Concat(variables).Distinct()], [input])
    {
        _input = input;
        _tables = tables;
        _readers = [.. tables.Select(t => new CellReader(context, t.Selection))];
        _subject = input.IndexOf(subject);
        _targets = [.. variables.Select(IndexOf)];
        _text = text;
    }

    /// <inheritdoc/>
    public override string Description => $"{nameof(CubeLookup)} {_text}";

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids)
    {
        if (_input.IndexOf(column) >= 0)
        {
            _input.Restrict(column, ids);
        }
    }

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        if (_rows is null || _rows.Capacity != output.Capacity)
        {
            _rows = new Batch(_input.Columns.Length, output.Capacity);
        }

        while (output.RowCount == 0)
        {
            if (!_input.Next(_rows))
            {
                return false;
            }

            for (int row = 0; row < _rows.RowCount; row++)
            {
                TermId cell = _rows.Column(_subject)[row];
                for (int table = 0; table < _tables.Length && cell.Tag == TermTag.Cell; table++)
                {
                    int found = _tables[table].Selection.Table.FindRow(cell);
                    if (found >= 0 && _readers[table].TryMoveTo(found)
                        && TryAppend(_tables[table], _readers[table], row, output))
                    {
                        output.RowCount++;
                    }
                }
            }
        }

        return true;
    }

    private bool TryAppend(CubeScanTable table, CellReader reader, int row, Batch output)
    {
        int target = output.RowCount;
        for (int column = 0; column < output.ColumnCount; column++)
        {
            output.Column(column)[target] = column < _rows!.ColumnCount ? _rows.Column(column)[row] : TermId.None;
        }

        for (int i = 0; i < _targets.Length; i++)
        {
            reader.Gather(table.Columns[i], _values.AsSpan(0, 1));
            ref TermId cell = ref output.Column(_targets[i])[target];
            if (!cell.IsNone && !_values[0].IsNone && cell != _values[0])
            {
                return false;
            }

            cell = cell.IsNone ? _values[0] : cell;
        }

        foreach ((CellColumn left, CellColumn right) in table.Equal)
        {
            reader.Gather(left, _values.AsSpan(0, 1));
            reader.Gather(right, _values.AsSpan(1, 1));
            if (_values[0] != _values[1])
            {
                return false;
            }
        }

        return true;
    }
}
