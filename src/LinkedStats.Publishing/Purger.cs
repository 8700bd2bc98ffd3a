using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Catalog;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing.Packages;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Purging;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing;

/// <summary>Removes cells from every state of a store, for a breach of confidentiality.</summary>
/// <param name="store">The store.</param>
public sealed class Purger(Store store)
{
    /// <summary>The most keys of one purge.</summary>
    public const int KeysMax = 10_000;

    private readonly StoreNames _names = new(store.Options.Base);

    /// <summary>Removes a version, or cells.</summary>
    /// <param name="request">Which.</param>
    /// <param name="committing">Called before the commit with what will have been removed; null for nobody.</param>
    /// <param name="cancellation">Stops the work; nothing is removed then.</param>
    /// <returns>What was removed; nothing, when a key or the version is not there.</returns>
    /// <remarks>
    /// A version under embargo is withdrawn first, in a commit of its own: what came with it goes, an announcement is
    /// cancelled, and it stays withdrawn where the purge fails.
    /// </remarks>
    /// <exception cref="StoreException">The store cannot be read or written; nothing is removed then.</exception>
    public PurgeOutcome Purge(
        PurgeRequest request, Action<PurgeOutcome>? committing = null, CancellationToken cancellation = default)
    {
        if (request.Version is null && request.Keys.IsEmpty)
        {
            throw new ArgumentException("A version or keys of cells are needed.", nameof(request));
        }

        if (request.Reason.Texts.IsEmpty || !request.Reason.Texts.Values.All(Withdrawer.IsReason))
        {
            throw new ArgumentException("A purge has a reason.", nameof(request));
        }

        if (request is { Version: { } version, Keys.IsEmpty: true } && IsUnderEmbargo(request.DatasetId, version))
        {
            new Withdrawer(store).Withdraw(
                request.DatasetId, version, request.Reason, cancellation: cancellation);
        }

        DateTimeOffset now = store.Options.Time.GetUtcNow();
        PurgeOutcome outcome;
        using (StoreWriter writer = store.BeginWrite(cancellation))
        {
            outcome = writer.Purge(
                request, version => Describe(version, request.Reason, now), committing, cancellation);
        }

        if (!outcome.Versions.IsEmpty)
        {
            SayModified(request.DatasetId, outcome);
        }

        return outcome;
    }

    // Whoever fetches what was modified since he last came must not keep cells of a version that is, or was, current.
    private void SayModified(string id, PurgeOutcome outcome)
    {
        try
        {
            using StoreWriter writer = store.BeginWrite();
            DateTimeOffset now = writer.Before.Instant;
            DatasetEntry? dataset = writer.Before.Datasets.FirstOrDefault(entry => entry.Id == id);
            if (dataset?.Versions.LastOrDefault(v => v.VisibleFrom <= now) is not { } current)
            {
                return;
            }

            bool WasCurrent(PurgedVersion purged) => writer.Before.Tombstones.Any(tombstone =>
                tombstone.Iri == purged.Iri && tombstone.VisibleFrom >= current.VisibleFrom
                && tombstone.VisibleFrom <= now);
            if (outcome.Versions.Any(purged => purged.Iri == current.Iri || WasCurrent(purged)))
            {
                writer.AddDataset(id);
                writer.Restate(current, dataset.Iri, DctermsVocabulary.Modified, CatalogQuads.Instant(outcome.Instant));
                writer.Commit();
            }
        }
        catch (StoreException)
        {
            // The cells are gone nevertheless, and that is what is answered.
        }
    }

    private bool IsUnderEmbargo(string dataset, string version)
    {
        using SnapshotLease lease = store.Acquire(Viewer.Everything);
        return lease.Snapshot.Datasets.FirstOrDefault(entry => entry.Id == dataset)?.Versions
            .FirstOrDefault(entry => entry.Version == version)?.VisibleFrom > lease.Snapshot.Instant;
    }

    private PurgeDescription Describe(PurgedVersion version, LanguageMap reason, DateTimeOffset now)
    {
        var withdrawal = new WithdrawalDescription(
            version.Dataset, version.Version, _names.WithdrawnStatus, now, reason);
        ImmutableArray<Quad> tombstone =
        [
            .. CatalogQuads.WritePurge(
                version.Iri, withdrawal, version.IsWhole, version.Cells, version.Digest, _names.Terms),
        ];

        // The checksum of all that the version said would tell, to who knows the rest, what was removed.
        return new PurgeDescription(
            Iri.FromTrusted(version.Iri.Text + "#description"), tombstone,
            [Iri.FromTrusted(version.Iri.Text + "#checksum")]);
    }
}
