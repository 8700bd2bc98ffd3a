using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;

namespace LinkedStats.Benchmarks.Reporting;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    /// <summary>Describes it.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>Names and values.</returns>
    public static IReadOnlyList<(string Name, string Value)> Describe(TimeProvider time)
    {
        string version = typeof(Server.ServerOptions).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        string model = Field("/proc/cpuinfo", "model name") ?? "unknown model";
        return
        [
            ("date", time.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
            ("LinkedStats", version),
            ("processor", $"{Environment.ProcessorCount} cores, {model}"),
            ("memory", Memory()),
            ("system", RuntimeInformation.OSDescription),
            (".NET", RuntimeInformation.FrameworkDescription),
            ("DuckDB", Duck()),
            ("load before the run", LoadAverage()),
        ];
    }

    private static string Memory()
    {
        long bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):F0} GiB");
    }

    private static string Duck()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = "SELECT version() || ', in memory, ' || current_setting('threads') || ' threads'";
        return (string)command.ExecuteScalar()! + $", DuckDB.NET {typeof(DuckDBConnection).Assembly.GetName().Version}";
    }

    private static string LoadAverage() => File.Exists("/proc/loadavg")
        ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(2)) + " (1 and 5 minutes)"
        : "unknown";

    private static string? Field(string file, string name) => !File.Exists(file)
        ? null
        : File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?
            .Split(':', 2)[1].Trim();
}
