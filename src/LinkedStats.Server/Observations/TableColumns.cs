using System.Buffers;
using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Server.Observations;

/// <summary>The selected rows of a cube table, column by column, as format writers read them.</summary>
internal sealed class TableColumns : ObservationColumns, IDisposable
{
    private readonly CubeView _cube;
    private readonly ImmutableArray<CubeColumn> _selected;
    private readonly IEnumerator<ReadOnlyMemory<int>> _rows;
    private readonly int[][] _codes;
    private readonly TermId[][] _values;
    private readonly ArrayBufferWriter<byte> _scratch = new(256);
    private TermId[] _cells = [];

    /// <summary>Creates the columns.</summary>
    /// <param name="cube">The cube.</param>
    /// <param name="selected">The columns to give.</param>
    /// <param name="rows">The rows to give, a batch at a time.</param>
    /// <param name="presenter">Gives labels; null where none are asked for.</param>
    public TableColumns(
        CubeView cube,
        ImmutableArray<CubeColumn> selected,
        IEnumerable<ReadOnlyMemory<int>> rows,
        Presenter? presenter)
    {
        (_cube, _selected, _rows) = (cube, selected, rows.GetEnumerator());
        _codes = new int[selected.Length][];
        _values = new TermId[selected.Length][];
        Columns = [.. selected.Select(column => presenter is null ? column.Plain : column.Describe(presenter))];
    }

    /// <inheritdoc/>
    public override ImmutableArray<ObservationColumn> Columns { get; }

    /// <inheritdoc/>
    public override int ReadBatch()
    {
        if (!_rows.MoveNext())
        {
            return 0;
        }

        ReadOnlySpan<int> rows = _rows.Current.Span;
        if (rows.IsEmpty)
        {
            return ReadBatch();
        }

        Grow(rows.Length);

        // Selections come in the order of keys, so most rows stand in runs: one read a run, not one a row.
        for (int start = 0; start < rows.Length;)
        {
            int end = start + 1;
            while (end < rows.Length && rows[end] == rows[end - 1] + 1)
            {
                end++;
            }

            ReadRun(rows[start], start, end - start);
            start = end;
        }

        return rows.Length;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<int> Codes(int column) => _codes[column];

    /// <inheritdoc/>
    public override ObservationValue Value(int column, int row)
    {
        TermId id = _values[column][row];
        if (id.IsNone)
        {
            return new ObservationValue { IsMissing = true };
        }

        TermUtf8 term = _cube.Snapshot.GetUtf8(id, _scratch);
        return new ObservationValue { Text = term.Text, Datatype = term.Datatype, Language = term.Language };
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> CellIri(int row) => _cube.Snapshot.GetUtf8(_cells[row], _scratch).Text;

    /// <summary>The id of a value of a measure in the current batch.</summary>
    /// <param name="column">The column's index.</param>
    /// <param name="row">The row in the batch.</param>
    /// <returns>The id; None when the cell has no value.</returns>
    public TermId ValueId(int column, int row) => _values[column][row];

    /// <summary>The id of a cell in the current batch.</summary>
    /// <param name="row">The row in the batch.</param>
    /// <returns>The id.</returns>
    public TermId CellId(int row) => _cells[row];

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private void ReadRun(int row, int start, int count)
    {
        CubeTable cells = _cube.Cells;
        cells.ReadCells(row, _cells.AsSpan(start, count));
        for (int i = 0; i < _selected.Length; i++)
        {
            CubeColumn column = _selected[i];
            switch (column.Component)
            {
                case Dimension:
                    cells.ReadCodes(column.Index, row, _codes[i].AsSpan(start, count));
                    break;
                case Measure:
                    cells.ReadMeasure(column.Index, row, _values[i].AsSpan(start, count));
                    break;
                default:
                    cells.ReadAttributeCodes(column.Index, row, _codes[i].AsSpan(start, count));
                    break;
            }
        }
    }

    private void Grow(int rowCount)
    {
        if (rowCount <= _cells.Length)
        {
            return;
        }

        _cells = new TermId[rowCount];
        for (int i = 0; i < _selected.Length; i++)
        {
            (_codes[i], _values[i]) = _selected[i].IsCoded
                ? (new int[rowCount], [])
                : ((int[])[], new TermId[rowCount]);
        }
    }
}
