using System.Collections.Immutable;

namespace LinkedStats.Server.Pages;

/// <summary>The page of a problem.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong with the request.</param>
/// <param name="Explanation">What the kind of problem means.</param>
/// <param name="KindHref">The address that explains the kind.</param>
public sealed record ProblemView(PageFrame Frame, int Status, string Detail, string Explanation, string KindHref)
{
    /// <summary>Where to go instead.</summary>
    public ImmutableArray<PageLink> Links { get; init; } = [];
}

/// <summary>The page that explains kinds of problems.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Kinds">The kinds.</param>
public sealed record ProblemListView(PageFrame Frame, ImmutableArray<ProblemKindView> Kinds);

/// <summary>A kind of problem.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">Its title.</param>
/// <param name="Explanation">What it means and what to do.</param>
/// <param name="Href">Its address.</param>
public sealed record ProblemKindView(int Status, string Title, string Explanation, string Href);

/// <summary>The page of the limits.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Rows">Each limit: its name, its value, what it means.</param>
public sealed record LimitsView(PageFrame Frame, ImmutableArray<(string Name, string Value, string Meaning)> Rows);
