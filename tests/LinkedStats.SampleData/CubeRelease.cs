using System.Collections.Immutable;

namespace LinkedStats.SampleData;

/// <summary>What the manifest of a release says.</summary>
/// <param name="Dataset">The dataset's id.</param>
/// <param name="Version">The version's number.</param>
/// <param name="Released">When it was released, a whole minute in UTC.</param>
/// <param name="Title">The title, without the mark of synthetic data, which the writer adds.</param>
/// <param name="Description">What the cube holds.</param>
/// <param name="Dimensions">The dimensions, in key order.</param>
/// <param name="Measures">The measures.</param>
internal sealed record CubeRelease(
    string Dataset,
    string Version,
    string Released,
    Text Title,
    Text Description,
    ImmutableArray<Dimension> Dimensions,
    ImmutableArray<Measure> Measures)
{
    /// <summary>What changed since the version before; null for a first version.</summary>
    public Text? Notes { get; init; }

    /// <summary>The experiment that it comes from.</summary>
    public string? Experiment { get; init; }

    /// <summary>The run that made it.</summary>
    public required string Run { get; init; }

    /// <summary>The run behind a cell, by its key, where they are not all of one; null otherwise.</summary>
    public Func<IReadOnlyList<string>, string>? RunOfCell { get; init; }

    /// <summary>The folder of the package, below data/.</summary>
    public string Folder { get; init; } = Dataset;
}

/// <summary>A dimension of a sample cube.</summary>
/// <param name="Id">Its id, and the column's heading.</param>
/// <param name="Title">Its title.</param>
/// <param name="Codes">The values it takes.</param>
internal sealed record Dimension(string Id, Text Title, CodeList Codes)
{
    /// <summary>The standard property; null for the store's own.</summary>
    public string? Property { get; init; }

    /// <summary>The datatype of literal values, as <c>gYear</c>; null where the codes are concepts.</summary>
    public string? Type { get; init; }

    /// <summary>The SDMX component id; null for the default.</summary>
    public string? Sdmx { get; init; }
}

/// <summary>A measure of a sample cube.</summary>
/// <param name="Id">Its id, and the column's heading.</param>
/// <param name="Title">Its title.</param>
/// <param name="Unit">The code of its unit.</param>
/// <param name="Aggregation"><c>sum</c>, <c>mean</c>, <c>mean(weight)</c> or <c>none</c>.</param>
/// <param name="Digits">The number of decimals; 0 makes an integer.</param>
internal sealed record Measure(string Id, Text Title, string Unit, string Aggregation, int Digits = 0);
