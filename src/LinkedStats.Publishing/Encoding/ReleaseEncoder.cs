using LinkedStats.Cubes;
using LinkedStats.Cubes.Catalog;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing.Encoding;

/// <summary>Writes a checked release into the store.</summary>
/// <param name="writer">The release being written.</param>
/// <param name="names">The names of the store's own things.</param>
/// <param name="now">When it is recorded.</param>
internal sealed class ReleaseEncoder(StoreWriter writer, StoreNames names, DateTimeOffset now)
{
    /// <summary>Writes a graph that is not a dataset version.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="triples">Its triples.</param>
    /// <param name="visibleFrom">When it becomes public; null for the instant of the release.</param>
    internal void Write(Iri name, IEnumerable<Quad> triples, DateTimeOffset? visibleFrom) =>
        writer.AddGraph(name, GraphRole.Metadata, triples, visibleFrom);

    /// <summary>Writes a version of a dataset: its cells, its structure, its description.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="id">Its id.</param>
    /// <param name="version">The version.</param>
    /// <param name="previous">The version before it; null for a first one.</param>
    /// <param name="survey">What its observations are.</param>
    /// <param name="digest">The digest of its contents.</param>
    /// <param name="progress">Receives the share of the rows done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal void Write(
        PackageDataset dataset,
        string id,
        VersionNumber version,
        DatasetVersionEntry? previous,
        CubeSurvey survey,
        string digest,
        Action<double> progress,
        CancellationToken cancellation)
    {
        Iri iri = names.DatasetVersion(id, version);
        var cells = new Dictionary<BlankNode, Iri>();
        WriteCells(dataset, id, version, survey, cells, progress, cancellation);
        var description = new DatasetVersionDescription(
            iri, dataset.Iri, version, now, dataset.Release ?? now, digest)
        {
            Previous = previous?.Iri,
            Run = dataset.Run,
            Notes = dataset.Notes,
            Title = Versioned(dataset.Title, version),
            IsSynthetic = dataset.IsSynthetic,
        };
        Quad[] metadata = [.. CatalogQuads.WriteVersion(description, names.Terms)];

        // What was exported tells of its publication there; this version tells of the one here.
        writer.AddGraph(iri, GraphRole.DatasetVersion, dataset.Describe(cells)
            .Where(triple => !CatalogQuads.IsOfPublication(triple, iri))
            .Concat(metadata).Concat(CatalogQuads.WriteCurrent(description)));

        // Only the current version's graph is in the default graph; the history stays there by this one.
        writer.AddGraph(Iri.FromTrusted(iri.Text + "#description"), GraphRole.Metadata, metadata);
    }

    private void WriteCells(
        PackageDataset dataset,
        string id,
        VersionNumber version,
        CubeSurvey survey,
        Dictionary<BlankNode, Iri> cells,
        Action<double> progress,
        CancellationToken cancellation)
    {
        DataStructureDefinition structure = dataset.Structure;
        var schema = new CubeSchema(
            [.. structure.Dimensions.Select(static d => d.Property)],
            [.. structure.Measures.Select(static m => m.Property)],
            [.. structure.Attributes.Select(static a => a.Property)]);
        CubeTableBuilder table = writer.AddCube(new DatasetVersionInfo(id, dataset.Iri, version.ToString()), schema);
        var codeNames = new Dictionary<Term, string>[structure.Dimensions.Length];
        for (int i = 0; i < codeNames.Length; i++)
        {
            codeNames[i] = survey.Books[i].ToDictionary(static code => code.Term, static code => code.Name);
            foreach (Code code in survey.Books[i])
            {
                table.DeclareCode(i, code.Term, code.Name);
            }
        }

        long row = 0;
        foreach (ObservationRow observation in dataset.ReadRows(new ReportBuilder(0)))
        {
            if ((row++ & 0x3FFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress((double)row / Math.Max(1, survey.RowCount));
            }

            if (observation.Subject is BlankNode node)
            {
                cells[node] = names.Cell(id, observation.Codes.Select((code, i) => codeNames[i][code!]));
            }

            table.AddRow(
                observation.Codes!,
                observation.Measures,
                observation.Attributes,
                observation.Run,
                observation.Subject as Iri);
        }
    }

    private static LanguageMap Versioned(LanguageMap title, VersionNumber version) => new(
        title.Texts.Aggregate(
            LanguageMap.Empty.Texts, (texts, text) => texts.Add(text.Key, $"{text.Value} {version}")));
}
