using System.Collections.Immutable;

namespace LinkedStats.Server.Pages;

/// <summary>A page that lists things.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Introduction">What is listed.</param>
/// <param name="Items">The things.</param>
public sealed record ListView(PageFrame Frame, string Introduction, ImmutableArray<ListItemView> Items)
{
    /// <summary>Where else to look.</summary>
    public ImmutableArray<PageLink> Below { get; init; } = [];
}

/// <summary>A thing in a list.</summary>
/// <param name="Link">Its title and address.</param>
/// <param name="Summary">What it is; null for nothing.</param>
/// <param name="Note">A short remark, as <c>152 observations</c>; null for none.</param>
public sealed record ListItemView(PageLink Link, TermView? Summary = null, string? Note = null);

/// <summary>The home page.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Datasets">The datasets.</param>
/// <param name="ExampleCell">A cell to begin with; null when nothing is published.</param>
/// <param name="SparqlEndpoint">The address of the endpoint in full.</param>
public sealed record HomeView(
    PageFrame Frame, ImmutableArray<ListItemView> Datasets, PageLink? ExampleCell, string SparqlEndpoint);
