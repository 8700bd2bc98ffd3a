namespace LinkedStats.Benchmarks.Shapes;

/// <summary>A kind of cube: how many dimensions, how full, and which measures.</summary>
/// <param name="Name">Its name, which is the dataset's and the table's.</param>
/// <param name="CodeCounts">The codes of each dimension.</param>
/// <param name="Fill">The share of the possible cells that are there.</param>
/// <param name="Measures">The kinds of its measures.</param>
internal sealed record CubeShape(string Name, int[] CodeCounts, double Fill, params MeasureKind[] Measures)
{
    /// <summary>Where all names begin.</summary>
    public const string Base = "http://shapes.example.org/";

    /// <summary>True where each observation has an IRI that nothing can be computed from.</summary>
    public bool HasOwnIris { get; init; }

    /// <summary>The IRI of the dataset.</summary>
    public string Dataset => $"{Base}dataset/{Name}";

    /// <summary>What the IRIs of its observations begin with.</summary>
    public string Cells => HasOwnIris ? "" : $"{Base}data/{Name}/";

    /// <summary>The shapes; each has about 100,000 observations, or those of a complete cube near it.</summary>
    public static IReadOnlyList<CubeShape> All { get; } =
    [
        new("two", [1000, 200], 0.5, MeasureKind.Decimal),
        new("complete", [50, 40, 50], 1, MeasureKind.Integer, MeasureKind.Decimal),
        new("five", [120, 60, 20, 4, 3], 0.06, MeasureKind.Double, MeasureKind.Integer, MeasureKind.Decimal),
        new("seven", [30, 20, 12, 5, 3, 3, 2], 0.16, MeasureKind.Integer, MeasureKind.Double),
        new("ten", [6, 5, 5, 4, 4, 3, 3, 3, 2, 2], 0.4, MeasureKind.Decimal, MeasureKind.Integer),
        new("own", [100, 50, 20, 3], 0.33, MeasureKind.Decimal, MeasureKind.Integer) { HasOwnIris = true },
        new("floats", [200, 100, 10], 0.5, MeasureKind.Double) { HasOwnIris = true },
    ];

    /// <summary>A code; codes of a dimension have the same length, so that texts and numbers sort alike.</summary>
    /// <param name="dimension">The index of the dimension.</param>
    /// <param name="code">The index of the code.</param>
    /// <returns>As <c>D2C017</c>.</returns>
    public static string Code(int dimension, int code) => $"D{dimension}C{code:D4}";

    /// <summary>The code above a code of the first dimension.</summary>
    /// <param name="code">The index of the code.</param>
    /// <returns>As <c>G03</c>.</returns>
    public static string Group(int code) => $"G{code % 8:D2}";
}

/// <summary>What a measure is written as.</summary>
internal enum MeasureKind
{
    /// <summary>As <c>42</c>.</summary>
    Integer,

    /// <summary>As <c>42.10</c>.</summary>
    Decimal,

    /// <summary>A double in scientific style, as <c>4.21E1</c>.</summary>
    Double,
}
