using System.Collections.Immutable;

namespace LinkedStats.Server.Pages;

/// <summary>The page of the difference of two versions.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="IsSynthetic">True when the values are made up.</param>
/// <param name="Versions">The two versions.</param>
/// <param name="Counts">How many cells differ, by kind, with the name of the kind.</param>
/// <param name="Cells">The first cells that differ; null when there are none.</param>
/// <param name="Statements">What else differs, the first of it; null when nothing does.</param>
public sealed record ChangesView(
    PageFrame Frame,
    bool IsSynthetic,
    (PageLink Before, PageLink After) Versions,
    ImmutableArray<(TermView Kind, string Count)> Counts,
    TableView? Cells,
    StatementTableView? Statements);

/// <summary>The page of a cell through all versions.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="IsSynthetic">True when the values are made up.</param>
/// <param name="Table">One row a version.</param>
public sealed record HistoryView(PageFrame Frame, bool IsSynthetic, TableView Table)
{
    /// <summary>The same of something else, as of other measures.</summary>
    public ImmutableArray<PageLink> Others { get; init; } = [];
}

/// <summary>A table of statements that one of two versions makes.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Rows">The statements.</param>
public sealed record StatementTableView(string Caption, ImmutableArray<StatementView> Rows);

/// <summary>A statement.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Predicate">What is said of it.</param>
/// <param name="Old">The value in the first version; null where only the second has one.</param>
/// <param name="New">The value in the second version; null where only the first has one.</param>
public sealed record StatementView(TermView Subject, TermView Predicate, TermView? Old, TermView? New);
