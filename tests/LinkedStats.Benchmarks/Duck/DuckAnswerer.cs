using System.Buffers;
using System.Globalization;
using DuckDB.NET.Data;
using LinkedStats.Benchmarks.Queries;

namespace LinkedStats.Benchmarks.Duck;

/// <summary>Asks DuckDB through ADO.NET and writes the bytes that a SPARQL server would send.</summary>
/// <param name="connection">The open connection.</param>
internal sealed class DuckAnswerer(DuckDBConnection connection) : IAnswerer
{
    /// <inheritdoc/>
    public void Answer(BenchmarkQuery query, int run, ArrayBufferWriter<byte> output)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"{query.Sql}\n-- run {run}\n");
        using DuckDBDataReader reader = command.ExecuteReader();
        query.Shape!.Write(reader, output);
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
