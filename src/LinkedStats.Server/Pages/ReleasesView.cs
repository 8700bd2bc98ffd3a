using System.Collections.Immutable;

namespace LinkedStats.Server.Pages;

/// <summary>The page of the release calendar.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Coming">What is announced, the next first.</param>
/// <param name="Published">What was announced and is public, the last first.</param>
/// <param name="CalendarHref">The address of the calendar for calendar programs.</param>
public sealed record ReleasesView(
    PageFrame Frame,
    ImmutableArray<ListItemView> Coming,
    ImmutableArray<ListItemView> Published,
    string CalendarHref);
