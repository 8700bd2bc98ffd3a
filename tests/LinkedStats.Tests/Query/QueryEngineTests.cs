using System.Text;
using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Optimizer;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Conformance.ResultSets;

namespace LinkedStats.Tests.Query;

/// <summary>Small questions with answers that are easily got wrong; each with all passes and with none.</summary>
public sealed class QueryEngineTests
{
    private const string Prefixes = "PREFIX : <http://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n";

    /// <summary>TriG, a query, and its rows in any order; IRIs by their local names, - for unbound.</summary>
    public static TheoryData<string, string, string[]> Answers() => new()
    {
        // Blank nodes of a query are no variables of its solutions.
        { ":g { :s :p 1, 2 . }", "SELECT (COUNT(DISTINCT *) AS ?n) { ?s :p [] }", ["1"] },
        { ":g { :s :p 1, 2 . }", "SELECT (COUNT(DISTINCT *) AS ?n) { ?s :p ?o }", ["2"] },

        // Each triple is a way for a negated set.
        { ":g { :s :p :o ; :q :o . }", "SELECT * { :s !:r ?o }", ["o", "o"] },
        { ":g { :s :p :o ; :q :o . }", "SELECT * { :o ^(!:r) ?s }", ["s", "s"] },
        { ":g { :s :p :o ; :q :o . }", "SELECT * { :s (!:r)? ?o }", ["o", "s"] },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Run_SmallQuery_GivesTheRows(string data, string query, string[] expected)
    {
        using Store store = Open(data);
        foreach (OptimizerOptions options in (OptimizerOptions[])
            [new(), new() { Disabled = [.. QueryOptimizer.Passes.Select(static pass => pass.Name)] }])
        {
            string[] rows = Run(new QueryEngine(options, TimeProvider.System), query, store);

            Assert.Equal(expected.Order(StringComparer.Ordinal), rows);
        }
    }

    private static Store Open(string data)
    {
        var quads = new QuadList();
        var text = new MemoryStream(Encoding.UTF8.GetBytes(Prefixes + data));
        RdfReader.Read(text, RdfFormat.ForFileName("data.trig")!, null, quads);
        Store store = Store.Open(new StoreOptions());
        using StoreWriter writer = store.BeginWrite(CancellationToken.None);
        foreach (IGrouping<Term?, Quad> graph in quads.Quads.GroupBy(static quad => quad.Graph))
        {
            writer.AddGraph((Iri)graph.Key!, GraphRole.Metadata, graph);
        }

        writer.Commit();
        return store;
    }

    private static string[] Run(QueryEngine engine, string text, Store store)
    {
        QueryAlgebra query = QueryEngine.Parse(Prefixes + text, null, new QueryLimits());
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        ResultTable table = ResultTable.From(
            engine.Run(query, lease.Snapshot, new QueryLimits(), TestContext.Current.CancellationToken));
        return [.. table.Rows.Select(static row => string.Join(' ', row.Select(Text))).Order(StringComparer.Ordinal)];
    }

    private static string Text(Term? term) => term switch
    {
        Iri iri => iri.Text[(iri.Text.LastIndexOf('/') + 1)..],
        Literal literal => literal.Lexical,
        BlankNode => "_",
        _ => "-",
    };
}
