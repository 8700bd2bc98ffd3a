using System.Globalization;
using System.Text;
using LinkedStats.Benchmarks.Queries;

namespace LinkedStats.Benchmarks.Throughput;

/// <summary>A request, ready to be sent; a number in it can be changed so that no two are the same.</summary>
internal sealed class LoadRequest
{
    private const string Counter = "0000000000";
    private readonly byte[] _bytes;
    private readonly int _counterStart;

    private LoadRequest(string head, string body)
    {
        string text = $"{head}\r\nHost: localhost\r\n\r\n{body}";
        _bytes = Encoding.ASCII.GetBytes(text);
        _counterStart = body.Length > 0 ? text.LastIndexOf(Counter, StringComparison.Ordinal) : -1;
    }

    /// <summary>A GET request.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The request.</returns>
    public static LoadRequest Get(string path) => new($"GET {path} HTTP/1.1", "");

    /// <summary>A query by POST that is another text each time.</summary>
    /// <param name="query">The query, in ASCII.</param>
    /// <returns>The request; the answer is SPARQL JSON, or N-Triples where it is a graph.</returns>
    public static LoadRequest Query(BenchmarkQuery query)
    {
        string body = $"{query.Sparql}\n# {Counter}\n";
        string accept = query.IsGraph ? "application/n-triples" : "application/sparql-results+json";
        string head = string.Create(CultureInfo.InvariantCulture, $"""
            POST /sparql HTTP/1.1
            Content-Type: application/sparql-query
            Accept: {accept}
            Content-Length: {body.Length}
            """);
        return new LoadRequest(head.ReplaceLineEndings("\r\n"), body);
    }

    /// <summary>The bytes to send.</summary>
    /// <param name="number">The number of the request.</param>
    /// <returns>The bytes, valid until the next call.</returns>
    public ReadOnlySpan<byte> Bytes(int number)
    {
        for (int i = Counter.Length - 1; _counterStart >= 0 && i >= 0; i--, number /= 10)
        {
            _bytes[_counterStart + i] = (byte)('0' + (number % 10));
        }

        return _bytes;
    }
}
