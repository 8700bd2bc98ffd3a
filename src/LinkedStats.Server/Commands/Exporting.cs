using LinkedStats.Cubes.Exchange;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Observations;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Commands;

/// <summary>Writes datasets, or everything, into files.</summary>
internal static class Exporting
{
    private const int QuadsPerLook = 1_000;
    private const int RowsPerBatch = 2_048;

    /// <summary>Writes quads.</summary>
    /// <param name="quads">The quads.</param>
    /// <param name="format">The format.</param>
    /// <param name="prefixes">The prefixes.</param>
    /// <param name="context">The terms of JSON-LD.</param>
    /// <param name="buffer">Receives the text.</param>
    public static void WriteQuads(
        IEnumerable<Quad> quads, RdfFormat format, PrefixMap prefixes, LinkedStatsContext context, StreamBuffer buffer)
    {
        var jsonLd = new JsonLdWriteOptions { Context = context };
        using QuadWriter writer = RdfWriter.Create(format, buffer, prefixes, jsonLd);
        int count = 0;
        foreach (Quad quad in quads)
        {
            writer.Add(quad);
            if (++count % QuadsPerLook == 0)
            {
                buffer.FlushIfFull();
            }
        }

        writer.Complete();
    }

    /// <summary>Writes the cells of a dataset as CSV.</summary>
    /// <param name="cube">The cube.</param>
    /// <param name="buffer">Receives the text.</param>
    public static void WriteCsv(CubeView cube, StreamBuffer buffer)
    {
        using var columns = new TableColumns(cube, cube.Columns, AllRows(cube.Cells.RowCount), null);
        var writer = new CsvObservationWriter(columns, LabelMode.Id, buffer);
        writer.Start();
        while (columns.ReadBatch() is var count and > 0)
        {
            writer.WriteBatch(count);
            buffer.FlushIfFull();
        }

        writer.Complete();
    }

    /// <summary>The quads of every visible graph.</summary>
    /// <param name="snapshot">What is visible.</param>
    /// <returns>The quads, graph after graph, each with its graph's name.</returns>
    public static IEnumerable<Quad> AllQuads(Snapshot snapshot)
    {
        foreach (TermId name in snapshot.GraphNames)
        {
            Term graph = snapshot.Get(name);
            foreach (Quad quad in snapshot.Graph(name)!.Match(null, null, null))
            {
                yield return quad with { Graph = graph };
            }
        }
    }

    private static IEnumerable<ReadOnlyMemory<int>> AllRows(int rowCount)
    {
        for (int start = 0; start < rowCount; start += RowsPerBatch)
        {
            yield return Enumerable.Range(start, Math.Min(RowsPerBatch, rowCount - start)).ToArray();
        }
    }
}
