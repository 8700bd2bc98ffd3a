using System.Runtime.InteropServices;

namespace LinkedStats.Benchmarks;

/// <summary>Where the checkout is, and the server that was built from it.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The server, where <c>dotnet publish</c> for this system puts it.</summary>
    public static string Server { get; } = Path.Combine(
        Root,
        "artifacts",
        "publish",
        "LinkedStats.Server",
        $"release_{RuntimeInformation.RuntimeIdentifier}",
        "LinkedStats.Server");

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LinkedStats.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The program does not stand in a checkout.");
    }
}
