using LinkedStats.Cubes;
using LinkedStats.Cubes.Catalog;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing.Encoding;

/// <summary>Writes the checked datasets of a release into the store.</summary>
/// <param name="writer">The release being written.</param>
/// <param name="names">The names of the store's own things.</param>
/// <param name="now">When it is recorded.</param>
internal sealed class ReleaseEncoder(StoreWriter writer, StoreNames names, DateTimeOffset now)
{
    /// <summary>Writes a version of a dataset: its cells, its structure, its description.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="id">Its id.</param>
    /// <param name="version">The version.</param>
    /// <param name="previous">The version before it; null for a first one.</param>
    /// <param name="survey">What its observations are.</param>
    /// <param name="digest">The digest of its contents.</param>
    internal void Write(
        PackageDataset dataset,
        string id,
        VersionNumber version,
        DatasetVersionEntry? previous,
        CubeSurvey survey,
        string digest)
    {
        Iri iri = names.DatasetVersion(id, version);
        Dictionary<BlankNode, Iri> cells = WriteCells(dataset, id, version, survey);
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

    /// <summary>Hands the cells over to the store.</summary>
    /// <returns>The IRIs of those that were blank nodes.</returns>
    private Dictionary<BlankNode, Iri> WriteCells(
        PackageDataset dataset, string id, VersionNumber version, CubeSurvey survey)
    {
        DataStructureDefinition structure = dataset.Structure;
        var schema = new CubeSchema(
            [.. structure.Dimensions.Select(static d => d.Property)],
            [.. structure.Measures.Select(static m => m.Property)],
            [.. structure.Attributes.Select(static a => a.Property)]);
        CubeTableBuilder table = writer.AddCube(
            new DatasetVersionInfo(id, dataset.Iri, version.ToString()), schema, survey.Rows);
        var codeNames = new Dictionary<Term, string>[structure.Dimensions.Length];
        for (int i = 0; i < codeNames.Length; i++)
        {
            codeNames[i] = survey.Books[i].ToDictionary(static code => code.Term, static code => code.Name);
            foreach (Code code in survey.Books[i])
            {
                table.DeclareCode(i, code.Term, code.Name);
            }
        }

        var cells = new Dictionary<BlankNode, Iri>();
        int[] key = new int[codeNames.Length];
        foreach ((int row, BlankNode node) in survey.BlankNodes)
        {
            survey.Rows.ReadKey(row, key);
            cells[node] = names.Cell(id, key.Select((code, i) => codeNames[i][survey.Rows.Dimensions[i][code]]));
        }

        return cells;
    }

    private static LanguageMap Versioned(LanguageMap title, VersionNumber version) => new(
        title.Texts.Aggregate(
            LanguageMap.Empty.Texts, (texts, text) => texts.Add(text.Key, $"{text.Value} {version}")));
}
