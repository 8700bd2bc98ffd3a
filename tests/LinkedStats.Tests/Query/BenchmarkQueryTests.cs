using System.Globalization;
using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Conformance.ResultSets;
using LinkedStats.Tests.Query.Differential;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Query;

/// <summary>The queries of the benchmark, over three small cubes that carry the generator's names.</summary>
public sealed class BenchmarkQueryTests : IDisposable
{
    private const string Base = "http://stats.example.org/";
    private const string Dimension = "http://purl.org/linked-data/sdmx/2009/dimension#";
    private const string Measure = "http://purl.org/linked-data/sdmx/2009/measure#";
    private const string Attribute = "http://purl.org/linked-data/sdmx/2009/attribute#";

    private readonly Store _columns = Store.Open(new StoreOptions());
    private readonly Store _triples = Store.Open(new StoreOptions());

    public BenchmarkQueryTests()
    {
        Quad[] metadata = [.. Metadata()];
        (string Id, CubeSample Cube)[] cubes = [
            ("vac", NewCube("vac", "D", true, XsdVocabulary.Decimal)),
            ("pop", NewCube("pop", "D", false, XsdVocabulary.Double)),
            ("seg", NewCube("seg", "C", true, XsdVocabulary.Double))];
        foreach (Store store in (Store[])[_columns, _triples])
        {
            using StoreWriter writer = store.BeginWrite(CancellationToken.None);
            writer.AddGraph(Ex("metadata"), GraphRole.Metadata, metadata);
            foreach ((string id, CubeSample cube) in cubes)
            {
                if (store == _columns)
                {
                    cube.AddTo(writer, id, "1.0.0", Ex("dataset/" + id));
                }
                else
                {
                    Graph graph = cube.ToGraph(store.Options.Base, id, Ex("dataset/" + id));
                    writer.AddGraph(TestData.VersionOf(id), GraphRole.Metadata, graph.Match(null, null, null));
                }
            }

            writer.Commit();
        }
    }

