using System.Collections.Immutable;
using System.Text;
using LinkedStats.SampleData.Writing;

namespace LinkedStats.SampleData;

/// <summary>A release package: its folder and its files.</summary>
/// <param name="Cube">What the manifest says.</param>
/// <param name="Observations">The text of observations.csv.</param>
/// <param name="Lineage">Where the figures come from.</param>
internal sealed record SamplePackage(CubeRelease Cube, string Observations, Lineage Lineage)
{
    /// <summary>The files, by name.</summary>
    public ImmutableSortedDictionary<string, string> Files()
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        files["release.yaml"] = ManifestWriter.Write(Cube);
        files["lineage.yaml"] = LineageWriter.Write(Lineage);
        files["observations.csv"] = Observations;
        foreach (Dimension dimension in Cube.Dimensions.Where(static dimension => dimension.Type is null))
        {
            files[dimension.Codes.Id + ".csv"] = CodeListWriter.Write(dimension.Codes);
        }

        return files.ToImmutable();
    }

    /// <summary>Writes the files, UTF-8 without a mark, lines ending in LF.</summary>
    /// <param name="root">The folder of all packages.</param>
    public void WriteTo(string root)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        string folder = Path.Combine(root, Cube.Folder);
        Directory.CreateDirectory(folder);
        foreach ((string name, string text) in Files())
        {
            File.WriteAllText(Path.Combine(folder, name), text, utf8);
        }
    }
}
