namespace LinkedStats.Benchmarks.Loading;

/// <summary>What a store weighs on disk, in bytes.</summary>
/// <param name="AllBytes">All its files.</param>
/// <param name="CubeBytes">The files of its cubes: not terms and triples.</param>
internal sealed record StoreSize(long AllBytes, long CubeBytes)
{
    private static readonly string[] KindsOfCubes = [".cells.", ".codes.", ".sparse."];

    /// <summary>Weighs a store that no process has open.</summary>
    /// <param name="store">Its folder.</param>
    /// <returns>The sizes.</returns>
    public static StoreSize Measure(string store)
    {
        FileInfo[] files = new DirectoryInfo(store).GetFiles("*", SearchOption.AllDirectories);
        return new StoreSize(
            files.Sum(static file => file.Length),
            files.Where(static file => KindsOfCubes.Any(kind => file.Name.Contains(kind, StringComparison.Ordinal)))
                .Sum(static file => file.Length));
    }
}
