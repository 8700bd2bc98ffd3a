using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Architecture;
using LinkedStats.Tests.Conformance;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Storage.Formats;

/// <summary>
/// Stores that older programs wrote, one folder for each format, open and say today what they said then.
/// </summary>
/// <remarks>
/// <c>README.md</c> beside this file tells how they were written. UPDATE_GOLDEN=1 writes the expected graphs anew from
/// the oldest store.
/// </remarks>
public sealed class StoreFormatTests
{
    private const string Base = "http://localhost:5080/";

    private static readonly string Here =
        Path.Combine(SourceTree.Root, "tests", "LinkedStats.Tests", "Storage", "Formats");

    private static readonly DateTimeOffset Year2999 = new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The graphs whose contents are known; the default graph has no name.</summary>
    private static readonly (string File, string Graph, DateTimeOffset Instant)[] KnownGraphs =
    [
        ("default", "", FormatReleases.End),
        ("rates-1.0.0", "datasets/rates/versions/1.0.0", FormatReleases.End),
        ("rates-1.1.0", "datasets/rates/versions/1.1.0", FormatReleases.End),
        ("rates-2.0.0", "datasets/rates/versions/2.0.0", Year2999),
        ("flows-1.0.0", "datasets/flows/versions/1.0.0", FormatReleases.End),
        ("flows-1.0.1", "datasets/flows/versions/1.0.1", FormatReleases.End),
        ("forecast-1.0.0", "datasets/forecast/versions/1.0.0", FormatReleases.End),
    ];

    /// <summary>Days between the releases, and after the last embargo.</summary>
    private static readonly string[] Days =
    [
        "2026-01-04", "2026-01-20", "2026-02-05", "2026-02-15", "2026-03-02", "2026-03-03", "2026-04-01", "2999-01-02",
    ];

