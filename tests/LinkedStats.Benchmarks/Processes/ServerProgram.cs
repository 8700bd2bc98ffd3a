using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LinkedStats.Benchmarks.Processes;

/// <summary>The server's program as its users start it.</summary>
internal static class ServerProgram
{
    /// <summary>Makes the program from the checkout, as it is installed: compiled beforehand for this system.</summary>
    /// <exception cref="InvalidOperationException">It cannot be made.</exception>
    public static void Make()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(Repository.Root, "src", "LinkedStats.Server"), "--configuration", "Release",
                "--runtime", RuntimeInformation.RuntimeIdentifier,
            ])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(output);
        }
    }

    /// <summary>Publishes packages by the command line.</summary>
    /// <param name="store">The folder of the store.</param>
    /// <param name="packages">The packages.</param>
    /// <returns>The time from start to exit, and the most memory that the process had resident.</returns>
    /// <exception cref="InvalidOperationException">A package was refused.</exception>
    public static (TimeSpan Time, long PeakBytes) Publish(string store, IReadOnlyList<string> packages)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Start(["publish", "--store", store, .. packages]);
        long peak = 0;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(10)))
        {
            peak = Math.Max(peak, ProcessMemory.Read(process.Id)?.PeakBytes ?? 0);
        }

        TimeSpan time = Stopwatch.GetElapsedTime(start);
        return process.ExitCode == 0
            ? (time, peak)
            : throw new InvalidOperationException($"publish ended with {process.ExitCode}.");
    }

    /// <summary>Starts the program; its output is dropped, its errors are shown.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The process.</returns>
    public static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Repository.Server, arguments)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
