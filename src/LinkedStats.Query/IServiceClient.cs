using LinkedStats.Rdf;

namespace LinkedStats.Query;

/// <summary>Asks other endpoints for SERVICE: the border between queries and the network.</summary>
public interface IServiceClient
{
    /// <summary>Sends a query to an endpoint.</summary>
    /// <param name="request">The query, and where it goes.</param>
    /// <param name="cancellation">Ends the call, and later the reading of its answer.</param>
    /// <returns>The answer's beginning; its body is read while it arrives.</returns>
    /// <exception cref="QueryException">
    /// The endpoint is not to be asked (<see cref="QueryFailure.ServiceRefused"/>), failed
    /// (<see cref="QueryFailure.ServiceFailed"/>) or was too slow (<see cref="QueryFailure.ServiceTimeout"/>); reading
    /// the body throws the last two as well. Or too many are asked already (<see cref="QueryFailure.ServiceBusy"/>),
    /// which SILENT does not hide: asked again, the query would have another answer.
    /// </exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    ServiceAnswer Ask(ServiceRequest request, CancellationToken cancellation);
}

/// <summary>A call of SERVICE.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Query">A SELECT query.</param>
/// <param name="Timeout">The time until the end of the answer.</param>
public sealed record ServiceRequest(Iri Endpoint, string Query, TimeSpan Timeout);

/// <summary>The answer to a call of SERVICE.</summary>
/// <param name="MediaType">Its media type, without parameters; empty when it says none.</param>
/// <param name="Body">Its body; closing it ends the call.</param>
public sealed record ServiceAnswer(string MediaType, Stream Body);
