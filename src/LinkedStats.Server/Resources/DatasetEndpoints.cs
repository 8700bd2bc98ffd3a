using LinkedStats.Server.Changes;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Observations;
using LinkedStats.Server.Pages;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Resources;

/// <summary>Datasets: the list, each of them, its structure, its versions.</summary>
internal static class DatasetEndpoints
{
    /// <summary>Maps the addresses.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app)
    {
        app.MapResource("/datasets", ListAsync, Describe("Lists the datasets"));
        app.MapResource("/datasets/{id}", ShowAsync, Describe("A dataset: metadata, versions, distributions"));
        app.MapResource("/datasets/{id}/structure", StructureAsync, Describe("The structure of a dataset"));
        app.MapResource("/datasets/{id}/versions", VersionsAsync, Describe("The versions of a dataset"));
        app.MapResource(
            "/datasets/{id}/versions/{version}", VersionAsync, Describe("A version; latest, 2 and 2.1 redirect to it"));
        app.MapResource(
            "/datasets/{id}/versions/{version}/structure", StructureAsync, Describe("The structure of a version"));
    }

    /// <summary>Finds the dataset that a path names.</summary>
    /// <param name="request">The request, the id the second segment of its path.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="Problems.RequestProblemException">There is none; names the nearest.</exception>
    public static DatasetEntry Find(ResourceRequest request)
    {
        string id = request.Segments[1];
        if (request.Snapshot.Datasets.FirstOrDefault(dataset => dataset.Id == id) is { } found)
        {
            return found;
        }

        if (request.Segments is [_, _, "versions", var version, ..])
        {
            WithdrawnVersions.Refuse(request, id, version);
        }

        WithdrawnVersions.Refuse(request, id, null);
        throw ResourceRequest.NotFound(
            $"There is no dataset '{id}'.", request.Snapshot.Datasets.Select(static dataset => dataset.Id), id);
    }

    /// <summary>Opens the version that a path names: the current one, or the one after <c>versions</c>.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The cube.</returns>
    /// <exception cref="Problems.RequestProblemException">There is none; names the nearest.</exception>
    public static CubeView OpenCube(ResourceRequest request)
    {
        DatasetEntry dataset = Find(request);
        if (request.Segments.Length < 4 || request.Segments[2] != "versions")
        {
            return CubeView.Open(request.Snapshot, dataset);
        }

        string wanted = request.Segments[3];
        DatasetVersionEntry version = dataset.Versions.FirstOrDefault(entry => entry.Version == wanted)
            ?? throw Missing(request, dataset, wanted);
        return CubeView.Open(request.Snapshot, dataset, version);
    }

    /// <summary>Says that a dataset has no such version, or has it no longer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="wanted">The version as written.</param>
    /// <returns>The exception to throw where there never was one.</returns>
    /// <exception cref="Problems.RequestProblemException">The version was withdrawn.</exception>
    public static Problems.RequestProblemException Missing(
        ResourceRequest request, DatasetEntry dataset, string wanted)
    {
        WithdrawnVersions.Refuse(request, dataset.Id, wanted);
        return ResourceRequest.NotFound(
            $"{dataset.Id} has no version '{wanted}'.",
            dataset.Versions.Select(static entry => entry.Version),
            wanted);
    }

    /// <summary>Finds the version that a text stands for: its number, or <c>latest</c>, <c>2</c> and <c>2.1</c> for the
    /// newest version that they begin.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="wanted">The text.</param>
    /// <returns>The version; null when there is none.</returns>
    public static DatasetVersionEntry? Resolve(DatasetEntry dataset, string wanted) => wanted == "latest"
        ? dataset.Current
        : dataset.Versions.FirstOrDefault(version => version.Version == wanted)
            ?? dataset.Versions.LastOrDefault(
                version => wanted.Length > 0 && version.Version.StartsWith(wanted + ".", StringComparison.Ordinal));

    /// <summary>Leads from <c>latest</c>, <c>2</c> and <c>2.1</c> to the version, whatever stands below it.</summary>
    /// <param name="request">The request.</param>
    /// <returns>False where the address names no version, a whole one, or none that there is.</returns>
    public static bool TryRedirect(ResourceRequest request)
    {
        // Most requests are for something else.
        if (!request.Address.Path.Contains("/versions/", StringComparison.Ordinal))
        {
            return false;
        }

        string[] segments = request.Address.Path.Split('/');
        if (segments is not ["", "datasets", var id, "versions", var wanted, ..]
            || request.Snapshot.Datasets.FirstOrDefault(dataset => dataset.Id == id) is not { } dataset
            || Resolve(dataset, RequestAddress.Decode(wanted)) is not { } version || version.Version == wanted)
        {
            return false;
        }

        segments[4] = version.Version;
        request.Redirect(string.Join('/', segments) + (request.Address.Suffix is { } suffix ? "." + suffix : ""));
        return true;
    }

    private static AddressDescription Describe(string summary) => new(summary, "Datasets");

