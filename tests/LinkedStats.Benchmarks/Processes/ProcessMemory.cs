using System.Globalization;

namespace LinkedStats.Benchmarks.Processes;

/// <summary>The memory of a process, from <c>/proc</c>; in bytes.</summary>
/// <param name="ResidentBytes">Resident: what is private and what is mapped from files.</param>
/// <param name="FileBytes">The part of it that is mapped from files.</param>
/// <param name="PeakBytes">The most that was resident.</param>
internal sealed record ProcessMemory(long ResidentBytes, long FileBytes, long PeakBytes)
{
    /// <summary>The part of it that is not mapped from files.</summary>
    public long PrivateBytes => ResidentBytes - FileBytes;

    /// <summary>Reads the memory of a process.</summary>
    /// <param name="processId">The process.</param>
    /// <returns>The memory; null when the process has ended.</returns>
    public static ProcessMemory? Read(int processId)
    {
        try
        {
            string[] lines = File.ReadAllLines($"/proc/{processId}/status");
            return lines.Any(static line => line.StartsWith("VmRSS", StringComparison.Ordinal))
                ? new(Field(lines, "VmRSS"), Field(lines, "RssFile"), Field(lines, "VmHWM"))
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    // A line reads "VmRSS:	  123456 kB".
    private static long Field(string[] lines, string name)
    {
        string line = lines.First(line => line.StartsWith(name, StringComparison.Ordinal));
        string figure = line[(name.Length + 1)..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return long.Parse(figure, CultureInfo.InvariantCulture) << 10;
    }
}
