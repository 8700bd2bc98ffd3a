using System.Globalization;
using LinkedStats.Query;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Query.Execution;

/// <summary>A cube that is large enough for several threads is added up as it would be by hand.</summary>
public sealed class ThreadedRollUpTests : IDisposable
{
    private const int AreaCount = 600;
    private const int YearCount = 250;
    private const int SexCount = 2;

    private readonly Store _store = Store.Open(new StoreOptions());

    public ThreadedRollUpTests()
    {
        using StoreWriter writer = _store.BeginWrite(TestContext.Current.CancellationToken);
        CubeTableBuilder cube = writer.AddCube(
            new DatasetVersionInfo("large", CubeSample.Ex("large"), "1.0.0"),
            new CubeSchema(
                [CubeSample.Ex("area"), CubeSample.Ex("year"), CubeSample.Ex("sex")], [CubeSample.Ex("value")], []));
        Term[] areas = Codes("area", AreaCount);
        Term[] years = Codes("year", YearCount);
        Term[] sexes = Codes("sex", SexCount);
        for (int area = 0; area < AreaCount; area++)
        {
            for (int year = 0; year < YearCount; year++)
            {
                for (int sex = 0; sex < SexCount; sex++)
                {
                    cube.AddRow([areas[area], years[year], sexes[sex]], [Value(area, year, sex)], []);
                }
            }
        }

        writer.Commit();

        Term[] Codes(string kind, int count)
        {
            Term[] terms = [.. Enumerable.Range(0, count).Select(i => CubeSample.Ex($"{kind}/{i}"))];
            for (int i = 0; i < count; i++)
            {
                cube.DeclareCode(kind switch { "area" => 0, "year" => 1, _ => 2 }, terms[i], $"{i}");
            }

            return terms;
        }
    }

    [Fact]
    public void Run_GroupOfManyCells_AddsUpEachThreadsPart()
    {
        const string Query = """
            PREFIX : <http://example.org/>
            SELECT ?sex (SUM(?v) AS ?s) (MIN(?v) AS ?l) (MAX(?v) AS ?g) (COUNT(*) AS ?n) (COUNT(DISTINCT ?year) AS ?y)
            WHERE { ?o :sex ?sex ; :year ?year ; :value ?v FILTER(?year != <http://example.org/year/7>) } GROUP BY ?sex
            """;
        using SnapshotLease lease = _store.Acquire(Viewer.Public);
        var result = (SelectResult)new QueryEngine().Run(
            QueryEngine.Parse(Query, null, new QueryLimits()), lease.Snapshot, new QueryLimits(), Stop);

        string[] rows = [.. result.Batches.SelectMany(batch => Rows(batch, result)).Order(StringComparer.Ordinal)];

        Assert.Equal(Enumerable.Range(0, SexCount).Select(Expected), rows);
        if (Environment.ProcessorCount > 1)
        {
            Assert.Matches(@"[2-8] threads", new QueryEngine().Explain(
                QueryEngine.Parse(Query, null, new QueryLimits()), lease.Snapshot, new QueryLimits(), true, Stop));
        }
    }

    public void Dispose() => _store.Dispose();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Expected(int sex)
    {
        (int Area, int Year)[] cells = [.. from area in Enumerable.Range(0, AreaCount)
            from year in Enumerable.Range(0, YearCount)
            where year != 7
            select (area, year)];
        int[] tenths = [.. cells.Select(c => Tenths(c.Area, c.Year, sex))];
        return string.Create(CultureInfo.InvariantCulture,
            $"http://example.org/sex/{sex} {tenths.Sum() / 10m:0.#} {tenths.Min() / 10m:0.0} {tenths.Max() / 10m:0.0} "
            + $"{tenths.Length} {YearCount - 1}");
    }

    private static IEnumerable<string> Rows(Batch batch, SelectResult result)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            yield return string.Join(' ', result.Variables.Select((_, c) =>
                result.Terms.Get(batch.Column(c)[row]) switch
                {
                    Iri iri => iri.Text,
                    Literal literal => literal.Lexical,
                    Term other => other.ToString(),
                }));
        }
    }

    private static Literal Value(int area, int year, int sex)
    {
        int tenths = Tenths(area, year, sex);
        string sign = tenths < 0 ? "-" : "";
        return new Literal($"{sign}{Math.Abs(tenths) / 10}.{Math.Abs(tenths) % 10}", XsdVocabulary.Decimal);
    }

    private static int Tenths(int area, int year, int sex) => ((((area * 7919) + (year * 104729)) % 4001) - 1999) * (sex + 1);
}
