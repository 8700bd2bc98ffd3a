using System.Globalization;
using System.IO.Compression;

namespace LinkedStats.SampleData.BenchmarkCubes;

/// <summary>A large package as a client sends it: periods × areas, with a decimal a cell.</summary>
public static class SentPackage
{
    /// <summary>The id of the dataset.</summary>
    public const string Dataset = "large";

    /// <summary>The key of a cell that all versions have.</summary>
    public const string Cell = "1.A0";

    /// <summary>The areas: the rows of a period.</summary>
    public const int Areas = 1000;

    /// <summary>Writes the package of a version: the second one has a period more, and another figure in every tenth
    /// row.</summary>
    /// <param name="path">The zip.</param>
    /// <param name="rowCount">The rows of the first version; a multiple of 1,000.</param>
    /// <param name="minor">0 for the first version, 1 for the second.</param>
    /// <returns>The path.</returns>
    public static string Write(string path, int rowCount, int minor)
    {
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        Write(archive, "release.yaml", writer => writer.Write($$"""
            dataset: {{Dataset}}
            version: 1.{{minor}}.0
            title: { en: "Large" }
            licence: etalab-2.0
            dimensions:
              - { id: period, title: { en: "Period" }, type: integer }
              - { id: area, title: { en: "Area" }, codes: { file: areas.csv } }
            measures:
              - { id: figure, title: { en: "Figure" }, type: decimal }
            data: observations.csv
            """));
        Write(archive, "areas.csv", static writer =>
        {
            writer.Write("code,label_en\n");
            for (int area = 0; area < Areas; area++)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"A{area},Area {area}\n"));
            }
        });
        Write(archive, "observations.csv", writer =>
        {
            writer.Write("period,area,figure\n");
            for (int row = 0; row < rowCount + (minor * Areas); row++)
            {
                int figure = (row * 7) + (row % 10 == 0 ? minor : 0);
                writer.Write(string.Create(
                    CultureInfo.InvariantCulture, $"{1 + (row / Areas)},A{row % Areas},{figure}.5\n"));
            }
        });
        return path;
    }

    private static void Write(ZipArchive archive, string name, Action<StreamWriter> write)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open());
        write(writer);
    }
}
