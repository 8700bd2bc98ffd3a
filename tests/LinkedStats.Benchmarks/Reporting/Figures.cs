using System.Globalization;

namespace LinkedStats.Benchmarks.Reporting;

/// <summary>Figures as the report writes them.</summary>
internal static class Figures
{
    /// <summary>Milliseconds with three digits or so.</summary>
    /// <param name="time">The time.</param>
    /// <returns>As <c>0.42</c>, <c>7.3</c> or <c>127</c>.</returns>
    public static string Milliseconds(TimeSpan time) => Short(time.TotalMilliseconds);

    /// <summary>Seconds with two decimals.</summary>
    /// <param name="time">The time.</param>
    /// <returns>As <c>2.81</c>.</returns>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture);

    /// <summary>A number with three digits or so.</summary>
    /// <param name="value">The number.</param>
    /// <returns>As <c>0.42</c>, <c>7.3</c> or <c>1,127</c>.</returns>
    public static string Short(double value) =>
        value.ToString(value < 1 ? "F2" : value < 20 ? "F1" : "N0", CultureInfo.InvariantCulture);

    /// <summary>Megabytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>As <c>31.4</c>.</returns>
    public static string Megabytes(long bytes) => (bytes / 1e6).ToString("N1", CultureInfo.InvariantCulture);

    /// <summary>A count.</summary>
    /// <param name="value">The count.</param>
    /// <returns>As <c>36,360</c>.</returns>
    public static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A ratio.</summary>
    /// <param name="value">The ratio.</param>
    /// <returns>As <c>0.47</c>.</returns>
    public static string Ratio(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    /// <summary>The median.</summary>
    /// <param name="values">At least one value.</param>
    /// <returns>The middle one of an odd number, the higher of the two middle ones of an even number.</returns>
    public static TimeSpan Median(IEnumerable<TimeSpan> values)
    {
        TimeSpan[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>The geometric mean.</summary>
    /// <param name="values">At least one positive value.</param>
    /// <returns>The mean.</returns>
    public static double GeometricMean(IEnumerable<double> values) => Math.Exp(values.Average(Math.Log));
}
