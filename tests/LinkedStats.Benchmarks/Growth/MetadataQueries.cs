using System.Globalization;
using System.Text;
using LinkedStats.Benchmarks.Processes;
using LinkedStats.Benchmarks.Queries;
using LinkedStats.Benchmarks.Reporting;

namespace LinkedStats.Benchmarks.Growth;

/// <summary>Questions about much metadata, as tools and catalogues ask them.</summary>
internal static class MetadataQueries
{
    private const string Prefixes = """
        PREFIX d: <http://purl.org/dc/terms/>
        PREFIX x: <http://www.w3.org/2001/XMLSchema#>
        PREFIX series: <http://things.example.org/series/>

        """;

    /// <summary>Measures them, and writes their table.</summary>
    /// <param name="run">The run.</param>
    /// <param name="store">The store with the things that <see cref="MetadataPart"/> writes.</param>
    /// <param name="thingCount">Their number.</param>
    /// <returns>True when the answers are right.</returns>
    public static bool Measure(BenchmarkRun run, string store, int thingCount)
    {
        using ServerProcess process = ServerProcess.Start(store);
        using var server = new ServerAnswerer(process.Address);
        var timer = new QueryTimer();
        List<string[]> rows = [];
        bool isRight = true;
        foreach ((string name, string sparql, string expected) in Questions(thingCount))
        {
            Report.Progress(name);
            var query = new BenchmarkQuery(name, Prefixes + sparql, null, null);
            (QueryTime time, ReadOnlyMemory<byte> answer) =
                timer.Measure(query, [server], run.Options.RunCount)[0];
            bool holds = Encoding.UTF8.GetString(answer.Span).Contains($"{expected}\"", StringComparison.Ordinal);
            isRight &= holds;
            rows.Add([name, $"`{sparql}`", Figures.Milliseconds(time.Median), holds ? "right" : "**wrong**"]);
        }

        run.Report.Paragraph($"""
            Queries over the same metadata, over HTTP, median of {run.Options.RunCount} warm runs; `d:` are the terms of
            Dublin Core, `x:` the types of XML Schema.
            """);
        run.Report.Table(["", "query", "ms", "answer"], rows);
        return isRight;
    }

    private static (string Name, string Sparql, string Expected)[] Questions(int thingCount)
    {
        string all = Value(thingCount);
        return
        [
            ("star of two", "SELECT (COUNT(*) AS ?n) { ?s d:title ?t ; d:identifier ?i }", all),
            ("star of three",
                "SELECT (COUNT(*) AS ?n) { ?s d:issued \"1950\"^^x:gYear ; d:title ?t ; d:isPartOf ?p }",
                Value((thingCount - 50 + 119) / 120)),
            ("one of a thousand series", "SELECT ?t { ?s d:isPartOf series:7 ; d:title ?t }",
                "Report 7 of the series"),
            ("newest ten", "SELECT ?s ?y { ?s d:issued ?y } ORDER BY DESC(?y) LIMIT 10", "2019"),
            ("first ten by title", "SELECT ?t { ?s d:title ?t } ORDER BY ?t LIMIT 10", "Report 0 of the series"),
            ("groups", "SELECT ?y (COUNT(*) AS ?n) { ?s d:issued ?y } GROUP BY ?y", "1900"),
            ("title with a part", "SELECT (COUNT(*) AS ?n) { ?s d:title ?t FILTER(CONTAINS(?t, \"t 4711 o\")) }",
                Value(thingCount > 4711 ? 1 : 0)),
            ("predicates", "SELECT DISTINCT ?p { ?s ?p ?o }", "http://purl.org/dc/terms/identifier"),
            ("types", "SELECT DISTINCT ?c { ?s a ?c }", "http://purl.org/dc/dcmitype/Text"),
            ("graphs", "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "/def/linkedstats"),
        ];
    }

    private static string Value(int number) => string.Create(CultureInfo.InvariantCulture, $"\"value\":\"{number}");
}
