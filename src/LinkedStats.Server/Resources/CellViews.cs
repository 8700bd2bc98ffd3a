using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Observations;
using LinkedStats.Server.Pages;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Server.Resources;

/// <summary>Gathers what the page of a cell shows.</summary>
internal static class CellViews
{
    /// <summary>Gathers it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cube">The cube.</param>
    /// <param name="row">The cell's row.</param>
    /// <param name="presenter">Shows terms.</param>
    /// <param name="frame">The page's frame.</param>
    /// <returns>The view.</returns>
    public static CellView Create(
        ResourceRequest request, CubeView cube, int row, Presenter presenter, PageFrame frame)
    {
        List<FactView> values = [];
        List<FactView> key = [];
        List<FactView> attributes = [];
        var tables = new ObservationTables(cube, presenter, frame);
        int[] code = new int[1];
        foreach (CubeColumn column in cube.Columns)
        {
            TermView heading = DatasetHtml.Heading(column, presenter);
            switch (column.Component)
            {
                case Dimension:
                    cube.Cells.ReadCodes(column.Index, row, code);
                    key.Add(new FactView(heading, [tables.Code(column, code[0])!]));
                    break;
                case Measure:
                    values.Add(new FactView(heading, [Value(cube, column, row, frame)]));
                    break;
                default:
                    cube.Cells.ReadAttributeCodes(column.Index, row, code);
                    if (tables.Code(column, code[0]) is { } attribute)
                    {
                        attributes.Add(new FactView(heading, [attribute]));
                    }

                    break;
            }
        }

        TermId[] id = new TermId[1];
        cube.Cells.ReadCells(row, id);
        var cell = (Iri)request.Snapshot.Get(id[0]);
        IReadOnlyList<Quad> quads = Descriptions.Describe(cube.Version.Graph, cell);
        HashSet<Iri> shown = [.. cube.Columns.Select(static column => column.Component.Property),
            CubeVocabulary.DataSetOf];
        attributes.AddRange(FactLists.Create(quads, cell, presenter, [.. shown, ProvVocabulary.WasGeneratedBy]));
        return new CellView(
            frame,
            DatasetHtml.IsSynthetic(request, cube),
            [.. values],
            [.. key],
            [.. attributes.Where(static fact => fact.Name.Note != ProvVocabulary.WasGeneratedBy.Text)],
            Provenance(request, cube, quads, presenter, frame),
            cell.Text)
        {
            History = new PageLink(
                frame.L("This cell in every version", "Cette cellule dans chaque version"),
                frame.Href($"/datasets/{cube.Dataset.Id}/observations/{cube.Cells.Key(row)}/history")),
        };
    }

    private static TermView Value(CubeView cube, CubeColumn column, int row, PageFrame frame)
    {
        TermId[] value = new TermId[1];
        cube.Cells.ReadMeasure(column.Index, row, value);
        return value[0].IsNone
            ? new TermView(frame.L("missing", "manquante"))
            : cube.Snapshot.Get(value[0]) is Literal literal
                ? new TermView(
                    Numbers.Show(literal.Lexical, frame.Language),
                    Note: Presenter.LocalName(literal.Datatype))
                : new TermView(cube.Snapshot.Get(value[0]).ToString());
    }

    // The run made the cell; the model version is what the run used.
    private static ImmutableArray<FactView> Provenance(
        ResourceRequest request, CubeView cube, IReadOnlyList<Quad> quads, Presenter presenter, PageFrame frame)
    {
        var words = new LinkedStatsVocabulary(request.Site.Base);
        Term[] runs = [.. quads.Where(static quad => quad.Predicate == ProvVocabulary.WasGeneratedBy)
            .Select(static quad => quad.Object)];
        if (runs.Length == 0)
        {
            runs = [.. cube.Graph.Match(cube.Version.Iri, ProvVocabulary.WasGeneratedBy, null)
                .Select(static quad => quad.Object)];
        }

        Term[] models = [.. runs.SelectMany(run => request.Snapshot.Default.Match(run, words.UsesModelVersion, null))
            .Select(static quad => quad.Object).Distinct()];
        TermView version = new(
            cube.Version.Version, frame.Href($"/datasets/{cube.Dataset.Id}/versions/{cube.Version.Version}"));
        List<FactView> facts = [new(new TermView(frame.L("Dataset version", "Version du jeu de données")), [version])];
        if (runs.Length > 0)
        {
            facts.Add(new FactView(new TermView(frame.L("Run", "Exécution")), presenter.Views(runs)));
        }

        if (models.Length > 0)
        {
            facts.Add(new FactView(new TermView(frame.L("Model version", "Version du modèle")),
                presenter.Views(models)));
        }

        return [.. facts];
    }
}
