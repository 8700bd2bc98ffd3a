using System.Collections.Immutable;
using System.Globalization;
using LinkedStats.Server.Pages;

namespace LinkedStats.Server.Observations;

/// <summary>Works out where the points, lines and labels of a chart stand.</summary>
internal static class ChartGeometry
{
    private const int Width = 720;
    private const int Height = 320;
    private const int Left = 72;
    private const int Right = 24;
    private const int Top = 16;
    private const int Bottom = 40;
    private const int HorizontalTickCount = 6;
    private const int VerticalTickCount = 5;

    /// <summary>Draws points.</summary>
    /// <param name="title">What the chart shows.</param>
    /// <param name="points">The points.</param>
    /// <param name="timeLabel">Names a period.</param>
    /// <param name="seriesLabel">Names a line; null where there is one only.</param>
    /// <param name="frame">The page's frame.</param>
    /// <returns>The chart; null when no point has a value.</returns>
    public static ChartView? Draw(
        string title,
        IReadOnlyList<ChartPoint> points,
        Func<int, string> timeLabel,
        Func<int, string>? seriesLabel,
        PageFrame frame)
    {
        double[] values = [.. points.Where(static point => point.Value is not null)
            .Select(static point => point.Value!.Value)];
        if (values.Length == 0)
        {
            return null;
        }

        int[] times = [.. points.Select(static point => point.Time).Distinct().Order()];
        (double low, double high, double step) = Scale(values.Min(), values.Max());
        (string from, string to) = (timeLabel(times[0]), timeLabel(times[^1]));
        string range = frame.L(
            $"Values from {Show(values.Min())} to {Show(values.Max())}, {from} to {to}.",
            $"Valeurs de {Show(values.Min())} à {Show(values.Max())}, de {from} à {to}.");
        var series = points.GroupBy(static point => point.Series).Select((group, style) => CreateSeries(
            [.. group.OrderBy(static point => point.Time)],
            style,
            seriesLabel?.Invoke(group.Key) ?? title,
            Place,
            timeLabel));
        int stride = Math.Max(1, (times.Length + HorizontalTickCount - 1) / HorizontalTickCount);
        return new ChartView(
            title,
            range,
            Width,
            Height,
            [.. series],
            [.. times.Index().Where(pair => pair.Index % stride == 0)
                .Select(pair => (Position(Place(pair.Item, low).X), timeLabel(pair.Item)))],
            [.. Ticks(low, high, step).Select(tick => (Position(Place(times[0], tick).Y), Show(tick)))]);

        (double X, double Y) Place(int time, double value) => (
            Left + ((Width - Left - Right) * (double)Array.BinarySearch(times, time) / Math.Max(1, times.Length - 1)),
            Height - Bottom - ((Height - Top - Bottom) * (value - low) / (high - low)));

        string Show(double value) => Numbers.Show(
            value.ToString("0.######", CultureInfo.InvariantCulture), frame.Language);
    }

    private static SeriesView CreateSeries(
        ChartPoint[] points,
        int style,
        string name,
        Func<int, double, (double X, double Y)> place,
        Func<int, string> timeLabel)
    {
        List<string> lines = [];
        List<string> line = [];
        var marks = ImmutableArray.CreateBuilder<(string, string, string)>();
        foreach (ChartPoint point in points)
        {
            if (point.Value is not { } value)
            {
                Break();
                continue;
            }

            (double x, double y) = place(point.Time, value);
            line.Add($"{Position(x)},{Position(y)}");
            marks.Add((Position(x), Position(y), $"{name}, {timeLabel(point.Time)}: {point.Text}"));
        }

        Break();
        return new SeriesView(name, style, [.. lines], marks.ToImmutable());

        // A line across a missing value would claim one.
        void Break()
        {
            if (line.Count > 1)
            {
                lines.Add(string.Join(' ', line));
            }

            line.Clear();
        }
    }

    // Steps of 1, 2 or 5 times a power of ten; the scale need not begin at zero, since lines show change.
    private static (double Low, double High, double Step) Scale(double min, double max)
    {
        double span = max > min ? max - min : Math.Max(Math.Abs(max), 1);
        double rough = span / VerticalTickCount;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = (rough / power) switch
        {
            <= 1 => power,
            <= 2 => 2 * power,
            <= 5 => 5 * power,
            _ => 10 * power,
        };
        double low = Math.Floor(min / step) * step;
        double high = Math.Ceiling(max / step) * step;
        return high > low ? (low, high, step) : (low - step, low + step, step);
    }

    private static IEnumerable<double> Ticks(double low, double high, double step)
    {
        int count = (int)Math.Min(20, Math.Round((high - low) / step));
        return Enumerable.Range(0, count + 1).Select(i => low + (i * step));
    }

    private static string Position(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
