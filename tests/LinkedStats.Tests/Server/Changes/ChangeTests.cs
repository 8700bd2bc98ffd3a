using System.Net;
using System.Text.Json;
using CsCheck;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server;
using LinkedStats.Server.Changes;
using LinkedStats.Server.Observations;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Server.Changes;

/// <summary>Random pairs of versions over HTTP: the difference applied to the first gives the second, in every format.</summary>
public sealed class ChangeTests : IAsyncLifetime
{
    private const int PairCount = 16;

    private readonly (CubeSample Before, CubeSample After)[] _pairs = new (CubeSample, CubeSample)[PairCount];
    private Site _site = null!;
    private Store _store = null!;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LinkedStatsVocabulary Ls => new(_site.Base);

    public async ValueTask InitializeAsync()
    {
        (_site, _store) = ServerFixture.CreateSite(new ServerLimits());
        int next = 0;
        CubeVersions.Pair().Sample(
            pair =>
            {
                int number = Interlocked.Increment(ref next) - 1;
                _pairs[number] = pair;
            },
            iter: PairCount,
            threads: 1);
        for (int i = 0; i < PairCount; i++)
        {
            Publish($"pair{i}", "1.0.0", _pairs[i].Before, i);
            Publish($"pair{i}", "2.0.0", _pairs[i].After, i + 100);
        }

        _site.IsReady = true;
        _app = Composition.Build(_site);
        await _app.StartAsync(Cancellation);
        _client = new HttpClient { BaseAddress = new Uri(_site.Base.Text) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _store.Dispose();
        _site.Dispose();
    }

    [Theory]
    [InlineData("nt")]
    [InlineData("ttl")]
    [InlineData("jsonld")]
    [InlineData("rdf")]
    [InlineData("trig")]
    [InlineData("nq")]
    public async Task Get_Rdf_AppliedToTheFirstGivesTheSecond(string suffix)
    {
        for (int i = 0; i < PairCount; i++)
        {
            string text = await GetAsync($"datasets/pair{i}/changes/1.0.0..2.0.0.{suffix}");
            Graph graph = Read(text, suffix);
            AssertCells(i, ReadCells(graph));
            AssertStatements(i, ReadStatements(graph));
        }
    }

    [Fact]
    public async Task Get_Json_AppliedToTheFirstGivesTheSecond()
    {
        for (int i = 0; i < PairCount; i++)
        {
            using JsonDocument document =
                JsonDocument.Parse(await GetAsync($"datasets/pair{i}/changes/1.0.0..2.0.0.json"));
            JsonElement root = document.RootElement;
            Dictionary<string, (string Property, string? Datatype)> columns = root.GetProperty("columns").EnumerateArray()
                .ToDictionary(
                    static column => column.GetProperty("id").GetString()!,
                    static column => (
                        column.GetProperty("property").GetString()!,
                        column.TryGetProperty("datatype", out JsonElement type) ? type.GetString() : null));
            JsonElement[] cells = [.. root.GetProperty("cells").EnumerateArray()];
            AssertCells(i, cells.SelectMany(cell => ChangesOf(cell, columns)));
            AssertStatements(i, [.. Statements(root, "removed"), .. Statements(root, "added")]);
            Assert.Equal(
                cells.Length, root.GetProperty("counts").EnumerateObject().Sum(static count => count.Value.GetInt32()));
        }
    }

    [Fact]
    public async Task Get_Csv_AppliedToTheFirstGivesTheSecondToTheLetter()
    {
        for (int i = 0; i < PairCount; i++)
        {
            (CubeSample before, CubeSample after) = _pairs[i];
            string[][] lines = Csv(await GetAsync($"datasets/pair{i}/changes/1.0.0..2.0.0.csv"));
            Dictionary<string, string> cells = Flatten(before);
            foreach (string[] line in lines.Skip(1))
            {
                CubeSample side = line[0] == "removed" ? before : after;
                string key = string.Join('.', side.Schema.Dimensions
                    .Select(property => line[Array.IndexOf(lines[0], Local(property))]));
                Assert.Equal(line[0] == "added", !cells.ContainsKey(key + ">"));
                foreach ((string property, int column) in lines[0].Index()
                    .Where(static head => head.Item.EndsWith("_new", StringComparison.Ordinal))
                    .Select(static head => (head.Item[..^4], head.Index)))
                {
                    Apply(cells, $"{key}>{property}", line[Array.IndexOf(lines[0], property + "_old")], line[column]);
                }

                Apply(cells, key + ">", line[0] == "added" ? "" : "x", line[0] == "removed" ? "" : "x");
            }

            Assert.Equal(Sort(Flatten(after)), Sort(cells));
            AssertStatements(i,
            [
                .. Csv(await GetAsync($"datasets/pair{i}/changes/1.0.0..2.0.0.csv?part=statements")).Skip(1)
                    .Select(static line => (ToQuad(line), line[0] == "added")),
            ]);
        }

        static string[] Sort(Dictionary<string, string> cells) =>
            [.. cells.Select(static cell => cell.ToString()).Order(StringComparer.Ordinal)];

        static Quad ToQuad(string[] line) => new(Iri.Parse(line[1]), Iri.Parse(line[2]),
            line[4].Length == 0 ? Iri.Parse(line[3])
            : line[5].Length > 0 ? new Literal(line[3], line[5])
            : new Literal(line[3], Iri.Parse(line[4])));
    }

    [Fact]
    public async Task Get_Html_CountsWhatDiffers()
    {
        string page = await GetAsync("datasets/pair0/changes/1.0.0..2.0.0.html?lang=en");

        Assert.Contains("Changes: ", page, StringComparison.Ordinal);
        Assert.Contains("Structure, codes in use, labels", page, StringComparison.Ordinal);
        Assert.Contains(
            "Changes from 1.0.0 to 2.0.0", await GetAsync("datasets/pair0/versions.html?lang=en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0.0..latest", "1.0.0..2.0.0")]
    [InlineData("1..2.0", "1.0.0..2.0.0")]
    [InlineData("latest..1", "2.0.0..1.0.0")]
    public async Task Get_ShortVersions_LeadToTheWholeOnes(string range, string expected)
    {
        using HttpResponseMessage response = await _client.GetAsync($"datasets/pair0/changes/{range}.csv", Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.EndsWith(
            $"changes/{expected}.csv", response.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0.0..3.0.0", "no version '3.0.0'")]
    [InlineData("1.0.0", "names no two versions")]
    [InlineData("1.0.0..2.0.0..3", "names no two versions")]
    [InlineData("1.0.0..", "no version ''")]
    public async Task Get_NoSuchVersions_Is404(string range, string says)
    {
        using HttpResponseMessage response =
            await _client.GetAsync($"datasets/pair0/changes/{range}", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(says, await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SameVersion_HasNothing()
    {
        string[][] lines = Csv(await GetAsync("datasets/pair1/changes/2.0.0..2.0.0.csv"));

        Assert.Single(lines);
        Assert.Single(Csv(await GetAsync("datasets/pair1/changes/2.0.0..2.0.0.csv?part=statements")));
    }

    private async Task<string> GetAsync(string path)
    {
        using HttpResponseMessage response = await _client.GetAsync(path, Cancellation);
        string body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {body}");
        return body;
    }

    private void Publish(string id, string version, CubeSample cube, int seed)
    {
        using StoreWriter writer = _store.BeginWrite(Cancellation);
        cube.AddTo(writer, id, version);
        Iri graph = StoreWriter.VersionIri(_site.Base, id, version);
        List<Quad> quads =
        [
            new(Ex("dataset/" + id), RdfVocabulary.Type, CubeVocabulary.DataSet),
            new(Ex("dataset/" + id), RdfsVocabulary.Label, new Literal($"Pair, \"{seed % 3}\"", "en")),
            new(Ex("dataset/" + id), CubeVocabulary.Structure, Ex("structure")),
            new(Ex("structure"), RdfVocabulary.Type, CubeVocabulary.DataStructureDefinition),
        ];
        foreach ((Iri property, Iri predicate) in cube.Schema.Dimensions.Select(static p => (p, CubeVocabulary.Dimension))
            .Concat(cube.Schema.Measures.Select(static p => (p, CubeVocabulary.Measure)))
            .Concat(cube.Schema.Attributes.Select(static p => (p, CubeVocabulary.Attribute))))
        {
            var node = new BlankNode($"c{quads.Count}");
            quads.Add(new Quad(Ex("structure"), CubeVocabulary.Component, node));
            quads.Add(new Quad(node, predicate, property));
            quads.Add(new Quad(property, RdfsVocabulary.Label, new Literal($"{Local(property)} {seed % 2}", "fr")));
        }

        writer.AddGraph(graph, GraphRole.DatasetVersion, quads);
        writer.Commit();
    }

    /// <summary>The changes of values, as (cell, component, old, new), give the second version.</summary>
    private void AssertCells(int pair, IEnumerable<(string Cell, string Property, Term? Old, Term? New)> changes)
    {
        Dictionary<(string, string), Term> values = ValuesOf(pair, isAfter: false);
        foreach ((string cell, string property, Term? old, Term? value) in changes)
        {
            Assert.Equal(values.GetValueOrDefault((cell, property)), old);
            Assert.NotEqual(old, value);
            _ = values.Remove((cell, property));
            if (value is not null)
            {
                values.Add((cell, property), value);
            }
        }

        Assert.Equal(Show(ValuesOf(pair, isAfter: true)), Show(values));
    }

    private void AssertStatements(int pair, IReadOnlyCollection<(Quad Quad, bool IsAdded)> changes)
    {
        HashSet<Quad> statements = StatementsOf(pair, "1.0.0");
        Assert.All(changes.Where(static c => !c.IsAdded), change => Assert.True(statements.Remove(change.Quad)));
        Assert.All(changes.Where(static c => c.IsAdded), change => Assert.True(statements.Add(change.Quad)));
        Assert.True(statements.SetEquals(StatementsOf(pair, "2.0.0")));
        Assert.Contains(changes, static change => change.Quad.Predicate == RdfsVocabulary.Label);
    }

    private HashSet<Quad> StatementsOf(int pair, string version)
    {
        using SnapshotLease lease = _store.Acquire(Viewer.Public);
        DatasetEntry dataset = lease.Snapshot.Datasets.First(entry => entry.Id == $"pair{pair}");
        CubeView cube = CubeView.Open(
            lease.Snapshot, dataset, dataset.Versions.First(entry => entry.Version == version));
        using SnapshotLease then = _store.Acquire(Viewer.Public, cube.Version.VisibleFrom);
        return [.. VersionStatements.Read(cube, then.Snapshot.Default, Ls)];
    }

    /// <summary>The values of a version by the IRI of the cell and of the component.</summary>
    private Dictionary<(string Cell, string Property), Term> ValuesOf(int pair, bool isAfter)
    {
        CubeSample cube = isAfter ? _pairs[pair].After : _pairs[pair].Before;
        using SnapshotLease lease = _store.Acquire(Viewer.Public);
        DatasetVersionEntry version = lease.Snapshot.Datasets.First(entry => entry.Id == $"pair{pair}")
            .Versions.First(entry => entry.Version == (isAfter ? "2.0.0" : "1.0.0"));
        Dictionary<(string, string), Term> values = [];
        var cells = new LinkedStats.Storage.Dictionary.TermId[1];
        foreach (CubeSampleRow row in cube.Rows)
        {
            version.Cells.ReadCells(version.Cells.FindRowByKey(KeyOf(cube, row)), cells);
            string cell = ((Iri)lease.Snapshot.Get(cells[0])).Text;
            foreach ((Iri property, Term? value) in Components(cube, row).Where(static pair => pair.Value is not null))
            {
                values.Add((cell, property.Text), value!);
            }
        }

        return values;
    }

    private IEnumerable<(string Cell, string Property, Term? Old, Term? New)> ReadCells(Graph graph) =>
        graph.Match(null, RdfVocabulary.Type, Ls.CellChange).Select(static quad => quad.Subject)
            .Where(node => graph.Match(node, Ls.ChangedComponent, null).Any())
            .Select(node => (
                ((Iri)One(graph, node, Ls.ChangedCell)!).Text,
                ((Iri)One(graph, node, Ls.ChangedComponent)!).Text,
                One(graph, node, Ls.OldValue),
                One(graph, node, Ls.NewValue)));

    private static (Quad Quad, bool IsAdded)[] ReadStatements(Graph graph) =>
    [
        .. graph.Match(null, RdfVocabulary.Type, RdfVocabulary.Statement).Select(static quad => quad.Subject)
            .Select(node => (
                new Quad(
                    One(graph, node, RdfVocabulary.Subject)!,
                    (Iri)One(graph, node, RdfVocabulary.Predicate)!,
                    One(graph, node, RdfVocabulary.Object)!),
                graph.Match(null, ChangeSetVocabulary.Addition, node).Any())),
    ];

    private static Term? One(Graph graph, Term subject, Iri predicate) =>
        graph.Match(subject, predicate, null).SingleOrDefault().Object;

    private static IEnumerable<(string Cell, string Property, Term? Old, Term? New)> ChangesOf(
        JsonElement cell, Dictionary<string, (string Property, string? Datatype)> columns)
    {
        foreach ((string id, (string property, string? datatype)) in columns
            .Where(static column => column.Key.EndsWith("_old", StringComparison.Ordinal)))
        {
            (Term? old, Term? value) =
                (ToTerm(cell.GetProperty(id), datatype), ToTerm(cell.GetProperty(id[..^4] + "_new"), datatype));
            if (old != value)
            {
                yield return (cell.GetProperty("cell").GetString()!, property, old, value);
            }
        }
    }

    private static Term? ToTerm(JsonElement value, string? datatype) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => new Literal(value.GetRawText(), Iri.Parse(datatype!)),
        JsonValueKind.String when datatype is not null => new Literal(value.GetString()!, Iri.Parse(datatype)),
        JsonValueKind.String => Ex(value.GetString()!),
        _ when value.TryGetProperty("@id", out JsonElement iri) => Iri.Parse(iri.GetString()!),
        _ when value.TryGetProperty("@language", out JsonElement language) =>
            new Literal(value.GetProperty("@value").GetString()!, language.GetString()!),
        _ => new Literal(
            value.GetProperty("@value").GetString()!, Iri.Parse(value.GetProperty("@type").GetString()!)),
    };

    private static IEnumerable<(Quad Quad, bool IsAdded)> Statements(JsonElement root, string side) =>
        root.GetProperty(side).EnumerateArray().Select(item => (
            new Quad(
                Iri.Parse(item.GetProperty("subject").GetString()!),
                Iri.Parse(item.GetProperty("predicate").GetString()!),
                ToTerm(item.GetProperty("object"), null)!),
            side == "added"));

    private static void Apply(Dictionary<string, string> cells, string key, string old, string value)
    {
        Assert.Equal(cells.GetValueOrDefault(key, ""), old);
        _ = cells.Remove(key);
        if (value.Length > 0)
        {
            cells.Add(key, value);
        }
    }

    private static Dictionary<string, string> Flatten(CubeSample cube)
    {
        Dictionary<string, string> cells = [];
        foreach (CubeSampleRow row in cube.Rows)
        {
            string key = string.Join('.', row.Codes.Select((term, d) => cube.Codes[d].First(code => code.Term == term).Name));
            cells.Add(key + ">", "x");
            foreach ((Iri property, Term? value) in Components(cube, row).Where(static pair => pair.Value is not null))
            {
                bool isCode = cube.Schema.Attributes.Contains(property);
                cells.Add($"{key}>{Local(property)}", value is Literal literal ? literal.Lexical
                    : isCode ? Local((Iri)value!) : ((Iri)value!).Text);
            }
        }

        return cells;
    }

    private static IEnumerable<(Iri Property, Term? Value)> Components(CubeSample cube, CubeSampleRow row) =>
        cube.Schema.Measures.Zip(row.Measures).Concat(cube.Schema.Attributes.Zip(row.Attributes));

    private static string KeyOf(CubeSample cube, CubeSampleRow row) => LinkedStats.Cubes.ObservationKey.Format(
        row.Codes.Select((term, d) => cube.Codes[d].First(code => code.Term == term).Name));

    private static string Local(Iri property) => property.Text[(property.Text.LastIndexOf('/') + 1)..];

    private static string[] Show(Dictionary<(string, string), Term> values) =>
        [.. values.Select(static value => $"{value.Key} {value.Value}").Order(StringComparer.Ordinal)];

    private static string[][] Csv(string text)
    {
        using var reader = Sylvan.Data.Csv.CsvDataReader.Create(
            new StringReader(text), new Sylvan.Data.Csv.CsvDataReaderOptions { HasHeaders = false });
        List<string[]> lines = [];
        while (reader.Read())
        {
            lines.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }

        return [.. lines];
    }

    private Graph Read(string text, string suffix)
    {
        var graph = new Graph();
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        RdfReader.Read(stream, RdfFormat.ForFileName("changes." + suffix)!, _site.Base, graph);
        return graph;
    }
}
