using LinkedStats.Query;
using LinkedStats.Query.Sparql;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Storage;

namespace LinkedStats.Server.Problems;

/// <summary>The only table from exceptions to what clients are told.</summary>
internal static class ProblemTable
{
    private const int RetryAfterSeconds = 30;

    /// <summary>Reports an exception.</summary>
    /// <param name="error">What was thrown.</param>
    /// <returns>The report; of the kind <see cref="ProblemKind.Internal"/> for what should not have happened.</returns>
    public static ProblemReport Report(Exception error) => error switch
    {
        RequestProblemException request => request.Report,
        SparqlSyntaxException syntax => new ProblemReport(ProblemKind.SparqlSyntax, syntax.Message)
        {
            Members =
            [
                ("line", syntax.Line), ("column", syntax.Column), ("token", syntax.Token),
                ("expected", syntax.Expected),
            ],
        },
        QueryException { Failure: QueryFailure.Unsupported or QueryFailure.ServiceRefused } unsupported =>
            new ProblemReport(ProblemKind.UnsupportedQuery, unsupported.Message),

        // RFC 9110, sections 15.6.3 and 15.6.5: to its client, who asks another endpoint for it is a gateway.
        QueryException { Failure: QueryFailure.ServiceFailed } failed =>
            new ProblemReport(ProblemKind.ServiceFailed, failed.Message),
        QueryException { Failure: QueryFailure.ServiceTimeout } slow =>
            new ProblemReport(ProblemKind.ServiceTimeout, slow.Message),
        QueryException limit => new ProblemReport(ProblemKind.QueryStopped, limit.Message)
        {
            Members = [("limit", limit.Failure.ToString().ToLowerInvariant())],
            RetryAfterSeconds = RetryAfterSeconds,
        },
        RdfSyntaxException { Line: 0 } iri => new ProblemReport(ProblemKind.MalformedIri, iri.Message),
        RdfSyntaxException syntax => new ProblemReport(ProblemKind.MalformedRequest, syntax.Message)
        {
            Members = syntax.Expected.Length == 0
                ? [("line", syntax.Line), ("column", syntax.Column)]
                :
                [
                    ("line", syntax.Line), ("column", syntax.Column), ("token", syntax.Found),
                    ("expected", (string[])[syntax.Expected]),
                ],
        },
        IOException file when FullDisk.IsCauseOf(file) => new ProblemReport(
            ProblemKind.StorageFull, "A disk of the server is full; nothing of what was sent is kept."),
        StoreException => new ProblemReport(ProblemKind.StoreUnavailable, "The store cannot be read at the moment.")
        {
            RetryAfterSeconds = RetryAfterSeconds,
        },
        BadHttpRequestException http => new ProblemReport(OfStatus(http.StatusCode), http.Message),
        InvalidDataException form => new ProblemReport(ProblemKind.MalformedRequest, form.Message),
        _ => new ProblemReport(ProblemKind.Internal, "The server made a mistake; it has been logged."),
    };

    /// <summary>The kind for a status that the web server itself gave.</summary>
    /// <param name="status">The status, 400 or above.</param>
    /// <returns>The kind.</returns>
    public static ProblemKind OfStatus(int status) => status switch
    {
        404 => ProblemKind.NotFound,
        405 => ProblemKind.MethodNotAllowed,
        406 => ProblemKind.NotAcceptable,
        408 => ProblemKind.RequestTimeout,
        413 => ProblemKind.TooLarge,
        414 => ProblemKind.AddressTooLong,
        415 => ProblemKind.UnsupportedMediaType,
        431 => ProblemKind.HeadersTooLarge,
        >= 500 => ProblemKind.Internal,
        _ => ProblemKind.MalformedRequest,
    };
}
