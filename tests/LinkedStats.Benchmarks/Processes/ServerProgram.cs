using System.Diagnostics;
using System.Runtime.InteropServices;
using LinkedStats.Publishing;

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

        // A node that stayed for the next build would keep the output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
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
    public static (TimeSpan Time, long PeakBytes) Publish(string store, IReadOnlyList<string> packages) =>
        Run(["publish", "--store", store, .. packages]);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The time from start to exit, and the most memory that the process had resident.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static (TimeSpan Time, long PeakBytes) Run(string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Start(arguments);
        long peak = 0;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(10)))
        {
            peak = Math.Max(peak, ProcessMemory.Read(process.Id)?.PeakBytes ?? 0);
        }

        TimeSpan time = Stopwatch.GetElapsedTime(start);
        return process.ExitCode == 0
            ? (time, peak)
            : throw new InvalidOperationException($"{arguments[0]} ended with {process.ExitCode}.");
    }

    /// <summary>Runs a command to its end, and reads what it writes.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The output.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string Read(string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Repository.Server, arguments)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{arguments[0]} ended with {process.ExitCode}.");
    }

    /// <summary>Throws when a package was refused.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public static void Require(PublishOutcome outcome)
    {
        if (!outcome.Report.IsAccepted)
        {
            throw new InvalidOperationException(string.Join('\n', outcome.Report.Problems));
        }
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
