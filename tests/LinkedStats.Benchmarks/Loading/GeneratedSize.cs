using System.Globalization;
using LinkedStats.SampleData.BenchmarkCubes;

namespace LinkedStats.Benchmarks.Loading;

/// <summary>How much the generator made.</summary>
/// <param name="Observations">The observations.</param>
/// <param name="Triples">The triples.</param>
internal sealed record GeneratedSize(long Observations, long Triples)
{
    /// <summary>Reads what the generator says.</summary>
    /// <param name="cubes">The cubes.</param>
    /// <returns>The sizes by the name of the cube; <c>meta</c> for code lists, <c>total</c> for everything.</returns>
    public static Dictionary<string, GeneratedSize> Read(GeneratedCubes cubes) =>
        File.ReadLines(Path.Combine(cubes.Folder, "SIZE")).Select(static line => line.Split(' '))
            .ToDictionary(
                static field => field[0], static field => new GeneratedSize(Parse(field[1]), Parse(field[2])));

    private static long Parse(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
