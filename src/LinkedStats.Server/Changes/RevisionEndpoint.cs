using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Exchange;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Observations;
using LinkedStats.Server.Pages;
using LinkedStats.Server.Problems;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Changes;

/// <summary>The revision triangle of a dataset: <c>/datasets/{id}/revisions</c>.</summary>
internal static class RevisionEndpoint
{
    private const string MeasureParameter = "measure";

    private static readonly ImmutableArray<Variant> Offered = [Variant.Json, Variant.Csv, Variant.Html];

    /// <summary>Maps the address.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app) => app.MapResource(
        "/datasets/{id}/revisions",
        ShowAsync,
        new AddressDescription("How a measure was revised, by reference period and version", "Datasets")
        {
            Parameters =
            [
                (MeasureParameter, "The measure; the first by default."),
                ("{component}", "Which cells are looked at, as for observations."),
            ],
            Offered = Offered,
        });

    private static Task ShowAsync(ResourceRequest request)
    {
        CubeView cube = DatasetEndpoints.OpenCube(request);
        CubeColumn measure = FindMeasure(request, cube);
        ObservationSelection selection = new SelectionParser(cube, request.Site.Limits)
            .Parse(request.Parameters.Without(MeasureParameter));
        RevisionTriangle triangle = RevisionTriangle.Compute(request, cube, measure, selection);
        Representation chosen = request.Choose(Offered);
        Presenter? presenter = chosen.Variant == Variant.Html ? new Presenter(request) : null;
        return request.SendAsync(new ResourceAnswer(chosen, WriteAsync)
        {
            Offered = Offered,
            Languages = presenter is null ? null : request.Language,
            Seed = presenter is null
                ? $"{CubeView.SeedOf(request.Snapshot, cube.Dataset)}\n{ObservationCursor.MeaningOf(cube, selection)}"
                : null,
            Links = [new ResourceLink($"{request.Site.Base.Text}datasets/{cube.Dataset.Id}", "collection")],
        });

        Task WriteAsync(ResponseBuffer buffer)
        {
            if (presenter is not null)
            {
                return WritePageAsync(request, triangle, presenter, buffer);
            }

            Write(triangle, chosen.Variant, buffer);
            return Task.CompletedTask;
        }
    }

    private static CubeColumn FindMeasure(ResourceRequest request, CubeView cube)
    {
        CubeColumn[] measures = [.. cube.Columns.Where(static column => column.Component is Measure)];
        string? wanted = request.Parameters.Single(MeasureParameter);
        string[] known = [.. measures.Select(static column => column.Id)];
        return measures.FirstOrDefault(column => wanted is null || column.Id == wanted)
            ?? throw new RequestProblemException(
                ProblemKind.UnknownComponent,
                $"{cube.Dataset.Id} has no measure '{wanted}'.{NearestNames.Suggest(known)}",
                ("parameter", MeasureParameter), ("nearest", known));
    }

    private static void Write(RevisionTriangle triangle, Variant variant, ResponseBuffer buffer)
    {
        ListedColumns columns = triangle.ToTable();
        if (variant == Variant.Csv)
        {
            HistoryEndpoint.WriteRows(new CsvObservationWriter(columns, LabelMode.Id, buffer), columns);
            return;
        }

        using var json = new JsonTableWriter(
            columns,
            new JsonTableOptions(
                "revisions", [("dataset", triangle.Cube.Dataset.Iri.Text), ("measure", triangle.Measure.Id)])
            {
                HasCells = false,
            },
            buffer);
        HistoryEndpoint.WriteRows(json, columns);
    }

    // A row a period, a column a version: the value where it is one, else how much it was revised in the mean.
    private static Task WritePageAsync(
        ResourceRequest request, RevisionTriangle triangle, Presenter presenter, ResponseBuffer buffer)
    {
        CubeView cube = triangle.Cube;
        (string title, string? language) = DatasetHtml.Title(cube, presenter);
        PageFrame frame = PageFrames.For(request, "", Offered, DatasetHtml.Link(request, cube, presenter));
        frame = frame with { Title = frame.L("Revisions: ", "Révisions : ") + title, TitleLanguage = language };
        frame = VersionNotices.AddEmbargoes(frame, request, cube.Dataset.Versions);
        DatasetVersionEntry[] versions = [.. triangle.Entries.Select(static entry => entry.Version).Distinct()
            .OrderBy(version => cube.Dataset.Versions.ToList().IndexOf(version))];
        List<RowView> rows = [];
        foreach (IGrouping<Storage.Dictionary.TermId, RevisionEntry> period in triangle.Entries
            .GroupBy(static entry => entry.Period).Take(request.Site.Limits.HtmlRowsMax))
        {
            rows.Add(new RowView(null,
            [
                presenter.View(cube.Snapshot.Get(period.Key)),
                .. versions.Select(version => Show(
                    cube, period.FirstOrDefault(entry => entry.Version == version), frame)),
            ]));
        }

        string measure = DatasetHtml.Heading(triangle.Measure, presenter).Text;
        return request.RenderAsync<HistoryPage>(buffer, new HistoryView(
            frame,
            DatasetHtml.IsSynthetic(request, cube),
            new TableView(
                frame.L($"{measure}: the value, or mean and mean absolute revision since the version before",
                    $"{measure} : la valeur, ou révisions moyenne et absolue moyenne depuis la version précédente"),
                [
                    new ColumnView(DatasetHtml.Heading(triangle.Period, presenter), false),
                    .. versions.Select(version => new ColumnView(
                        new TermView(version.Version,
                            frame.Href($"/datasets/{cube.Dataset.Id}/versions/{version.Version}")), true)),
                ],
                [.. rows]))
        {
            Others = [.. cube.Columns
                .Where(column => column.Component is Measure && column.Id != triangle.Measure.Id)
                .Select(column => OtherMeasure(frame, cube, column, presenter))],
        });
    }

    private static PageLink OtherMeasure(PageFrame frame, CubeView cube, CubeColumn measure, Presenter presenter)
    {
        TermView title = DatasetHtml.Heading(measure, presenter);
        string id = Uri.EscapeDataString(measure.Id);
        return new PageLink(
            title.Text, frame.Href($"/datasets/{cube.Dataset.Id}/revisions?{MeasureParameter}={id}"), title.Language);
    }

    private static TermView? Show(CubeView cube, RevisionEntry? entry, PageFrame frame)
    {
        if (entry is null)
        {
            return null;
        }

        string? note = entry.MeanRevision is { } mean && entry.MeanAbsoluteRevision is { } absolute
            ? $"{Round(mean, frame)} / {Round(absolute, frame)}"
            : null;
        return entry.Value.IsNone
            ? new TermView(note ?? "–")
            : new TermView(
                cube.Snapshot.Get(entry.Value) is Rdf.Literal literal
                    ? Numbers.Show(literal.Lexical, frame.Language)
                    : "–",
                Note: note);
    }

    private static string Round(XsdDecimal number, PageFrame frame) =>
        Numbers.Show(((number * new XsdDecimal(1000)).Round() / new XsdDecimal(1000)).ToString(), frame.Language);
}
