using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace LinkedStats.Benchmarks.Queries;

/// <summary>Asks a server over HTTP, on one connection that is kept open.</summary>
/// <param name="address">The address of the server.</param>
internal sealed class ServerAnswerer(Uri address) : IAnswerer
{
    private const int ReadBytes = 256 << 10;
    private static readonly MediaTypeWithQualityHeaderValue Rows = new("application/sparql-results+json");
    private static readonly MediaTypeWithQualityHeaderValue Triples = new("application/n-triples");
    private static readonly MediaTypeHeaderValue QueryType = new("application/sparql-query");
    private readonly HttpClient _client = new() { BaseAddress = address };

    /// <inheritdoc/>
    public void Answer(BenchmarkQuery query, int run, ArrayBufferWriter<byte> output)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{query.Sparql}\n# run {run}\n");
        using var request = new HttpRequestMessage(HttpMethod.Post, "sparql");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        request.Content.Headers.ContentType = QueryType;
        request.Headers.Accept.Add(query.IsGraph ? Triples : Rows);
        using HttpResponseMessage response = _client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        if (response.Headers.Age is not null)
        {
            throw new InvalidOperationException($"{query.Name} was answered from a cache.");
        }

        using Stream body = response.Content.ReadAsStream();
        while (body.Read(output.GetSpan(ReadBytes)) is > 0 and int count)
        {
            output.Advance(count);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
