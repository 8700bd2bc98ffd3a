using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Pages;
using LinkedStats.Server.Resources;

namespace LinkedStats.Server.Problems;

/// <summary>The addresses that explain the kinds of problems: <c>/problems</c> and <c>/problems/{name}</c>.</summary>
internal static class ProblemEndpoint
{
    private static readonly Variant[] Offered = [Variant.Json, Variant.Html];

    /// <summary>Maps the addresses.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app)
    {
        app.MapResource("/problems", ListAsync, new AddressDescription("Lists the kinds of problems", "Operation"));
        app.MapResource("/problems/{name}", ShowAsync,
            new AddressDescription("Explains a kind of problem", "Operation"));
    }

    private static Task ListAsync(ResourceRequest request) => AnswerAsync(request, ProblemKind.All);

    private static Task ShowAsync(ResourceRequest request)
    {
        string name = request.Segments[1];
        ProblemKind[] found = [.. ProblemKind.All.Where(kind => kind.Name == name)];
        return found.Length > 0
            ? AnswerAsync(request, found)
            : throw ResourceRequest.NotFound(
                $"There is no kind of problem '{name}'.", ProblemKind.All.Select(static kind => kind.Name), name);
    }

    private static Task AnswerAsync(ResourceRequest request, IReadOnlyList<ProblemKind> kinds)
    {
        request.RequireParameters();
        Representation chosen = request.Choose(Offered);
        string language = request.Language;
        return request.SendAsync(new ResourceAnswer(chosen, WriteAsync) { Offered = Offered, Languages = language });

        async Task WriteAsync(ResponseBuffer buffer)
        {
            if (chosen.Variant == Variant.Html)
            {
                string title = kinds.Count == 1
                    ? kinds[0].Title(language)
                    : language == "fr" ? "Les erreurs" : "Problems";
                PageFrame frame = PageFrames.For(request, title, Offered);
                await request.RenderAsync<ProblemListPage>(buffer, new ProblemListView(
                    frame, [.. kinds.Select(kind => new ProblemKindView(
                        kind.Status, kind.Title(language), ProblemExplanations.Of(kind, language),
                        frame.Href("/problems/" + kind.Name)))]));
                return;
            }

            object[] list = [.. kinds.Select(kind => new
            {
                Type = request.Site.Own("problems/" + kind.Name).Text,
                Title = kind.Title(language),
                kind.Status,
                Explanation = ProblemExplanations.Of(kind, language),
            })];
            buffer.WriteJson(list.Length == 1 ? list[0] : list);
        }
    }
}
