using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using Microsoft.Data.Sqlite;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Bytes that changed on the disk: an error that names the file, or no effect; never a wrong answer.</summary>
public sealed class DamagedStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DamagedStoreTests()
    {
        using Store store = Open();
        CubeSample cube = Small(("FR1", 2018, "5.10"), ("FR2", 2018, "n/a"));
        cube = cube with { Rows = [cube.Rows[0], cube.Rows[1] with { OwnIri = Ex("own"), Run = Ex("run") }] };
        Iri cell = Iri.FromTrusted("http://localhost:5080/datasets/pop/observations/FR1.2018");
        for (int version = 1; version < 4; version++)
        {
            using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
            cube.AddTo(writer, "pop", $"{version}.0.0");
            var note = new Quad(cell, Ex("note"), new Literal($"Note {version}"));
            writer.AddGraph(Ex("notes"), GraphRole.Metadata, [note]);
            writer.Commit();
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("terms")]
    [InlineData("termindex")]
    [InlineData("triples")]
    [InlineData("cells")]
    [InlineData("codes")]
    [InlineData("sparse")]
    [InlineData("mentions")]
    public void Read_SegmentChangedOrCut_NamesTheFile(string kind)
    {
        string expected = Describe();
        string path = Directory.GetFiles(_folder.File("segments"), $"*.{kind}.arrows").MaxBy(File.GetLastWriteTimeUtc)!;
        byte[] bytes = File.ReadAllBytes(path);
        for (int place = 0; place <= bytes.Length; place += Math.Max(1, bytes.Length / 7))
        {
            File.WriteAllBytes(path, place == bytes.Length ? bytes[..^1] : Flip(bytes, place));

            StoreException error = Assert.Throws<StoreException>(Describe);

            Assert.Contains(Path.GetFileName(path), error.Message, StringComparison.Ordinal);
            using Store store = Open();
            string damage = Assert.Single(store.FindDamage(TestContext.Current.CancellationToken));
            Assert.Contains(Path.GetFileName(path), damage, StringComparison.Ordinal);
        }

        File.Delete(path);
        Assert.Contains(Path.GetFileName(path), Assert.Throws<StoreException>(Describe).Message, StringComparison.Ordinal);
        File.WriteAllBytes(path, bytes);
        Assert.Equal(expected, Describe());
    }

    [Fact]
    public void Read_LogChanged_NamesItOrAnswersAsBefore()
    {
        string expected = Describe();
        string path = _folder.File("commits.db");
        byte[] bytes = File.ReadAllBytes(path);
        int errors = 0;
        int[] places = [.. Enumerable.Range(0, 128), .. Enumerable.Range(128, bytes.Length - 128)
            .Where(i => bytes[i] != 0 && i % 7 == 0)];
        foreach (int place in places)
        {
            File.WriteAllBytes(path, Flip(bytes, place));
            try
            {
                string found = Describe();
                Assert.True(expected == found, $"Byte {place} gives another answer:\n{found}");
            }
            catch (StoreException error)
            {
                errors++;
                Assert.Contains("commits.db", error.Message, StringComparison.Ordinal);
            }

            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
        }

        Assert.True(errors > places.Length / 2, $"{errors} errors of {places.Length}");
    }

    [Fact]
    public void Open_LogWithOtherDatasets_IsNotWhatWasWritten()
    {
        string expected = Describe();
        Execute("UPDATE commits SET datasets = 'other'");

        // The tables are not read when a store is opened, but they must say what its text does.
        Assert.Equal(expected, Describe());
        AssertVerifyFails();
        Execute("UPDATE commits SET datasets = NULL");
        AssertVerifyFails();
        Execute("UPDATE commits SET record = replace(record, 'datasets pop', 'datasets pap')");
        Assert.Throws<StoreException>(() => Describe());
    }

    [Fact]
    public void Open_LogWithTheRecordOfAnother_IsNotWhatWasWritten()
    {
        _ = Describe();
        Execute("""
            UPDATE commits SET
                record = (SELECT record FROM commits ORDER BY id LIMIT 1),
                digest = (SELECT digest FROM commits ORDER BY id LIMIT 1)
            """);

        Assert.Throws<StoreException>(() => Describe());
    }

    private void AssertVerifyFails()
    {
        using Store store = Open();
        StoreException error = Assert.Throws<StoreException>(store.Verify);
        Assert.Contains("commits.db", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_LogOfAnEarlierProgram_GainsDigests()
    {
        string expected = Describe();
        Execute("ALTER TABLE commits DROP COLUMN digest");
        Execute("ALTER TABLE commits DROP COLUMN datasets");
        Execute("ALTER TABLE commits DROP COLUMN record");

        Assert.Equal(expected, Describe());
        using Store store = Store.Open(new StoreOptions { Folder = _folder.Path });
        Small(("FR1", 2018, "6")).Publish(store, "pop", "4.0.0");
        store.Verify();
        Assert.NotEqual(expected, Describe());
        Execute("UPDATE commits SET visible_from = visible_from + 1");
        Assert.Throws<StoreException>(store.Verify);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("commits.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static byte[] Flip(byte[] bytes, int place)
    {
        byte[] flipped = [.. bytes];
        flipped[place] ^= 0x21;
        return flipped;
    }

    private Store Open() =>
        Store.Open(new StoreOptions { Folder = _folder.Path, ReadOnly = File.Exists(_folder.File("commits.db")) });

    /// <summary>All that the store tells.</summary>
    private string Describe()
    {
        using Store store = Open();
        using SnapshotLease lease = store.Acquire(Viewer.Everything);
        Snapshot snapshot = lease.Snapshot;
        _ = snapshot.Find(Ex("nothing"));
        IEnumerable<string> lines = snapshot.GraphNames.SelectMany(name =>
            snapshot.Graph(name)!.Match(null, null, null).Select(quad => $"{snapshot.Get(name)} {quad}"));
        return string.Join('\n', [snapshot.Fingerprint, .. lines.Order(StringComparer.Ordinal)]);
    }
}
