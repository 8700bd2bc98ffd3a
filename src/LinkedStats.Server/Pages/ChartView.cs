using System.Collections.Immutable;

namespace LinkedStats.Server.Pages;

/// <summary>A line chart with its geometry worked out.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Description">The same in a sentence, with the range of values.</param>
/// <param name="Width">The width of the drawing.</param>
/// <param name="Height">The height of the drawing.</param>
/// <param name="Series">The lines.</param>
/// <param name="HorizontalTicks">The labels below: position and text.</param>
/// <param name="VerticalTicks">The labels at the left: position and text.</param>
public sealed record ChartView(
    string Title,
    string Description,
    int Width,
    int Height,
    ImmutableArray<SeriesView> Series,
    ImmutableArray<(string Position, string Text)> HorizontalTicks,
    ImmutableArray<(string Position, string Text)> VerticalTicks);

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Style">Its number, which decides colour and dashes.</param>
/// <param name="Lines">The points of each unbroken piece; a missing value breaks the line.</param>
/// <param name="Points">The single points: position and value.</param>
public sealed record SeriesView(
    string Name,
    int Style,
    ImmutableArray<string> Lines,
    ImmutableArray<(string X, string Y, string Text)> Points);
