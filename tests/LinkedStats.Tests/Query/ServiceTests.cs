using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Conformance.ResultSets;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Query;

/// <summary>SERVICE: what is sent, what is joined, and how failures show.</summary>
public sealed class ServiceTests : IDisposable
{
    private const string Prologue = "PREFIX : <http://example.org/> ";
    private const int NodeCount = 12;

    private static readonly Iri Local = CubeSample.Ex("l");
    private static readonly Iri Remote = CubeSample.Ex("r");

    private readonly Store _store = Store.Open(new StoreOptions());
    private readonly StoredServices _services = new(Remote);

    public ServiceTests()
    {
        // n0…n11 in two graphs that link them differently; :r leads to blank nodes that neighbours share.
        Quad[] local = [.. Enumerable.Range(0, NodeCount).SelectMany(static i => new[]
        {
            Triple(i, "p", CubeSample.Ex($"n{(i + 1) % NodeCount}")),
            Triple(i, "p", CubeSample.Ex($"n{i * 5 % NodeCount}")),
            Triple(i, "at", Iri.Parse(i % 2 == 0 ? "http://even.example/" : "http://odd.example/")),
        }), Triple(3, "at", new Literal("nowhere"))];
        Quad[] remote = [.. Enumerable.Range(0, NodeCount).Where(static i => i % 3 != 1).SelectMany(static i => new[]
        {
            Triple(i, "q", CubeSample.Ex($"n{i * 2 % NodeCount}")),
            Triple(i, "q", new Literal($"say \"{i}\"\n")),
            Triple(i, "r", new BlankNode($"b{i / 4}")),
        })];
        Add(_store, (Local, local), (Remote, remote));
        foreach (string name in (string[])["http://r.example/", "http://even.example/", "http://odd.example/"])
        {
            Store store = Store.Open(new StoreOptions());
            Add(store, (Remote, remote));
            _services.Add(Iri.Parse(name), store);
        }
    }

    /// <summary>Queries in which SERVICE, written <c>#</c>, means what GRAPH would mean.</summary>
    public static TheoryData<string> SameAsGraph { get; } =
    [
        "SELECT * { ?s :p ?o . # { ?s :q ?v } }",
        "SELECT ?s ?w { ?s :p ?o . # { ?s :q ?v . ?v :q ?w } }",
        "SELECT * { # { ?s :q ?v } ?v :p ?o }",
        "SELECT * { ?s :p ?o OPTIONAL { # { ?s :q ?v } } }",
        "SELECT * { ?s :p ?o OPTIONAL { # { ?s :q ?v } FILTER(?v != ?o) } }",
        "SELECT * { ?s :p ?o MINUS { # { ?s :q ?v } } }",
        "SELECT * { ?s :p ?o FILTER EXISTS { # { ?o :q ?v } } }",
        "SELECT * { ?s :p ?o FILTER NOT EXISTS { # { ?o :q ?v } } }",
        "SELECT * { { ?s :p ?o } UNION { # { ?s :q ?o } } }",
        "SELECT * { # { ?s :q ?v OPTIONAL { ?v :q ?w } } ?w :p ?o }",
        "SELECT * { ?s :p ?o OPTIONAL { ?o :p ?w FILTER(?w = :n1) } # { ?s :q ?w } }",
        "SELECT * { VALUES (?s ?w) { (:n2 UNDEF) (UNDEF :n4) (:n3 :n6) (:n3 :n7) } # { ?s :q ?w } }",
        "SELECT ?s (COUNT(*) AS ?n) (COUNT(DISTINCT ?v) AS ?d) { ?s :p ?o . # { ?s :q ?v } } GROUP BY ?s",
        "SELECT * { ?s :p ?o . # { SELECT ?s (COUNT(*) AS ?n) { ?s :q ?v } GROUP BY ?s } }",
        "SELECT * { BIND(:n2 AS ?s) # { ?s :q ?v } }",
        "SELECT * { ?s :p ?o . # { ?s :q ?v FILTER(?v != :n2) } FILTER(?v != ?o) }",
        "SELECT (COUNT(*) AS ?n) { # { ?x :q ?y } }",
        "SELECT (COUNT(*) AS ?n) { ?s :p ?o . # { [] :q [] } }",
        "SELECT * { ?s :p ?o . # { :n2 :q :n4 } }",
        "SELECT * { # { ?s :q ?v } # { ?v :q ?w } }",
        "SELECT * { ?s :p ?o . # { VALUES ?s { :n1 :n2 } ?s :q* ?v } }",
        "SELECT * { ?s :p ?o . # { ?s :r ?b } }",
        "SELECT (COUNT(DISTINCT ?b) AS ?n) { ?s :p ?o . # { ?s :r ?b } }",
        "SELECT * { # { ?s :r ?b } # { ?s :q ?v } }",
        "SELECT ?v { ?s :p ?o . # { ?s :q ?v } } ORDER BY STR(?v) LIMIT 3",
        "SELECT * { ?s :p ?o . { # { ?s :q ?v } FILTER(ISIRI(?v)) } }",
        "SELECT * { ?s :p :none . # { ?s :q ?v } }",
    ];

