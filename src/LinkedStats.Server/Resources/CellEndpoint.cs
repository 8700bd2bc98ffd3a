using LinkedStats.Cubes;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Observations;
using LinkedStats.Server.Pages;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Resources;

/// <summary>One cell, by its key: its value, what it is about, where it comes from.</summary>
internal static class CellEndpoint
{
    /// <summary>Maps the addresses.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app)
    {
        var cell = new AddressDescription("One observation, by its codes in the structure's order", "Observations")
        {
            Offered = Variant.Observations,
        };
        app.MapResource("/datasets/{id}/observations/{key}", ShowAsync, cell);
        app.MapResource("/datasets/{id}/versions/{version}/observations/{key}", ShowAsync, cell);
    }

    /// <summary>Finds a cell in the current versions, then in older ones.</summary>
    /// <param name="snapshot">What the request sees.</param>
    /// <param name="cell">The cell's id.</param>
    /// <returns>Its cube and its row; null when no visible version has it.</returns>
    public static (CubeView Cube, int Row)? FindCell(Snapshot snapshot, TermId cell)
    {
        if (snapshot.TryFindCell(cell, out CubeTable? table, out int row))
        {
            DatasetEntry current = snapshot.Datasets.First(dataset => dataset.Current.Cells.Dataset == table.Dataset);
            return (CubeView.Open(snapshot, current), row);
        }

        foreach (DatasetEntry dataset in snapshot.Datasets)
        {
            foreach (DatasetVersionEntry version in dataset.Versions.Reverse())
            {
                if (version.Cells.FindRow(cell) is var found and >= 0)
                {
                    return (CubeView.Open(snapshot, dataset, version), found);
                }
            }
        }

        return null;
    }

    /// <summary>Sends a cell.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cube">The cube.</param>
    /// <param name="row">The cell's row.</param>
    /// <returns>When it is sent.</returns>
    public static Task SendAsync(ResourceRequest request, CubeView cube, int row)
    {
        Representation representation = request.Choose(Variant.Observations);
        string address = request.Site.Base.Text.TrimEnd('/');
        string dataset = $"{address}/datasets/{cube.Dataset.Id}";
        ObservationSelection selection =
            new SelectionParser(cube, request.Site.Limits).Parse(QueryParameters.Parse(LabelsOf(request), 2));
        var page = new ObservationPage
        {
            Rows = [new[] { row }],
            Cube = cube,
            Selection = selection,
            Total = 1,
            Address = address + request.Address.Prefix + request.Address.RawPath,
            IsCell = true,
            IsOfVersion = request.Segments.Length > 3 && request.Segments[2] == "versions",
            Links = [new ResourceLink(dataset + "/observations", "collection"),
                new(dataset + "/structure", "describedby")],
        };
        return representation.Variant == Variant.Html
            ? SendPageAsync(request, cube, row, representation)
            : ObservationEndpoints.SendAsync(request, cube, selection, page, representation);
    }

    private static Task ShowAsync(ResourceRequest request)
    {
        request.RequireParameters("labels");
        CubeView cube = DatasetEndpoints.OpenCube(request);

        // A key has a code for each dimension, so a suffix is what stands behind the last of them.
        string written = RequestAddress.Decode(
            request.Address.RawPath[(request.Address.RawPath.LastIndexOf('/') + 1)..]);
        bool isWhole = written.Count(static c => c == '.') == cube.Cells.Dimensions.Count - 1;
        ResourceRequest exact = isWhole && request.Address.Suffix is not null ? request.WithoutSuffix() : request;
        string key = exact.Segments[^1];
        int row = cube.Cells.FindRowByKey(key);
        return row >= 0 ? SendAsync(exact, cube, row) : throw NotFound(cube, key);
    }

    private static string LabelsOf(ResourceRequest request) =>
        request.Parameters.Single("labels") is { } labels ? "labels=" + Uri.EscapeDataString(labels) : "";

    private static Problems.RequestProblemException NotFound(CubeView cube, string key)
    {
        string[] parts = key.Split('.');
        CubeColumn[] dimensions = [.. cube.Columns.Where(static column => column.Component is Dimension)];
        if (parts.Length != dimensions.Length)
        {
            return new Problems.RequestProblemException(
                Problems.ProblemKind.NotFound,
                $"A key of {cube.Dataset.Id} has {dimensions.Length} codes separated by dots: "
                + $"{string.Join('.', dimensions.Select(static column => column.Id))}; '{key}' has {parts.Length}.");
        }

        for (int i = 0; i < parts.Length; i++)
        {
            string name = ObservationKey.Unescape(parts[i]) ?? parts[i];
            if (dimensions[i].FindCode(name) < 0)
            {
                return ResourceRequest.NotFound(
                    $"'{dimensions[i].Id}' has no code '{name}'.",
                    dimensions[i].VisibleCodes.Select(code => dimensions[i].Codes[code].Name),
                    name);
            }
        }

        return new Problems.RequestProblemException(
            Problems.ProblemKind.NotFound, $"{cube.Dataset.Id} has no cell for these codes in this version.");
    }

    private static Task SendPageAsync(ResourceRequest request, CubeView cube, int row, Representation representation)
    {
        var presenter = new Presenter(request);
        return request.SendAsync(new ResourceAnswer(representation, WriteAsync)
        {
            Offered = Variant.Observations,
            Languages = request.Language,
        });

        Task WriteAsync(ResponseBuffer buffer)
        {
            (string title, string? language) = DatasetHtml.Title(cube, presenter);
            PageFrame frame = PageFrames.For(
                request, title, Variant.Observations, DatasetHtml.Link(request, cube, presenter)) with
            {
                TitleLanguage = language,
            };
            frame = VersionNotices.Add(frame, request, cube, presenter);
            return request.RenderAsync<CellPage>(buffer, CellViews.Create(request, cube, row, presenter, frame));
        }
    }
}
