using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LinkedStats.Query.Expressions;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Services;

/// <summary>Makes the calls of one SERVICE and reads their answers, within the limits.</summary>
/// <param name="client">Sends queries.</param>
/// <param name="terms">The terms.</param>
/// <param name="context">The limits.</param>
internal sealed class ServiceCaller(IServiceClient client, QueryTerms terms, EvaluationContext context)
{
    private const int RowsPerCheck = 256;

    /// <summary>The calls made so far.</summary>
    public int CallCount { get; private set; }

    /// <summary>Makes a call and appends the rows of its answer.</summary>
    /// <param name="target">The endpoint.</param>
    /// <param name="query">The query.</param>
    /// <param name="columns">The variables that the rows have, that of the endpoint included.</param>
    /// <param name="rows">Receives the rows.</param>
    /// <returns>True when the rows hold blank nodes.</returns>
    /// <exception cref="QueryException">The call failed.</exception>
    public bool Call(ServiceTarget target, string query, ImmutableArray<string> columns, RowTable rows)
    {
        context.ThrowIfStopped();
        context.CountCall();
        CallCount++;
        TimeSpan timeout = context.Limits.Service.Timeout;
        TimeSpan remaining = context.Remaining;
        var request = new ServiceRequest(target.Iri, query, timeout < remaining ? timeout : remaining);
        try
        {
            ServiceAnswer answer = client.Ask(request, context.Cancellation);
            using Stream body = answer.Body;
            ResultFormat format = ResultFormat.FindByMediaType(answer.MediaType)
                ?? throw new InvalidDataException($"it is of type '{answer.MediaType}'");
            using ResultReader reader = ResultReader.Create(
                format, new LimitedStream(body, context.Limits.Service.BytesMax), columns);
            return ReadRows(reader, target, rows);
        }
        catch (InvalidDataException error)
        {
            throw new QueryException(
                QueryFailure.ServiceFailed,
                $"The answer of {target.Iri} is not a SPARQL result that SERVICE can read: {error.Message}.");
        }
        catch (QueryException error) when (error.Failure == QueryFailure.ServiceTimeout && remaining <= timeout)
        {
            // The time that is over is the query's own.
            throw context.DeadlinePassed();
        }
    }

    private bool ReadRows(ResultReader reader, ServiceTarget target, RowTable rows)
    {
        // Blank nodes are those of this answer, whatever their labels are.
        Dictionary<string, TermId> blankNodes = new(StringComparer.Ordinal);
        while (reader.Read())
        {
            if (rows.Count % RowsPerCheck == 0)
            {
                context.ThrowIfStopped();
            }

            context.CountServiceRow();
            int row = rows.Append();
            for (int column = 0; column < rows.Width; column++)
            {
                if (reader.Row[column] is { } term)
                {
                    TermId id = term is BlankNode node ? BlankNodeOf(node, blankNodes) : terms.Intern(term);
                    rows.Row(row)[column] = id;
                }
            }

            if (target.Column >= 0)
            {
                ref TermId endpoint = ref rows.Row(row)[target.Column];
                if (endpoint.IsNone)
                {
                    endpoint = target.Id;
                }
                else if (endpoint != target.Id)
                {
                    rows.RemoveLast();
                }
            }
        }

        return blankNodes.Count > 0;
    }

    private TermId BlankNodeOf(BlankNode node, Dictionary<string, TermId> known)
    {
        ref TermId id = ref CollectionsMarshal.GetValueRefOrAddDefault(known, node.Label, out bool isKnown);
        if (!isKnown)
        {
            context.Charge(sizeof(char) * (long)node.Label.Length);
            id = terms.NewBlankNode().Id;
        }

        return id;
    }
}

/// <summary>The endpoint of a call.</summary>
/// <param name="Iri">The endpoint.</param>
/// <param name="Id">Its id.</param>
/// <param name="Column">The column of the variable that it is the value of; -1 for none.</param>
internal sealed record ServiceTarget(Iri Iri, TermId Id, int Column);
