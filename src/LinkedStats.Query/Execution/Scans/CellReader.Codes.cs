using LinkedStats.Storage.Batches;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <content>Codes, as they are stored and as numbers; those of several dimensions together are one number.</content>
internal sealed partial class CellReader
{
    private readonly List<int[]> _tuples = [];

    /// <summary>Makes one column of several dimensions: its code is the mixed-radix number of theirs.</summary>
    /// <param name="dimensions">The dimensions, the most significant first; their combinations are an int.</param>
    /// <returns>The column, for this reader and those that are split from it.</returns>
    public CellColumn Tuple(int[] dimensions)
    {
        _tuples.Add(dimensions);
        return new CellColumn(CellColumnKind.Tuple, _tuples.Count - 1, TermId.None);
    }

    /// <summary>The number of codes of a column; not all of them need be in use.</summary>
    /// <param name="column">A dimension, an attribute or a tuple.</param>
    /// <returns>The number.</returns>
    public int CodeCount(CellColumn column) => column.Kind == CellColumnKind.Tuple
        ? _tuples[column.Index].Aggregate(1, (count, dimension) => count * Table.Codes(dimension).Length)
        : CodeFilter.Terms(Table, column).Length;

    /// <summary>Finds the code of a tuple by the terms of its dimensions.</summary>
    /// <param name="tuple">The column.</param>
    /// <param name="terms">A term for each dimension.</param>
    /// <returns>The code; -1 when a term is no code of its dimension.</returns>
    public int FindCode(CellColumn tuple, ReadOnlySpan<TermId> terms)
    {
        int[] dimensions = _tuples[tuple.Index];
        int code = 0;
        for (int i = 0; i < dimensions.Length; i++)
        {
            int part = Table.FindCode(dimensions[i], terms[i]);
            if (part < 0)
            {
                return -1;
            }

            code = (code * Table.Codes(dimensions[i]).Length) + part;
        }

        return code;
    }

    /// <summary>Finds how far a code reaches in its column.</summary>
    /// <param name="column">A dimension, an attribute or a tuple.</param>
    /// <param name="row">The row.</param>
    /// <returns>The code of the row, and the row after the last one that is known to share it.</returns>
    public (int Code, int End) CodeRunAt(CellColumn column, int row)
    {
        if (column.Kind != CellColumnKind.Tuple)
        {
            return column.Kind == CellColumnKind.Dimension
                ? Table.CodeRunAt(column.Index, row) : Table.AttributeRunAt(column.Index, row);
        }

        (int code, int end) = (0, int.MaxValue);
        foreach (int dimension in _tuples[column.Index])
        {
            (int part, int partEnd) = Table.CodeRunAt(dimension, row);
            code = (code * Table.Codes(dimension).Length) + part;
            end = Math.Min(end, partEnd);
        }

        return (code, end);
    }

    /// <summary>Finds the code of the run, where its rows are known to share one.</summary>
    /// <param name="column">A dimension, an attribute or a tuple.</param>
    /// <param name="code">The code; -1 for a missing value.</param>
    /// <returns>False where the codes differ, or may differ.</returns>
    public bool TryGetConstant(CellColumn column, out int code)
    {
        (code, int end) = CodeRunAt(column, Row);
        return end >= Row + RowCount;
    }

    /// <summary>The integers of the run as they are stored, one a row.</summary>
    /// <param name="column">A column of codes, or a measure that has a scale.</param>
    /// <returns>Codes, -1 for a missing value; mantissas, with any number for a missing value.</returns>
    public StoredIntegers Stored(CellColumn column)
    {
        StoredIntegers stored = column.Kind switch
        {
            CellColumnKind.Dimension => Table.StoredCodes(column.Index, Row, RowCount),
            CellColumnKind.Attribute => Table.StoredAttributeCodes(column.Index, Row, RowCount),
            CellColumnKind.Tuple => default,
            _ => Table.StoredMantissas(column.Index, Row, RowCount),
        };
        return stored.Width == 0 ? StoredIntegers.Of(Codes(column)) : stored;
    }

    /// <summary>The codes of the run, one a row.</summary>
    /// <param name="column">A dimension, an attribute or a tuple.</param>
    /// <returns>The codes; -1 for a missing value.</returns>
    public ReadOnlySpan<int> Codes(CellColumn column)
    {
        if (!_codes.TryGetValue(column, out int[]? codes))
        {
            _codes.Add(column, codes = new int[Batch.DefaultCapacity]);
        }

        Span<int> run = codes.AsSpan(0, RowCount);
        if (_isRead.Add(column))
        {
            switch (column.Kind)
            {
                case CellColumnKind.Dimension:
                    Table.ReadCodes(column.Index, Row, run);
                    break;
                case CellColumnKind.Attribute:
                    Table.ReadAttributeCodes(column.Index, Row, run);
                    break;
                default:
                    ReadTuple(_tuples[column.Index], run);
                    break;
            }
        }

        return run;
    }

    private void ReadTuple(int[] dimensions, Span<int> codes)
    {
        codes.Clear();
        foreach (int dimension in dimensions)
        {
            int radix = Table.Codes(dimension).Length;
            ReadOnlySpan<int> parts = Codes(new CellColumn(CellColumnKind.Dimension, dimension, TermId.None));
            for (int i = 0; i < codes.Length; i++)
            {
                codes[i] = unchecked((codes[i] * radix) + parts[i]);
            }
        }
    }
}
