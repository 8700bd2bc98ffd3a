using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Resources;

namespace LinkedStats.Server.Pages;

/// <summary>Makes the frames of pages.</summary>
internal static class PageFrames
{
    /// <summary>The frame of a resource's page.</summary>
    /// <param name="request">The request.</param>
    /// <param name="title">The heading.</param>
    /// <param name="offered">The representations of the resource.</param>
    /// <param name="trail">The pages above this one, below the home page.</param>
    /// <returns>The frame.</returns>
    public static PageFrame For(
        ResourceRequest request, string title, IReadOnlyList<Variant> offered, params PageLink[] trail)
    {
        string[] query = [.. request.Address.RawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(static pair => !pair.StartsWith("lang=", StringComparison.Ordinal))];
        string path = request.Site.BasePath + request.Address.Prefix + request.Address.RawPath;
        PageFrame frame = Bare(request.Site.BasePath, title, request.Language) with
        {
            IsLanguageAsked = request.Parameters.First("lang") is not null,
            Past = request.Address.Prefix,
            Translations = (In("en"), In("fr")),
            Formats =
            [
                .. offered.Where(static variant => variant != Variant.Html).Select(variant => new FormatLink(
                    variant.Title, variant.MediaType.Name, ResponseHeaders.AddressOf(request, variant))),
            ],
        };
        return frame with
        {
            Trail = [new PageLink(frame.L("Home", "Accueil"), frame.Href("/")), .. trail],
            Notices = request.Address.AsOf is { } instant ? [PastState(request, frame, instant)] : [],
        };

        string In(string language) => path + "?" + string.Join('&', [.. query, "lang=" + language]);
    }

    /// <summary>The frame of a problem's page, which must not depend on a well-formed address.</summary>
    /// <param name="site">What every request shares.</param>
    /// <param name="http">The exchange.</param>
    /// <param name="title">The heading.</param>
    /// <param name="language">The language.</param>
    /// <returns>The frame.</returns>
    public static PageFrame ForProblem(Site site, HttpContext http, string title, string language)
    {
        RequestAddress? address = http.Features.Get<RequestAddress>();
        string path = site.BasePath + address?.Prefix + (address?.RawPath ?? "/");
        PageFrame frame = Bare(site.BasePath, title, language) with
        {
            Translations = (path + "?lang=en", path + "?lang=fr"),
        };
        return frame with { Trail = [new PageLink(frame.L("Home", "Accueil"), frame.Href("/"))] };
    }

    // Whoever follows a link into the past must not take it for the present.
    private static PageNotice PastState(ResourceRequest request, PageFrame frame, string instant)
    {
        string query = request.Address.RawQuery;
        string present = request.Site.BasePath + request.Address.RawPath + (query.Length == 0 ? "" : "?" + query);
        return new PageNotice(
            frame.L($"What this server answered at {instant}.", $"Ce que ce serveur répondait à {instant}."),
            new PageLink(frame.L("The present state", "L’état actuel"), present));
    }

    private static PageFrame Bare(string basePath, string title, string language) => new(language, basePath, title);
}
