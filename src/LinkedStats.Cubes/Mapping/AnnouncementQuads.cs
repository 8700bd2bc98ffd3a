using System.Globalization;
using LinkedStats.Cubes.Catalog;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Cubes.Mapping;

/// <summary>Announced releases as triples.</summary>
/// <remarks>Source: schema.org, Event, for instants and states; DCMI terms.</remarks>
public static class AnnouncementQuads
{
    /// <summary>Writes an announcement.</summary>
    /// <param name="announcement">The announcement.</param>
    /// <param name="terms">The terms of the store's ontology.</param>
    /// <returns>Its triples.</returns>
    public static IEnumerable<Quad> Write(Announcement announcement, LinkedStatsVocabulary terms)
    {
        Iri iri = announcement.Iri;
        Iri state = announcement.IsCancelled ? SchemaOrgVocabulary.EventCancelled
            : announcement.InstantBefore is null ? SchemaOrgVocabulary.EventScheduled
            : SchemaOrgVocabulary.EventRescheduled;
        List<Quad> quads =
        [
            new(iri, RdfVocabulary.Type, terms.AnnouncedRelease),
            new(iri, DctermsVocabulary.Identifier, new Literal(announcement.DatasetId)),
            new(iri, DctermsVocabulary.Subject, announcement.Dataset),
            new(iri, DcatVocabulary.Version, new Literal(announcement.Version)),
            new(iri, terms.Announces, announcement.VersionIri),
            new(iri, SchemaOrgVocabulary.StartDate, CatalogQuads.Instant(announcement.Instant)),
            new(iri, SchemaOrgVocabulary.EventStatus, state),
            new(iri, DctermsVocabulary.Created, CatalogQuads.Instant(announcement.AnnouncedAt)),
            new(iri, DctermsVocabulary.Modified, CatalogQuads.Instant(announcement.ChangedAt)),
            new(iri, terms.Revision, new Literal(
                announcement.Revision.ToString(CultureInfo.InvariantCulture), XsdVocabulary.Integer)),
            .. CubeQuads.WriteTexts(iri, DctermsVocabulary.Title, announcement.Title),
        ];
        if (announcement.InstantBefore is { } before)
        {
            quads.Add(new(iri, SchemaOrgVocabulary.PreviousStartDate, CatalogQuads.Instant(before)));
        }

        return quads;
    }

    /// <summary>Reads the announcements of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="terms">The terms of the store's ontology.</param>
    /// <returns>The announcements by instant, then by IRI; what lacks an instant or a version is none.</returns>
    public static IReadOnlyList<Announcement> ReadAll(IGraph graph, LinkedStatsVocabulary terms) =>
        [.. graph.Match(null, RdfVocabulary.Type, terms.AnnouncedRelease)
            .Select(static triple => triple.Subject).OfType<Iri>()
            .Select(iri => Read(graph, iri, terms)).OfType<Announcement>()
            .OrderBy(static announcement => announcement.Instant)
            .ThenBy(static announcement => announcement.Iri.Text, StringComparer.Ordinal)];

    /// <summary>Reads an announcement.</summary>
    /// <param name="graph">The graph that holds it.</param>
    /// <param name="iri">Its IRI.</param>
    /// <param name="terms">The terms of the store's ontology.</param>
    /// <returns>The announcement; null when there is none.</returns>
    public static Announcement? Read(IGraph graph, Iri iri, LinkedStatsVocabulary terms)
    {
        if (graph.ObjectText(iri, DctermsVocabulary.Identifier) is not { } id
            || graph.ObjectIri(iri, DctermsVocabulary.Subject) is not { } dataset
            || graph.ObjectText(iri, DcatVocabulary.Version) is not { } version
            || graph.ObjectIri(iri, terms.Announces) is not { } versionIri
            || Instant(graph, iri, SchemaOrgVocabulary.StartDate) is not { } instant
            || Instant(graph, iri, DctermsVocabulary.Created) is not { } announcedAt)
        {
            return null;
        }

        return new Announcement(iri, id, dataset, version, versionIri, instant, announcedAt)
        {
            Title = CubeQuads.ReadTexts(graph, iri, DctermsVocabulary.Title),
            ChangedAt = Instant(graph, iri, DctermsVocabulary.Modified) ?? announcedAt,
            Revision = (int)(graph.ObjectNumber(iri, terms.Revision) ?? 0),
            InstantBefore = Instant(graph, iri, SchemaOrgVocabulary.PreviousStartDate),
            IsCancelled = graph.Has(iri, SchemaOrgVocabulary.EventStatus, SchemaOrgVocabulary.EventCancelled),
        };
    }

    private static DateTimeOffset? Instant(IGraph graph, Iri subject, Iri predicate) =>
        DateTimeOffset.TryParse(
            graph.ObjectText(subject, predicate),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset instant)
            ? instant
            : null;
}
