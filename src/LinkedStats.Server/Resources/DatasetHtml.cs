using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Observations;
using LinkedStats.Server.Pages;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Resources;

/// <summary>The pages of datasets and versions.</summary>
internal static class DatasetHtml
{
    private const int FirstRows = 10;

    /// <summary>Shows a dataset in a list.</summary>
    /// <param name="request">The request.</param>
    /// <param name="presenter">Shows terms.</param>
    /// <param name="frame">The page's frame.</param>
    /// <param name="dataset">The dataset.</param>
    /// <returns>The item.</returns>
    public static ListItemView Item(
        ResourceRequest request, Presenter presenter, PageFrame frame, DatasetEntry dataset)
    {
        var graph = new LayeredGraph(dataset.Current.Graph, request.Snapshot.Default);
        (string title, string? language) =
            presenter.Choose(CubeQuads.ReadLabels(graph, dataset.Iri)) ?? (dataset.Id, null);
        (string Text, string? Language)? summary = Summary(graph, presenter, dataset.Iri);
        return new ListItemView(
            new PageLink(title, frame.Href("/datasets/" + dataset.Id), language),
            summary is { } text ? new TermView(text.Text, null, text.Language) : null,
            Remark(frame, dataset.Current));
    }

    /// <summary>Says in short what a version is.</summary>
    /// <param name="frame">The page's frame.</param>
    /// <param name="version">The version.</param>
    /// <returns>The number, the date, the count of observations.</returns>
    public static string Remark(PageFrame frame, DatasetVersionEntry version)
    {
        string day = version.VisibleFrom.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        string count = Numbers.Show(version.Cells.RowCount, frame.Language);
        string plural = version.Cells.RowCount == 1 ? "" : "s";
        return $"version {version.Version}, {day}, {count} observation{plural}";
    }

    /// <summary>Lists versions, the newest first, those that were withdrawn among them.</summary>
    /// <param name="frame">The page's frame.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="withdrawn">What is left of the withdrawn versions.</param>
    /// <returns>The items.</returns>
    public static ImmutableArray<ListItemView> VersionItems(
        PageFrame frame, DatasetEntry dataset, IEnumerable<VersionTombstone> withdrawn)
    {
        IEnumerable<(string Version, DateTimeOffset From, string Remark)> items = dataset.Versions
            .Select(version => (version.Version, version.VisibleFrom, Remark(frame, version)))
            .Concat(withdrawn.Select(tombstone => (
                tombstone.Version, tombstone.VisibleFrom, WithdrawnVersions.Explain(tombstone, frame.Language))));
        return
        [
            .. items.Reverse().OrderByDescending(static item => item.From).Select(item => new ListItemView(
                new PageLink(item.Version, frame.Href($"/datasets/{dataset.Id}/versions/{item.Version}")),
                null,
                item.Remark)),
        ];
    }

    /// <summary>Links to a dataset's page.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cube">The dataset.</param>
    /// <param name="presenter">Shows terms.</param>
    /// <returns>The link.</returns>
    public static PageLink Link(ResourceRequest request, CubeView cube, Presenter presenter)
    {
        (string title, string? language) = Title(cube, presenter);
        PageFrame frame = PageFrames.For(request, title, []);
        return new PageLink(title, frame.Href("/datasets/" + cube.Dataset.Id), language);
    }

    /// <summary>The title of a dataset.</summary>
    /// <param name="cube">The dataset.</param>
    /// <param name="presenter">Shows terms.</param>
    /// <returns>The title, and its language where it is not the reader's.</returns>
    public static (string Text, string? Language) Title(CubeView cube, Presenter presenter) =>
        presenter.Choose(CubeQuads.ReadLabels(cube.Graph, cube.Dataset.Iri)) ?? (cube.Dataset.Id, null);

    /// <summary>Says whether the values of a version are made up.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cube">The version.</param>
    /// <returns>True when the dataset or the version says so.</returns>
    public static bool IsSynthetic(ResourceRequest request, CubeView cube)
    {
        Iri synthetic = new LinkedStatsVocabulary(request.Site.Base).Synthetic;
        return cube.Graph.Match(cube.Version.Iri, synthetic, null)
            .Concat(cube.Graph.Match(cube.Dataset.Iri, synthetic, null))
            .Any(static quad => quad.Object is Literal { Lexical: "true" or "1" });
    }

    /// <summary>Shows the components of a structure.</summary>
    /// <param name="cube">The cube.</param>
    /// <param name="presenter">Shows terms.</param>
    /// <param name="frame">The page's frame.</param>
    /// <returns>One view a component.</returns>
    public static ImmutableArray<ComponentView> Components(CubeView cube, Presenter presenter, PageFrame frame) =>
    [
        .. cube.Columns.Select(column => new ComponentView(
            column.Component switch
            {
                Dimension => frame.L("dimension", "dimension"),
                Measure => frame.L("measure", "mesure"),
                _ => frame.L("attribute", "attribut"),
            },
            column.Id,
            Heading(column, presenter),
            column.Component.CodeList is { } list ? presenter.View(list) : null,
            Remark(column, presenter, frame))),
    ];

