using DuckDB.NET.Data;
using LinkedStats.SampleData.BenchmarkCubes;

namespace LinkedStats.Benchmarks.Duck;

/// <summary>The generated cubes as tables of DuckDB, from the same CSV.</summary>
internal static class DuckCubes
{
    private const string CodeColumns =
        "'code': 'VARCHAR', 'level': 'INTEGER', 'parent': 'VARCHAR', 'label_fr': 'VARCHAR', 'label_en': 'VARCHAR'";

    /// <summary>Reads the cubes into a database in memory, with DuckDB's defaults.</summary>
    /// <param name="cubes">The cubes.</param>
    /// <returns>The open connection.</returns>
    public static DuckDBConnection Load(GeneratedCubes cubes)
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        foreach (BenchmarkManifest manifest in BenchmarkManifest.All)
        {
            string type = manifest.ValueType == "decimal" ? "DECIMAL(12,2)" : "DOUBLE";
            Create(connection, cubes, manifest.Dataset,
                "'area': 'VARCHAR', 'period': 'VARCHAR', 'occ': 'VARCHAR', 'sex': 'VARCHAR', "
                + $"'value': '{type}', 'cnt': 'INTEGER', 'status': 'VARCHAR'");
        }

        foreach (string codes in (string[])["area", "period", "occ"])
        {
            Create(connection, cubes, codes, CodeColumns);
        }

        return connection;
    }

    private static void Create(DuckDBConnection connection, GeneratedCubes cubes, string table, string columns)
    {
        string path = Path.Combine(cubes.Folder, table + ".csv").Replace("'", "''", StringComparison.Ordinal);
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText =
            $"CREATE TABLE {table} AS SELECT * FROM read_csv('{path}', header = true, columns = {{{columns}}})";
        command.ExecuteNonQuery();
    }
}
