using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Optimizer;
using LinkedStats.Query.Results;
using LinkedStats.Query.Sparql;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Conformance.ResultSets;
using LinkedStats.Tests.Reference;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Query.Differential;

/// <summary>Asks the engine and the reference evaluator the same, about the same data.</summary>
internal sealed class QueryComparison : IDisposable
{
    public const string Prologue = """
        PREFIX : <http://example.org/>
        PREFIX qb: <http://purl.org/linked-data/cube#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

        """;

    private static readonly ManualTime Clock = new(new DateTimeOffset(2024, 2, 29, 10, 0, 0, TimeSpan.Zero));
    private static readonly Iri Base = RandomGraphs.Ex("base/");
    private static readonly string[] Passes = [.. QueryOptimizer.Passes.Select(static pass => pass.Name)];

    private readonly ReferenceDataset _reference;
    private readonly List<(string Way, Store Store, string[] Disabled)> _ways = [];
    private readonly Store[] _stores;

    /// <summary>Stores the data as triples and, where there are cubes, as columns too.</summary>
    /// <param name="data">The data.</param>
    /// <param name="turn">Which of the passes is switched off alone.</param>
    public QueryComparison(TestData data, int turn)
    {
        _reference = data.ToReference();
        _stores = data.Cubes.IsEmpty ? [data.OpenTriples()] : [data.OpenTriples(), data.OpenColumns()];
        for (int i = 0; i < _stores.Length; i++)
        {
            string form = i == 0 ? "triples" : "columns";
            string pass = Passes[turn % Passes.Length];
            _ways.Add(($"{form}", _stores[i], []));
            _ways.Add(($"{form}, no pass", _stores[i], Passes));
            _ways.Add(($"{form} without {pass}", _stores[i], [pass]));
            _ways.Add(($"{form}, only {pass}", _stores[i], [.. Passes.Where(other => other != pass)]));
        }
    }

    /// <summary>Compares the answers to a query.</summary>
    /// <param name="text">The query, without prefixes.</param>
    /// <param name="isSkippedWhenEmpty">True to ask the engine only where there is an answer.</param>
    /// <param name="outcome">Whether it could be compared.</param>
    /// <returns>What is wrong; null where the answers agree, or where nobody can say.</returns>
    public string? FindDifference(string text, bool isSkippedWhenEmpty, out ComparisonOutcome outcome)
    {
        ExpectedAnswer expected;
        QueryAlgebra query;
        try
        {
            query = QueryEngine.Parse(Prologue + text, Base, new QueryLimits());
            expected = ExpectedAnswer.Of(query, _reference, Clock.Now);
        }
        catch (SparqlSyntaxException)
        {
            outcome = ComparisonOutcome.NotWellFormed;
            return null;
        }
        catch (ReferenceSizeException)
        {
            outcome = ComparisonOutcome.TooLarge;
            return null;
        }

        outcome = !expected.IsDecided ? ComparisonOutcome.Undecided
            : !expected.IsEmpty ? ComparisonOutcome.Compared
            : isSkippedWhenEmpty ? ComparisonOutcome.SkippedAsEmpty
            : ComparisonOutcome.ComparedEmpty;
        return outcome is ComparisonOutcome.Compared or ComparisonOutcome.ComparedEmpty
            ? _ways.Select(way => FindDifference(way, query, expected)).FirstOrDefault(static text => text is not null)
            : null;
    }

    public void Dispose()
    {
        foreach (Store store in _stores)
        {
            store.Dispose();
        }
    }

    private static string? FindDifference(
        (string Way, Store Store, string[] Disabled) way, QueryAlgebra query, ExpectedAnswer expected)
    {
        var engine = new QueryEngine(new OptimizerOptions { Disabled = [.. way.Disabled] }, Clock);
        using SnapshotLease lease = way.Store.Acquire(Viewer.Public);
        try
        {
            QueryResult result = engine.Run(
                query, lease.Snapshot, new QueryLimits(), TestContext.Current.CancellationToken);
            string? difference = result is GraphResult graph
                ? expected.FindDifference([.. graph.Quads])
                : expected.FindDifference(ResultTable.From(result));
            return difference is null ? null : $"{way.Way}: {difference}";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return $"{way.Way}: {exception}";
        }
    }
}

/// <summary>What became of a query.</summary>
internal enum ComparisonOutcome
{
    /// <summary>The answers were compared.</summary>
    Compared,

    /// <summary>The answers were compared, and should be empty.</summary>
    ComparedEmpty,

    /// <summary>The answer should be empty, of which there are enough.</summary>
    SkippedAsEmpty,

    /// <summary>The answer hangs on a choice that is left to the engine.</summary>
    Undecided,

    /// <summary>The query is too large for the reference evaluator.</summary>
    TooLarge,

    /// <summary>The text is no query.</summary>
    NotWellFormed,
}
