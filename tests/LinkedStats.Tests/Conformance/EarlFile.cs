using System.Buffers;
using LinkedStats.Tests.Architecture;
using LinkedStats.Tests.Conformance;

[assembly: AssemblyFixture(typeof(EarlFile))]

namespace LinkedStats.Tests.Conformance;

/// <summary>The file <c>artifacts/earl.ttl</c>, which each run with tests of suites writes at its end.</summary>
public sealed class EarlFile : IDisposable
{
    /// <summary>What goes into the file.</summary>
    internal EarlReport Report { get; } = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Report.IsEmpty)
        {
            return;
        }

        var output = new ArrayBufferWriter<byte>();
        Report.Write(output, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        string folder = Directory.CreateDirectory(Path.Combine(SourceTree.Root, "artifacts")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "earl.ttl"), output.WrittenSpan);
    }
}
