using System.Globalization;
using LinkedStats.Cubes.Catalog;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Cubes.Mapping;

/// <summary>The catalogue's facts as triples.</summary>
/// <remarks>Source: DCAT 3, sections 6.6 and 11; ADMS; PROV-O.</remarks>
public static class CatalogQuads
{
    private static readonly Iri Completed = Iri.FromTrusted("http://purl.org/adms/status/Completed");
    private static readonly Iri Withdrawn = Iri.FromTrusted("http://purl.org/adms/status/Withdrawn");

    /// <summary>Writes what holds for a dataset, whatever its version.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="terms">The terms of the store's ontology.</param>
    /// <returns>Its triples.</returns>
    public static IEnumerable<Quad> WriteDataset(DatasetDescription dataset, LinkedStatsVocabulary terms)
    {
        List<Quad> quads =
        [
            new(dataset.Iri, RdfVocabulary.Type, CubeVocabulary.DataSet),
            new(dataset.Iri, RdfVocabulary.Type, DcatVocabulary.Dataset),
            new(dataset.Iri, DctermsVocabulary.Identifier, new Literal(dataset.Id)),
            .. CubeQuads.WriteTexts(dataset.Iri, RdfsVocabulary.Label, dataset.Title),
            .. CubeQuads.WriteTexts(dataset.Iri, DctermsVocabulary.Title, dataset.Title),
            .. CubeQuads.WriteTexts(dataset.Iri, DctermsVocabulary.Description, dataset.Description),
            .. dataset.Keywords.SelectMany(k => CubeQuads.WriteTexts(dataset.Iri, DcatVocabulary.Keyword, k)),
        ];
        Link(quads, dataset.Iri, DctermsVocabulary.License, dataset.Licence);
        Link(quads, dataset.Iri, CubeVocabulary.Structure, dataset.Structure);
        Link(quads, dataset.Iri, terms.ExperimentOf, dataset.Experiment);
        if (!dataset.Publisher.Texts.IsEmpty)
        {
            Iri publisher = Iri.FromTrusted(dataset.Iri.Text + "#publisher");
            quads.Add(new(dataset.Iri, DctermsVocabulary.Publisher, publisher));
            quads.Add(new(publisher, RdfVocabulary.Type, FoafVocabulary.Agent));
            quads.AddRange(CubeQuads.WriteTexts(publisher, FoafVocabulary.Name, dataset.Publisher));
        }

        if (dataset is { Sdmx: { } sdmx, Structure: { } structure })
        {
            quads.Add(new(structure, terms.SdmxAgency, new Literal(sdmx.Agency)));
            quads.Add(new(structure, terms.SdmxId, new Literal(sdmx.Id)));
            quads.Add(new(structure, terms.SdmxVersion, new Literal(sdmx.Version)));
        }

        if (dataset.IsSynthetic)
        {
            quads.Add(new(dataset.Iri, terms.Synthetic, True));
        }

        return quads;
    }

