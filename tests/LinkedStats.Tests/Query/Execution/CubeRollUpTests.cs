using LinkedStats.Query;
using LinkedStats.Query.Optimizer;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Query.Differential;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Query.Execution;

/// <summary>Groups over cubes of some thousand cells, added up in columns, are those of the rows.</summary>
public sealed class CubeRollUpTests : IClassFixture<CubeRollUpTests.Cubes>
{
    private readonly Cubes _cubes;

    public CubeRollUpTests(Cubes cubes) => _cubes = cubes;

    public static TheoryData<string> Groups() =>
    [
        // One group, no group, few groups, by codes in stored order and not.
        "SELECT (COUNT(*) AS ?n) (SUM(?v) AS ?s) WHERE { ?o qb:dataSet <dataset/a> ; :value ?v }",
        "SELECT (COUNT(*) AS ?n) (SUM(?v) AS ?s) (AVG(?v) AS ?a) (MIN(?v) AS ?l) WHERE { ?o :value ?v FILTER(?v > 1e9) }",
        "SELECT ?a (COUNT(*) AS ?n) WHERE { ?o qb:dataSet <dataset/a> ; :area ?a } GROUP BY ?a",
        "SELECT ?s (COUNT(?o) AS ?n) WHERE { ?o :sex ?s FILTER(?s != <sex/0>) } GROUP BY ?s",
        "SELECT DISTINCT ?p WHERE { ?o qb:dataSet <dataset/b> ; :period ?p }",
        "SELECT DISTINCT ?p WHERE { ?o qb:dataSet <dataset/b> ; :period ?p ; :area <area/3> }",
        "SELECT ?a (SUM(?n) AS ?s) (AVG(?n) AS ?m) WHERE { ?o qb:dataSet <dataset/a> ; :area ?a ; :count ?n } GROUP BY ?a",
        "SELECT ?s ?p (SUM(?v) AS ?t) WHERE { ?o qb:dataSet <dataset/a> ; :sex ?s ; :period ?p ; :value ?v } GROUP BY ?s ?p",
        "SELECT ?p (SUM(?w) AS ?t) (MAX(?w) AS ?m) WHERE { ?o :wide ?w ; :period ?p } GROUP BY ?p",

        // More combinations than an array holds: in stored order, and in another.
        "SELECT ?a ?p ?s (SUM(?n) AS ?t) WHERE { ?o qb:dataSet <dataset/a> ; :area ?a ; :period ?p ; :sex ?s ; :count ?n } GROUP BY ?a ?p ?s",
        "SELECT ?s ?p ?a (COUNT(*) AS ?c) (MAX(?v) AS ?m) WHERE { ?o :area ?a ; :period ?p ; :sex ?s ; :value ?v } GROUP BY ?s ?p ?a",
        "SELECT ?p ?a (COUNT(*) AS ?c) (MAX(?v) AS ?m) WHERE { ?o qb:dataSet <dataset/a> ; :area ?a ; :period ?p ; :value ?v } GROUP BY ?p ?a",
        "SELECT ?p ?s ?x (COUNT(*) AS ?c) WHERE { ?o :period ?p ; :sex ?s . OPTIONAL { ?o :status ?x } } GROUP BY ?p ?s ?x",

        // Several cubes, whose numbers differ in scale, type and style.
        "SELECT ?a (SUM(?v) AS ?t) (AVG(?v) AS ?m) (MIN(?v) AS ?l) (MAX(?v) AS ?g) WHERE { ?o :area ?a ; :value ?v } GROUP BY ?a",
        "SELECT ?d (SUM(?v) AS ?t) (MIN(?v) AS ?l) WHERE { ?o qb:dataSet ?d ; :value ?v } GROUP BY ?d",
        "SELECT (MIN(?v) AS ?l) (MAX(?v) AS ?g) WHERE { ?o :value ?v ; :sex <sex/1> }",
        "SELECT ?s (COUNT(DISTINCT ?a) AS ?n) (COUNT(DISTINCT ?x) AS ?y) WHERE { ?o :area ?a ; :sex ?s . OPTIONAL { ?o :status ?x } } GROUP BY ?s",
        "SELECT ?a ?p (COUNT(DISTINCT ?s) AS ?n) WHERE { ?o :area ?a ; :sex ?s ; :period ?p } GROUP BY ?a ?p",

        // Arithmetic over measures, in columns where it is exact; other arguments, row by row.
        "SELECT ?s (SUM(?v * ?n) AS ?t) (AVG(?v - ?n / 10) AS ?m) WHERE { ?o qb:dataSet <dataset/a> ; :sex ?s ; :value ?v ; :count ?n } GROUP BY ?s",
        "SELECT ?s (SUM(-?n + 2.50) AS ?t) (SUM(IF(?v >= ?n, ?n, 7)) AS ?i) (SUM(IF(?v = 3.5, 1, 0)) AS ?e) WHERE { ?o :sex ?s ; :value ?v ; :count ?n } GROUP BY ?s",
        "SELECT ?r (SUM(?v * 2) AS ?t) (AVG(?v / 100) AS ?m) WHERE { ?o :area ?a ; :value ?v . ?a skos:broader ?r } GROUP BY ?r",
        "SELECT (SUM(?w * ?w) AS ?t) (AVG(?w / 1000) AS ?m) (SUM(?w / 3) AS ?d) WHERE { ?o :wide ?w }",
        "SELECT ?a (COUNT(?x) AS ?c) (SUM(DISTINCT ?n) AS ?d) (SAMPLE(?a) AS ?q) (MAX(STR(?x)) AS ?m) WHERE { ?o qb:dataSet <dataset/a> ; :area ?a ; :count ?n OPTIONAL { ?o :status ?x } } GROUP BY ?a",
        "SELECT ?s (COUNT(?v) AS ?c) (COUNT(DISTINCT ?v) AS ?d) (SUM(?v) AS ?t) (COUNT(DISTINCT ?o) AS ?o2) WHERE { ?o :sex ?s OPTIONAL { ?o :value ?v } } GROUP BY ?s",
        "SELECT ?r (COUNT(DISTINCT ?o) AS ?c) (COUNT(1/0) AS ?z) (SUM(1) AS ?n) WHERE { ?o :area ?a . ?a skos:broader ?r } GROUP BY ?r",

        // Codes that count towards none, one or several members.
        "SELECT ?r (SUM(?n) AS ?t) WHERE { ?o :area ?a ; :count ?n . ?a skos:broader+ ?r } GROUP BY ?r",
        "SELECT ?r ?l (COUNT(*) AS ?c) WHERE { ?o :area ?a . ?a skos:broader ?r . ?r skos:prefLabel ?l } GROUP BY ?r ?l",
        "SELECT ?r ?q (SUM(?v) AS ?t) WHERE { ?o :area ?a ; :period ?p ; :value ?v . ?a skos:broader ?r . ?p skos:broader ?q } GROUP BY ?r ?q",
        "SELECT ?b (MAX(?n) AS ?m) WHERE { ?o :area ?a ; :count ?n BIND(STRLEN(STR(?a)) AS ?b) } GROUP BY ?b",

        // Conditions on codes and on numbers, missing values among them.
        "SELECT ?s (COUNT(*) AS ?c) (SUM(?v) AS ?t) WHERE { ?o :area <area/7> ; :sex ?s ; :value ?v } GROUP BY ?s",
        "SELECT ?s (COUNT(*) AS ?c) WHERE { ?o :period <period/5> ; :sex ?s ; :count ?n FILTER(?n >= 20 && ?n < 40) } GROUP BY ?s",
        "SELECT ?a (SUM(?v) AS ?t) WHERE { ?o :status <status/1> ; :area ?a ; :value ?v FILTER(?v < 12.5) } GROUP BY ?a",
        "SELECT ?x (COUNT(*) AS ?c) WHERE { ?o :sex <sex/0> . OPTIONAL { ?o :status ?x } FILTER(!BOUND(?x) || ?x != <status/0>) } GROUP BY ?x",
        "SELECT (COUNT(*) AS ?c) WHERE { ?o :wide ?w FILTER(?w >= -3000000000 && ?w <= 5) }",
        "SELECT ?a (COUNT(*) AS ?c) WHERE { ?o :area ?a ; :value ?v FILTER(?a IN (<area/1>, <area/2>, <area/60>)) } GROUP BY ?a HAVING (COUNT(*) > 1)",
    ];

