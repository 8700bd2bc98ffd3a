using LinkedStats.Benchmarks.Agreement;
using LinkedStats.Benchmarks.Duck;
using LinkedStats.Benchmarks.Processes;
using LinkedStats.Benchmarks.Reporting;
using LinkedStats.SampleData.BenchmarkCubes;

namespace LinkedStats.Benchmarks.Queries;

/// <summary>The queries over the generated cubes, by LinkedStats and by DuckDB, and whether both agree.</summary>
internal static class QueryPart
{
    private const double RatioMax = 1.5;

    // An export is bound by its bytes, and two counts by almost nothing: the mean is about the others.
    private static readonly string[] OutsideMean = ["o_export", "h_count", "n_ic11"];

    /// <summary>Measures and writes the section.</summary>
    /// <param name="run">The run.</param>
    /// <returns>True when LinkedStats and DuckDB agree.</returns>
    public static Task<bool> RunAsync(BenchmarkRun run)
    {
        int observationCount = run.Options.ObservationCount;
        GeneratedCubes cubes = run.Cubes(observationCount);
        string store = run.Store(cubes, "store-queries");
        using ServerProcess process = ServerProcess.Start(store);
        using var server = new ServerAnswerer(process.Address);
        using var engine = new EngineAnswerer(store);
        using var duck = new DuckAnswerer(DuckCubes.Load(cubes));
        var timer = new QueryTimer();
        QueryRow[] rows =
        [
            .. GeneratedQueries.Read(run.Options.Shared).Select(query =>
            {
                Report.Progress(query.Name);
                IAnswerer[] answerers = query.Sql is null ? [server, engine] : [server, duck, engine];
                return QueryRow.Create(query, timer.Measure(query, answerers, run.Options.RunCount));
            }),
        ];

        Write(run, rows);
        return Task.FromResult(rows.All(static row => row.Difference is null));
    }

    private static void Write(BenchmarkRun run, QueryRow[] rows)
    {
        run.Report.Section($"Queries over {run.Options.ObservationCount:N0} observations", $"""
            Median of {run.Options.RunCount} warm runs. *HTTP* is from the request to the last byte of SPARQL JSON
            (N-Triples for CONSTRUCT) on a kept connection to a server in a process of its own; every text is another,
            so that nothing could come from a cache. *Engine* is the same in this process, from text to bytes. *DuckDB*
            executes the SQL in this process, in memory, and writes the same terms with `Utf8JsonWriter` from its data
            reader. The three take turns. *Ratio* is HTTP to DuckDB.
            """);
        run.Report.Table(
            ["query", "rows", "KB", "HTTP ms", "engine ms", "DuckDB ms", "ratio", "answers"],
            rows.Select(static row => (string[])
            [
                row.Name, Figures.Count(row.RowCount), Figures.Short(row.ByteCount / 1000.0),
                Figures.Milliseconds(row.Server), Figures.Milliseconds(row.Engine),
                row.Duck is { } duck ? Figures.Milliseconds(duck) : "",
                row.Ratio is { } ratio ? Figures.Ratio(ratio) + (ratio > RatioMax ? " **slow**" : "") : "",
                row.Duck is null ? "" : row.Difference is null ? "agree" : "**differ**",
            ]));
        QueryRow[] inMean = [.. rows.Where(static row => row.Ratio is not null && !OutsideMean.Contains(row.Name))];
        double mean = Figures.GeometricMean(inMean.Select(static row => row.Ratio!.Value));
        run.Report.Paragraph(
            $"Geometric mean of the ratios of {inMean.Length} queries (without {string.Join(", ", OutsideMean)}): "
            + $"**{Figures.Ratio(mean)}**; {inMean.Count(static row => row.Ratio > RatioMax)} above {RatioMax:F1}.");
        foreach (QueryRow row in rows.Where(static row => row.Difference is not null))
        {
            run.Report.Paragraph($"{row.Name} differs: {row.Difference}");
        }
    }

    private sealed record QueryRow(
        string Name, int RowCount, int ByteCount, TimeSpan Server, TimeSpan Engine, TimeSpan? Duck, string? Difference)
    {
        public double? Ratio => Duck is { } duck ? Server / duck : null;

        public static QueryRow Create(BenchmarkQuery query, (TimeSpan Median, ReadOnlyMemory<byte> Answer)[] measured)
        {
            AnswerRows[] answers = [.. measured.Select(one => AnswerRows.Parse(one.Answer, query.IsGraph))];
            string? difference = answers.Skip(1)
                .Select(other => IsPageInNoOrder(query)
                    ? AnswerComparison.CompareCounts(answers[0], other)
                    : AnswerComparison.Compare(answers[0], other))
                .FirstOrDefault(static found => found is not null);
            return new(
                query.Name, answers[0].Rows.Count, measured[0].Answer.Length, measured[0].Median, measured[^1].Median,
                query.Sql is null ? null : measured[1].Median, difference);
        }

        // Such a page may hold any rows.
        private static bool IsPageInNoOrder(BenchmarkQuery query) =>
            query.Sparql.Contains("LIMIT", StringComparison.Ordinal)
            && !query.Sparql.Contains("ORDER BY", StringComparison.Ordinal);
    }
}
