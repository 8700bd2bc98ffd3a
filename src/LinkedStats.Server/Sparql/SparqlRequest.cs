using System.Globalization;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;
using LinkedStats.Server.Resources;
using Microsoft.Net.Http.Headers;

namespace LinkedStats.Server.Sparql;

/// <summary>A query as the SPARQL Protocol carries it.</summary>
/// <param name="Query">The query; null when none was sent.</param>
/// <param name="DefaultGraphs">The graphs of default-graph-uri.</param>
/// <param name="NamedGraphs">The graphs of named-graph-uri.</param>
/// <param name="Parameters">All parameters, those of the address and those of a form.</param>
/// <remarks>Source: SPARQL 1.1 Protocol, section 2.1. Unknown parameters are ignored: clients add their own.</remarks>
internal sealed record SparqlRequest(
    string? Query, IReadOnlyList<Iri> DefaultGraphs, IReadOnlyList<Iri> NamedGraphs, QueryParameters Parameters)
{
    private const string FormType = "application/x-www-form-urlencoded";
    private const string QueryType = "application/sparql-query";
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The shortest of the server's deadline and what <c>timeout=</c> asks for, in seconds.</summary>
    /// <param name="deadlineMax">The server's deadline.</param>
    /// <returns>The deadline.</returns>
    /// <exception cref="RequestProblemException">The parameter is not a number above 0.</exception>
    public TimeSpan Deadline(TimeSpan deadlineMax)
    {
        if (Parameters.First("timeout") is not { Length: > 0 } text)
        {
            return deadlineMax;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, deadlineMax.TotalSeconds))
            : throw new RequestProblemException(
                ProblemKind.MalformedValue, $"timeout= takes a number of seconds above 0, not '{text}'.",
                ("parameter", "timeout"));
    }

    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>What it asks.</returns>
    /// <exception cref="RequestProblemException">The body is of another type, too large, not UTF-8 or not a
    /// form.</exception>
    public static async Task<SparqlRequest> ReadAsync(ResourceRequest request)
    {
        HttpRequest http = request.Http.Request;
        QueryParameters address = request.Parameters;
        if (!HttpMethods.IsPost(http.Method))
        {
            return Create(address, Single(address, "query"));
        }

        string type = ReadType(http.ContentType);
        string body = await ReadBodyAsync(request);
        if (type == QueryType)
        {
            // Section 2.1.3: the body is the query; the address has the graphs.
            return address.First("query") is null ? Create(address, body) : throw new RequestProblemException(
                ProblemKind.MalformedRequest, "There is a query in the address and one in the body.",
                ("parameter", "query"));
        }

        // A form is percent-encoded as a query string is, and is checked as one.
        RequestAddress.CheckQuery(body);
        QueryParameters form = QueryParameters.Parse(
            request.Address.RawQuery.Length == 0 ? body : request.Address.RawQuery + "&" + body,
            request.Site.Limits.ParameterCountMax);
        RefuseUpdate(form);
        return Create(form, Single(form, "query") ?? throw new RequestProblemException(
            ProblemKind.MalformedRequest, "The form has no parameter 'query'.", ("parameter", "query")));
    }

    private static SparqlRequest Create(QueryParameters parameters, string? query)
    {
        RefuseUpdate(parameters);
        return new SparqlRequest(
            query,
            [.. parameters.Values("default-graph-uri").Select(Iri.Parse)],
            [.. parameters.Values("named-graph-uri").Select(Iri.Parse)],
            parameters);
    }

    private static void RefuseUpdate(QueryParameters parameters)
    {
        if (parameters.First("update") is not null)
        {
            throw new RequestProblemException(ProblemKind.UnsupportedQuery, "Updates are not taken at this address.");
        }
    }

    private static string ReadType(string? contentType)
    {
        bool isType = MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type);
        string name = isType ? type!.MediaType.ToString().ToLowerInvariant() : contentType ?? "";
        if (name is not (FormType or QueryType))
        {
            throw new RequestProblemException(
                ProblemKind.UnsupportedMediaType,
                $"Queries are sent as {QueryType} or {FormType}, not as '{name}'.",
                ("accepted", new[] { QueryType, FormType }));
        }

        // Sections 2.1.2 and 2.1.3: queries are UTF-8. ASCII is a part of it.
        string charset = HeaderUtilities.RemoveQuotes(type!.Charset).ToString();
        return charset.ToLowerInvariant() is "" or "utf-8" or "utf8" or "us-ascii"
            ? name
            : throw new RequestProblemException(
                ProblemKind.UnsupportedMediaType, $"Queries are sent in UTF-8, not in '{charset}'.",
                ("accepted", new[] { QueryType + "; charset=utf-8", FormType }));
    }

    private static string? Single(QueryParameters parameters, string name)
    {
        string[] values = [.. parameters.Values(name).Take(2)];
        return values.Length < 2
            ? values.FirstOrDefault()
            : throw new RequestProblemException(
                ProblemKind.MalformedRequest, $"There is more than one parameter '{name}'.", ("parameter", name));
    }

    private static async Task<string> ReadBodyAsync(ResourceRequest request)
    {
        int bytesMax = request.Site.Limits.BodyBytesMax;
        using var body = new MemoryStream();
        byte[] buffer = new byte[16 << 10];
        while (await request.Http.Request.Body.ReadAsync(buffer, request.Cancellation) is var count and > 0)
        {
            body.Write(buffer, 0, count);
            if (body.Length > bytesMax)
            {
                throw new RequestProblemException(
                    ProblemKind.TooLarge, $"The body has more than {bytesMax} bytes, the most that are read.");
            }
        }

        try
        {
            return StrictUtf8.GetString(body.GetBuffer(), 0, (int)body.Length);
        }
        catch (DecoderFallbackException error)
        {
            throw new RequestProblemException(
                ProblemKind.MalformedRequest, $"The body is not UTF-8, at byte {error.Index + 1}.");
        }
    }
}