    /// <summary>Writes what holds for one version for ever.</summary>
    /// <param name="version">The version.</param>
    /// <param name="terms">The terms of the store's ontology.</param>
    /// <returns>Its triples, with the link from its dataset.</returns>
    public static IEnumerable<Quad> WriteVersion(DatasetVersionDescription version, LinkedStatsVocabulary terms)
    {
        Iri checksum = Iri.FromTrusted(version.Iri.Text + "#checksum");
        List<Quad> quads =
        [
            new(version.Dataset, DcatVocabulary.HasVersion, version.Iri),
            new(version.Iri, RdfVocabulary.Type, terms.DatasetVersion),
            new(version.Iri, DcatVocabulary.IsVersionOf, version.Dataset),
            new(version.Iri, DcatVocabulary.Version, new Literal(version.Version.ToString())),
            new(version.Iri, DctermsVocabulary.Issued, Instant(version.Issued)),
            new(version.Iri, ProvVocabulary.GeneratedAtTime, Instant(version.RecordedAt)),
            new(version.Iri, AdmsVocabulary.Status, Completed),
            new(version.Iri, SpdxVocabulary.ChecksumOf, checksum),
            new(checksum, RdfVocabulary.Type, SpdxVocabulary.Checksum),
            new(checksum, SpdxVocabulary.Algorithm, SpdxVocabulary.ChecksumAlgorithmSha256),
            new(checksum, SpdxVocabulary.ChecksumValue, new Literal(version.Digest, XsdVocabulary.HexBinary)),
            .. CubeQuads.WriteTexts(version.Iri, DctermsVocabulary.Title, version.Title),
            .. CubeQuads.WriteTexts(version.Iri, AdmsVocabulary.VersionNotes, version.Notes),
        ];
        Link(quads, version.Iri, DcatVocabulary.PreviousVersion, version.Previous);
        Link(quads, version.Iri, ProvVocabulary.WasGeneratedBy, version.Run);
        if (version.Run is { } run)
        {
            quads.Add(new(run, ProvVocabulary.Generated, version.Iri));
        }

        if (version.IsSynthetic)
        {
            quads.Add(new(version.Iri, terms.Synthetic, True));
        }

        return quads;
    }

    /// <summary>Writes what holds while a version is the current one; it belongs in the version's own graph.</summary>
    /// <param name="version">The version.</param>
    /// <returns>The triples.</returns>
    public static IEnumerable<Quad> WriteCurrent(DatasetVersionDescription version) =>
    [
        new(version.Dataset, DcatVocabulary.HasCurrentVersion, version.Iri),
        new(version.Dataset, DcatVocabulary.Version, new Literal(version.Version.ToString())),
        new(version.Dataset, DctermsVocabulary.Modified, Instant(version.Modified ?? version.Issued)),
    ];

    /// <summary>Writes what is said of a version once it is withdrawn: what was said before, but its status.</summary>
    /// <param name="version">The version's IRI.</param>
    /// <param name="description">What <see cref="WriteVersion"/> wrote, or nothing.</param>
    /// <param name="withdrawal">The withdrawal.</param>
    /// <param name="terms">The terms of the store's ontology.</param>
    /// <returns>The triples.</returns>
    public static IEnumerable<Quad> WriteWithdrawal(
        Iri version, IEnumerable<Quad> description, WithdrawalDescription withdrawal, LinkedStatsVocabulary terms)
    {
        Iri erratum = Iri.FromTrusted(version.Text + "#withdrawal");
        return
        [
            .. description
                .Where(triple => !triple.Subject.Equals(version) || !triple.Predicate.Equals(AdmsVocabulary.Status))
                .Select(static triple => triple with { Graph = null }),
            .. WriteGone(version, withdrawal, terms),
            new(erratum, RdfVocabulary.Type, terms.Erratum),
            new(erratum, terms.Affects, version),
            new(erratum, DctermsVocabulary.Issued, Instant(withdrawal.Instant)),
            .. CubeQuads.WriteTexts(erratum, terms.Reason, withdrawal.Reason),
        ];
    }

    /// <summary>Writes what is said of a version from which cells were removed, whatever the state that is asked
    /// for.</summary>
    /// <param name="version">The version's IRI.</param>
    /// <param name="withdrawal">When and why.</param>
    /// <param name="isWhole">True when nothing of the version is left.</param>
    /// <param name="cells">The number of cells.</param>
    /// <param name="digest">Their digest in hexadecimal.</param>
    /// <param name="terms">The terms of the store's ontology.</param>
    /// <returns>The triples.</returns>
    public static IEnumerable<Quad> WritePurge(
        Iri version,
        WithdrawalDescription withdrawal,
        bool isWhole,
        int cells,
        string digest,
        LinkedStatsVocabulary terms)
    {
        Iri erratum = Iri.FromTrusted($"{version.Text}#purge-{digest[..8]}");
        Iri checksum = Iri.FromTrusted(erratum.Text + "-checksum");
        return
        [
            new(erratum, RdfVocabulary.Type, terms.Erratum),
            new(erratum, terms.Affects, version),
            new(erratum, DctermsVocabulary.Issued, Instant(withdrawal.Instant)),
            new(erratum, terms.PurgedCells, new Literal(
                cells.ToString(CultureInfo.InvariantCulture), XsdVocabulary.Integer)),
            new(erratum, SpdxVocabulary.ChecksumOf, checksum),
            new(checksum, RdfVocabulary.Type, SpdxVocabulary.Checksum),
            new(checksum, SpdxVocabulary.Algorithm, SpdxVocabulary.ChecksumAlgorithmSha256),
            new(checksum, SpdxVocabulary.ChecksumValue, new Literal(digest, XsdVocabulary.HexBinary)),
            .. CubeQuads.WriteTexts(erratum, terms.Reason, withdrawal.Reason),
            .. isWhole ? WriteGone(version, withdrawal, terms) : [],
        ];
    }