    private static Task ListAsync(ResourceRequest request)
    {
        request.RequireParameters();
        return Descriptions.SendAsync(request, DatasetQuads.List(request), async (buffer, presenter) =>
        {
            PageFrame frame = PageFrames.For(
                request, request.Language == "fr" ? "Jeux de données" : "Datasets", Variant.Resource);
            await request.RenderAsync<ListPage>(buffer, new ListView(
                frame,
                frame.L("Every dataset, with its current version.",
                    "Tous les jeux de données, avec leur version en cours."),
                [.. request.Snapshot.Datasets.Select(dataset =>
                    DatasetHtml.Item(request, presenter, frame, dataset))]));
        });
    }

    private static Task ShowAsync(ResourceRequest request)
    {
        request.RequireParameters();
        CubeView cube = OpenCube(request);
        string address = $"{request.Site.Base.Text}datasets/{cube.Dataset.Id}";
        return Descriptions.SendAsync(
            request,
            DatasetQuads.Describe(request, cube),
            (buffer, presenter) => DatasetHtml.WriteAsync(request, cube, presenter, buffer, isOfVersion: false),
            new ResourceLink(address + "/structure", "describedby"),
            new ResourceLink(address + "/versions", "version-history"),
            new ResourceLink($"{address}/versions/{cube.Version.Version}", "latest-version"),
            new ResourceLink(address + "/observations", "item"));
    }

    private static Task StructureAsync(ResourceRequest request)
    {
        request.RequireParameters();
        CubeView cube = OpenCube(request);
        return Descriptions.SendAsync(
            request,
            DatasetQuads.Structure(cube),
            async (buffer, presenter) =>
            {
                (string title, string? language) = presenter.Label(cube.Dataset.Iri, cube.Dataset.Id);
                PageFrame frame = PageFrames.For(
                    request, "", Variant.Resource, DatasetHtml.Link(request, cube, presenter));
                frame = frame with { Title = frame.L("Structure: ", "Structure : ") + title, TitleLanguage = language };
                await request.RenderAsync<StructurePage>(buffer, new StructureView(
                    frame,
                    (cube.Structure?.Iri ?? cube.Dataset.Iri).Text,
                    DatasetHtml.Components(cube, presenter, frame)));
            },
            new ResourceLink($"{request.Site.Base.Text}datasets/{cube.Dataset.Id}", "collection"));
    }

    private static Task VersionsAsync(ResourceRequest request)
    {
        request.RequireParameters();
        CubeView cube = OpenCube(request);
        VersionTombstone[] withdrawn = [.. WithdrawnVersions.Of(request.Snapshot, cube.Dataset.Id)];
        return Descriptions.SendAsync(
            request,
            cube.Dataset.Versions.SelectMany(version => DatasetQuads.Version(request, cube.Dataset, version))
                .Concat(withdrawn.SelectMany(tombstone => WithdrawnVersions.Describe(request, tombstone))),
            async (buffer, presenter) =>
            {
                (string title, _) = presenter.Label(cube.Dataset.Iri, cube.Dataset.Id);
                PageFrame frame = PageFrames.For(
                    request, "", Variant.Resource, DatasetHtml.Link(request, cube, presenter));
                frame = frame with { Title = frame.L("Versions: ", "Versions : ") + title };
                frame = VersionNotices.AddEmbargoes(frame, request, cube.Dataset.Versions);
                await request.RenderAsync<ListPage>(buffer, new ListView(
                    frame,
                    frame.L("The newest first; a version never changes.",
                        "La plus récente d’abord ; une version ne change jamais."),
                    DatasetHtml.VersionItems(frame, cube.Dataset, withdrawn))
                {
                    Below = ChangeHtml.LinksOf(frame, cube.Dataset),
                });
            });
    }

    private static Task VersionAsync(ResourceRequest request)
    {
        request.RequireParameters();
        DatasetEntry dataset = Find(request);
        CubeView cube = OpenCube(request);
        string address = $"{request.Site.Base.Text}datasets/{dataset.Id}";
        List<ResourceLink> links =
        [
            new(address, "collection"),
            new(address + "/versions", "version-history"),
            new($"{address}/versions/{dataset.Current.Version}", "latest-version"),
        ];
        int index = dataset.Versions.ToList().IndexOf(cube.Version);
        if (index > 0)
        {
            links.Add(new ResourceLink($"{address}/versions/{dataset.Versions[index - 1].Version}",
                "predecessor-version"));
        }

        if (index + 1 < dataset.Versions.Count)
        {
            links.Add(new ResourceLink($"{address}/versions/{dataset.Versions[index + 1].Version}",
                "successor-version"));
        }

        return Descriptions.SendAsync(
            request,
            DatasetQuads.Version(request, dataset, cube.Version),
            (buffer, presenter) => DatasetHtml.WriteAsync(request, cube, presenter, buffer, isOfVersion: true),
            [.. links]);
    }
}
