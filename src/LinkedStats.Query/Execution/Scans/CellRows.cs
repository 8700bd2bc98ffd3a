using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Reads the values of cells that do not stand together; neighbours are read at once.</summary>
internal static class CellRows
{
    private const int ChunkRows = 256;

    /// <summary>Reads a column.</summary>
    /// <param name="table">The cube.</param>
    /// <param name="column">The column.</param>
    /// <param name="rows">The rows, in any order.</param>
    /// <param name="values">Receives one value a row.</param>
    public static void Read(CubeTable table, CellColumn column, ReadOnlySpan<int> rows, Span<TermId> values)
    {
        if (column.Kind == CellColumnKind.Fixed)
        {
            values[..rows.Length].Fill(column.Fixed);
            return;
        }

        Span<int> codes = stackalloc int[ChunkRows];
        for (int start = 0; start < rows.Length;)
        {
            int count = 1;
            while (count < ChunkRows && start + count < rows.Length && rows[start + count] == rows[start] + count)
            {
                count++;
            }

            Span<TermId> target = values.Slice(start, count);
            switch (column.Kind)
            {
                case CellColumnKind.Cell:
                    table.ReadCells(rows[start], target);
                    break;
                case CellColumnKind.Measure:
                    table.ReadMeasure(column.Index, rows[start], target);
                    break;
                case CellColumnKind.Dimension:
                    table.ReadCodes(column.Index, rows[start], codes[..count]);
                    Decode(codes[..count], table.Codes(column.Index), target);
                    break;
                default:
                    table.ReadAttributeCodes(column.Index, rows[start], codes[..count]);
                    Decode(codes[..count], table.AttributeCodes(column.Index), target);
                    break;
            }

            start += count;
        }
    }

    private static void Decode(ReadOnlySpan<int> codes, ReadOnlySpan<TermId> book, Span<TermId> values)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            values[i] = codes[i] < 0 ? TermId.None : book[codes[i]];
        }
    }
}