    /// <summary>The folders of stores.</summary>
    public static TheoryData<string> Formats { get; } =
        [.. Directory.EnumerateDirectories(Here, "format-*").Select(static path => Path.GetFileName(path)!).Order()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Open_StoreOfThatFormat_SaysWhatItSaid(string format)
    {
        using TemporaryFolder folder = CopyOf(format);
        foreach (bool isReadOnly in (bool[])[true, false])
        {
            using Store store = Open(folder, isReadOnly);
            Assert.Empty(store.FindDamage(TestContext.Current.CancellationToken));
            CheckGraphs(store);
            CheckStates(store);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Open_StoreOfThatFormatAtAnotherBase_ItsOwnIrisFollow(string format)
    {
        using TemporaryFolder folder = CopyOf(format);
        using Store store = Store.Open(new StoreOptions
        {
            Folder = folder.File("store"),
            Base = Iri.Parse("https://stats.example.org/"),
            Time = new ManualTime(FormatReleases.End),
        });
        using SnapshotLease lease = store.Acquire(Viewer.Public);

        Assert.All(lease.Snapshot.Datasets, static dataset => Assert.All(
            dataset.Versions,
            static version => Assert.StartsWith("https://stats.example.org/datasets/", version.Iri.Text)));
        Assert.DoesNotContain(
            lease.Snapshot.Default.Match(null, null, null),
            static triple => triple.ToString().Contains(Base, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Publish_OntoAStoreOfThatFormat_KeepsWhatItSaid(string format)
    {
        using TemporaryFolder folder = CopyOf(format);
        using (Store store = Open(folder, isReadOnly: false, FormatReleases.End.AddDays(1)))
        {
            FormatReleases.PublishNext(store);
        }

        using Store again = Open(folder, isReadOnly: true, FormatReleases.End.AddDays(1));
        Assert.Empty(again.FindDamage(TestContext.Current.CancellationToken));
        CheckGraphs(again, except: "rates-2.0.0");
        CheckStates(again, except: "2999-01-02");
        using SnapshotLease lease = again.Acquire(Viewer.Public);
        DatasetEntry rates = lease.Snapshot.Datasets.Single(static dataset => dataset.Id == "rates");
        Assert.Equal(["1.0.0", "1.1.0", "2.1.0"], rates.Versions.Select(static version => version.Version));
        Assert.Equal(7, rates.Current.Cells.RowCount);
        Assert.Equal(
            [new Literal("12.5", XsdVocabulary.Decimal)],
            lease.Snapshot.Default.Objects(
                Iri.Parse("http://example.org/rates/R84/2025"), Iri.Parse(Base + "def/measure/rate")));
    }

    [Fact]
    public void Publish_TheSameReleasesToday_SaysTheSame()
    {
        using var folder = new TemporaryFolder();
        FormatReleases.Publish(folder.File("store"));
        if (Environment.GetEnvironmentVariable("KEEP_STORE_FORMAT") is { Length: > 0 } name)
        {
            Copy(folder.File("store"), Path.Combine(Here, name));
        }

        using Store store = Open(folder, isReadOnly: true);
        CheckGraphs(store);
        CheckStates(store);
    }

    private static void CheckGraphs(Store store, string? except = null)
    {
        foreach ((string file, string graph, DateTimeOffset instant) in KnownGraphs.Where(g => g.File != except))
        {
            using SnapshotLease lease = store.Acquire(Viewer.Public, instant);
            Iri? name = graph.Length == 0 ? null : Iri.Parse(Base + graph);
            GraphView view = name is null ? lease.Snapshot.Default : lease.Snapshot.Graph(lease.Snapshot.Find(name))!;
            Quad[] quads = [.. view.Match(null, null, null).Select(quad => quad with { Graph = name })];
            string path = Path.Combine(Here, "expected", file + ".nq");
            if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            {
                string[] lines = RdfText.Write(quads, RdfFormat.NQuads).Split('\n', StringSplitOptions.RemoveEmptyEntries);
                File.WriteAllText(path, string.Join('\n', lines.Order(StringComparer.Ordinal)) + "\n");
            }

            List<Quad> expected = RdfText.Read(File.ReadAllText(path, Encoding.UTF8), RdfFormat.NQuads);
            Assert.True(
                GraphIsomorphism.AreIsomorphic(expected, quads),
                $"{file}: {expected.Except(quads).FirstOrDefault()} / {quads.Except(expected).FirstOrDefault()}");
        }
    }

    private static void CheckStates(Store store, string? except = null)
    {
        const string Heading = "day\tversions\ttriples\tareas\ttitle of rates";
        string path = Path.Combine(Here, "expected", "states.tsv");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllLines(path, [Heading, .. Days.Select(day => State(store, day))]);
        }

        string[] expected = [.. File.ReadLines(path).Skip(1)];
        Assert.Equal(Days, expected.Select(static line => line.Split('\t')[0]));
        foreach (string line in expected.Where(line => line.Split('\t')[0] != except))
        {
            Assert.Equal(line, State(store, line.Split('\t')[0]));
        }
    }

    /// <summary>What the public sees on a day: versions, triples of the default graph, codes, a title.</summary>
    private static string State(Store store, string day)
    {
        var instant = DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        using SnapshotLease lease = store.Acquire(Viewer.Public, instant);
        GraphView all = lease.Snapshot.Default;
        string versions = string.Join(", ", lease.Snapshot.Datasets
            .SelectMany(static d => d.Versions.Select(v => $"{d.Id} {v.Version}")));
        string codes = string.Join(' ', all.Match(null, SkosVocabulary.InScheme, Iri.Parse(Base + "concepts/areas"))
            .Select(static t => ((Iri)t.Subject).Text.Split('/')[^1]).Order(StringComparer.Ordinal));
        DatasetEntry? rates = lease.Snapshot.Datasets.FirstOrDefault(static d => d.Id == "rates");
        string title = rates is null ? "" : all.Objects(rates.Current.Iri, DctermsVocabulary.Title)
            .OfType<Literal>().Single(static text => text.Language == "en").Lexical;
        return string.Join('\t', day, versions, all.Match(null, null, null).Count(), codes, title);
    }

    private static Store Open(TemporaryFolder folder, bool isReadOnly, DateTimeOffset? now = null) =>
        Store.Open(new StoreOptions
        {
            Folder = folder.File("store"),
            ReadOnly = isReadOnly,
            Time = new ManualTime(now ?? FormatReleases.End),
        });

    private static TemporaryFolder CopyOf(string format)
    {
        var folder = new TemporaryFolder();
        Copy(Path.Combine(Here, format), folder.File("store"));
        return folder;
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
