using System.Collections.Immutable;
using LinkedStats.Query.Execution.Rows;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Reads cells from the columns of cubes.</summary>
internal sealed class CubeScan : Operator
{
    private readonly ImmutableArray<CubeScanTable> _tables;
    private readonly CellReader[] _readers;
    private readonly string _text;
    private readonly Batch _checked;
    private int _table;
    private bool _isDistinct;

    /// <summary>Creates the scan.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="tables">The cubes, and where their values go.</param>
    /// <param name="columns">The variables.</param>
    /// <param name="text">The patterns as a text, for EXPLAIN.</param>
    public CubeScan(
        EvaluationContext context, ImmutableArray<CubeScanTable> tables, ImmutableArray<string> columns, string text)
        : base(context, columns, [])
    {
        _tables = tables;
        _text = text;
        _readers = [.. tables.Select(t => new CellReader(context, t.Selection))];
        _checked = new Batch(2, Batch.DefaultCapacity);
    }

    /// <inheritdoc/>
    public override string Description => $"{nameof(CubeScan)} {_text}";

    /// <inheritdoc/>
    public override string Note => CellReader.Describe(_readers);

    /// <inheritdoc/>
    public override void Rewind()
    {
        _table = 0;
        foreach (CellReader reader in _readers)
        {
            reader.Rewind();
        }
    }

    /// <inheritdoc/>
    public override void KeepDistinct() => _isDistinct = true;

    /// <inheritdoc/>
    public override long Skip(long rows)
    {
        long skipped = 0;
        while (_table < _readers.Length && skipped < rows && _tables[_table].Equal.IsEmpty
            && _readers[_table].Skip(rows - skipped) is { } step)
        {
            skipped += step;
            _table += skipped < rows ? 1 : 0;
        }

        return skipped;
    }

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids)
    {
        int index = IndexOf(column);
        for (int i = 0; i < _tables.Length; i++)
        {
            _readers[i].Restrict(_tables[i].Columns[index], ids);
        }
    }

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        for (; _table < _readers.Length; _table++)
        {
            CellReader reader = _readers[_table];
            CubeScanTable table = _tables[_table];
            while (reader.Next(Math.Min(output.Capacity, Batch.DefaultCapacity)))
            {
                output.RowCount = reader.PositionCount;
                for (int column = 0; column < table.Columns.Length; column++)
                {
                    reader.Gather(table.Columns[column], output.Column(column).AsSpan(0, output.RowCount));
                }

                KeepEqual(reader, table, output);
                if (output.RowCount == 0)
                {
                    continue;
                }

                // What is the same for all cells of a cube needs one of them.
                if (_isDistinct && table.Columns.All(static column => column.Kind == CellColumnKind.Fixed))
                {
                    output.RowCount = 1;
                    _table++;
                }

                return true;
            }
        }

        return false;
    }

    // A variable that stands for two columns must have one value in both.
    private void KeepEqual(CellReader reader, CubeScanTable table, Batch output)
    {
        if (table.Equal.IsEmpty)
        {
            return;
        }

        int count = output.RowCount;
        Span<bool> isEqual = stackalloc bool[count];
        isEqual.Fill(true);
        foreach ((CellColumn left, CellColumn right) in table.Equal)
        {
            reader.Gather(left, _checked.Column(0).AsSpan(0, count));
            reader.Gather(right, _checked.Column(1).AsSpan(0, count));
            for (int row = 0; row < count; row++)
            {
                isEqual[row] &= _checked.Column(0)[row] == _checked.Column(1)[row];
            }
        }

        int kept = 0;
        for (int row = 0; row < count; row++)
        {
            if (isEqual[row])
            {
                output.MoveRow(row, kept++);
            }
        }

        output.RowCount = kept;
    }
}

/// <summary>How a <see cref="CubeScan"/> reads one cube.</summary>
/// <param name="Selection">The cells.</param>
/// <param name="Columns">For each variable of the scan the column that it comes from.</param>
/// <param name="Equal">Columns that must have the same value.</param>
internal sealed record CubeScanTable(
    CellSelection Selection,
    ImmutableArray<CellColumn> Columns,
    ImmutableArray<(CellColumn Left, CellColumn Right)> Equal);
