using System.Runtime.InteropServices;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.CubeTables;

/// <summary>A cell that differs.</summary>
/// <param name="Kind">How.</param>
/// <param name="Cell">The cell's id.</param>
/// <param name="RowBefore">Its row in the first version; -1 where it was added.</param>
/// <param name="RowAfter">Its row in the second version; -1 where it was removed.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CellChange(CellChangeKind Kind, TermId Cell, int RowBefore, int RowAfter);

/// <summary>How a cell differs between two versions.</summary>
public enum CellChangeKind
{
    /// <summary>Only the second version has it.</summary>
    Added,

    /// <summary>Only the first version has it.</summary>
    Removed,

    /// <summary>A measure has another value, or one more or less.</summary>
    Revised,

    /// <summary>The measures are as they were, an attribute is not.</summary>
    StatusChanged,
}

/// <summary>How many cells differ.</summary>
/// <param name="Added">Those that only the second version has.</param>
/// <param name="Removed">Those that only the first version has.</param>
/// <param name="Revised">Those of which a measure differs.</param>
/// <param name="StatusChanged">Those of which only attributes differ.</param>
public sealed record ChangeCounts(int Added, int Removed, int Revised, int StatusChanged)
{
    /// <summary>All of them.</summary>
    public int Total => Added + Removed + Revised + StatusChanged;
}

/// <summary>A column that is compared.</summary>
/// <param name="Property">The component property.</param>
/// <param name="IsMeasure">True for a measure, false for an attribute.</param>
/// <param name="Before">Its index in the first version; -1 where that has no such column.</param>
/// <param name="After">Its index in the second version; -1 where that has no such column.</param>
public sealed record ComparedColumn(TermId Property, bool IsMeasure, int Before, int After);

/// <summary>Cells that differ, with their values.</summary>
public sealed class ChangeBatch
{
    private readonly CellChange[] _changes;
    private readonly TermId[][] _before;
    private readonly TermId[][] _after;

    internal ChangeBatch(int columnCount, int capacity)
    {
        _changes = new CellChange[capacity];
        _before = [.. Enumerable.Range(0, columnCount).Select(_ => new TermId[capacity])];
        _after = [.. Enumerable.Range(0, columnCount).Select(_ => new TermId[capacity])];
    }

    /// <summary>The number of cells.</summary>
    public int Count { get; private set; }

    /// <summary>The cells.</summary>
    public ReadOnlySpan<CellChange> Changes => _changes.AsSpan(0, Count);

    /// <summary>The values of a column in the first version, one a cell; None where it has none.</summary>
    /// <param name="column">The column's index among <see cref="CubeComparison.Columns"/>.</param>
    /// <returns>The values.</returns>
    public ReadOnlySpan<TermId> Before(int column) => _before[column].AsSpan(0, Count);

    /// <summary>The values of a column in the second version, one a cell; None where it has none.</summary>
    /// <param name="column">The column's index among <see cref="CubeComparison.Columns"/>.</param>
    /// <returns>The values.</returns>
    public ReadOnlySpan<TermId> After(int column) => _after[column].AsSpan(0, Count);

    internal void Clear() => Count = 0;

    internal void Add(CellChangeKind kind, CubeComparison.Side? before, CubeComparison.Side? after)
    {
        for (int column = 0; column < _before.Length; column++)
        {
            _before[column][Count] = before is null ? TermId.None : before.Values(column)[0];
            _after[column][Count] = after is null ? TermId.None : after.Values(column)[0];
        }

        _changes[Count++] = new CellChange(kind, (after ?? before)!.Cell, before?.Row ?? -1, after?.Row ?? -1);
    }
}
