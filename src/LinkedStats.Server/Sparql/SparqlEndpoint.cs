using System.Text;
using System.Text.RegularExpressions;
using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Server.Sparql;

/// <summary>The SPARQL endpoint: queries, their explanation, the service description, the query page.</summary>
/// <remarks>Source: SPARQL 1.1 Protocol, section 2.</remarks>
internal static partial class SparqlEndpoint
{
    private static readonly Variant Text = Plain();

    private static readonly string[] ExplainModes = ["plan", "analyze"];

    /// <summary>Maps the address.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app) => app
        .MapMethods("/sparql", (string[])["GET", "HEAD", "POST"], static (HttpContext http, Site site) =>
            ResourceMapping.ServeAsync(http, site, AnswerAsync))
        .WithMetadata(new AddressDescription("SPARQL 1.1 queries; without one, the service description", "SPARQL")
        {
            Parameters =
            [
                ("query", "The query."),
                ("default-graph-uri", "A graph to query; may be repeated."),
                ("named-graph-uri", "A graph for GRAPH; may be repeated."),
                ("timeout", "The seconds that the query may run, up to the limit."),
                ("explain", "plan shows how the query would run, analyze runs it and shows rows and times."),
            ],
            Offered = [.. Variant.Results, .. Variant.Graphs],
        });

    private static async Task AnswerAsync(ResourceRequest request)
    {
        SparqlRequest asked = await SparqlRequest.ReadAsync(request);
        if (asked.Query is null)
        {
            await DescribeAsync(request);
            return;
        }

        QueryLimits limits = request.Site.Limits.Query;
        limits = limits with { Deadline = asked.Deadline(limits.Deadline) };
        if (Encoding.UTF8.GetByteCount(asked.Query) > limits.TextBytesMax)
        {
            throw new RequestProblemException(
                ProblemKind.TooLarge, $"The query has more than {limits.TextBytesMax} bytes, the most that are read.");
        }

        QueryAlgebra algebra = QueryEngine.Parse(asked.Query, request.Site.Own("sparql"), limits);
        if (asked.DefaultGraphs.Count > 0 || asked.NamedGraphs.Count > 0)
        {
            // Protocol, section 2.1.4: the dataset of the request takes the place of the query's own.
            algebra = algebra with { DefaultGraphs = [.. asked.DefaultGraphs], NamedGraphs = [.. asked.NamedGraphs] };
        }

        string? explain = asked.Parameters.First("explain");
        Task answer = explain switch
        {
            null or "" => RunAsync(request, asked, algebra, limits),
            "plan" or "analyze" => ExplainAsync(request, asked, algebra, limits, explain == "analyze"),
            _ => throw new RequestProblemException(
                ProblemKind.MalformedValue, $"explain= takes plan or analyze, not '{explain}'.",
                ("parameter", "explain"), ("nearest", ExplainModes)),
        };
        await answer;
    }

    private static Task DescribeAsync(ResourceRequest request)
    {
        Representation chosen = Choose(request, request.Parameters, Variant.Graphs);
        bool isPage = chosen.Variant == Variant.Html;
        string? language = isPage ? request.Language : null;
        return request.SendAsync(new ResourceAnswer(chosen, buffer => isPage
            ? SparqlHtml.WriteAsync(request, SparqlHtml.FirstQuery(request), null, buffer)
            : QuadSender.WriteAsync(ServiceDescription.Describe(request), chosen.Variant, request.Site, buffer))
        {
            Languages = language,
            HasLocation = false,
        });
    }

    private static Task RunAsync(
        ResourceRequest request, SparqlRequest asked, QueryAlgebra algebra, QueryLimits limits)
    {
        bool isGraph = algebra.Form is QueryForm.Construct or QueryForm.Describe;
        Representation chosen = Choose(request, asked.Parameters, isGraph ? Variant.Graphs : Variant.Results);
        string? language = chosen.Variant == Variant.Html ? request.Language : null;
        ResourceAnswer answer = Answer(request, asked, chosen, WriteAsync);
        return request.SendAsync(answer with
        {
            IsVolatile = answer.IsVolatile || algebra.AsksServices,
            IsSmall = algebra.Form == QueryForm.Ask && chosen.Variant != Variant.Html,
            Languages = language,
        });

        async Task WriteAsync(ResponseBuffer buffer)
        {
            QueryResult result = request.Site.Engine.Run(algebra, request.Snapshot, limits, request.Cancellation);
            if (chosen.Variant == Variant.Html)
            {
                await SparqlHtml.WriteAsync(request, asked.Query!, SparqlHtml.Show(request, result), buffer);
            }
            else if (result is GraphResult graph)
            {
                await WriteGraphAsync(request, graph, chosen.Variant, buffer);
            }
            else
            {
                await WriteRowsAsync(result, chosen.Variant, buffer);
            }
        }
    }

