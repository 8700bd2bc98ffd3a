using LinkedStats.Cubes.Exchange;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Observations;
using LinkedStats.Server.Problems;

namespace LinkedStats.Server.Resources;

/// <summary>The observations of a dataset: selected, sorted, paged, in every format.</summary>
internal static class ObservationEndpoints
{
    private static readonly (string Name, string Meaning)[] Parameters =
    [
        ("select", "The components to give, separated by commas; all by default."),
        ("sort", "The components to sort by, separated by commas; a minus sign for the greatest first."),
        ("limit", "The most cells to give; all by default, 100 on pages."),
        ("cursor", "Where the page begins, as the link to it says."),
        ("labels", "How codes are shown: id, name or both."),
        ("{component}", "Codes (FR1,FR2), ranges (ge:2020-01,le:2020-12), relations (R84:descendants), comparisons "
            + "(gt:10)."),
    ];

    /// <summary>Maps the addresses.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app)
    {
        var list = new AddressDescription("Selects observations", "Observations")
        {
            Parameters = Parameters,
            Offered = Variant.Observations,
        };
        app.MapResource("/datasets/{id}/observations", ListAsync, list);
        app.MapResource("/datasets/{id}/versions/{version}/observations", ListAsync, list);
        CellEndpoint.Map(app);
    }

    /// <summary>Sends cells in a format that is not HTML.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cube">The cube.</param>
    /// <param name="selection">The selection.</param>
    /// <param name="page">What of it is given.</param>
    /// <param name="representation">The representation.</param>
    /// <returns>When it is sent.</returns>
    public static async Task SendAsync(
        ResourceRequest request,
        CubeView cube,
        ObservationSelection selection,
        ObservationPage page,
        Representation representation)
    {
        if (QuadSender.HasQuads(representation.Variant))
        {
            await request.SendAsync(AnswerOf(cube, selection, page, representation, WriteQuadsAsync, null));
            return;
        }

        bool hasLabels = selection.Labels != LabelMode.Id && HasLabels(representation.Variant);
        Presenter? presenter = hasLabels ? new Presenter(request) : null;
        using var columns = new TableColumns(cube, selection.Columns, page.Rows, presenter);
        await request.SendAsync(AnswerOf(cube, selection, page, representation, WriteTableAsync, presenter));

        Task WriteQuadsAsync(ResponseBuffer buffer) => QuadSender.WriteAsync(
            new ObservationQuads(cube, selection.Columns).Read(page.Rows).Concat(page.Describe()),
            representation.Variant,
            request.Site,
            buffer);

        async Task WriteTableAsync(ResponseBuffer buffer)
        {
            IObservationWriter writer = representation.Variant == Variant.Csv
                ? new CsvObservationWriter(columns, selection.Labels, buffer)
                : new JsonObservationWriter(
                    columns, page.ToJsonForm(columns, representation.Variant), page.ToJsonOptions(), buffer);
            writer.Start();
            while (columns.ReadBatch() is var count and > 0)
            {
                writer.WriteBatch(count);
                await buffer.FlushIfFullAsync();
            }

            writer.Complete();
        }
    }

    private static ResourceAnswer AnswerOf(
        CubeView cube,
        ObservationSelection selection,
        ObservationPage page,
        Representation representation,
        Func<ResponseBuffer, Task> write,
        Presenter? presenter)
    {
        bool isImmutable = page.IsOfVersion && !selection.IsByHierarchy && presenter is null;
        return new ResourceAnswer(representation, write)
        {
            Offered = Variant.Observations,
            Languages = presenter is null ? null : string.Join(", ", presenter.LanguagesUsed),
            Links = [.. page.Links],
            IsSmall = page.IsCell,
            Seed = presenter is null ? $"{cube.Seed}\n{ObservationCursor.MeaningOf(cube, selection)}" : null,
            ImmutableSeed = isImmutable
                ? FormattableString.Invariant(
                    $"{cube.Version.Iri.Text} {cube.Version.RecordedAt.UtcTicks} {cube.Version.Edition}")
                : null,
        };
    }

    private static Task ListAsync(ResourceRequest request)
    {
        (CubeView cube, bool isOfVersion) = OpenCube(request);
        ObservationSelection selection = new SelectionParser(cube, request.Site.Limits).Parse(request.Parameters);
        if (request.Parameters.Single("cursor") is { } cursor)
        {
            selection = ObservationCursor.Parse(cursor).Continue(cube, selection);
        }

        Representation representation = request.Choose(Variant.Observations);
        bool isPage = representation.Variant == Variant.Html;
        if (isPage)
        {
            int rowsMax = request.Site.Limits.HtmlRowsMax;
            selection = selection with { Limit = Math.Min(selection.Limit ?? rowsMax, rowsMax) };
        }

        ObservationPage page = ObservationPage.Create(request, cube, selection, isOfVersion);
        return isPage
            ? ObservationHtml.SendAsync(request, cube, selection, page, representation)
            : SendAsync(request, cube, selection, page, representation);
    }

    private static bool HasLabels(Variant variant) =>
        variant == Variant.Csv || variant == Variant.Json || variant == Variant.JsonLd;

    // Later pages stay in the version that the first one showed.
    private static (CubeView Cube, bool IsOfVersion) OpenCube(ResourceRequest request)
    {
        bool isOfVersion = request.Segments[2] == "versions";
        CubeView cube = DatasetEndpoints.OpenCube(request);
        if (request.Parameters.Single("cursor") is { } text
            && ObservationCursor.Parse(text).Version is var version && version != cube.Version.Version)
        {
            if (isOfVersion)
            {
                throw new RequestProblemException(
                    ProblemKind.MalformedValue, $"The cursor belongs to version {version}.", ("parameter", "cursor"));
            }

            cube = cube.Dataset.Versions.FirstOrDefault(entry => entry.Version == version) is { } entry
                ? CubeView.Open(request.Snapshot, cube.Dataset, entry)
                : throw new RequestProblemException(
                    ProblemKind.CursorGone, $"The cursor belongs to version {version}, which is no longer public.",
                    ("parameter", "cursor"));
        }

        return (cube, isOfVersion);
    }
}
