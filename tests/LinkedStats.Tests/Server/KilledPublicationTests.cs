using System.Diagnostics;
using System.Text.RegularExpressions;
using LinkedStats.Publishing;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Commands;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Architecture;

namespace LinkedStats.Tests.Server;

/// <summary>The real program, killed while it publishes: the store is in a state that was reached, whole.</summary>
/// <remarks>200 rounds where <c>LINKEDSTATS_SLOW</c> is 1, else 10.</remarks>
[Trait("Speed", "Slow")]
public sealed partial class KilledPublicationTests : IDisposable
{
    private static readonly int Rounds = Environment.GetEnvironmentVariable("LINKEDSTATS_SLOW") == "1" ? 200 : 10;

    private static readonly string[] Packages =
        [.. Enumerable.Range(0, 4).Select(static i => Path.Combine(SourceTree.Root, "data", $"champs-sirene-1.{i}.0"))];

    private readonly string _folder = Directory.CreateTempSubdirectory("linkedstats-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Publish_KilledAtARandomMoment_LeavesAReachedStateWhole()
    {
        List<string> states = ReachStates();
        var watch = Stopwatch.StartNew();
        string whole = Path.Combine(_folder, "whole");
        await ServerProcess.RunAsync(["publish", .. Packages, "--store", whole]);
        (TimeSpan time, int files) = (watch.Elapsed, Count(Path.Combine(whole, "segments")));
        int[] reached = new int[states.Count];
        for (int round = 0; round < Rounds; round++)
        {
            string folder = Path.Combine(_folder, $"round{round}");
            bool hasWritten = await PublishAndKillAsync(
                folder, round % 5 == 0 ? 0 : Random.Shared.Next(1, files), time);
            int state = Reopen(folder, states, readFirst: round % 2 == 0);
            reached[state]++;
            Assert.True(hasWritten || state == 0, $"Round {round}");
            Directory.Delete(folder, recursive: true);
        }

        TestContext.Current.SendDiagnosticMessage("Rounds by state: {0}", string.Join(' ', reached));
    }

    /// <summary>The states that the store goes through, in their order.</summary>
    private static List<string> ReachStates()
    {
        using Store store = Store.Open(new StoreOptions());
        List<string> states = [Describe(store)];
        VocabularyLoader.Load(store, Cancellation);
        states.Add(Describe(store));
        foreach (string package in Packages)
        {
            Publish(store, package);
            states.Add(Describe(store));
        }

        return states;
    }

    /// <summary>Publishes, and kills the process some time after it has written a number of files.</summary>
    private static async Task<bool> PublishAndKillAsync(string folder, int files, TimeSpan time)
    {
        string segments = Path.Combine(folder, "segments");
        using Process process = ServerProcess.Start(["publish", .. Packages, "--store", folder]);
        Task drained = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));

        while (!process.HasExited && Count(segments) < files)
        {
            await Task.Delay(1, Cancellation);
        }

        // Most of the time passes before the first write, so a moment of the whole time seldom meets one.
        double wait = Random.Shared.NextDouble() * (files > 0 ? 10 : time.TotalMilliseconds);
        await Task.WhenAny(
            process.WaitForExitAsync(Cancellation), Task.Delay(TimeSpan.FromMilliseconds(wait), Cancellation));
        process.Kill();
        await process.WaitForExitAsync(Cancellation);
        await drained;
        return Count(segments) > 0;
    }

    private static int Count(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder).Length : 0;

    /// <summary>Checks what was left, publishes the rest, and checks again.</summary>
    /// <returns>The index of the state that was left.</returns>
    private static int Reopen(string folder, List<string> states, bool readFirst)
    {
        string? seen = null;
        if (readFirst && File.Exists(Path.Combine(folder, "commits.db")) && Count(Path.Combine(folder, "segments")) > 0)
        {
            using Store reader = Store.Open(new StoreOptions { Folder = folder, ReadOnly = true });
            reader.Verify();
            seen = Describe(reader);
        }

        using Store store = Store.Open(new StoreOptions { Folder = folder });
        store.Verify();
        string left = Describe(store);
        Assert.True(states.Contains(left), $"The store is in none of the states that were reached:\n{left}");
        Assert.Equal(seen ?? left, left);
        VocabularyLoader.Load(store, Cancellation);
        foreach (string package in Packages.Skip(states.IndexOf(left) - 1))
        {
            Publish(store, package);
        }

        store.Verify();
        Assert.Equal(states[^1], Describe(store));
        using SnapshotLease lease = store.Acquire(Viewer.Everything);
        int named = lease.Snapshot.Contents.State.Segments().Select(static s => s.Text).Distinct().Count();
        Assert.Equal(named, Count(Path.Combine(folder, "segments")));
        return states.IndexOf(left);
    }

    [GeneratedRegex("_:r[0-9a-f]+x", RegexOptions.None, 1000)]
    private static partial Regex BlankScope();

    private static void Publish(Store store, string package)
    {
        PublishOutcome outcome = new Publisher(store).Publish(package, null, Cancellation);
        Assert.True(outcome.Report.IsAccepted, package);
    }

    /// <summary>
    /// All that a publisher can see, but for the instants at which it was recorded, of which blank nodes tell too.
    /// </summary>
    private static string Describe(Store store)
    {
        using SnapshotLease lease = store.Acquire(Viewer.Everything);
        IEnumerable<string> versions = lease.Snapshot.Datasets
            .SelectMany(static d => d.Versions.Select(v => $"{d.Id} {v.Version} {v.Cells.RowCount}"));
        IEnumerable<string> quads = Exporting.AllQuads(lease.Snapshot)
            .Where(static q => q.Predicate != ProvVocabulary.GeneratedAtTime)
            .Select(static q => BlankScope().Replace(q.ToString(), "_:"));
        return string.Join('\n', [.. versions, .. quads.Order(StringComparer.Ordinal)]);
    }
}
