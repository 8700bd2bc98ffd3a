using System.Globalization;

namespace LinkedStats.Benchmarks.Shapes;

/// <summary>Writes the rows and the code lists of a shape as CSV.</summary>
internal static class ShapeFiles
{
    private const double StatusShare = 0.98;
    private const int ScaleMax = 1_000_000;

    /// <summary>The columns of a shape's rows.</summary>
    /// <param name="shape">The shape.</param>
    /// <returns>The codes, the measures, <c>status</c>, and where it has them the IRIs.</returns>
    public static string[] Columns(CubeShape shape) =>
    [
        .. shape.CodeCounts.Select(static (_, i) => $"d{i}"), .. shape.Measures.Select(static (_, i) => $"m{i}"),
        "status", .. shape.HasOwnIris ? (string[])["o"] : [],
    ];

    /// <summary>The rows of a shape in the order of its dimensions, the same each time.</summary>
    /// <param name="shape">The shape.</param>
    /// <returns>The fields of each row.</returns>
    public static IEnumerable<string[]> Rows(CubeShape shape)
    {
        var random = new Random(shape.Name.Length);
        long cellCount = shape.CodeCounts.Aggregate(1L, static (product, count) => product * count);
        for (long cell = 0; cell < cellCount; cell++)
        {
            if (random.NextDouble() < shape.Fill)
            {
                yield return Row(shape, cell, random);
            }
        }
    }

    /// <summary>The rows of the cube beside it: the first two dimensions, complete, and one integer.</summary>
    /// <param name="shape">The shape.</param>
    /// <returns>The fields of each row.</returns>
    public static IEnumerable<string[]> BaseRows(CubeShape shape) =>
        from first in Enumerable.Range(0, shape.CodeCounts[0])
        from second in Enumerable.Range(0, shape.CodeCounts[1])
        select (string[])
        [
            CubeShape.Code(0, first), CubeShape.Code(1, second),
            (1000 + (((first * 7919) + (second * 104729)) % 9000)).ToString(CultureInfo.InvariantCulture),
        ];

    /// <summary>Writes CSV.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The header.</param>
    /// <param name="rows">The rows; no field needs quotes.</param>
    public static void Write(string path, string[] columns, IEnumerable<string[]> rows) =>
        File.WriteAllLines(path, rows.Prepend(columns).Select(static row => string.Join(',', row)));

    private static string[] Row(CubeShape shape, long cell, Random random)
    {
        var codes = new string[shape.CodeCounts.Length];
        for (int i = codes.Length - 1; i >= 0; i--)
        {
            (cell, long code) = Math.DivRem(cell, shape.CodeCounts[i]);
            codes[i] = CubeShape.Code(i, (int)code);
        }

        string status = random.NextDouble() < StatusShare ? "A" : "";
        return
        [
            .. codes, .. shape.Measures.Select(kind => Number(kind, random)), status,
            .. shape.HasOwnIris ? (string[])[$"{CubeShape.Base}obs/{random.NextInt64():x16}"] : [],
        ];
    }

    private static string Number(MeasureKind kind, Random random) => kind switch
    {
        MeasureKind.Integer => random.Next(1, ScaleMax).ToString(CultureInfo.InvariantCulture),
        MeasureKind.Decimal => (random.Next(1, ScaleMax) / 100m).ToString("F2", CultureInfo.InvariantCulture),
        _ => (random.Next(1, ScaleMax) / 100.0).ToString("0.0#####E0", CultureInfo.InvariantCulture),
    };
}
