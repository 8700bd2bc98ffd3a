using System.Text;
using LinkedStats.Server.Negotiation;

namespace LinkedStats.Server.Resources;

/// <summary>The past states of a resource: <c>/timemap/{path}</c>, and <c>/datasets/{id}/timemap</c>.</summary>
/// <remarks>Source: RFC 7089, section 5; the links are in the form of RFC 6690.</remarks>
internal static class TimeMapEndpoint
{
    private const string Folder = "/timemap";

    private static readonly IReadOnlyList<Variant> Offered = [Variant.LinkFormat, Variant.Json];

    /// <summary>Maps the addresses.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app)
    {
        var description = new AddressDescription("The past states of a resource (RFC 7089)", "History")
        {
            Offered = Offered,
        };
        app.MapResource(Folder + "/{**path}", ShowAsync, description);
        app.MapResource("/datasets/{id}" + Folder, ShowAsync, description);
    }

    private static Task ShowAsync(ResourceRequest request)
    {
        request.RequireParameters();
        ResourceRequest whole = request.Address.Suffix is null ? request : request.WithoutSuffix();
        string path = whole.Address.Path.StartsWith(Folder + "/", StringComparison.Ordinal)
            ? whole.Address.Path[Folder.Length..]
            : whole.Address.Path[..^Folder.Length];
        IReadOnlyList<DateTimeOffset> changes =
            Memento.ChangesOf(request.Snapshot, request.Site, RequestAddress.Decode(path));
        string original = request.Site.Base.Text.TrimEnd('/') + path;
        Representation chosen = whole.Choose(Offered);
        return whole.SendAsync(new ResourceAnswer(chosen, WriteAsync) { HasLocation = false });

        Task WriteAsync(ResponseBuffer buffer)
        {
            if (chosen.Variant == Variant.Json)
            {
                buffer.WriteJson(new
                {
                    Original = original,
                    TimeGate = original,
                    Mementos = changes.Select(instant => new
                    {
                        Datetime = instant,
                        Address = Memento.AddressOf(request.Site, instant, path),
                    }),
                });
            }
            else
            {
                Encoding.UTF8.GetBytes(ToLinks(request.Site, original, path, changes), buffer);
            }

            return Task.CompletedTask;
        }
    }

    private static string ToLinks(Site site, string original, string path, IReadOnlyList<DateTimeOffset> changes)
    {
        List<string> links =
        [
            $"<{Presenter.EscapeIri(original)}>;rel=\"original timegate\"",
            $"<{Presenter.EscapeIri(site.Base.Text + "timemap" + path)}>;rel=\"self\";type=\"application/link-format\""
                + (changes.Count == 0 ? ""
                    : $";from=\"{Memento.ToHttp(changes[0])}\";until=\"{Memento.ToHttp(changes[^1])}\""),
        ];
        links.AddRange(changes.Select((instant, i) =>
        {
            string relation = (i == 0 ? "first " : "") + (i == changes.Count - 1 ? "last " : "") + "memento";
            string address = Presenter.EscapeIri(Memento.AddressOf(site, instant, path));
            return $"<{address}>;rel=\"{relation}\";datetime=\"{Memento.ToHttp(instant)}\"";
        }));
        return string.Join(",\n", links) + "\n";
    }
}
