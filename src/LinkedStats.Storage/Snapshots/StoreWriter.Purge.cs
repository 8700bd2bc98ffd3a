using System.Collections.Immutable;
using LinkedStats.Storage.Purging;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.Snapshots;

/// <content>Removing cells from every state.</content>
public sealed partial class StoreWriter
{
    /// <summary>
    /// Removes cells from every state of the store, past ones too, and ends the writer: the files are written anew
    /// without them, then the log says so, then the old files go as soon as no lease of this process needs them.
    /// </summary>
    /// <param name="request">Which cells.</param>
    /// <param name="describe">Says of a version what is left to be said of it.</param>
    /// <param name="committing">Called before the log says so, with what will have been removed.</param>
    /// <param name="cancellation">Stops the work before the log says so; nothing is removed then.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="StoreException">A file could not be read or written; nothing is removed then.</exception>
    public PurgeOutcome Purge(
        PurgeRequest request,
        Func<PurgedVersion, PurgeDescription> describe,
        Action<PurgeOutcome>? committing = null,
        CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_isEnded, this);
        byte[] salt = _store.Options.Salt();
        using var segments = new SegmentScope(_store.Segments);
        var purge = new StorePurge(State, segments);
        ImmutableArray<string> missing = purge.Select(request);
        ImmutableArray<PurgedVersion> versions = missing.IsEmpty ? purge.Describe(salt) : [];
        var outcome = new PurgeOutcome(
            _store.Options.Time.GetUtcNow(), versions, missing, Convert.ToHexStringLower(salt));
        if (versions.IsEmpty)
        {
            return outcome;
        }

        Dictionary<ulong, EncodedDescription> descriptions = versions.ToDictionary(
            version => Dictionary.Intern(version.Iri).Bits, version => Encode(version, describe(version)));
        purge.Remove(descriptions);
        cancellation.ThrowIfCancellationRequested();
        _lock.MayLeaveFiles = true;
        try
        {
            using var batch = new SegmentBatch(_store.Segments);
            ImmutableArray<Commit> changed = purge.Write(batch, descriptions);
            Commit added = Record(request, versions, descriptions, batch);
            batch.Finish();
            cancellation.ThrowIfCancellationRequested();
            committing?.Invoke(outcome with { Commit = CommitId });
            _store.Replace(changed, added);
        }
        catch (Exception e)
        {
            _lock.MayLeaveFiles = !_store.TryDiscard();
            if (e is IOException and not StoreException or UnauthorizedAccessException)
            {
                throw new StoreException($"The cells could not be removed, and all are there: {e.Message}", e);
            }

            throw;
        }

        _before.Dispose();
        _lock.MayLeaveFiles = !_store.TryRemoveReplaced();
        Dispose();
        return outcome with { Commit = CommitId };
    }

    private TombstoneRecord Bury(PurgedVersion version, PurgeRequest request)
    {
        ulong graph = Dictionary.Intern(version.Iri).Bits;
        Commit first = State.Commits.Where(c => c.Cubes.Any(cube => cube.Graph == graph))
            .MinBy(static c => c.VisibleFrom)!;
        return new TombstoneRecord(
            CommitId, version.DatasetId, Dictionary.Intern(version.Dataset).Bits, version.Version, graph)
        {
            RecordedAt = first.RecordedAt,
            PublicFrom = first.PublicFrom,
            Reason = request.Reason,
            Kind = version.IsWhole ? TombstoneKind.Purged : TombstoneKind.CellsPurged,
            Cells = version.Cells,
            Digest = version.Digest,
        };
    }

    private IEnumerable<RetiredRecord> Hide(TombstoneRecord tombstone, ulong description, long now) =>
        VersionRecords.Find(State.Commits, tombstone, description, now).Version
            .Select(r => new RetiredRecord(CommitId, r.Commit, r.Graph)).Concat(
            State.Commits.Where(c => c.Cubes.Any(cube => cube.Graph == tombstone.Graph))
                .Select(c => new RetiredRecord(CommitId, c.Id, description)));

    private EncodedDescription Encode(PurgedVersion version, PurgeDescription description) => new(
        Dictionary.Intern(description.Graph).Bits,
        version.IsWhole,
        [
            .. description.Tombstone.Select(triple => new IdTriple(
                Dictionary.Intern(triple.Subject).Bits,
                Dictionary.Intern(triple.Predicate).Bits,
                Dictionary.Intern(triple.Object).Bits)),
        ],
        [
            .. description.Forgotten.Select(iri => State.Dictionary.Find(iri)).Where(static id => !id.IsNone)
                .Select(static id => id.Bits),
        ]);

    /// <summary>The record of the purge itself.</summary>
    private Commit Record(
        PurgeRequest request,
        ImmutableArray<PurgedVersion> versions,
        Dictionary<ulong, EncodedDescription> descriptions,
        SegmentBatch batch)
    {
        long now = Before.Instant.UtcTicks;
        TombstoneRecord[] tombstones = [.. versions.Select(version => Bury(version, request))];
        var commit = new Commit(CommitId, now, now)
        {
            RecordedDatasets = [request.DatasetId],
            Tombstones = [.. tombstones],

            // The public shall not learn at its release instant that a version under embargo was purged.
            Retired =
            [
                .. tombstones.Where(t => t.Kind == TombstoneKind.Purged && t.PublicFrom > now)
                    .SelectMany(t => Hide(t, descriptions[t.Graph].Graph, now)).Distinct(),
            ],
        };
        if (Dictionary.ToTermSegment() is not { } terms)
        {
            return commit;
        }

        ArrowSegmentWriter index = Dictionary.ToOwnIndexSegment();
        return commit with
        {
            Terms = new TermsRecord(State.Dictionary.Count, terms.RowCount, batch.Write("terms", terms)),
            TermIndex = new TermsRecord(State.Dictionary.Count, terms.RowCount, batch.Write("termindex", index)),
        };
    }
}
