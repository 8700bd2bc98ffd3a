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
    /// <param name="chosen">The version, or the one whose metadata are revised: that keeps its cells.</param>
    /// <param name="survey">What its observations are.</param>
    /// <param name="digest">The digest of its contents.</param>
    internal void Write(PackageDataset dataset, string id, ChosenVersion chosen, CubeSurvey survey, string digest)
    {
        VersionNumber version = chosen.Version!.Value;
        Iri iri = names.DatasetVersion(id, version);
        if (chosen.Revised is null)
        {
            WriteCells(dataset, id, version, survey);
        }
        else if (chosen.Move is { } move)
        {
            DatasetEntry entry = writer.Before.Datasets.First(entry => entry.Id == id);
            writer.Move(entry, chosen.Revised, DescriptionOf(iri), move.To);
        }

        DateTimeOffset recordedAt = chosen.Move is null ? chosen.Revised?.RecordedAt ?? now : now;
        DateTimeOffset issued = chosen.Move?.To ?? chosen.Revised?.VisibleFrom ?? dataset.Release ?? now;
        var description = new DatasetVersionDescription(iri, dataset.Iri, version, recordedAt, issued, digest)
        {
            Previous = chosen.Previous?.Iri,
            Modified = chosen is { Revised: { } revised, Move: null }
                ? CatalogQuads.ReadModified(revised.Graph, dataset.Iri)
                : null,
            Run = dataset.Run,
            Notes = dataset.Notes,
            Title = Versioned(dataset.Title, version),
            IsSynthetic = dataset.IsSynthetic,
        };
        Quad[] metadata = [.. CatalogQuads.WriteVersion(description, names.Terms)];

        // What is said of a version under embargo stays under it.
        bool isEarly = chosen.Move is null && chosen.Revised?.VisibleFrom > now;
        DateTimeOffset? from = isEarly ? chosen.Revised!.VisibleFrom : null;

        // What was exported tells of its publication there; this version tells of the one here.
        IEnumerable<Quad> described = dataset.Describe(NameCells(id, survey));
        writer.AddGraph(
            iri,
            GraphRole.DatasetVersion,
            described.Where(triple => !CatalogQuads.IsOfPublication(triple, iri))
                .Concat(metadata).Concat(CatalogQuads.WriteCurrent(description)),
            from);

        // Only the current version's graph is in the default graph; the history stays there by this one.
        writer.AddGraph(DescriptionOf(iri), GraphRole.Metadata, metadata, from);
    }

    /// <summary>Hands the cells over to the store.</summary>
    private void WriteCells(PackageDataset dataset, string id, VersionNumber version, CubeSurvey survey)
    {
        DataStructureDefinition structure = dataset.Structure;
        var schema = new CubeSchema(
            [.. structure.Dimensions.Select(static d => d.Property)],
            [.. structure.Measures.Select(static m => m.Property)],
            [.. structure.Attributes.Select(static a => a.Property)]);
        CubeTableBuilder table = writer.AddCube(
            new DatasetVersionInfo(id, dataset.Iri, version.ToString()), schema, survey.Rows);
        for (int i = 0; i < survey.Books.Length; i++)
        {
            foreach (Code code in survey.Books[i])
            {
                table.DeclareCode(i, code.Term, code.Name);
            }
        }
    }

    /// <summary>Gives IRIs to the cells that were blank nodes.</summary>
    private Dictionary<BlankNode, Iri> NameCells(string id, CubeSurvey survey)
    {
        var cells = new Dictionary<BlankNode, Iri>();
        if (survey.BlankNodes.Count == 0)
        {
            return cells;
        }

        Dictionary<Term, string>[] codeNames = [.. survey.Books.Select(static book =>
            book.ToDictionary(static code => code.Term, static code => code.Name))];
        int[] key = new int[codeNames.Length];
        foreach ((int row, BlankNode node) in survey.BlankNodes)
        {
            survey.Rows.ReadKey(row, key);
            cells[node] = names.Cell(id, key.Select((code, i) => codeNames[i][survey.Rows.Dimensions[i][code]]));
        }

        return cells;
    }

    private static Iri DescriptionOf(Iri version) => Iri.FromTrusted(version.Text + "#description");

    private static LanguageMap Versioned(LanguageMap title, VersionNumber version) => new(
        title.Texts.Aggregate(
            LanguageMap.Empty.Texts, (texts, text) => texts.Add(text.Key, $"{text.Value} {version}")));
}
