using LinkedStats.Benchmarks.Agreement;
using LinkedStats.Benchmarks.Reporting;

namespace LinkedStats.Benchmarks.Queries;

/// <summary>A query that LinkedStats and DuckDB have answered: the times, and whether the answers agree.</summary>
/// <param name="Name">The name of the query.</param>
/// <param name="RowCount">The rows or triples of the answer.</param>
/// <param name="ByteCount">Its bytes.</param>
/// <param name="Server">The time over HTTP.</param>
/// <param name="Engine">The time in this process.</param>
/// <param name="Duck">The time of DuckDB; null where there is no SQL.</param>
/// <param name="Difference">The first difference between the answers; null for none.</param>
internal sealed record QueryRow(
    string Name, int RowCount, int ByteCount, QueryTime Server, QueryTime Engine, QueryTime? Duck, string? Difference)
{
    /// <summary>The time over HTTP to the time of DuckDB; null where there is no SQL.</summary>
    public double? Ratio => Duck is null ? null : Server.Median / Duck.Median;

    /// <summary>The same of the shortest times, which other work on the machine disturbs least.</summary>
    public double? RatioOfShortest => Duck is null ? null : Server.Shortest / Duck.Shortest;

    /// <summary>Asks all three.</summary>
    /// <param name="timer">The timer.</param>
    /// <param name="query">The query.</param>
    /// <param name="server">The server.</param>
    /// <param name="duck">DuckDB.</param>
    /// <param name="engine">The engine in this process.</param>
    /// <param name="runCount">How often each is measured.</param>
    /// <returns>The row.</returns>
    public static QueryRow Measure(
        QueryTimer timer, BenchmarkQuery query, IAnswerer server, IAnswerer duck, IAnswerer engine, int runCount)
    {
        Report.Progress(query.Name);
        IAnswerer[] answerers = query.Sql is null ? [server, engine] : [server, duck, engine];
        (QueryTime Time, ReadOnlyMemory<byte> Answer)[] measured = timer.Measure(query, answerers, runCount);
        AnswerRows[] answers = [.. measured.Select(one => AnswerRows.Parse(one.Answer, query.IsGraph))];
        string? difference = answers.Skip(1)
            .Select(other => IsPageInNoOrder(query)
                ? AnswerComparison.CompareCounts(answers[0], other)
                : AnswerComparison.Compare(answers[0], other))
            .FirstOrDefault(static found => found is not null);
        return new(
            query.Name, answers[0].Rows.Count, measured[0].Answer.Length, measured[0].Time, measured[^1].Time,
            query.Sql is null ? null : measured[1].Time, difference);
    }

    // Such a page may hold any rows.
    private static bool IsPageInNoOrder(BenchmarkQuery query) =>
        query.Sparql.Contains("LIMIT", StringComparison.Ordinal)
        && !query.Sparql.Contains("ORDER BY", StringComparison.Ordinal);
}

/// <summary>Writes what queries took.</summary>
internal static class QueryTable
{
    private const double RatioMax = 1.5;

    /// <summary>Writes a table, the mean of the ratios, and the differences.</summary>
    /// <param name="report">The report.</param>
    /// <param name="rows">The queries.</param>
    /// <param name="outsideMean">The queries that the mean is not about.</param>
    /// <returns>True when all answers agree.</returns>
    public static bool Write(Report report, IReadOnlyList<QueryRow> rows, params string[] outsideMean)
    {
        report.Table(
            ["query", "rows", "KB", "HTTP ms", "engine ms", "DuckDB ms", "ratio", "answers"],
            rows.Select(static row => (string[])
            [
                row.Name, Figures.Count(row.RowCount), Figures.Short(row.ByteCount / 1000.0),
                Figures.Milliseconds(row.Server.Median), Figures.Milliseconds(row.Engine.Median),
                row.Duck is { } duck ? Figures.Milliseconds(duck.Median) : "",
                row.Ratio is { } ratio ? Figures.Ratio(ratio) + (ratio > RatioMax ? " **slow**" : "") : "",
                row.Duck is null ? "" : row.Difference is null ? "agree" : "**differ**",
            ]));
        QueryRow[] inMean = [.. rows.Where(row => row.Duck is not null && !outsideMean.Contains(row.Name))];
        string without = outsideMean.Length == 0 ? "" : $" (without {string.Join(", ", outsideMean)})";
        report.Paragraph(
            $"Geometric mean of the ratios of {inMean.Length} queries{without}: "
            + $"**{Figures.Ratio(Figures.GeometricMean(inMean.Select(static row => row.Ratio!.Value)))}**, of the "
            + "shortest times "
            + $"{Figures.Ratio(Figures.GeometricMean(inMean.Select(static row => row.RatioOfShortest!.Value)))}; "
            + $"{inMean.Count(static row => row.Ratio > RatioMax)} above {RatioMax:F1}.");
        foreach (QueryRow row in rows.Where(static row => row.Difference is not null))
        {
            report.Paragraph($"{row.Name} differs: {row.Difference}");
        }

        return rows.All(static row => row.Difference is null);
    }
}
