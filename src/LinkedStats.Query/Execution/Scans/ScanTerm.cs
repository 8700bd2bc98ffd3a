using System.Runtime.InteropServices;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>A position of a triple pattern in a plan: a constant, a column, or a wildcard that nobody reads.</summary>
/// <param name="Id">The constant; None for a variable.</param>
/// <param name="Column">
/// The column of the variable in the operator's rows; -1 for a constant and for a wildcard.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScanTerm(TermId Id, int Column)
{
    /// <summary>A variable that nothing else mentions.</summary>
    public static ScanTerm Wildcard => new(TermId.None, -1);

    /// <summary>A constant.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The position.</returns>
    public static ScanTerm Constant(TermId id) => new(id, -1);

    /// <summary>A variable.</summary>
    /// <param name="column">Its column.</param>
    /// <returns>The position.</returns>
    public static ScanTerm Variable(int column) => new(TermId.None, column);
}

/// <summary>A graph as a scan reads it: all of it, or only the triples outside the cubes' columns.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="IsStoredOnly">True to leave out the cells of its cubes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TripleSource(GraphView Graph, bool IsStoredOnly)
{
    /// <summary>Finds triples.</summary>
    /// <param name="subject">The subject, or None.</param>
    /// <param name="predicate">The predicate, or None.</param>
    /// <param name="object">The object, or None.</param>
    /// <returns>A cursor over them.</returns>
    public TripleCursor Match(TermId subject, TermId predicate, TermId @object) =>
        IsStoredOnly
            ? Graph.MatchTriples(subject, predicate, @object)
            : Graph.Match(subject, predicate, @object);
}

/// <summary>The order in which a scan gives what it finds.</summary>
internal enum ScanOrder
{
    /// <summary>The order that finds it soonest.</summary>
    Quickest,

    /// <summary>By ascending subject: for a predicate alone, in a graph whose cells are left out.</summary>
    BySubject,
}