    /// <summary>Says that a triple tells when a version was published, or as what: once for each version.</summary>
    /// <param name="triple">Any triple.</param>
    /// <param name="version">The version's IRI.</param>
    /// <returns>True for those of <see cref="WriteVersion"/> whose property has one value.</returns>
    public static bool IsOfPublication(in Quad triple, Iri version) =>
        triple.Predicate.Equals(SpdxVocabulary.ChecksumValue)
            ? triple.Subject is Iri subject && subject.Text == version.Text + "#checksum"
            : (triple.Predicate.Equals(DctermsVocabulary.Issued)
                || triple.Predicate.Equals(ProvVocabulary.GeneratedAtTime)) && triple.Subject.Equals(version);

    /// <summary>Reads the digest of a version that <see cref="WriteVersion"/> wrote.</summary>
    /// <param name="graph">A graph that holds it.</param>
    /// <param name="version">The version's IRI.</param>
    /// <returns>The digest; null when there is none.</returns>
    public static string? ReadDigest(IGraph graph, Iri version) =>
        graph.SortedObjects(version, SpdxVocabulary.ChecksumOf)
            .Select(checksum => graph.ObjectText(checksum, SpdxVocabulary.ChecksumValue))
            .FirstOrDefault();

    /// <summary>Reads when a dataset was modified last.</summary>
    /// <param name="graph">A graph that holds it.</param>
    /// <param name="dataset">The dataset's IRI.</param>
    /// <returns>The latest instant; null when there is none.</returns>
    public static DateTimeOffset? ReadModified(IGraph graph, Iri dataset) => graph
        .Match(dataset, DctermsVocabulary.Modified, null)
        .Select(static quad => quad.Object is Literal literal && DateTimeOffset.TryParse(
            literal.Lexical, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
                ? instant
                : (DateTimeOffset?)null)
        .Max();

    private static IEnumerable<Quad> WriteGone(
        Iri version, WithdrawalDescription withdrawal, LinkedStatsVocabulary terms) =>
    [
        new(withdrawal.Dataset, DcatVocabulary.HasVersion, version),
        new(version, RdfVocabulary.Type, terms.DatasetVersion),
        new(version, DcatVocabulary.IsVersionOf, withdrawal.Dataset),
        new(version, DcatVocabulary.Version, new Literal(withdrawal.Version)),
        new(version, AdmsVocabulary.Status, Withdrawn),
        new(version, terms.Status, withdrawal.Status),
        new(version, ProvVocabulary.InvalidatedAtTime, Instant(withdrawal.Instant)),
        .. CubeQuads.WriteTexts(version, terms.Reason, withdrawal.Reason),
    ];

    internal static readonly Literal True = new("true", XsdVocabulary.Boolean);

    /// <summary>Writes an instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>An xsd:dateTime in UTC, to the second.</returns>
    public static Literal Instant(DateTimeOffset instant) => new(
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        XsdVocabulary.DateTime);

    internal static void Link(List<Quad> quads, Term subject, Iri predicate, Term? @object)
    {
        if (@object is not null)
        {
            quads.Add(new(subject, predicate, @object));
        }
    }
}
