using LinkedStats.Cubes;
using LinkedStats.Cubes.Catalog;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing.Encoding;
using LinkedStats.Publishing.Packages;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing;

/// <summary>Withdraws versions of datasets: they say so, with a reason, and past states keep them.</summary>
/// <param name="store">The store.</param>
public sealed class Withdrawer(Store store)
{
    /// <summary>The longest reason, in characters a language.</summary>
    public const int ReasonCharsMax = 1000;

    private readonly StoreNames _names = new(store.Options.Base);

    /// <summary>Tells whether a text can be a reason.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True for one line of some characters, at most <see cref="ReasonCharsMax"/>.</returns>
    public static bool IsReason(string text) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= ReasonCharsMax && !text.Any(char.IsControl);

    /// <summary>Withdraws a version.</summary>
    /// <param name="datasetId">The dataset's id.</param>
    /// <param name="version">The version's number.</param>
    /// <param name="reason">Why; not empty.</param>
    /// <param name="committing">Called before the commit with its number; null for nobody.</param>
    /// <param name="cancellation">Ends the wait for other writers.</param>
    /// <returns>What is left of it; null when there is no such version.</returns>
    /// <exception cref="StoreException">The store cannot be written; nothing is withdrawn then.</exception>
    public WithdrawalOutcome? Withdraw(
        string datasetId,
        string version,
        LanguageMap reason,
        Action<int>? committing = null,
        CancellationToken cancellation = default)
    {
        if (reason.Texts.IsEmpty || !reason.Texts.Values.All(IsReason))
        {
            throw new ArgumentException("A withdrawal has a reason.", nameof(reason));
        }

        int commit;
        using (StoreWriter writer = store.BeginWrite(cancellation))
        {
            if (Find(writer.Before, datasetId, version) is { } already)
            {
                return new WithdrawalOutcome(already, IsNew: false);
            }

            DatasetEntry? dataset = writer.Before.Datasets.FirstOrDefault(entry => entry.Id == datasetId);
            if (dataset?.Versions.FirstOrDefault(entry => entry.Version == version) is not { } found)
            {
                return null;
            }

            Iri description = Iri.FromTrusted(found.Iri.Text + "#description");
            var withdrawal = new WithdrawalDescription(
                dataset.Iri, version, _names.WithdrawnStatus, store.Options.Time.GetUtcNow(), reason);
            IEnumerable<Quad> before =
                writer.Before.Graph(writer.Before.Find(description))?.Match(null, null, null) ?? [];
            writer.Withdraw(
                dataset, found, reason, description,
                CatalogQuads.WriteWithdrawal(found.Iri, before, withdrawal, _names.Terms));
            SayModified(writer, dataset, found, withdrawal.Instant);
            new AnnouncementEncoder(writer, _names, store.Options.Time.GetUtcNow()).Cancel(datasetId, version);
            commit = writer.CommitId;
            committing?.Invoke(commit);
            writer.Commit(cancellation: cancellation);
        }

        using SnapshotLease after = store.Acquire(Viewer.Everything);
        return new WithdrawalOutcome(Find(after.Snapshot, datasetId, version)!, IsNew: true) { Commit = commit };
    }

    // Whoever fetches what was modified since he last came must not keep the figures that were withdrawn.
    private static void SayModified(
        StoreWriter writer, DatasetEntry dataset, DatasetVersionEntry withdrawn, DateTimeOffset instant)
    {
        DatasetVersionEntry[] open = [.. dataset.Versions.Where(v => v.VisibleFrom <= writer.Before.Instant)];
        if (open is [.., var next, var current] && current.Iri == withdrawn.Iri)
        {
            writer.Restate(next, dataset.Iri, DctermsVocabulary.Modified, CatalogQuads.Instant(instant));
        }
    }

    private static VersionTombstone? Find(Snapshot snapshot, string datasetId, string version) =>
        snapshot.Tombstones.FirstOrDefault(
            tombstone => tombstone.DatasetId == datasetId && tombstone.Version == version);
}

/// <summary>What became of a withdrawal.</summary>
/// <param name="Tombstone">What is left of the version.</param>
/// <param name="IsNew">False when it had been withdrawn before.</param>
public sealed record WithdrawalOutcome(VersionTombstone Tombstone, bool IsNew)
{
    /// <summary>The number of the commit; null when nothing was committed.</summary>
    public int? Commit { get; init; }
}