    /// <summary>The heading of a column, leading to its property.</summary>
    /// <param name="column">The column.</param>
    /// <param name="presenter">Shows terms.</param>
    /// <returns>The view.</returns>
    public static TermView Heading(CubeColumn column, Presenter presenter)
    {
        (string text, string? language) = presenter.Choose(column.Component.Labels)
            ?? presenter.Label(column.Component.Property, column.Id);
        return new TermView(text, presenter.Href(column.Component.Property), language, column.Component.Property.Text);
    }

    /// <summary>Writes the page of a dataset, or of one of its versions.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cube">The version.</param>
    /// <param name="presenter">Shows terms.</param>
    /// <param name="buffer">Receives the page.</param>
    /// <param name="isOfVersion">True for the page of a version.</param>
    /// <returns>When it is written.</returns>
    public static async Task WriteAsync(
        ResourceRequest request, CubeView cube, Presenter presenter, ResponseBuffer buffer, bool isOfVersion)
    {
        (string title, string? language) = Title(cube, presenter);
        PageFrame frame = PageFrames.For(
            request,
            isOfVersion ? $"{title} {cube.Version.Version}" : title,
            Variant.Resource,
            isOfVersion ? [Link(request, cube, presenter)] : []) with
        {
            TitleLanguage = language,
        };
        frame = VersionNotices.Add(frame, request, cube, presenter);
        string path = "/datasets/" + cube.Dataset.Id + (isOfVersion ? "/versions/" + cube.Version.Version : "");
        ObservationSelection first = new() { Columns = cube.Columns, Limit = FirstRows };
        var rows = new ObservationRows(request.Site, cube, request.Cancellation);
        TableView table = new ObservationTables(cube, presenter, frame).Create(
            first, rows.Read(first, FirstRows), cube.Cells.RowCount);
        Iri subject = isOfVersion ? cube.Version.Iri : cube.Dataset.Iri;
        IReadOnlyList<Quad> about = [.. Descriptions.DescribeParts(cube.Graph, subject, subject)];
        (string Text, string? Language)? summary = Summary(cube.Graph, presenter, cube.Dataset.Iri);
        await request.RenderAsync<DatasetPage>(buffer, new DatasetView(
            frame,
            summary is { } text ? new TermView(text.Text, null, text.Language) : null,
            IsSynthetic(request, cube),
            isOfVersion ? frame.L("Version: ", "Version : ") : frame.L("Current version: ", "Version en cours : "),
            new PageLink(cube.Version.Version,
                frame.Href($"/datasets/{cube.Dataset.Id}/versions/{cube.Version.Version}")),
            FactLists.Create(about, subject, presenter,
                CubeVocabulary.ObservationOf, DctermsVocabulary.Title, RdfsVocabulary.Label),
            Components(cube, presenter, frame),
            [.. Variant.Observations.Where(static variant => variant != Variant.Html).Select(variant => new FormatLink(
                variant.Title, variant.MediaType.Name,
                $"{frame.BasePath}{frame.Past}{path}/observations.{variant.Suffix}"))],
            new ChartBuilder(request, cube, presenter, frame).Create(first with { Limit = null }),
            table)
        {
            Below =
            [
                new PageLink(frame.L("All observations", "Toutes les observations"),
                    frame.Href(path + "/observations")),
                new PageLink(frame.L("Structure", "Structure"), frame.Href(path + "/structure")),
                new PageLink(frame.L("Versions", "Versions"), frame.Href($"/datasets/{cube.Dataset.Id}/versions")),
                .. cube.TimeColumn is null ? [] : (PageLink[])[new PageLink(frame.L("Revisions", "Révisions"),
                    frame.Href($"/datasets/{cube.Dataset.Id}/revisions"))],
            ],
        });
    }

    private static (string Text, string? Language)? Summary(IGraph graph, Presenter presenter, Iri dataset) =>
        presenter.Choose(CubeQuads.ReadTexts(graph, dataset, DctermsVocabulary.Description))
        ?? presenter.Choose(CubeQuads.ReadTexts(graph, dataset, RdfsVocabulary.Comment));

    private static string? Remark(CubeColumn column, Presenter presenter, PageFrame frame)
    {
        List<string> remarks = [];
        if (column.Component is Measure measure)
        {
            if (measure.Unit is { } unit)
            {
                remarks.Add(presenter.Label(unit).Text);
            }

            string? aggregation = measure.Aggregation.Kind switch
            {
                AdditivityKind.Sum => frame.L("may be added up", "peut être additionnée"),
                AdditivityKind.Mean => frame.L("may be averaged", "peut être moyennée"),
                AdditivityKind.None => frame.L("must not be combined", "ne doit pas être combinée"),
                _ => null,
            };
            remarks.AddRange(aggregation is null ? [] : [aggregation]);
        }

        if (column.Component is Dimension { IsTime: true })
        {
            remarks.Add(frame.L("time", "temps"));
        }

        if (column.IsCoded)
        {
            remarks.Add($"{column.Codes.Length} code{(column.Codes.Length == 1 ? "" : "s")}");
        }

        return remarks.Count == 0 ? null : string.Join(", ", remarks);
    }
}
