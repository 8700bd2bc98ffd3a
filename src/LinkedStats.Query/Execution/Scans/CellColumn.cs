using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Where a value of a cell comes from in one cube.</summary>
/// <param name="Kind">The kind of column.</param>
/// <param name="Index">The column's index among its kind.</param>
/// <param name="Fixed">The value, where it is the same for all cells of the cube.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CellColumn(CellColumnKind Kind, int Index, TermId Fixed);

/// <summary>The kinds of columns of a cube.</summary>
internal enum CellColumnKind
{
    /// <summary>The cell itself.</summary>
    Cell,

    /// <summary>A dimension.</summary>
    Dimension,

    /// <summary>A measure.</summary>
    Measure,

    /// <summary>An attribute.</summary>
    Attribute,

    /// <summary>
    /// One value for all cells, or None: the dataset, the type, a component that the cube does not have.
    /// </summary>
    Fixed,

    /// <summary>Several dimensions as one, see <see cref="CellReader.Tuple"/>.</summary>
    Tuple,
}

/// <summary>What a column of a cube must fulfil.</summary>
/// <param name="Column">The column.</param>
/// <param name="EqualTo">The value that it must have; None for any.</param>
/// <param name="Condition">A condition over a batch of one column, which holds the value; null for none.</param>
/// <param name="MustBePresent">True when cells without the value are dropped.</param>
internal sealed record CellCondition(CellColumn Column, TermId EqualTo, RowCondition? Condition, bool MustBePresent)
{
    /// <summary>
    /// For a measure with a scale: the mantissas that fulfil the condition; null when they are no one range.
    /// </summary>
    public (long Min, long Max)? Mantissas { get; init; }
}

/// <summary>The cells of one cube that a plan reads.</summary>
/// <param name="Table">The cube.</param>
/// <param name="Conditions">What the cells must fulfil, all of it.</param>
internal sealed record CellSelection(CubeTable Table, ImmutableArray<CellCondition> Conditions);
