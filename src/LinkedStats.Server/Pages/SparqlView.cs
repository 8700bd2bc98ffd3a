using System.Collections.Immutable;

namespace LinkedStats.Server.Pages;

/// <summary>The query page.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Action">Where the form asks: the present, or the past state that the page is about.</param>
/// <param name="Query">The query in the form.</param>
/// <param name="Examples">Queries to begin with.</param>
/// <param name="Outcome">The answer; null before there is one.</param>
public sealed record SparqlView(
    PageFrame Frame,
    string Action,
    string Query,
    ImmutableArray<(string Title, string Query)> Examples,
    SparqlOutcomeView? Outcome);

/// <summary>The answer to a query, as a page shows it.</summary>
/// <param name="Caption">What the table shows.</param>
/// <param name="Columns">The variables.</param>
/// <param name="Rows">The solutions; null where a variable is unbound.</param>
/// <param name="Text">A text instead of a table: a graph, a plan, true or false; null for none.</param>
public sealed record SparqlOutcomeView(
    string Caption,
    ImmutableArray<string> Columns,
    ImmutableArray<ImmutableArray<TermView?>> Rows,
    string? Text);