    public static TheoryData<string> SingleCells() =>
    [
        "SELECT ?a ?p ?s ?k (COUNT(*) AS ?c) WHERE { ?o qb:dataSet <dataset/a> ; :area ?a ; :period ?p ; :sex ?s ; :kind ?k } GROUP BY ?a ?p ?s ?k",
        "SELECT ?a ?p ?s (COUNT(*) AS ?c) WHERE { ?o qb:dataSet <dataset/a> ; :area ?a ; :period ?p ; :sex ?s ; :kind <kind/1> } GROUP BY ?a ?p ?s HAVING (COUNT(*) > 1)",
        "SELECT ?a ?p ?s ?k (COUNT(*) AS ?c) WHERE { ?o qb:dataSet <dataset/a> ; :area ?a ; :period ?p ; :sex ?s ; :kind ?k } GROUP BY ?a ?p ?s ?k HAVING (COUNT(*) < 2 && COUNT(?a) = 1)",
        "SELECT ?o (SUM(?v) AS ?s) (AVG(?v) AS ?m) (MIN(?v) AS ?l) (GROUP_CONCAT(?v) AS ?g) (SAMPLE(?v) AS ?x) WHERE { ?o :value ?v ; :area <area/4> } GROUP BY ?o",
        "SELECT ?o (COUNT(?x) AS ?c) (COUNT(DISTINCT ?x) AS ?d) (MAX(?x) AS ?m) (SUM(?x) AS ?s) WHERE { ?o :area <area/4> OPTIONAL { ?o :status ?x } } GROUP BY ?o",
        "SELECT ?o ?y (COUNT(*) AS ?c) (SUM(?w * 2) AS ?s) WHERE { ?o :wide ?w ; :area <area/4> BIND(?w / 7 AS ?y) FILTER(?y > 1) } GROUP BY ?o ?y",
        "SELECT ?d ?a ?p ?s ?k (SUM(?v) AS ?t) WHERE { ?o qb:dataSet ?d ; :value ?v ; :area ?a ; :period ?p ; :sex ?s ; :kind ?k FILTER(?a = <area/4>) } GROUP BY ?d ?a ?p ?s ?k",
        "SELECT DISTINCT ?o ?v WHERE { ?o :value ?v ; :area <area/4> }",
    ];

