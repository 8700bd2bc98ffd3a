using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Finds the runs of rows of a cube that can hold the wanted cells.</summary>
internal static class CellRanges
{
    private const int RangesMax = 4096;

    /// <summary>Finds the rows of cells.</summary>
    /// <param name="table">The cube.</param>
    /// <param name="cells">The cells; other terms, and cells of other cubes, have no row.</param>
    /// <returns>The runs, ascending.</returns>
    public static List<(int Start, int Count)> OfCells(CubeTable table, IdSet cells)
    {
        var rows = new List<int>();
        foreach (TermId cell in cells.Sorted)
        {
            if (cell.Tag == TermTag.Cell && table.FindRow(cell) is >= 0 and int row)
            {
                rows.Add(row);
            }
        }

        rows.Sort();
        var ranges = new List<(int Start, int Count)>();
        foreach (int row in rows)
        {
            if (ranges.Count > 0 && ranges[^1].Start + ranges[^1].Count == row)
            {
                ranges[^1] = (ranges[^1].Start, ranges[^1].Count + 1);
            }
            else
            {
                ranges.Add((row, 1));
            }
        }

        return ranges;
    }

    /// <summary>Finds the rows of the wanted codes of the first dimensions: rows ascend by their codes.</summary>
    /// <param name="table">The cube.</param>
    /// <param name="filters">The wanted codes by column.</param>
    /// <param name="decided">The number of dimensions whose filters every row of the runs fulfils.</param>
    /// <returns>The runs, ascending; other conditions may select among them.</returns>
    public static List<(int Start, int Count)> OfPrefixes(
        CubeTable table, IReadOnlyDictionary<CellColumn, CodeFilter> filters, out int decided)
    {
        List<int[]> prefixes = [[]];
        for (decided = 0; decided < table.Dimensions.Count - 1; decided++)
        {
            int dimension = decided;
            var column = new CellColumn(CellColumnKind.Dimension, dimension, TermId.None);
            if (!filters.TryGetValue(column, out CodeFilter? filter) || filter.WantsAll
                || (long)filter.Count * prefixes.Count > RangesMax)
            {
                break;
            }

            prefixes = [.. prefixes.SelectMany(prefix => filter.Codes.Select(code => (int[])[.. prefix, code]))];
        }

        if (prefixes is [[]])
        {
            return [(0, table.RowCount)];
        }

        return [.. prefixes
            .Select(prefix => table.FindRows(prefix).GetOffsetAndLength(table.RowCount))
            .Where(static range => range.Length > 0)];
    }
}
