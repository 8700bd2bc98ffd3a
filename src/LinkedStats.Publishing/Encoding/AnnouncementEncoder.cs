using LinkedStats.Cubes;
using LinkedStats.Cubes.Catalog;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing.Packages;
using LinkedStats.Rdf;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing.Encoding;

/// <summary>Puts releases that wait for their instant into the public calendar, where their packages ask for
/// it.</summary>
/// <param name="writer">The release being written.</param>
/// <param name="names">The names of the store's own things.</param>
/// <param name="now">When it is recorded.</param>
/// <remarks>
/// An announcement is a graph of its own that is public at once, beside a release that is not: so visibility stays what
/// the store says it is, and the calendar has past states as everything has.
/// </remarks>
internal sealed class AnnouncementEncoder(StoreWriter writer, StoreNames names, DateTimeOffset now)
{
    /// <summary>Announces a release, or announces it anew where what is said of it has changed.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="id">Its id.</param>
    /// <param name="version">The version; one that the store has keeps its instant.</param>
    /// <param name="move">How that instant moves, which is told of what was announced; null where it stays.</param>
    /// <returns>False when there is nothing to announce.</returns>
    internal bool Write(PackageDataset dataset, string id, VersionNumber version, ReleaseMove? move)
    {
        Iri iri = names.Release(id, version);
        Announcement? before = AnnouncementQuads.Read(writer.Before.Default, iri, names.Terms);
        DatasetVersionEntry? stored = writer.Before.Datasets.FirstOrDefault(entry => entry.Id == id)?.Versions
            .FirstOrDefault(entry => entry.Version == version.ToString());
        bool isAnnounced = dataset.IsAnnounced || (move is not null && before is { IsCancelled: false });
        if (!isAnnounced || (move?.To ?? stored?.VisibleFrom ?? dataset.Release) is not { } instant || instant <= now)
        {
            return false;
        }

        Announcement announcement = Next(
            before,
            new Announcement(
                iri, id, dataset.Iri, version.ToString(), names.DatasetVersion(id, version), instant, now)
            {
                Title = dataset.Title,
            });
        Quad[] quads = [.. AnnouncementQuads.Write(announcement, names.Terms)];
        if (before is not null && quads.ToHashSet().SetEquals(AnnouncementQuads.Write(before, names.Terms)))
        {
            return false;
        }

        writer.AddGraph(iri, GraphRole.Metadata, quads, now);
        return true;
    }

    /// <summary>Says of a release that is announced, and has not come, that it will not.</summary>
    /// <param name="id">The dataset's id.</param>
    /// <param name="version">The version.</param>
    internal void Cancel(string id, string version)
    {
        if (!VersionNumber.TryParse(version, out VersionNumber number)
            || AnnouncementQuads.Read(writer.Before.Default, names.Release(id, number), names.Terms) is not { } before
            || before.IsCancelled || before.Instant <= now)
        {
            return;
        }

        Announcement cancelled =
            before with { IsCancelled = true, ChangedAt = now, Revision = before.Revision + 1 };
        writer.AddGraph(
            before.Iri, GraphRole.Metadata, AnnouncementQuads.Write(cancelled, names.Terms), now);
    }

    // What was announced before stays told: since when, and for when.
    private Announcement Next(Announcement? before, Announcement announcement)
    {
        if (before is null)
        {
            return announcement;
        }

        Announcement same = announcement with
        {
            AnnouncedAt = before.AnnouncedAt,
            ChangedAt = before.ChangedAt,
            Revision = before.Revision,
            InstantBefore = before.Instant == announcement.Instant ? before.InstantBefore : before.Instant,
        };
        return AnnouncementQuads.Write(same, names.Terms).ToHashSet()
            .SetEquals(AnnouncementQuads.Write(before, names.Terms))
            ? same
            : same with { ChangedAt = now, Revision = before.Revision + 1 };
    }
}