    [Theory]
    [MemberData(nameof(SingleCells))]
    public void Run_GroupOfOneCell_IsThatOfRows(string query)
    {
        string plan = new QueryEngine().Explain(
            Parse(query), _cubes.Lease.Snapshot, new QueryLimits(), isAnalyzed: false, Stop);
        Assert.DoesNotContain("Aggregate", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("DistinctRows", plan, StringComparison.Ordinal);

        Assert.Equal(
            Rows(query, nameof(RecognizeCubes), nameof(UngroupCells), nameof(PushAggregates)), Rows(query));
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void Run_GroupOfCells_IsThatOfRows(string query)
    {
        string plan = new QueryEngine().Explain(
            Parse(query), _cubes.Lease.Snapshot, new QueryLimits(), isAnalyzed: false, Stop);
        Assert.Contains("CubeAggregate", plan, StringComparison.Ordinal);

        List<string> expected = Rows(query, nameof(PushAggregates));
        Assert.Equal(expected, Rows(query));
        Assert.Equal(expected, Rows(query, nameof(RecognizeCubes), nameof(PushAggregates)));
    }

    [Fact]
    public void Run_GroupOfMoreCombinationsThanNumbers_IsThatOfRows()
    {
        // 100 codes in each of ten keys are 10^20 combinations.
        string[] dimensions = [.. Enumerable.Range(0, 11).Select(static d => $"d{d}")];
        var random = new Random(3);
        var cube = new CubeSample(
            new CubeSchema([.. dimensions.Select(CubeSample.Ex)], [CubeSample.Ex("value")], []),
            [.. dimensions.Select(static d => Enumerable.Range(0, 100)
                .Select(i => ((Term)CubeSample.Ex($"{d}/{i}"), $"{i}")).ToArray())],
            [.. Enumerable.Range(0, 200).Select(row => new CubeSampleRow(
                [.. dimensions.Select((d, i) => CubeSample.Ex($"{d}/{(i == 10 ? row % 2 : row / 2 % 100)}"))],
                [new Literal($"{random.Next(100)}", XsdVocabulary.Integer)],
                []))]);
        using Store store = Store.Open(new StoreOptions());
        cube.Publish(store, "wide", "1.0.0");
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        string[] keys = [.. dimensions.Take(10)];
        string query = $"SELECT (COUNT(*) AS ?groups) (SUM(?n) AS ?rows) {{ SELECT (COUNT(*) AS ?n) WHERE {{ ?o "
            + string.Join(" ; ", keys.Select(static d => $":{d} ?{d}")) + " } GROUP BY ?"
            + string.Join(" ?", keys) + " }";

        var result = (SelectResult)new QueryEngine().Run(Parse(query), lease.Snapshot, new QueryLimits(), Stop);

        Batch row = Assert.Single(result.Batches);
        Assert.Equal("100", ((Literal)result.Terms.Get(row.Column(0)[0])).Lexical);
        Assert.Equal("200", ((Literal)result.Terms.Get(row.Column(1)[0])).Lexical);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static LinkedStats.Query.Algebra.QueryAlgebra Parse(string query) =>
        QueryEngine.Parse(QueryComparison.Prologue + query, Iri.FromTrusted("http://example.org/"), new QueryLimits());

    private List<string> Rows(string query, params string[] disabled)
    {
        var options = new OptimizerOptions { Disabled = [.. disabled] };
        var result = (SelectResult)new QueryEngine(options, TimeProvider.System).Run(
            Parse(query), _cubes.Lease.Snapshot, new QueryLimits(), Stop);
        var rows = new List<string>();
        foreach (Batch batch in result.Batches)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                rows.Add(string.Join(' ', result.Variables.Select((_, c) =>
                    batch.Column(c)[row].IsNone ? "-" : result.Terms.Get(batch.Column(c)[row]).ToString())));
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    /// <summary>Two cubes that share codes, and code lists with broader codes.</summary>
    public sealed class Cubes : IDisposable
    {
        private const int AreaCount = 70;
        private const int PeriodCount = 400;
        private readonly Store _store = Store.Open(new StoreOptions());
        private readonly Random _random = new(11);

        public Cubes()
        {
            using StoreWriter writer = _store.BeginWrite(TestContext.Current.CancellationToken);
            Cube(["value", "count"], "status", row => [Decimal(row), Integer(100)]).AddTo(writer, "a", "1.0.0");
            Cube(["value", "wide"], "status", _ => [Double(), Wide()]).AddTo(writer, "b", "1.0.0");
            writer.AddGraph(CubeSample.Ex("codes"), GraphRole.Metadata, Broader());
            writer.Commit();
            Lease = _store.Acquire(Viewer.Public);
        }

        internal SnapshotLease Lease { get; }

        public void Dispose()
        {
            Lease.Dispose();
            _store.Dispose();
        }

        private CubeSample Cube(string[] measures, string attribute, Func<int, Term?[]> values)
        {
            (Term, string)[][] codes = [Codes("area", AreaCount), Codes("period", PeriodCount), Codes("sex", 3), Codes("kind", 2)];
            IEnumerable<CubeSampleRow> rows =
                from area in codes[0]
                from period in codes[1]
                from sex in codes[2]
                from kind in codes[3]
                where _random.Next(40) == 0
                select (Term[])[area.Item1, period.Item1, sex.Item1, kind.Item1] into key
                select new CubeSampleRow(
                    key,
                    values(_random.Next(1000)),
                    [_random.Next(3) > 0 ? CubeSample.Ex($"status/{_random.Next(3)}") : null]);
            return new CubeSample(
                new CubeSchema(
                    [
                        CubeSample.Ex("area"), CubeSample.Ex("period"), CubeSample.Ex("sex"), CubeSample.Ex("kind"),
                    ],
                    [.. measures.Select(CubeSample.Ex)],
                    [CubeSample.Ex(attribute)]),
                codes,
                [.. rows]);
        }

        private static (Term, string)[] Codes(string kind, int count) =>
            [.. Enumerable.Range(0, count).Select(i => ((Term)CubeSample.Ex($"{kind}/{i}"), $"{i}"))];

        // Mostly two digits; some are written otherwise, and a few are missing.
        private Literal? Decimal(int row) => row switch
        {
            < 20 => null,
            < 40 => new Literal($"{_random.Next(30)}.5", XsdVocabulary.Decimal),
            < 50 => new Literal($"{_random.Next(30)}", XsdVocabulary.Decimal),
            _ => new Literal($"{_random.Next(30)}.{_random.Next(100):00}", XsdVocabulary.Decimal),
        };

        private Literal Double() => new($"{_random.Next(1, 10)}.{_random.Next(1, 10)}E{_random.Next(3)}", XsdVocabulary.Double);

        private Literal Integer(int max) => new($"{_random.Next(max)}", XsdVocabulary.Integer);

        private Literal Wide() => new($"{_random.NextInt64(-1L << 40, 1L << 40)}", XsdVocabulary.Integer);

        private static IEnumerable<Quad> Broader()
        {
            for (int i = 0; i < AreaCount; i++)
            {
                Iri area = CubeSample.Ex($"area/{i}");
                if (i % 7 != 0)
                {
                    yield return new Quad(area, SkosVocabulary.Broader, CubeSample.Ex($"region/{i % 5}"));
                }

                if (i % 11 == 0)
                {
                    yield return new Quad(area, SkosVocabulary.Broader, CubeSample.Ex($"region/{i % 3}"));
                }
            }

            for (int i = 0; i < 5; i++)
            {
                Iri region = CubeSample.Ex($"region/{i}");
                yield return new Quad(region, SkosVocabulary.Broader, CubeSample.Ex("country"));
                yield return new Quad(region, SkosVocabulary.PrefLabel, new Literal($"Region {i}", "en"));
                yield return new Quad(region, SkosVocabulary.PrefLabel, new Literal($"Région {i}", "fr"));
            }

            for (int i = 0; i < PeriodCount; i++)
            {
                yield return new Quad(
                    CubeSample.Ex($"period/{i}"), SkosVocabulary.Broader, CubeSample.Ex($"year/{i / 40}"));
            }
        }
    }
}