    [Theory]
    [MemberData(nameof(SameAsGraph))]
    public void Run_Service_GivesWhatTheSameGraphHereWould(string query)
    {
        ResultTable expected = Read(query.Replace("#", "GRAPH :r", StringComparison.Ordinal), new ServiceLimits());

        foreach ((int rows, int blocks) in ((int, int)[])[(200, 10), (1, 50), (5, 3), (2, 2)])
        {
            ResultTable actual = Read(
                query.Replace("#", "SERVICE <http://r.example/>", StringComparison.Ordinal),
                new ServiceLimits { BlockRows = rows, BlocksMax = blocks, CallsMax = 500 });
            ResultTable.AssertSame(expected, actual);
        }
    }

    [Fact]
    public void Run_JoinWithFewRows_SendsTheirValuesAndAsksForWhatIsRead()
    {
        Read("SELECT ?s ?v { ?s :p :n1 . SERVICE <http://r.example/> { ?s :q ?v . ?v :q ?w } }", new ServiceLimits());

        string query = Assert.Single(_services.Requests).Query;
        Assert.EndsWith(
            "SELECT ?s ?v WHERE { ?s :q ?v . ?v :q ?w }\nVALUES (?s) { (<http://example.org/n0>) (<http://example.org/n5>) }",
            query, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_JoinWithNoRow_AsksNobody()
    {
        Read("SELECT * { ?s :p :none . SERVICE <http://r.example/> { ?s :q ?v } }", new ServiceLimits());
        Read("SELECT * { ?s :p ?o FILTER(1 = 2) SERVICE <http://r.example/> { ?s :q ?v } }", new ServiceLimits());

        Assert.Empty(_services.Requests);
    }

    [Theory]
    [InlineData(5, 3, 3)]
    [InlineData(5, 2, 1)]
    [InlineData(12, 1, 1)]
    public void Run_JoinWithManyRows_SendsBlocksOrNothing(int rows, int blocks, int calls)
    {
        Read(
            "SELECT * { ?s :at ?o FILTER(ISIRI(?o)) SERVICE <http://r.example/> { ?s :q ?v } }",
            new ServiceLimits { BlockRows = rows, BlocksMax = blocks });

        Assert.Equal(calls, _services.Requests.Count);
    }

    [Fact]
    public void Run_GroupThatPicksRows_IsAskedOnce()
    {
        Read(
            "SELECT * { ?s :p ?o . SERVICE <http://r.example/> { SELECT * { ?s :q ?v } LIMIT 5 } }",
            new ServiceLimits { BlockRows = 2 });

        Assert.DoesNotContain("VALUES", Assert.Single(_services.Requests).Query, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_VariableEndpoint_AsksEachForItsOwnRows()
    {
        ResultTable table = Read(
            "SELECT ?s ?e ?v { SERVICE ?e { ?s :q ?v } ?s :at ?e FILTER(ISIRI(?e)) }", new ServiceLimits());

        Assert.Equal(2, _services.Requests.Count);
        Assert.Contains("n2>", _services.Requests.Single(r => r.Endpoint.Text.Contains("even", StringComparison.Ordinal)).Query, StringComparison.Ordinal);
        Assert.DoesNotContain("n3>", _services.Requests.Single(r => r.Endpoint.Text.Contains("even", StringComparison.Ordinal)).Query, StringComparison.Ordinal);
        Assert.Equal(16, table.Rows.Count);
        Assert.All(table.Rows, row => Assert.NotNull(row[1]));
    }

    [Theory]
    [InlineData("SELECT * { SERVICE ?e { ?s :q ?v } }", QueryFailure.Unsupported)]
    [InlineData("SELECT * { { SERVICE ?e { ?s :q ?v } } UNION { ?s :at ?e } }", QueryFailure.Unsupported)]
    [InlineData("SELECT * { ?s :p ?o OPTIONAL { ?s :none ?e } SERVICE ?e { ?s :q ?v } }", QueryFailure.Unsupported)]
    [InlineData("SELECT * { :n3 :at ?e SERVICE ?e { ?s :q ?v } }", QueryFailure.ServiceFailed)]
    [InlineData("SELECT * { SERVICE <http://none.example/> { ?s :q ?v } }", QueryFailure.ServiceFailed)]
    public void Run_EndpointThatIsNone_IsAnError(string query, QueryFailure expected) =>
        Assert.Equal(expected, Assert.Throws<QueryException>(() => Read(query, new ServiceLimits())).Failure);

    [Theory]
    [InlineData("SELECT * { ?s :p :n1 SERVICE SILENT <http://none.example/> { ?s :q ?v } }", 2)]
    [InlineData("SELECT * { SERVICE SILENT <http://none.example/> { ?s :q ?v } }", 1)]
    [InlineData("SELECT * { :n3 :at ?e SERVICE SILENT ?e { :n3 :q ?v } }", 3)]
    [InlineData("SELECT * { ?s :p :n1 OPTIONAL { SERVICE SILENT <http://none.example/> { ?s :q ?v } } }", 2)]
    public void Run_SilentFailure_IsOneSolutionWithoutBindings(string query, int rows) =>
        Assert.Equal(rows, Read(query, new ServiceLimits()).Rows.Count);

    [Fact]
    public void Run_ServiceSwitchedOff_IsAnErrorUnlessSilent()
    {
        const string Query = "{ ?s :p :n1 SERVICE % <http://r.example/> { ?s :q ?v } }";

        Assert.Equal(QueryFailure.Unsupported, Assert.Throws<QueryException>(
            () => Read("SELECT * " + Query.Replace("%", "", StringComparison.Ordinal), new ServiceLimits(), isOff: true)).Failure);
        Assert.Equal(2, Read("SELECT * " + Query.Replace("%", "SILENT", StringComparison.Ordinal), new ServiceLimits(), isOff: true).Rows.Count);
    }

    [Theory]
    [InlineData("""{ "results": { "bindings": [ { "v": { "type": "uri", "value": "http://a.example/" } }, """, "application/json")]
    [InlineData("""{ "results": { "bindings": [ { "v": { "type": "uri", "value": "a" } } ] } }""", "application/json")]
    [InlineData("""{ "boolean": true }""", "application/sparql-results+json")]
    [InlineData("<html>Welcome</html>", "text/html")]
    [InlineData("v\r\n1\r\n", "text/csv")]
    [InlineData("", "")]
    public void Run_AnswerThatIsNone_IsAFailureOfTheWhole(string answer, string type)
    {
        _services.Instead = _ => StoredServices.Answer(answer, type);

        QueryException error = Assert.Throws<QueryException>(
            () => Read("SELECT * { SERVICE <http://r.example/> { ?s :q ?v } }", new ServiceLimits()));
        ResultTable silent = Read("SELECT * { SERVICE SILENT <http://r.example/> { ?s :q ?v } }", new ServiceLimits());

        Assert.Equal(QueryFailure.ServiceFailed, error.Failure);
        Assert.Contains("http://r.example/", error.Message, StringComparison.Ordinal);
        Assert.Equal([null, null], Assert.Single(silent.Rows));
    }

    [Fact]
    public void Run_SecondBlockFailing_LeavesNothingOfTheFirst()
    {
        _services.Instead = _ => _services.Requests.Count == 2
            ? throw new QueryException(QueryFailure.ServiceTimeout, "slow") : null;

        ResultTable table = Read(
            "SELECT * { ?s :p :n1 SERVICE SILENT <http://r.example/> { ?s :q ?v } }", new ServiceLimits { BlockRows = 1 });

        Assert.Equal(2, table.Rows.Count);
        Assert.All(table.Rows, row => Assert.Null(row[table.Variables.ToList().IndexOf("v")]));
    }

    [Fact]
    public void Run_BlankNodes_AreThoseOfOneAnswer()
    {
        _services.Instead = static _ => StoredServices.Answer(
            """{ "results": { "bindings": [ { "a": { "type": "bnode", "value": "b0" }, "b": { "type": "bnode", "value": "b0" } } ] } }""");

        ResultTable table = Read(
            "SELECT * { SERVICE <http://r.example/> { ?a :q ?b } GRAPH :r { :n0 :r ?e } }", new ServiceLimits());
        ResultTable joined = Read(
            "SELECT * { SERVICE <http://r.example/> { ?a :q ?b } SERVICE <http://odd.example/> { ?a :q ?b } }", new ServiceLimits());
        Term?[] row = Assert.Single(table.Rows);
        Term? Value(string name) => row[table.Variables.ToList().IndexOf(name)];

        Assert.IsType<BlankNode>(Value("a"));
        Assert.Equal(Value("a"), Value("b"));
        Assert.NotEqual(Value("a"), Value("e"));
        Assert.Empty(joined.Rows);
    }

    [Fact]
    public void Run_JoinOverABlankNode_DoesNotMatchALabel()
    {
        ResultTable table = Read("SELECT * { GRAPH :r { :n0 :r ?b } SERVICE <http://r.example/> { ?s :r ?b } }", new ServiceLimits());

        Assert.Empty(table.Rows);
        Assert.DoesNotContain("VALUES", Assert.Single(_services.Requests).Query, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Group_IsSentAsItIsWritten()
    {
        const string Group = """
            { # a comment with a }
                ?s <q> "\\u0041 \u00e9", 'x\u0041' ; a:b [ :c ?v ] . _:n <#f> (1 2.0) .
                SERVICE SILENT ?e { ?v ^<q>/!(a:b|^:c)* ?x } FILTER(IRI("rel") != ?v) }
            """;
        _services.Instead = static _ => StoredServices.Answer("""{ "results": { "bindings": [] } }""");

        Read(
            "BASE <http://base.example/d/> PREFIX a: <a#> PREFIX unused: <http://u.example/> SELECT ?s ?v { SERVICE <http://r.example/> "
                + Group + " }",
            new ServiceLimits());

        string expected = "BASE <http://base.example/d/>\nPREFIX : <http://example.org/>\nPREFIX a: <http://base.example/d/a#>\n"
            + "SELECT ?s ?v WHERE " + Group;
        string sent = Assert.Single(_services.Requests).Query;
        Assert.Equal(expected.Split('\n').Order(), sent.Split('\n').Order());
        Assert.Equal(QueryForm.Select, QueryEngine.Parse(sent, null, new QueryLimits()).Form);
    }

    [Theory]
    [InlineData("BytesMax", QueryFailure.ServiceFailed)]
    [InlineData("RowsMax", QueryFailure.ServiceFailed)]
    [InlineData("CallsMax", QueryFailure.ServiceRefused)]
    public void Run_BeyondALimit_IsAnError(string limit, QueryFailure expected)
    {
        ServiceLimits limits = limit switch
        {
            "BytesMax" => new ServiceLimits { BytesMax = 300 },
            "RowsMax" => new ServiceLimits { RowsMax = 3 },
            _ => new ServiceLimits { CallsMax = 3, BlockRows = 1, BlocksMax = 100 },
        };

        QueryException error = Assert.Throws<QueryException>(
            () => Read("SELECT * { ?s :p ?o SERVICE <http://r.example/> { ?s :q ?v } }", limits));

        Assert.Equal(expected, error.Failure);
    }

    [Fact]
    public void Run_TimeOfACall_IsWithinThatOfTheQuery()
    {
        Read("SELECT * { SERVICE <http://r.example/> { ?s :q ?v } }", new ServiceLimits { Timeout = TimeSpan.FromHours(1) });

        Assert.InRange(Assert.Single(_services.Requests).Timeout, TimeSpan.Zero, new QueryLimits().Deadline);
    }

    [Fact]
    public void Explain_Service_ShowsTheCallAndMakesNone()
    {
        using SnapshotLease lease = _store.Acquire(Viewer.Public);

        string plan = new QueryEngine(_services).Explain(
            Parse("SELECT * { ?s :p :n1 SERVICE SILENT <http://r.example/> { ?s :q ?v } }"),
            lease.Snapshot, new QueryLimits(), false, TestContext.Current.CancellationToken);

        Assert.Contains("ServiceScan silent <http://r.example/> for ?s ?v", plan, StringComparison.Ordinal);
        Assert.Empty(_services.Requests);
    }

    [Theory]
    [InlineData("SELECT * { ?s ?service ?o }", false)]
    [InlineData("SELECT * { ?s ?p ?o FILTER EXISTS { OPTIONAL { SERVICE <http://r.example/> { } } } }", true)]
    [InlineData("CONSTRUCT { ?s ?p ?o } WHERE { { SELECT * { SERVICE ?s { ?s ?p ?o } } } }", true)]
    public void AsksServices_OfAQuery_SaysWhetherServiceIsInIt(string query, bool expected) =>
        Assert.Equal(expected, Parse(query).AsksServices);

    public void Dispose()
    {
        _services.Dispose();
        _store.Dispose();
    }

    private static Quad Triple(int subject, string predicate, Term value) =>
        new(CubeSample.Ex($"n{subject}"), CubeSample.Ex(predicate), value);

    private static void Add(Store store, params (Iri Name, Quad[] Quads)[] graphs)
    {
        using StoreWriter writer = store.BeginWrite(CancellationToken.None);
        foreach ((Iri name, Quad[] quads) in graphs)
        {
            writer.AddGraph(name, GraphRole.Metadata, quads);
        }

        writer.Commit();
    }

    private static QueryAlgebra Parse(string query) => QueryEngine.Parse(Prologue + query, null, new QueryLimits()) with
    {
        DefaultGraphs = [Local],
        NamedGraphs = [Remote],
    };

    private ResultTable Read(string query, ServiceLimits services, bool isOff = false)
    {
        using SnapshotLease lease = _store.Acquire(Viewer.Public);
        var limits = new QueryLimits { Service = services };
        return ResultTable.From(new QueryEngine(isOff ? null : _services).Run(
            Parse(query), lease.Snapshot, limits, TestContext.Current.CancellationToken));
    }
}