    public static TheoryData<string> Files() => Directory.Exists(Path.Combine(SharedMaterial.Root, "bench", "queries"))
        ? [.. Directory.GetFiles(Path.Combine(SharedMaterial.Root, "bench", "queries"), "*.rq").Select(static f => Path.GetFileName(f)!)]
        : ["absent"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Run_BenchmarkQuery_GivesTheSameFromColumnsAndTriples(string file)
    {
        QueryAlgebra query = Parse(file);

        string[] columns = Rows(query, _columns);

        // A page without an order is any page.
        if (file.StartsWith("m2", StringComparison.Ordinal))
        {
            Assert.Equal(Rows(query, _triples).Length, columns.Length);
        }
        else
        {
            Assert.Equal(Rows(query, _triples), columns);
        }

        // The pages begin behind the end of cubes as small as these, and no two cells have one key.
        Assert.Equal(file.StartsWith('m') || file.StartsWith("n2", StringComparison.Ordinal), columns.Length == 0);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Explain_BenchmarkQueryOverCells_ReadsColumns(string file)
    {
        QueryAlgebra query = Parse(file);
        using SnapshotLease lease = _columns.Acquire(Viewer.Public);

        string plan = new QueryEngine().Explain(
            query, lease.Snapshot, new QueryLimits(), true, TestContext.Current.CancellationToken);

        string[] expected = file[0] switch
        {
            'e' or 'f' or 'g' or 'h' or 'i' or 'j' => ["CubeAggregate"],
            'n' when file[1] == '2' => ["Nothing"],
            'c' or 'd' or 'k' or 'l' or 'm' or 'n' or 'o' => ["CubeScan"],
            _ => ["TripleScan"],
        };
        Assert.All(expected, name => Assert.Contains(name, plan, StringComparison.Ordinal));
        Assert.Contains(" rows in ", plan, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _columns.Dispose();
        _triples.Dispose();
    }

    private static Iri Ex(string local) => Iri.FromTrusted(Base + local);

    private static QueryAlgebra Parse(string file) => QueryEngine.Parse(
        File.ReadAllText(SharedMaterial.PathOf("bench", "queries", file)), null, new QueryLimits());

    private static string[] Rows(QueryAlgebra query, Store store)
    {
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        QueryResult result = new QueryEngine().Run(
            query, lease.Snapshot, new QueryLimits(), TestContext.Current.CancellationToken);
        return result is GraphResult graph
            ? [.. graph.Quads.Select(static q => q.ToString()).Order(StringComparer.Ordinal)]
            : [.. ResultTable.From(result).Rows.Select(static row => string.Join(" | ", row.Select(static t => t?.ToString() ?? "-")))
                .Order(StringComparer.Ordinal)];
    }

    private static CubeSample NewCube(string id, string areas, bool hasOccupation, Iri datatype)
    {
        var random = new Random(id.Length + id[0]);
        (Term, string)[] area = [.. Enumerable.Range(40, 6).Select(i => ((Term)Ex($"area/{areas}{i:000}"), $"{areas}{i:000}"))];
        (Term, string)[] period = [.. Enumerable.Range(1, 8).Select(static m => ((Term)Ex($"period/2018-{m:00}"), $"2018-{m:00}"))];
        (Term, string)[] occupation = [.. Enumerable.Range(0, 3).Select(static o => ((Term)Ex($"occ/O{o}"), $"O{o}"))];
        (Term, string)[] sex = [.. "FMT".Select(static s => ((Term)Ex($"sex/{s}"), $"{s}"))];
        (Term, string)[][] codes = hasOccupation ? [area, period, occupation, sex] : [area, period, sex];
        IEnumerable<(Term Term, string Name)[]> keys = [[]];
        foreach ((Term, string)[] list in codes)
        {
            keys = [.. keys.SelectMany(key => list.Select(code => ((Term, string)[])[.. key, code]))];
        }

        return new CubeSample(
            new CubeSchema(
                [.. (hasOccupation ? (string[])[Dimension + "refArea", Dimension + "refPeriod", Base + "def#occupation", Dimension + "sex"]
                    : [Dimension + "refArea", Dimension + "refPeriod", Dimension + "sex"]).Select(Iri.FromTrusted)],
                [Iri.FromTrusted(Measure + "obsValue"), Ex("def#count")],
                [Iri.FromTrusted(Attribute + "obsStatus")]),
            [.. codes.Select(static c => (IReadOnlyList<(Term, string)>)c)],
            [.. keys.Where(_ => random.Next(5) > 0 || !hasOccupation).Select(key => new CubeSampleRow(
                [.. key.Select(static k => k.Term)],
                [
                    new Literal((random.Next(100, 20_000) / 100.0).ToString("0.00", CultureInfo.InvariantCulture), datatype),
                    new Literal($"{random.Next(1, 500)}", XsdVocabulary.Integer)],
                [random.Next(10) == 0 ? null : Ex("status/A")],
                OwnIri: Ex($"data/{id}/{string.Join('/', key.Select(static k => k.Name))}")))]);
    }

    private static IEnumerable<Quad> Metadata()
    {
        Iri label = RdfsVocabulary.Label;
        foreach (string id in (string[])["vac", "pop", "seg"])
        {
            yield return new Quad(Ex("dataset/" + id), RdfVocabulary.Type, CubeVocabulary.DataSet);
            yield return new Quad(Ex("dataset/" + id), label, new Literal("Dataset " + id, "en"));
            yield return new Quad(Ex("dataset/" + id), Qb("structure"), Ex("dsd/" + id));
            foreach (string name in (string[])["refArea", "refPeriod", "sex"])
            {
                yield return new Quad(Ex("dsd/" + id), Qb("component"), Ex($"dsd/{id}/{name}"));
                yield return new Quad(Ex($"dsd/{id}/{name}"), Qb("dimension"), Iri.FromTrusted(Dimension + name));
                yield return new Quad(Iri.FromTrusted(Dimension + name), label, new Literal("Dimension " + name, "en"));
            }
        }

        foreach (string area in Enumerable.Range(40, 6).SelectMany(static i => (string[])[$"D{i:000}", $"C{i:000}"]))
        {
            string parent = area[0] == 'C' ? "D" + area[1..] : "R" + ((area[^1] - '0') % 2);
            yield return new Quad(Ex("area/" + area), SkosVocabulary.Broader, Ex("area/" + parent));
            yield return new Quad(Ex("area/" + area), SkosVocabulary.PrefLabel, new Literal("Saint-Mar " + area, "fr"));
            yield return new Quad(Ex("area/" + area), SkosVocabulary.PrefLabel, new Literal("Saint Mar " + area, "en"));
        }

        foreach (string region in (string[])["R0", "R1"])
        {
            yield return new Quad(Ex("area/" + region), RdfVocabulary.Type, Ex("def#Region"));
            yield return new Quad(Ex("area/" + region), SkosVocabulary.Broader, Ex("area/FR"));
        }

        for (int month = 1; month <= 8; month++)
        {
            yield return new Quad(Ex($"period/2018-{month:00}"), SkosVocabulary.Broader, Ex("period/2018"));
        }

        for (int i = 0; i < 3; i++)
        {
            yield return new Quad(Ex($"occ/O{i}"), SkosVocabulary.PrefLabel, new Literal($"Metier {i}", "fr"));
        }
    }

    private static Iri Qb(string name) => Iri.FromTrusted("http://purl.org/linked-data/cube#" + name);
}
