using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Changes of a store stopped at every write, flush, rename and append: the old state or the new one,
/// whole.</summary>
/// <param name="prepare">Makes the store as it is before.</param>
/// <param name="change">The change; the state after it depends on nothing else.</param>
internal sealed class InterruptedChange(Action<Store> prepare, Action<Store> change)
{
    private static readonly DateTimeOffset Before = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _time = new(Before);

    private StoreOptions Options => new()
    {
        Time = _time,
        ReaderGrace = TimeSpan.Zero,
        Salt = static () => new byte[32],
    };

    /// <summary>Stops the change at each of its steps in turn.</summary>
    /// <param name="fault">What happens at the step.</param>
    /// <returns>The number of steps.</returns>
    public int StopEverywhere(Fault fault)
    {
        int step = 1;
        while (StopAt(fault, step))
        {
            step++;
        }

        return step;
    }

    /// <summary>Every file is what the log says, and there is no other.</summary>
    public static void AssertWhole(Store store, string? folder = null)
    {
        store.Verify();
        using SnapshotLease lease = store.Acquire(Viewer.Everything);
        string[] named = [.. lease.Snapshot.Contents.State.Segments().Select(static s => s.Text).Distinct()];
        string[] present = [.. Directory.GetFiles(Path.Combine(folder ?? store.Options.Folder!, "segments"))
            .Select(static path => Path.GetFileName(path))];
        Assert.Equal(named.Order(StringComparer.Ordinal), present.Order(StringComparer.Ordinal));
    }

    private bool StopAt(Fault fault, int step)
    {
        using var folder = new TemporaryFolder();
        var files = new FaultyFiles(fault, step);
        (string before, string after) = (folder.File("before"), folder.File("after"));
        string old;
        using (Store store = Store.Open(Options with { Folder = before, Files = files }))
        {
            _time.Now = Before;
            prepare(store);
            old = Describe(store);
            _time.Now = Before.AddMinutes(1);
            files.IsArmed = true;
            bool isDone = TryChange(store);
            files.IsArmed = false;
            if (!files.HasStopped)
            {
                Assert.True(isDone);
                AssertWhole(store, before);
                return false;
            }

            // What a new process finds, before this one has closed anything.
            Copy(before, after);
            if (fault is Fault.Refused or Fault.DiskFull)
            {
                AssertGoesOn(store, old, before);
            }
        }

        using Store reopened = Store.Open(Options with { Folder = after });
        AssertGoesOn(reopened, old, after);
        return true;
    }

    private void AssertGoesOn(Store store, string old, string folder)
    {
        string expected = NewState();
        store.Verify();
        using (StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken))
        {
            // A writer sees the last commit, whoever made it and whatever became of him.
        }

        string state = Describe(store);
        Assert.True(state == old || state == expected, $"Neither old nor new:\n{state}\nold:\n{old}\nnew:\n{expected}");
        AssertWhole(store, folder);
        if (state == old)
        {
            change(store);
            Assert.Equal(expected, Describe(store));
        }

        Small(("FR1", 2018, "5.10")).Publish(store, "pop", "3.0.0");
        AssertWhole(store, folder);
        using SnapshotLease lease = store.Acquire(Viewer.Everything);
        Assert.Equal("3.0.0", lease.Snapshot.Datasets.Single(static d => d.Id == "pop").Current.Version);
    }

    private string NewState()
    {
        _time.Now = Before;
        using Store store = Store.Open(Options);
        prepare(store);
        _time.Now = Before.AddMinutes(1);
        change(store);
        return Describe(store);
    }

    private bool TryChange(Store store)
    {
        try
        {
            change(store);
            return true;
        }
        catch (StoreException)
        {
            return false;
        }
    }

    /// <summary>All that can be seen now and was seen before, line by line.</summary>
    private static string Describe(Store store)
    {
        List<string> lines = [];
        foreach (DateTimeOffset instant in (DateTimeOffset[])[Before, Before.AddMinutes(1)])
        {
            using SnapshotLease lease = store.Acquire(Viewer.Everything, instant);
            Snapshot snapshot = lease.Snapshot;
            lines.Add(snapshot.Fingerprint);
            lines.AddRange(snapshot.Datasets
                .SelectMany(static d => d.Versions.Select(v => $"{d.Id} {v.Version} {v.Cells.RowCount}")));
            lines.AddRange(snapshot.Tombstones.Select(static t => $"{t.DatasetId} {t.Version} {t.IsPurged} {t.Digest}"));
            lines.AddRange(snapshot.GraphNames.SelectMany(name => snapshot.Graph(name)!.Match(null, null, null)
                .Select(quad => $"{snapshot.Get(name)} {quad}")).Order(StringComparer.Ordinal));
        }

        return string.Join('\n', lines);
    }

    private static void Copy(string from, string to)
    {
        foreach (string path in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }
}
