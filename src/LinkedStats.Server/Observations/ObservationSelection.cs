using System.Collections.Immutable;
using LinkedStats.Cubes.Exchange;
using LinkedStats.Query.CubeQueries;

namespace LinkedStats.Server.Observations;

/// <summary>Which cells a request asks for, in which order, and what of them.</summary>
internal sealed record ObservationSelection
{
    /// <summary>The parameters that are not components.</summary>
    public static readonly ImmutableArray<string> Reserved =
        ["select", "sort", "limit", "cursor", "labels", "lang", "format"];

    /// <summary>What cells must fulfil.</summary>
    public ImmutableArray<CubeCondition> Conditions { get; init; } = [];

    /// <summary>True when no cell can fulfil it: a relation or a range that holds for no code.</summary>
    public bool IsNothing { get; init; }

    /// <summary>True when the conditions depend on a hierarchy, which may change while the cells do not.</summary>
    public bool IsByHierarchy { get; init; }

    /// <summary>The columns to give.</summary>
    public required ImmutableArray<CubeColumn> Columns { get; init; }

    /// <summary>The order; empty for the order of keys.</summary>
    public ImmutableArray<CubeSortKey> Order { get; init; } = [];

    /// <summary>The most cells to give; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The cells to skip, as a cursor says.</summary>
    public long Offset { get; init; }

    /// <summary>How codes are shown.</summary>
    public LabelMode Labels { get; init; }

    /// <summary>The conditions and the order as they were written; a cursor belongs to one such text.</summary>
    public string Question { get; init; } = "";

    /// <summary>True when every cell is asked for.</summary>
    public bool IsWhole => Conditions.IsEmpty && !IsNothing;

    /// <summary>Makes the question for the query engine.</summary>
    /// <param name="cube">The cube.</param>
    /// <param name="count">The most cells; null for all.</param>
    /// <returns>The question.</returns>
    public CubeQuery ToQuery(CubeView cube, long? count) => new(cube.Version.Iri, cube.Dataset.Iri)
    {
        Conditions = Conditions,
        Order = Order,
        Offset = Offset,
        Count = count,
    };
}
