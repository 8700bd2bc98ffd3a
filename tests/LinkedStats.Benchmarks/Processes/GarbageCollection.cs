using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace LinkedStats.Benchmarks.Processes;

/// <summary>Makes another .NET process collect its garbage, by the runtime's own diagnostic port.</summary>
internal static class GarbageCollection
{
    // The keyword GCHeapCollect of the runtime's events: whoever begins to listen to it causes a full collection.
    private const long HeapCollect = 0x800000;

    // Pools give arrays back at a collection that finds them unused for a minute.
    private const int CollectionCount = 9;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(8);

    /// <summary>Causes full collections for more than a minute, until nothing more is given back.</summary>
    /// <param name="processId">The process.</param>
    public static void Collect(int processId)
    {
        var client = new DiagnosticsClient(processId);
        EventPipeProvider[] providers =
            [new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, HeapCollect)];
        for (int i = 0; i < CollectionCount; i++)
        {
            using EventPipeSession session =
                client.StartEventPipeSession(providers, requestRundown: false, circularBufferMB: 1);
            Task drained = session.EventStream.CopyToAsync(Stream.Null);
            Thread.Sleep(Pause);
            session.Stop();
            drained.Wait();
        }
    }
}
