using System.Collections.Immutable;

namespace LinkedStats.Server.Pages;

/// <summary>The page of observations.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="IsSynthetic">True when the values are made up.</param>
/// <param name="Filters">The selection form.</param>
/// <param name="Chart">A chart of what is selected; null when there is nothing to draw.</param>
/// <param name="Table">The rows.</param>
/// <param name="FormAction">Where the form goes.</param>
public sealed record ObservationsView(
    PageFrame Frame,
    bool IsSynthetic,
    ImmutableArray<FilterView> Filters,
    ChartView? Chart,
    TableView Table,
    string FormAction);

/// <summary>A table of observations.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Next">The next page; null on the last.</param>
/// <param name="First">The first page; null on it.</param>
public sealed record TableView(
    string Caption,
    ImmutableArray<ColumnView> Columns,
    ImmutableArray<RowView> Rows,
    string? Next = null,
    string? First = null);

/// <summary>A column of a table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="IsNumber">True when its values are numbers.</param>
public sealed record ColumnView(TermView Title, bool IsNumber);

/// <summary>A row of a table.</summary>
/// <param name="Cell">The link to the cell.</param>
/// <param name="Values">One value a column; null where it is missing.</param>
public sealed record RowView(PageLink? Cell, ImmutableArray<TermView?> Values);

/// <summary>A dimension in the selection form.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Title">Its label.</param>
/// <param name="Options">What can be chosen.</param>
public sealed record FilterView(string Name, string Title, ImmutableArray<FilterOptionView> Options);

/// <summary>A choice in the selection form.</summary>
/// <param name="Value">The parameter's value.</param>
/// <param name="Text">The label.</param>
/// <param name="IsSelected">True when it is chosen now.</param>
public sealed record FilterOptionView(string Value, string Text, bool IsSelected);