    private static async Task WriteRowsAsync(QueryResult result, Variant variant, ResponseBuffer buffer)
    {
        ResultWriter writer = ResultWriter.Create(
            ResultFormat.FindByMediaType(variant.MediaType.Name) ?? ResultFormat.Json, buffer);
        switch (result)
        {
            case AskResult ask:
                writer.WriteBoolean(ask.Value);
                break;
            case SelectResult select:
                writer.Begin(select.Variables);
                foreach (Batch batch in select.Batches)
                {
                    writer.Write(batch, select.Terms);
                    await buffer.FlushIfFullAsync();
                }

                writer.End();
                break;
        }
    }

    private static Task WriteGraphAsync(
        ResourceRequest request, GraphResult graph, Variant variant, ResponseBuffer buffer)
    {
        // Without graph names N-Quads is N-Triples.
        if (variant == Variant.NTriples || variant == Variant.NQuads)
        {
            return QuadSender.WriteLinesAsync(graph, buffer);
        }

        PrefixMap prefixes = QuadSender.PrefixesOf(request.Site.Base);
        foreach ((string prefix, string iri) in graph.Prefixes)
        {
            prefixes.Add(prefix, iri);
        }

        return QuadSender.WriteAsync(graph.Quads, variant, request.Site, buffer, prefixes);
    }

    private static Task ExplainAsync(
        ResourceRequest request, SparqlRequest asked, QueryAlgebra algebra, QueryLimits limits, bool isAnalyzed)
    {
        Representation chosen = Choose(request, asked.Parameters, [Text, Variant.Html], isStrict: false);
        string? language = chosen.Variant == Variant.Html ? request.Language : null;
        ResourceAnswer answer = Answer(request, asked, chosen, WriteAsync);
        return request.SendAsync(answer with { IsVolatile = true, Languages = language });

        Task WriteAsync(ResponseBuffer buffer)
        {
            string plan = request.Site.Engine.Explain(
                algebra, request.Snapshot, limits, isAnalyzed, request.Cancellation);
            if (chosen.Variant == Variant.Html)
            {
                return SparqlHtml.WriteAsync(
                    request, asked.Query!, new Pages.SparqlOutcomeView("", [], [], plan), buffer);
            }

            Encoding.UTF8.GetBytes(plan.EndsWith('\n') ? plan : plan + "\n", buffer);
            return Task.CompletedTask;
        }
    }

    private static ResourceAnswer Answer(
        ResourceRequest request, SparqlRequest asked, Representation chosen, Func<ResponseBuffer, Task> write) =>
        new(chosen, write)
        {
            HasLocation = false,
            IsVolatile = HttpMethods.IsPost(request.Http.Request.Method)
                || VolatileFunctions().IsMatch(asked.Query!),
        };

    // Clients send a format of their own making beside an Accept header that says it properly: what the server does not
    // know counts for nothing.
    private static Representation Choose(
        ResourceRequest request, QueryParameters parameters, IReadOnlyList<Variant> offered, bool isStrict = true)
    {
        string? format = parameters.First("format");
        bool isKnown = offered.Any(variant => variant.Suffix == format || variant.MediaType.Name == format);
        string accept = request.Http.Request.Headers.Accept.ToString();
        if (!isStrict && !isKnown && AcceptHeader.Parse(accept).Choose(offered) is null)
        {
            accept = "";
        }

        return request.Choose(offered, isKnown ? format : null, accept).WithProfile(accept);
    }

    // What gives another answer each time must not be kept; a comment that looks so costs no more than a tag.
    [GeneratedRegex(
        @"\b(NOW|RAND|UUID|STRUUID|BNODE)\s*\(", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VolatileFunctions();

    private static Variant Plain()
    {
        _ = MediaType.TryParse("text/plain", out MediaType type, out _);
        return new Variant("txt", type, "Text");
    }
}
