using DuckDB.NET.Data;
using LinkedStats.Benchmarks.Duck;
using LinkedStats.Benchmarks.Processes;
using LinkedStats.Benchmarks.Queries;
using LinkedStats.Benchmarks.Reporting;

namespace LinkedStats.Benchmarks.Shapes;

/// <summary>The same kinds of questions about cubes of other shapes.</summary>
internal static class ShapePart
{
    /// <summary>Measures and writes the section.</summary>
    /// <param name="run">The run.</param>
    /// <returns>True when LinkedStats and DuckDB agree.</returns>
    public static Task<bool> RunAsync(BenchmarkRun run)
    {
        string folder = run.EmptyFolder("shapes");
        string store = run.EmptyFolder("store-shapes");
        ServerProgram.Publish(store, [.. CubeShape.All.SelectMany(shape => ShapePackage.Write(shape, folder))]);
        using ServerProcess process = ServerProcess.Start(store);
        using var server = new ServerAnswerer(process.Address);
        using var engine = new EngineAnswerer(store);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var duck = new DuckAnswerer(connection);
        var timer = new QueryTimer();
        var rows = new List<QueryRow>();
        foreach (CubeShape shape in CubeShape.All)
        {
            Load(connection, shape, folder);
            rows.AddRange(new ShapeQueries(shape).All().Select(
                query => QueryRow.Measure(timer, query, server, duck, engine, run.Options.RunCount)));
        }

        run.Report.Section("Cubes of other shapes", $"""
            The same kinds of questions about cubes that the generator does not make, measured in the same way. About one
            in fifty observations has no status.

            {string.Join('\n', CubeShape.All.Select(Describe))}
            """);
        return Task.FromResult(QueryTable.Write(run.Report, rows));
    }

    private static string Describe(CubeShape shape) =>
        $"- *{shape.Name}*: {shape.CodeCounts.Length} dimensions ({string.Join(" × ", shape.CodeCounts)}), "
        + $"{Figures.Ratio(shape.Fill)} full, {string.Join(", ", shape.Measures.Select(ShapeQueries.TypeOf))}"
        + (shape.HasOwnIris ? ", own IRIs" : "");

    private static void Load(DuckDBConnection connection, CubeShape shape, string folder)
    {
        string path = Path.Combine(folder, shape.Name + ".csv");
        ShapeFiles.Write(path, ShapeFiles.Columns(shape), ShapeFiles.Rows(shape));
        Create(connection, shape.Name, path, ShapeFiles.Columns(shape).Select(
            column => $"'{column}': '{TypeOf(shape, column)}'"));

        path = Path.Combine(folder, ShapePackage.BaseName(shape) + ".csv");
        ShapeFiles.Write(path, ["d0", "d1", "m0"], ShapeFiles.BaseRows(shape));
        Create(
            connection, ShapePackage.BaseName(shape), path,
            ["'d0': 'VARCHAR'", "'d1': 'VARCHAR'", "'m0': 'INTEGER'"]);

        path = Path.Combine(folder, shape.Name + "_codes.csv");
        ShapeFiles.Write(path, ["code", "parent"], Enumerable.Range(0, shape.CodeCounts[0])
            .Select(static code => (string[])[CubeShape.Code(0, code), CubeShape.Group(code)]));
        Create(connection, shape.Name + "_codes", path, ["'code': 'VARCHAR'", "'parent': 'VARCHAR'"]);
    }

    private static string TypeOf(CubeShape shape, string column) => column[0] != 'm'
        ? "VARCHAR"
        : shape.Measures[column[1] - '0'] switch
        {
            MeasureKind.Integer => "INTEGER",
            MeasureKind.Decimal => "DECIMAL(12,2)",
            _ => "DOUBLE",
        };

    private static void Create(DuckDBConnection connection, string table, string path, IEnumerable<string> columns)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"CREATE TABLE {table} AS SELECT * FROM read_csv("
            + $"'{path.Replace("'", "''", StringComparison.Ordinal)}', header = true, "
            + $"columns = {{{string.Join(", ", columns)}}})";
        command.ExecuteNonQuery();
    }
}
