using System.Collections.Immutable;
using System.Text;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Purging;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Snapshots;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Cells removed from every state: nothing of them is left in any file, and all else is as if they had never
/// been.</summary>
public sealed class PurgeTests
{
    private const string Secret = "Zq7SECRET";

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, Secret + "Code.2018")]
    [InlineData("2.0.0", Secret + "Code.2018")]
    [InlineData("2.0.0", null)]
    public void Purge_CellsOrAVersion_NoFileHoldsThemAndTheRestIsAsWithout(string? version, string? key)
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime(Start);
        StoreOptions options = new() { Folder = folder.Path, Time = time, ReaderGrace = TimeSpan.Zero };
        bool isWhole = key is null;
        using (Store store = Store.Open(options))
        {
            PublishSecrets(store, time, static _ => true);
            Assert.NotEmpty(FilesWith(folder.Path, Secret + "Note"));

            PurgeOutcome outcome = Purge(store, version, key is null ? [] : [key]);

            Assert.Empty(outcome.MissingKeys);
            Assert.Equal(version is null ? 2 : 1, outcome.Versions.Length);
            InterruptedChange.AssertWhole(store);
        }

        using Store reopened = Store.Open(options);
        using Store control = Store.Open(new StoreOptions { Time = time });
        PublishSecrets(control, time, at => version is not null && at != version);
        foreach (int minute in (int[])[0, 1, 2, 3])
        {
            Assert.Equal(
                Describe(control, minute, isWhole ? version : null), Describe(reopened, minute, isWhole ? version : null));
        }

        // What only the purged cells said is in no file; what another version says too still is.
        string[] texts = version == "1.0.0" ? ["V1"] : version == "2.0.0" ? ["V2"] : ["V1", "V2", "Code", "Note", "Own", "Deep"];
        Assert.All(texts, text => Assert.Empty(FilesWith(folder.Path, Secret + text)));
        Assert.Equal(version is null, FilesWith(folder.Path, Secret).Length == 0);
        if (isWhole)
        {
            using SnapshotLease past = reopened.Acquire(Viewer.Public, Start.AddMinutes(2));
            VersionTombstone tombstone = Assert.Single(past.Snapshot.Tombstones);
            Assert.Equal(("2.0.0", true, 2), (tombstone.Version, tombstone.IsPurged, tombstone.Cells));
            using SnapshotLease before = reopened.Acquire(Viewer.Public, Start.AddSeconds(30));
            Assert.Empty(before.Snapshot.Tombstones);
        }

        PublishNext(reopened, time);
        InterruptedChange.AssertWhole(reopened);
    }

    [Fact]
    public void Purge_RandomCells_IsAsIfTheyHadNeverBeen()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < 12; round++)
        {
            var time = new ManualTime(Start);
            using Store store = Store.Open(new StoreOptions { Time = time });
            using Store control = Store.Open(new StoreOptions { Time = time });
            List<(string Area, int Year, string? Value)>[] versions =
            [
                .. Enumerable.Range(0, 3).Select(v => Enumerable.Range(0, 60)
                    .Where(_ => random.Next(4) > 0)
                    .Select(i => ($"A{i / 4}", 2015 + (i % 4), (string?)(random.Next(9) == 0 ? $"x{v}{i}" : $"{random.Next(50)}")))
                    .ToList()),
            ];
            string[] keys = [.. versions[1].Where(_ => random.Next(5) == 0).Select(static c => $"{c.Area}.{c.Year}").Append("A0.2015").Distinct().Take(9)];
            if (!versions[1].Any(static c => c is { Area: "A0", Year: 2015 }))
            {
                versions[1].Insert(0, ("A0", 2015, "3"));
            }

            bool isAll = random.Next(2) == 0;
            for (int v = 0; v < versions.Length; v++)
            {
                time.Now = Start.AddMinutes(v);
                Small([.. versions[v]]).Publish(store, "pop", $"{v + 1}.0.0");
                CubeSample whole = Small([.. versions[v]]);
                bool isTouched = isAll || v == 1;
                (whole with
                {
                    Rows = [.. whole.Rows.Where((_, i) => !isTouched || !keys.Contains($"{versions[v][i].Area}.{versions[v][i].Year}"))],
                }).Publish(control, "pop", $"{v + 1}.0.0");
            }

            time.Now = Start.AddMinutes(9);
            PurgeOutcome outcome = Purge(store, isAll ? null : "2.0.0", keys);

            Assert.NotEmpty(outcome.Versions);
            for (int minute = 0; minute < 10; minute++)
            {
                Assert.True(
                    Describe(control, minute, null) == Describe(store, minute, null),
                    $"seed {seed}, round {round}, minute {minute}");
            }

            PurgeOutcome again = Purge(store, isAll ? null : "2.0.0", keys);
            Assert.Equal(keys.Distinct().Order(), again.MissingKeys.Order());
        }
    }

    [Fact]
    public void Purge_WhileALeaseLooksAtThem_FilesGoWithIt()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime(Start);
        using Store store = Store.Open(
            new StoreOptions { Folder = folder.Path, Time = time, ReaderGrace = TimeSpan.Zero });
        PublishSecrets(store, time, static _ => true);
        SnapshotLease lease = store.Acquire(Viewer.Public);

        Purge(store, null, [Secret + "Code.2018"]);

        // Nothing of it was opened before, so all of it must still be there.
        Assert.Contains(Secret, string.Join('\n', lease.Snapshot.Default.Match(null, null, null)), StringComparison.Ordinal);
        using (SnapshotLease now = store.Acquire(Viewer.Public))
        {
            Assert.DoesNotContain(
                Secret, string.Join('\n', now.Snapshot.Default.Match(null, null, null)), StringComparison.Ordinal);
            lease.Dispose();
        }

        Assert.Empty(FilesWith(folder.Path, Secret));
        InterruptedChange.AssertWhole(store);
    }

    [Fact]
    public void Purge_UnderEmbargo_ThePublicNeverLearns()
    {
        var time = new ManualTime(Start);
        using Store store = Store.Open(new StoreOptions { Time = time });
        Small(("FR1", 2018, "1")).Publish(store, "pop", "1.0.0");
        time.Now = Start.AddMinutes(1);
        Small(("FR1", 2018, "3")).Publish(store, "pop", "2.0.0", Start.AddHours(1));
        time.Now = Start.AddMinutes(2);

        Assert.Single(Purge(store, "2.0.0", []).Versions);

        foreach (int minute in (int[])[2, 30, 60, 90])
        {
            time.Now = Start.AddMinutes(minute);
            using SnapshotLease lease = store.Acquire(Viewer.Public);
            Assert.Empty(lease.Snapshot.Tombstones);
            Assert.Equal(Start, lease.Snapshot.From);
            Assert.Equal([Start], lease.Snapshot.Changes());
            Assert.Single(lease.Snapshot.GraphNames);
            using SnapshotLease inside = store.Acquire(Viewer.Everything);
            Assert.True(Assert.Single(inside.Snapshot.Tombstones).IsPurged);
        }
    }

    /// <summary>A version under embargo is written anew behind one that is public before it: its codes get other numbers,
    /// and the log has both.</summary>
    [Fact]
    public void Purge_CellWhoseCodeHasOtherNumbers_LeavesItsNeighbours()
    {
        var time = new ManualTime(Start);
        using Store store = Store.Open(new StoreOptions { Time = time });
        Small(("FR1", 2018, "1")).Publish(store, "pop", "1.0.0");
        time.Now = Start.AddMinutes(1);
        Small(("FR1", 2018, "3"), ("ZZ", 2018, "4")).Publish(store, "pop", "2.0.0", Start.AddHours(1));
        time.Now = Start.AddMinutes(2);
        Small(("FR1", 2018, "1"), ("AA", 2018, "5")).Publish(store, "pop", "1.1.0");
        time.Now = Start.AddMinutes(3);

        PurgedVersion purged = Assert.Single(Purge(store, null, ["ZZ.2018"]).Versions);

        Assert.Equal(("2.0.0", 1), (purged.Version, purged.Cells));
        using SnapshotLease lease = store.Acquire(Viewer.Everything);
        Assert.Equal(
            ["1.0.0 1", "1.1.0 2", "2.0.0 1"],
            lease.Snapshot.Datasets[0].Versions.Select(static v => $"{v.Version} {v.Cells.RowCount}").Order());
        Assert.Equal(0, lease.Snapshot.Datasets[0].Versions.Single(static v => v.Version == "2.0.0").Cells.FindRowByKey("FR1.2018"));
    }

    [Fact]
    public void Purge_CellsOfGraphsInPacks_NoFileHoldsThem()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime(Start);
        using Store store = Store.Open(
            new StoreOptions { Folder = folder.Path, Time = time, ReaderGrace = TimeSpan.Zero });
        PublishSecrets(store, time, static _ => true);
        for (int i = 0; i < 40; i++)
        {
            time.Now = Start.AddMinutes(10 + i);
            using StoreWriter writer = store.BeginWrite(Stop);
            writer.AddGraph(Ex($"list{i}"), GraphRole.Metadata, [new Quad(Ex("list"), Ex("item"), new Literal($"{i}"))]);
            writer.Commit();
        }

        using (SnapshotLease before = store.Acquire(Viewer.Public))
        {
            Assert.NotEmpty(before.Snapshot.Contents.State.Packs.Current);
        }

        Purge(store, null, [Secret + "Code.2018"]);

        Assert.Empty(FilesWith(folder.Path, Secret));
        InterruptedChange.AssertWhole(store);
        using SnapshotLease after = store.Acquire(Viewer.Public);
        Assert.Equal(40, after.Snapshot.Default.Match(Ex("list"), null, null).Count());
        Assert.Empty(after.Snapshot.Default.Match(null, Ex("seen"), null));
    }

    [Fact]
    public void Purge_UnknownVersionOrCell_RemovesNothing()
    {
        var time = new ManualTime(Start);
        using Store store = Store.Open(new StoreOptions { Time = time });
        PublishSecrets(store, time, static _ => true);
        string before = Describe(store, 3, null);

        Assert.Equal(["FR1.1999", "no"], Purge(store, "2.0.0", ["FR1.2018", "FR1.1999", "no"]).MissingKeys);
        Assert.Empty(Purge(store, "9.0.0", []).Versions);
        Assert.Empty(Purge(store, "9.0.0", ["FR1.2018"]).Versions);

        Assert.Equal(before, Describe(store, 3, null));
    }

    [Fact]
    public void Digest_WithTheSalt_ProvesTheCells()
    {
        var time = new ManualTime(Start);
        using Store store = Store.Open(new StoreOptions { Time = time });
        Small(("FR1", 2018, "5.10"), ("FR2", 2018, "7")).Publish(store, "pop", "1.0.0");

        PurgeOutcome outcome = Purge(store, "1.0.0", ["FR1.2018"]);

        const string Address = "<http://localhost:5080/datasets/pop/versions/1.0.0/observations/FR1.2018>";
        string cell = $"{Address} <http://example.org/area> <http://example.org/code/FR1> .\n"
            + $"{Address} <http://example.org/value> \"5.10\"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n"
            + $"{Address} <http://example.org/year> \"2018\"^^<http://www.w3.org/2001/XMLSchema#gYear> .\n";
        byte[] hash = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(cell));
        byte[] salted = [.. Convert.FromHexString(outcome.Salt), .. hash];
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(salted)), outcome.Versions[0].Digest);
        Assert.NotEqual(outcome.Salt, Purge(store, "1.0.0", ["FR2.2018"]).Salt);
    }

    /// <summary>A copy that was begun before and ends after a purge holds nothing of what it removed.</summary>
    [Fact]
    public void CopyTo_PurgedMeanwhile_HoldsNoneOfTheCells()
    {
        for (int write = 1; write < 12; write++)
        {
            using var folder = new TemporaryFolder();
            var time = new ManualTime(Start);
            var options = new StoreOptions { Folder = folder.File("store"), Time = time, ReaderGrace = TimeSpan.Zero };
            using Store store = Store.Open(options);
            PublishSecrets(store, time, static _ => true);
            var files = new PurgingFiles(write, () => Purge(store, null, [Secret + "Code.2018"]));
            using Store copying = Store.Open(options with { ReadOnly = true, Files = files });

            copying.CopyTo(folder.File("copy"), Stop);

            Assert.True(files.HasPurged);
            Assert.Empty(FilesWith(folder.File("copy"), Secret));
            using Store copy = Store.Open(new StoreOptions { Folder = folder.File("copy"), Time = time });
            InterruptedChange.AssertWhole(copy);
        }
    }

    internal static PurgeOutcome Purge(Store store, string? version, string[] keys)
    {
        using StoreWriter writer = store.BeginWrite(Stop);
        var reason = new LanguageMap(ImmutableSortedDictionary<string, string>.Empty.Add("en", "Breach"));
        return writer.Purge(
            new PurgeRequest("pop", reason) { Version = version, Keys = [.. keys] },
            purged => new PurgeDescription(
                Iri.FromTrusted(purged.Iri.Text + "#description"),
                [new Quad(purged.Iri, Ex("purged"), new Literal($"{purged.Cells} {purged.IsWhole}"))],
                []),
            cancellation: Stop);
    }

    /// <summary>Three versions; a cell of the first two has a secret in its code, its value, its note, its IRI and in
    /// what else is said of it.</summary>
    private static void PublishSecrets(Store store, ManualTime time, Func<string, bool> has)
    {
        string[] versions = ["1.0.0", "2.0.0", "3.0.0"];
        for (int v = 0; v < versions.Length; v++)
        {
            time.Now = Start.AddMinutes(v);
            using StoreWriter writer = store.BeginWrite(Stop);
            bool isThere = v < 2 && has(versions[v]);
            Iri cell = Ex("cell/" + Secret + "Own");
            Term code = new Literal(Secret + "Code");
            CubeTableBuilder cube = writer.AddCube(
                new DatasetVersionInfo("pop", Ex("dataset/pop"), versions[v]),
                new CubeSchema([Ex("area"), Ex("year")], [Ex("value")], [Ex("note")]));
            cube.DeclareCode(0, Ex("code/FR1"), "FR1");
            cube.DeclareCode(1, Year(2018), "2018");
            cube.AddRow([Ex("code/FR1"), Year(2018)], [new Literal($"{v}", XsdVocabulary.Decimal)], [new Literal("plain")]);
            if (isThere)
            {
                cube.DeclareCode(0, code, Secret + "Code");
                cube.AddRow(
                    [code, Year(2018)], [new Literal($"{Secret}V{v + 1}")], [new Literal(Secret + "Note")], null, cell);
            }

            Iri graph = StoreWriter.VersionIri(store.Options.Base, "pop", versions[v]);
            writer.AddGraph(graph, GraphRole.DatasetVersion, isThere
                ?
                [
                    new Quad(Ex("dataset/pop"), Ex("title"), new Literal("T")),
                    new Quad(cell, Ex("comment"), new BlankNode("a")),
                    new Quad(new BlankNode("a"), Ex("next"), new BlankNode("b")),
                    new Quad(new BlankNode("b"), Ex("text"), new Literal(Secret + "Deep")),
                ]
                : [new Quad(Ex("dataset/pop"), Ex("title"), new Literal("T"))]);
            if (v == 1 && (has("1.0.0") || has("2.0.0")))
            {
                writer.AddGraph(Ex("notes"), GraphRole.Metadata, [new Quad(cell, Ex("seen"), new Literal("by us"))]);
            }

            writer.Commit();
        }

        time.Now = Start.AddMinutes(3);
    }

    private static void PublishNext(Store store, ManualTime time)
    {
        time.Now = Start.AddMinutes(4);
        Small(("FR1", 2018, "7"), ("FR2", 2018, "8")).Publish(store, "pop", "4.0.0");
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        Assert.Equal(2, lease.Snapshot.Default.Match(null, RdfType, CubeVocabulary.Observation).Count());
    }

    /// <summary>All that the public sees but for what is said of purges and of an absent version.</summary>
    private static string Describe(Store store, int minute, string? absent)
    {
        using SnapshotLease lease = store.Acquire(Viewer.Public, Start.AddMinutes(minute));
        Snapshot snapshot = lease.Snapshot;
        IEnumerable<string> named = snapshot.GraphNames.Select(snapshot.Get)
            .Where(name => absent is null || !name.ToString().Contains("versions/" + absent, StringComparison.Ordinal))
            .SelectMany(name => snapshot.Graph(snapshot.Find(name))!.Match(null, null, null).Select(quad => $"{name} {quad}"));
        string[] lines =
        [
            .. snapshot.Datasets.SelectMany(static d => d.Versions).Where(v => v.Version != absent)
                .Select(static v => $"{v.Version} {v.Cells.RowCount}"),
            .. named.Where(static line => !line.Contains("example.org/purged", StringComparison.Ordinal)
                && !line.Contains("_:", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        ];
        return string.Join('\n', lines);
    }

    private static string[] FilesWith(string folder, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(path =>
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return memory.ToArray().AsSpan().IndexOf(bytes) >= 0;
        })];
    }

    /// <summary>The files of a copy, in the middle of whose making a purge takes place.</summary>
    private sealed class PurgingFiles(int at, Action purge) : IStoreFiles
    {
        private int _writes;

        public bool HasPurged { get; private set; }

        public void Write(string path, ReadOnlyMemory<byte> bytes)
        {
            // The last chance is before the names are flushed.
            StoreFiles.Instance.Write(path, bytes);
            if (++_writes == at)
            {
                Purge();
            }
        }

        public void Move(string from, string to) => StoreFiles.Instance.Move(from, to);

        public void Delete(string path) => StoreFiles.Instance.Delete(path);

        public void FlushFolder(string path)
        {
            Purge();
            StoreFiles.Instance.FlushFolder(path);
        }

        public void Record(Action append) => append();

        private void Purge()
        {
            if (!HasPurged)
            {
                HasPurged = true;
                purge();
            }
        }
    }
}
