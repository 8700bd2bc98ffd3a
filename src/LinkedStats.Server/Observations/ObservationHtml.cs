using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Pages;
using LinkedStats.Server.Resources;

namespace LinkedStats.Server.Observations;

/// <summary>The page of a selection: form, chart, table, next page.</summary>
internal static class ObservationHtml
{
    private const int OptionsMax = 500;

    /// <summary>Sends the page.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cube">The cube.</param>
    /// <param name="selection">The selection.</param>
    /// <param name="page">What of it is shown.</param>
    /// <param name="representation">The representation chosen.</param>
    /// <returns>When it is sent.</returns>
    public static Task SendAsync(
        ResourceRequest request,
        CubeView cube,
        ObservationSelection selection,
        ObservationPage page,
        Representation representation)
    {
        var presenter = new Presenter(request);
        return request.SendAsync(new ResourceAnswer(representation, WriteAsync)
        {
            Offered = Variant.Observations,
            Languages = request.Language,
            Links = [.. page.Links],
        });

        async Task WriteAsync(ResponseBuffer buffer)
        {
            (string title, string? language) = DatasetHtml.Title(cube, presenter);
            PageFrame frame = PageFrames.For(
                request, "", Variant.Observations, DatasetHtml.Link(request, cube, presenter));
            string heading = frame.L("Observations: ", "Observations : ") + title;
            frame = VersionNotices.Add(
                frame with { Title = heading, TitleLanguage = language }, request, cube, presenter);
            TableView table = new ObservationTables(cube, presenter, frame).Create(selection, page.Rows, page.Total);
            string path = request.Site.BasePath + request.Address.Prefix + request.Address.Path;
            await request.RenderAsync<ObservationsPage>(buffer, new ObservationsView(
                frame,
                DatasetHtml.IsSynthetic(request, cube),
                Filters(request, cube, presenter, frame),
                new ChartBuilder(request, cube, presenter, frame).Create(selection),
                table with
                {
                    Next = page.Next is null ? null : LocalPath(request, page.Next),
                    First = selection.Offset > 0 ? FirstPath(request) : null,
                },
                path));
        }
    }

    private static ImmutableArray<FilterView> Filters(
        ResourceRequest request, CubeView cube, Presenter presenter, PageFrame frame) =>
    [
        .. cube.Columns.Where(static column => column.Component is Dimension).Select(column =>
        {
            string name = ObservationSelection.Reserved.Contains(column.Id) ? "d." + column.Id : column.Id;
            string chosen = request.Parameters.First(name) ?? "";
            var options = column.VisibleCodes.Take(OptionsMax).Select(i => column.Codes[i])
                .Select(code => new FilterOptionView(
                    code.Name, presenter.Label(code.Term, code.Name).Text, code.Name == chosen));

            return new FilterView(name, DatasetHtml.Heading(column, presenter).Text,
            [
                new FilterOptionView("", frame.L("all", "tout"), column.FindCode(chosen) < 0),
                .. options,
            ]);
        }),
    ];

    private static string LocalPath(ResourceRequest request, string address) =>
        request.Site.BasePath + "/" + (request.Site.PathOf(address) ?? "");

    private static string FirstPath(ResourceRequest request)
    {
        string query = string.Join('&', request.Address.RawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(static pair => !pair.StartsWith("cursor=", StringComparison.Ordinal)));
        string path = request.Site.BasePath + request.Address.Prefix + request.Address.RawPath;
        return path + (query.Length == 0 ? "" : "?" + query);
    }
}
