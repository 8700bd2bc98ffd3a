namespace LinkedStats.Server.Access;

/// <summary>What the audit log says of one change: that it begins, before its commit, so that no crash can lose it, and
/// then what became of it.</summary>
internal sealed class AuditedChange
{
    private readonly Func<AuditEntry, long?> _record;
    private readonly Action<long?, AuditEntry> _end;
    private (long? Id, AuditEntry Entry)[] _begun = [];

    private AuditedChange(Func<AuditEntry, long?> record, Action<long?, AuditEntry> end) =>
        (_record, _end) = (record, end);

    /// <summary>Begins for a request, which does not fail where the log cannot be written.</summary>
    /// <param name="http">The exchange.</param>
    /// <returns>The change.</returns>
    public static AuditedChange Of(HttpContext http) => new(http.AuditBegin, http.AuditEnd);

    /// <summary>Begins for a command.</summary>
    /// <param name="log">The log.</param>
    /// <returns>The change.</returns>
    public static AuditedChange Of(AuditLog log) => new(
        entry => log.Record(entry),
        (id, entry) =>
        {
            if (id is { } begun)
            {
                log.Settle(begun, entry.Outcome, entry.Commit);
            }
            else
            {
                log.Record(entry);
            }
        });

    /// <summary>Records that something is about to be committed.</summary>
    /// <param name="entries">What, with the number of the commit.</param>
    public void Begin(params IEnumerable<AuditEntry> entries) => _begun =
        [.. entries.Select(entry => (_record(entry with { Outcome = AuditEntry.Begun }), entry))];

    /// <summary>Records what became of it, in the place of what was begun.</summary>
    /// <param name="entries">The entries, in the order of those that were begun.</param>
    public void End(params IEnumerable<AuditEntry> entries)
    {
        foreach ((int i, AuditEntry entry) in entries.Index())
        {
            _end(i < _begun.Length ? _begun[i].Id : null, entry);
        }

        _begun = [];
    }

    /// <summary>Records that what was begun did not come about; where nothing was, nothing is recorded.</summary>
    /// <param name="outcome">What became of it instead.</param>
    public void Fail(string outcome) =>
        End(_begun.Select(begun => begun.Entry with { Outcome = outcome, Commit = null }).ToArray());

    /// <summary>Does the change, and records that it failed where it throws.</summary>
    /// <typeparam name="T">What it results in.</typeparam>
    /// <param name="work">The change; it calls <see cref="Begin"/> before its commit, and <see cref="End"/>.</param>
    /// <returns>The result.</returns>
    public async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException)
        {
            Fail(AuditEntry.Cancelled);
            throw;
        }
        catch (Exception error)
        {
            Fail(AuditEntry.WordOf(Problems.ProblemTable.Report(error).Kind.Status));
            throw;
        }
    }
}
