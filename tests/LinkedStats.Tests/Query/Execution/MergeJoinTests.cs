using System.Globalization;
using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Query.Execution;

/// <summary>Joins of triples in order count what nested loops count: repeated values, cells and gaps included.</summary>
public sealed class MergeJoinTests : IDisposable
{
    private const string Prologue = "PREFIX : <http://example.org/>\n";

    private readonly Store _store = Store.Open(new StoreOptions());
    private readonly HashSet<(string Subject, string Predicate, string Object)> _triples = [];

    public MergeJoinTests()
    {
        // Some subjects are cells that triples mention, whose order on disk is not that of their ids.
        var random = new Random(11);
        CubeSample cube = Small([.. Enumerable.Range(0, 300).Select(static i => ($"A{i}", 2018, (string?)"1"))]);
        for (int graph = 0; graph < 3; graph++)
        {
            using StoreWriter writer = _store.BeginWrite(TestContext.Current.CancellationToken);
            if (graph == 1)
            {
                cube.AddTo(writer, "pop", "1.0.0");
            }

            List<Quad> triples = [];
            for (int i = 0; i < 9000; i++)
            {
                // One value in three stands for thousands of rows.
                Iri subject = Name(random, 400);
                Iri predicate = Ex($"p{random.Next(3)}");
                Iri value = random.Next(3) == 0 ? Ex("much") : Name(random, 2000);
                triples.Add(new Quad(subject, predicate, value));
                _triples.Add((subject.Text, predicate.Text, value.Text));
            }

            // A triple of a cell whose object is a value of the cell by another property, and one that repeats a column.
            if (graph == 2)
            {
                Iri cell = Iri.Parse("http://localhost:5080/datasets/pop/observations/A7.2018");
                triples.Add(new Quad(cell, RdfVocabulary.Type, CubeVocabulary.Observation));
                foreach (string predicate in (string[])["p0", "p1", "p2"])
                {
                    triples.Add(new Quad(cell, Ex(predicate), Ex("code/A7")));
                    _triples.Add((cell.Text, Ex(predicate).Text, Ex("code/A7").Text));
                }
            }

            writer.AddGraph(Ex($"graph/{graph}"), GraphRole.Metadata, triples);
            writer.Commit();
        }
    }

    public static TheoryData<string> Patterns() =>
    [
        "?s :p0 ?a ; :p1 ?b",
        "?s :p0 ?a ; :p1 ?b ; :p2 ?c",
        "?s :p0 :much ; :p1 ?b",
        "?s :p0 :much ; :p1 :much ; :p2 ?c",
        "?a :p0 ?s . ?s :p1 ?b",
        "?a :p0 ?s . ?b :p1 ?s",
        "?a :p0 ?s . ?s :p1 ?b ; :p2 :much",
    ];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Run_JoinOverOneVariable_CountsAsNestedLoops(string pattern)
    {
        using SnapshotLease lease = _store.Acquire(Viewer.Public);
        QueryAlgebra query = QueryEngine.Parse(
            $"{Prologue}SELECT (COUNT(*) AS ?n) {{ {pattern} }}", null, new QueryLimits());

        string plan = new QueryEngine().Explain(
            query, lease.Snapshot, new QueryLimits(), isAnalyzed: true, TestContext.Current.CancellationToken);

        Assert.Contains("MergeJoin", plan, StringComparison.Ordinal);
        Assert.Contains($"; {Count(pattern).ToString(CultureInfo.InvariantCulture)} rows in", plan, StringComparison.Ordinal);
    }

    public void Dispose() => _store.Dispose();

    private static Iri Name(Random random, int count)
    {
        int number = random.Next(count);
        return number < 300 && random.Next(2) == 0
            ? Iri.Parse($"http://localhost:5080/datasets/pop/observations/A{number}.2018")
            : Ex($"thing/{number}");
    }

    // One pattern after the other, each solution of those before it extended by a look through an index.
    private long Count(string pattern)
    {
        ILookup<string, (string Subject, string Predicate, string Object)> byPredicate =
            _triples.ToLookup(static t => t.Predicate);
        var solutions = new Dictionary<string, long> { [""] = 1 };
        string subject = "";
        foreach (string part in pattern.Replace(" ;", " .", StringComparison.Ordinal).Split(" . "))
        {
            string[] words = part.Split(' ');
            subject = words.Length == 3 ? words[0] : subject;
            string predicate = Ex(words[^2][1..]).Text;
            string value = words[^1];
            bool joinsBySubject = subject == "?s";
            Dictionary<string, long> found = byPredicate[predicate]
                .Where(t => value[0] == '?' || t.Object == Ex(value[1..]).Text)
                .GroupBy(t => joinsBySubject ? t.Subject : t.Object)
                .ToDictionary(static group => group.Key, static group => group.LongCount());
            solutions = solutions.ContainsKey("") ? found : found
                .Where(one => solutions.ContainsKey(one.Key))
                .ToDictionary(static one => one.Key, one => one.Value * solutions[one.Key]);
        }

        return solutions.Values.Sum();
    }
}
