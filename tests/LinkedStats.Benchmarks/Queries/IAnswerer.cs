using System.Buffers;

namespace LinkedStats.Benchmarks.Queries;

/// <summary>Answers queries as SPARQL JSON, or as N-Triples where they construct a graph.</summary>
internal interface IAnswerer : IDisposable
{
    /// <summary>Answers a query anew, from its text to the last byte.</summary>
    /// <param name="query">The query.</param>
    /// <param name="run">The number of the run, which becomes part of the text: no two texts are the same.</param>
    /// <param name="output">Receives the answer.</param>
    void Answer(BenchmarkQuery query, int run, ArrayBufferWriter<byte> output);
}
