using System.Globalization;

namespace LinkedStats.Benchmarks.Versions;

/// <summary>Packages of small datasets that are alike but for their figures, one folder for all.</summary>
/// <param name="folder">The folder; each package takes the place of the one before.</param>
internal sealed class SmallRelease(string folder)
{
    /// <summary>The cells of a version.</summary>
    public const int CellCount = AreaCount * YearCount;

    private const int AreaCount = 8;
    private const int YearCount = 5;

    /// <summary>The key of a cell that every version has.</summary>
    public const string Cell = "A3.2022";

    /// <summary>The id of a dataset.</summary>
    /// <param name="dataset">The dataset, from 0.</param>
    /// <returns>The id.</returns>
    public static string IdOf(int dataset) => string.Create(CultureInfo.InvariantCulture, $"set-{dataset:000}");

    /// <summary>The number of a version.</summary>
    /// <param name="version">The version, from 0.</param>
    /// <returns>The number: revised figures are a patch.</returns>
    public static string NumberOf(int version) => string.Create(CultureInfo.InvariantCulture, $"1.0.{version}");

    /// <summary>Writes the package of a version: the same cells with other figures.</summary>
    /// <param name="dataset">The dataset, from 0.</param>
    /// <param name="version">The version, from 0.</param>
    /// <returns>The folder.</returns>
    public string Write(int dataset, int version)
    {
        File.WriteAllText(Path.Combine(folder, "release.yaml"), $$"""
            dataset: {{IdOf(dataset)}}
            version: {{NumberOf(version)}}
            title: { en: "Dataset {{dataset}}", fr: "Jeu {{dataset}}" }
            licence: etalab-2.0
            dimensions:
              - { id: area, title: { en: "Area" }, codes: { file: areas.csv } }
              - { id: refPeriod, property: sdmx-dimension:refPeriod, type: gYear, sdmx: TIME_PERIOD }
            measures:
              - { id: people, title: { en: "People" }, type: integer, aggregation: sum }
            data: data.csv
            """);
        File.WriteAllLines(
            Path.Combine(folder, "areas.csv"),
            Enumerable.Range(0, AreaCount).Select(static area => $"A{area},Area {area}").Prepend("code,label_en"));
        File.WriteAllLines(Path.Combine(folder, "data.csv"), Rows(dataset, version).Prepend("area,refPeriod,people"));
        return folder;
    }

    private static IEnumerable<string> Rows(int dataset, int version) => Enumerable.Range(0, CellCount)
        .Select(cell => string.Create(
            CultureInfo.InvariantCulture,
            $"A{cell / YearCount},{2020 + (cell % YearCount)},{(1000 * dataset) + (100 * cell) + version}"));
}
