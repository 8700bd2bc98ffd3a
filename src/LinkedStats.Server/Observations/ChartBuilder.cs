using System.Globalization;
using System.Text;
using LinkedStats.Cubes;
using LinkedStats.Query.CubeQueries;
using LinkedStats.Server.Pages;
using LinkedStats.Server.Resources;

namespace LinkedStats.Server.Observations;

/// <summary>Draws the first measure over time, one line for each code of one dimension, the others held
/// fixed.</summary>
/// <param name="request">The request.</param>
/// <param name="cube">The cube.</param>
/// <param name="presenter">Shows terms.</param>
/// <param name="frame">The page's frame.</param>
internal sealed class ChartBuilder(ResourceRequest request, CubeView cube, Presenter presenter, PageFrame frame)
{
    private const int SeriesMax = 6;
    private const int PointsMax = 2_000;

    /// <summary>Draws a selection.</summary>
    /// <param name="selection">The selection.</param>
    /// <returns>The chart; null where there is no time, no number, or a single period only.</returns>
    public ChartView? Create(ObservationSelection selection)
    {
        CubeColumn? measure = cube.Columns.FirstOrDefault(static column => !column.IsCoded);
        if (cube.TimeColumn is not { } time || measure is null || selection.IsNothing)
        {
            return null;
        }

        CubeColumn[] others = [.. cube.Columns.Where(column => column.Component is Dimension && column != time)];
        int[]? origin = FirstRow(selection, others);
        if (origin is null)
        {
            return null;
        }

        CubeColumn? varying = others.FirstOrDefault(column => column.Codes.Length is > 1 and <= SeriesMax);
        ObservationSelection drawn = selection with
        {
            Columns = varying is null ? [time, measure] : [time, measure, varying],
            Conditions =
            [
                .. selection.Conditions,
                .. others.Where(column => column != varying).Select((column, i) => new CodeCondition(
                    column.Component.Property, [column.Codes[origin[Array.IndexOf(others, column)]].Term])),
            ],
            Offset = 0,
            Order = [],
        };
        List<ChartPoint> points = Read(drawn, varying is not null);
        string fixedCodes = string.Join(", ", others.Where(column => column != varying)
            .Select(column => LabelOf(column, origin[Array.IndexOf(others, column)])));
        string title = DatasetHtml.Heading(measure, presenter).Text
            + (fixedCodes.Length == 0 ? "" : $" ({fixedCodes})");
        return points.Select(static point => point.Time).Distinct().Count() < 2
            ? null
            : ChartGeometry.Draw(
                title, points, Describe(time), varying is null ? null : code => LabelOf(varying, code), frame);
    }

    private Func<int, string> Describe(CubeColumn time) => code => LabelOf(time, code);

    private string LabelOf(CubeColumn column, int code) =>
        presenter.Label(column.Codes[code].Term, column.Codes[code].Name).Text;

    private int[]? FirstRow(ObservationSelection selection, CubeColumn[] others)
    {
        var rows = new ObservationRows(request.Site, cube, request.Cancellation);
        int[] first = [.. rows.Read(selection with { Offset = 0, Order = [] }, 1)
            .SelectMany(static batch => batch.ToArray())];
        if (first.Length == 0)
        {
            return null;
        }

        int[] codes = new int[others.Length];
        for (int i = 0; i < others.Length; i++)
        {
            cube.Cells.ReadCodes(others[i].Index, first[0], codes.AsSpan(i, 1));
        }

        return codes;
    }

    private List<ChartPoint> Read(ObservationSelection drawn, bool hasSeries)
    {
        List<ChartPoint> points = [];
        var rows = new ObservationRows(request.Site, cube, request.Cancellation);
        using var columns = new TableColumns(cube, drawn.Columns, rows.Read(drawn, PointsMax), null);
        while (columns.ReadBatch() is var count and > 0)
        {
            for (int row = 0; row < count; row++)
            {
                ObservationValue value = columns.Value(1, row);
                string text = value.IsMissing ? "" : Encoding.UTF8.GetString(value.Text);
                bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture,
                    out double number)
                    && double.IsFinite(number);
                points.Add(new ChartPoint(
                    columns.Codes(0)[row], hasSeries ? columns.Codes(2)[row] : 0, isNumber ? number : null, text));
            }
        }

        return points;
    }
}

/// <summary>A point of a chart.</summary>
/// <param name="Time">The code of its period.</param>
/// <param name="Series">The code of its line.</param>
/// <param name="Value">Its value; null where it is missing.</param>
/// <param name="Text">The value as it was written.</param>
internal sealed record ChartPoint(int Time, int Series, double? Value, string Text);
