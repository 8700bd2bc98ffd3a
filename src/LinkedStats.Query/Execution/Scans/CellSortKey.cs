using LinkedStats.Query.Expressions;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>A key of an order over the cells of one cube, as small numbers that sort as the terms do.</summary>
/// <param name="Column">The column.</param>
/// <param name="Ranks">
/// For codes the rank of each; empty for a measure, whose mantissas are its ranks, and for the cell itself, whose rows
/// the cube ranks when they are read.
/// </param>
/// <param name="Least">The least rank.</param>
/// <param name="Greatest">The greatest rank.</param>
/// <param name="IsDescending">True for the greatest first.</param>
internal sealed record CellSortKey(
    CellColumn Column, ReadOnlyMemory<int> Ranks, long Least, long Greatest, bool IsDescending)
{
    /// <summary>How many digits the key has in a packed key: one a rank, and one for the missing value.</summary>
    public UInt128 Radix => (UInt128)((Int128)Greatest - Least) + 2;

    /// <summary>The keys of a column.</summary>
    /// <param name="table">The cube.</param>
    /// <param name="column">The column.</param>
    /// <param name="isDescending">True for the greatest first.</param>
    /// <param name="comparer">Orders terms.</param>
    /// <returns>
    /// The keys: several for the cell itself where its IRI is made of codes, none for what is the same in all cells;
    /// null when the columns do not tell the order.
    /// </returns>
    public static CellSortKey[]? Of(CubeTable table, CellColumn column, bool isDescending, TermComparer comparer) =>
        column.Kind switch
        {
            CellColumnKind.Fixed => [],
            CellColumnKind.Dimension or CellColumnKind.Attribute =>
                [OfCodes(column, CodeRanks(table, column, comparer), isDescending)],
            CellColumnKind.Measure => table.TryGetScale(column.Index, out _, out _)
                ? [OfMeasure(table, column, isDescending)] : null,
            _ => table.IriOrder() is { } slots
                ? [.. slots.Select(s => OfCodes(
                    new CellColumn(CellColumnKind.Dimension, s.Dimension, TermId.None), s.Ranks, isDescending))]
                : [new CellSortKey(column, default, 0, Math.Max(0, table.RowCount - 1), isDescending)],
        };

    /// <summary>Ranks the codes of a column as ORDER BY orders their terms; ties have one rank.</summary>
    /// <param name="table">The cube.</param>
    /// <param name="column">A dimension or an attribute.</param>
    /// <param name="comparer">Orders terms.</param>
    /// <returns>One rank a code.</returns>
    private static int[] CodeRanks(CubeTable table, CellColumn column, TermComparer comparer) =>
        table.Derived((nameof(CodeRanks), column), () =>
        {
            ReadOnlySpan<TermId> terms = CodeFilter.Terms(table, column);
            var keys = new TermValue[terms.Length];
            int[] sorted = new int[terms.Length];
            for (int code = 0; code < terms.Length; code++)
            {
                (keys[code], sorted[code]) = (comparer.KeyOf(terms[code]), code);
            }

            Array.Sort(sorted, (a, b) => comparer.Compare(keys[a], keys[b]));
            int[] ranks = new int[terms.Length];
            for (int i = 1; i < sorted.Length; i++)
            {
                bool isTie = comparer.Compare(keys[sorted[i - 1]], keys[sorted[i]]) == 0;
                ranks[sorted[i]] = ranks[sorted[i - 1]] + (isTie ? 0 : 1);
            }

            return ranks;
        });

    private static CellSortKey OfCodes(CellColumn column, ReadOnlyMemory<int> ranks, bool isDescending) =>
        new(column, ranks, 0, Math.Max(0, ranks.Length - 1), isDescending);

    private static CellSortKey OfMeasure(CubeTable table, CellColumn column, bool isDescending)
    {
        (long least, long greatest) = table.MantissaBounds(column.Index);
        return new CellSortKey(column, default, least, Math.Max(least, greatest), isDescending);
    }

    /// <summary>Appends the key of the selected cells of a run as the last digit of their packed keys.</summary>
    /// <param name="reader">The run.</param>
    /// <param name="packed">The packed keys, one a selected cell.</param>
    public void Pack(CellReader reader, Span<ulong> packed)
    {
        unchecked
        {
            // The missing value sorts first; the planner has checked that all keys fit.
            ulong radix = (ulong)Radix;
            ReadOnlySpan<int> positions = reader.Positions;
            if (Column.Kind == CellColumnKind.Measure)
            {
                ReadOnlySpan<long> mantissas = reader.Mantissas(Column);
                for (int i = 0; i < packed.Length; i++)
                {
                    long mantissa = mantissas[positions[i]];
                    Append(ref packed[i], radix, mantissa == long.MinValue ? 0 : (ulong)(mantissa - Least) + 1);
                }

                return;
            }

            if (Column.Kind == CellColumnKind.Cell)
            {
                ReadOnlySpan<int> rowRanks = reader.IriRanks();
                for (int i = 0; i < packed.Length; i++)
                {
                    Append(ref packed[i], radix, (ulong)rowRanks[positions[i]] + 1);
                }

                return;
            }

            ReadOnlySpan<int> codes = reader.Codes(Column);
            ReadOnlySpan<int> ranks = Ranks.Span;
            for (int i = 0; i < packed.Length; i++)
            {
                int code = codes[positions[i]];
                Append(ref packed[i], radix, code < 0 ? 0 : (ulong)ranks[code] + 1);
            }
        }
    }

    private void Append(ref ulong packed, ulong radix, ulong digit) =>
        packed = unchecked((packed * radix) + (IsDescending ? radix - 1 - digit : digit));
}
