using System.Globalization;
using System.Text;

namespace LinkedStats.SampleData;

/// <summary>The rows of observations.csv: dimensions, measures, obsStatus, and the run where it differs.</summary>
/// <param name="cube">The cube whose columns they have.</param>
internal sealed class ObservationRows(CubeRelease cube)
{
    /// <summary>The mark of a missing value.</summary>
    public const string Missing = ":";

    private readonly StringBuilder _text = new StringBuilder()
        .AppendJoin(',', cube.Dimensions.Select(static dimension => dimension.Id))
        .Append(',')
        .AppendJoin(',', cube.Measures.Select(static measure => measure.Id))
        .Append(",obsStatus")
        .Append(cube.RunOfCell is null ? "\n" : ",run\n");

    /// <summary>Writes every combination of the codes in use.</summary>
    /// <param name="cube">The cube.</param>
    /// <param name="status">The status of a cell that has its values.</param>
    /// <param name="values">The values of a cell, one a measure; null where one is missing.</param>
    /// <returns>The text of the file.</returns>
    public static string Fill(CubeRelease cube, string status, Func<IReadOnlyList<string>, double?[]> values)
    {
        var rows = new ObservationRows(cube);
        foreach (IReadOnlyList<string> key in Counts.Keys(cube.Dimensions.Select(static dimension => dimension.Codes)))
        {
            rows.Add(key, status, values(key));
        }

        return rows.ToString();
    }

    /// <summary>Adds a row.</summary>
    /// <param name="key">One code for each dimension.</param>
    /// <param name="status">The status; where a value is missing it becomes M.</param>
    /// <param name="values">One number for each measure; null where it is missing.</param>
    public void Add(IReadOnlyList<string> key, string status, params ReadOnlySpan<double?> values)
    {
        bool isMissing = false;
        _text.AppendJoin(',', key);
        for (int i = 0; i < values.Length; i++)
        {
            isMissing |= values[i] is null;
            _text.Append(',').Append(values[i] is { } value ? Fixed(value, cube.Measures[i].Digits) : Missing);
        }

        _text.Append(',').Append(isMissing ? "M" : status);
        _text.Append(cube.RunOfCell is null ? "" : "," + cube.RunOfCell(key)).Append('\n');
    }

    /// <summary>Writes a number with a fixed count of decimals, halves away from zero.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">The decimals.</param>
    public static string Fixed(double value, int digits)
    {
        double scale = 1;
        for (int i = 0; i < digits; i++)
        {
            scale *= 10;
        }

        long scaled = (long)Math.Floor((Math.Abs(value) * scale) + 0.5);
        decimal exact = new(unchecked((int)scaled), (int)(scaled >> 32), 0, value < 0 && scaled != 0, (byte)digits);
        return exact.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A share in percent; null where the whole is too small to say.</summary>
    /// <param name="part">The part.</param>
    /// <param name="whole">The whole.</param>
    /// <param name="atLeast">The smallest whole with a published rate.</param>
    public static double? Percent(long part, long whole, long atLeast = 1) =>
        whole < atLeast ? null : 100.0 * part / whole;

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
