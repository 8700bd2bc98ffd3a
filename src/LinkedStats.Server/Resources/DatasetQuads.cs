using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Observations;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Resources;

/// <summary>Datasets, structures and versions as quads: what the store says, and where to find what.</summary>
internal static class DatasetQuads
{
    /// <summary>Lists the datasets.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The catalogue with its datasets, their titles and addresses.</returns>
    public static IEnumerable<Quad> List(ResourceRequest request)
    {
        Iri catalog = request.Site.Own("datasets");
        yield return new Quad(catalog, RdfVocabulary.Type, DcatVocabulary.Catalog);
        foreach (DatasetEntry dataset in request.Snapshot.Datasets)
        {
            yield return new Quad(catalog, DcatVocabulary.DatasetOf, dataset.Iri);
            yield return new Quad(dataset.Iri, RdfVocabulary.Type, CubeVocabulary.DataSet);
            yield return new Quad(
                dataset.Iri, DcatVocabulary.LandingPage, request.Site.Own("datasets/" + dataset.Id));
            yield return new Quad(dataset.Iri, DcatVocabulary.Version, new Literal(dataset.Current.Version));
            var graph = new LayeredGraph(dataset.Current.Graph, request.Snapshot.Default);
            foreach ((string language, string text) in Cubes.Mapping.CubeQuads.ReadLabels(graph, dataset.Iri).Texts)
            {
                yield return new Quad(
                    dataset.Iri,
                    DctermsVocabulary.Title,
                    language.Length == 0 ? new Literal(text) : new Literal(text, language));
            }
        }
    }

    /// <summary>Describes a dataset.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cube">Its current version.</param>
    /// <returns>What is said of it, its versions, and its observations in each format.</returns>
    public static IEnumerable<Quad> Describe(ResourceRequest request, CubeView cube)
    {
        Iri dataset = cube.Dataset.Iri;
        return Descriptions.Describe(cube.Graph, dataset)
            .Concat(Links(request, cube))
            .Concat(cube.Dataset.Versions.Select(
                version => new Quad(dataset, DcatVocabulary.HasVersion, version.Iri)))
            .Distinct();
    }

    /// <summary>Describes a structure: its components, their properties, which code lists they take.</summary>
    /// <param name="cube">The cube.</param>
    /// <returns>The quads.</returns>
    public static IEnumerable<Quad> Structure(CubeView cube)
    {
        if (cube.Structure is not { } structure)
        {
            return [new Quad(cube.Dataset.Iri, RdfVocabulary.Type, CubeVocabulary.DataSet)];
        }

        IReadOnlyList<Quad> root = Descriptions.Describe(cube.Graph, structure.Iri);
        IEnumerable<Term> components = root.Select(static quad => quad.Object).OfType<Iri>()
            .Where(term => cube.Graph.Match(term, null, null).Any(IsComponent));
        return root
            .Concat(components.SelectMany(term => Descriptions.Describe(cube.Graph, term)))
            .Concat(structure.Components.SelectMany(
                component => Descriptions.Describe(cube.Graph, component.Property)))
            .Append(new Quad(cube.Dataset.Iri, CubeVocabulary.Structure, structure.Iri))
            .Distinct();
    }

    /// <summary>Describes a version.</summary>
    /// <param name="request">The request.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="version">The version.</param>
    /// <returns>The quads.</returns>
    public static IEnumerable<Quad> Version(ResourceRequest request, DatasetEntry dataset, DatasetVersionEntry version)
    {
        var graph = new LayeredGraph(version.Graph, request.Snapshot.Default);
        string instant = version.VisibleFrom.UtcDateTime.ToString(
            "yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        return Descriptions.DescribeParts(graph, version.Iri, version.Iri)
            .Concat(Errata(request, version.Iri))
            .Concat(
            [
                new Quad(version.Iri, DcatVocabulary.IsVersionOf, dataset.Iri),
                new Quad(version.Iri, DcatVocabulary.Version, new Literal(version.Version)),
                new Quad(version.Iri, DctermsVocabulary.Issued, new Literal(instant, XsdVocabulary.DateTime)),
            ])
            .Distinct();
    }

    /// <summary>Describes what was found wrong in a version, or was removed from it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="version">The version.</param>
    /// <returns>The errata that affect it, with their digests.</returns>
    public static IEnumerable<Quad> Errata(ResourceRequest request, Iri version) =>
        request.Snapshot.Default.Match(null, new LinkedStatsVocabulary(request.Site.Base).Affects, version).SelectMany(
            quad => Descriptions.DescribeParts(request.Snapshot.Default, quad.Subject, version));

    private static bool IsComponent(Quad quad) =>
        quad.Predicate.Text.StartsWith(CubeVocabulary.Namespace, StringComparison.Ordinal);

    private static IEnumerable<Quad> Links(ResourceRequest request, CubeView cube)
    {
        Iri dataset = cube.Dataset.Iri;
        string address = "datasets/" + cube.Dataset.Id;
        yield return new Quad(dataset, DcatVocabulary.LandingPage, request.Site.Own(address));
        yield return new Quad(dataset, DcatVocabulary.HasCurrentVersion, cube.Version.Iri);
        yield return new Quad(dataset, VoidVocabulary.SparqlEndpoint, request.Site.Own("sparql"));
        foreach (Variant variant in Variant.Observations.Where(static variant => variant != Variant.Html))
        {
            Iri download = request.Site.Own($"{address}/observations.{variant.Suffix}");
            yield return new Quad(dataset, DcatVocabulary.DistributionOf, download);
            yield return new Quad(download, RdfVocabulary.Type, DcatVocabulary.Distribution);
            yield return new Quad(download, DctermsVocabulary.Title, new Literal(variant.Title));
            yield return new Quad(download, DcatVocabulary.DownloadUrl, download);
            yield return new Quad(download, DcatVocabulary.MediaType, Iri.FromTrusted(
                "https://www.iana.org/assignments/media-types/" + variant.MediaType.Name));
        }
    }
}
