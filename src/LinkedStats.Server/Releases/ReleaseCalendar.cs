using System.Collections.Immutable;
using LinkedStats.Cubes.Catalog;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Resources;

namespace LinkedStats.Server.Releases;

/// <summary>The announced releases that a request sees.</summary>
/// <param name="Releases">The releases, by instant.</param>
internal sealed record ReleaseCalendar(ImmutableArray<CalendarRelease> Releases)
{
    /// <summary>Reads the calendar.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The calendar as it is in the request's snapshot.</returns>
    public static ReleaseCalendar Read(ResourceRequest request)
    {
        HashSet<Iri> versions = [.. request.Snapshot.Datasets
            .SelectMany(static dataset => dataset.Versions).Select(static version => version.Iri)];
        HashSet<Iri> withdrawn = [.. request.Snapshot.Tombstones.Select(static tombstone => tombstone.Iri)];
        var terms = new LinkedStatsVocabulary(request.Site.Base);
        return new ReleaseCalendar(
            [.. AnnouncementQuads.ReadAll(request.Snapshot.Default, terms).Select(announcement => new CalendarRelease(
                announcement,
                versions.Contains(announcement.VersionIri),
                withdrawn.Contains(announcement.VersionIri)))]);
    }

    /// <summary>The calendar as quads.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The collection with its releases; those that are public lead to their versions.</returns>
    public IEnumerable<Quad> Quads(ResourceRequest request)
    {
        Iri list = request.Site.Own("releases");
        var terms = new LinkedStatsVocabulary(request.Site.Base);
        yield return new Quad(list, RdfVocabulary.Type, HydraVocabulary.Collection);
        yield return new Quad(list, DctermsVocabulary.Title, new Literal("Calendrier des publications", "fr"));
        yield return new Quad(list, DctermsVocabulary.Title, new Literal("Release calendar", "en"));
        foreach (CalendarRelease release in Releases)
        {
            yield return new Quad(list, HydraVocabulary.Member, release.Announcement.Iri);
            foreach (Quad quad in AnnouncementQuads.Write(release.Announcement, terms))
            {
                yield return quad;
            }

            if (release.HasCome)
            {
                yield return new Quad(
                    release.Announcement.Iri, SchemaOrgVocabulary.Url, release.Announcement.VersionIri);
            }
        }
    }
}

/// <summary>An announced release.</summary>
/// <param name="Announcement">What was announced.</param>
/// <param name="IsPublic">True while the version is public.</param>
/// <param name="IsWithdrawn">True once the version, which was public, is withdrawn.</param>
internal sealed record CalendarRelease(Announcement Announcement, bool IsPublic, bool IsWithdrawn)
{
    /// <summary>True once the version was public: its address tells of it.</summary>
    public bool HasCome => IsPublic || IsWithdrawn;

    /// <summary>What has become of it, in a word.</summary>
    /// <param name="language">The language, <c>fr</c> or <c>en</c>.</param>
    /// <returns>The word.</returns>
    public string State(string language)
    {
        (string english, string french) = this switch
        {
            { IsPublic: true } => ("published", "publiée"),
            { IsWithdrawn: true } => ("published, withdrawn since", "publiée, retirée depuis"),
            { Announcement.IsCancelled: true } => ("cancelled", "annulée"),
            { Announcement.InstantBefore: not null } => ("moved to another date", "déplacée"),
            _ => ("announced", "annoncée"),
        };
        return language == "fr" ? french : english;
    }

    /// <summary>The dataset's title with the number of the version.</summary>
    /// <param name="language">The language wanted.</param>
    /// <param name="found">The language that it is in.</param>
    /// <returns>The title; the dataset's id where it has none.</returns>
    public string Title(string language, out string found) =>
        $"{Announcement.Title.Choose(language, out found) ?? Announcement.DatasetId} {Announcement.Version}";
}
