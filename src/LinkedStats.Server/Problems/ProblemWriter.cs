using System.Globalization;
using System.Text;
using System.Text.Json;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Pages;
using LinkedStats.Server.Resources;

namespace LinkedStats.Server.Problems;

/// <summary>Writes problems: as problem+json, as a page for browsers, or as plain text for who asks for text.</summary>
/// <param name="site">What every request shares.</param>
/// <param name="pages">Renders pages.</param>
/// <remarks>Source: RFC 9457, section 3.</remarks>
internal sealed class ProblemWriter(Site site, PageRenderer pages)
{
    private static readonly MediaType ProblemJson = Parse("application/problem+json");
    private static readonly MediaType PlainJson = Parse("application/json");
    private static readonly MediaType Html = Parse("text/html");
    private static readonly MediaType Text = Parse("text/plain");

    /// <summary>Writes a problem as the whole answer.</summary>
    /// <param name="http">The exchange; nothing of its answer has been sent.</param>
    /// <param name="report">The problem.</param>
    /// <returns>When it is written.</returns>
    public async Task WriteAsync(HttpContext http, ProblemReport report)
    {
        IHeaderDictionary headers = http.Response.Headers;
        foreach (string name in (string[])["ETag", "Content-Location", "Link", "Content-Length", "Content-Encoding"])
        {
            headers.Remove(name);
        }

        http.Response.StatusCode = report.Kind.Status;
        headers.CacheControl = "no-store";
        headers.Vary = "Accept, Accept-Language";
        if (report.RetryAfterSeconds is { } seconds)
        {
            headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (report.Allow is not null)
        {
            headers.Allow = report.Allow;
        }

        if (report.Challenge is not null)
        {
            headers.WWWAuthenticate = report.Challenge;
        }

        if (report.Links.Length > 0)
        {
            var links = new StringBuilder();
            foreach (ResourceLink link in report.Links)
            {
                link.AppendTo(links);
            }

            headers.Link = links.ToString();
        }

        string language = report.Language
            ?? LanguageChoice.FromHeader(http.Request.Headers.AcceptLanguage.ToString());
        headers.ContentLanguage = language;
        (headers.ContentType, byte[] body) = await FormatAsync(http, report, language);
        headers.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }

    private async Task<(string ContentType, byte[] Body)> FormatAsync(
        HttpContext http, ProblemReport report, string language)
    {
        // A problem is never refused for its type: JSON is for whoever prefers neither a page nor text.
        var accept = AcceptHeader.Parse(http.Request.Headers.Accept.ToString());
        double json = Math.Max(accept.Weigh(ProblemJson).Weight, accept.Weigh(PlainJson).Weight);
        if (accept.Weigh(Html).Weight > json)
        {
            PageFrame frame = PageFrames.ForProblem(site, http, report.Kind.Title(language), language);
            string page = await pages.RenderAsync<ProblemPage>(new ProblemView(
                frame, report.Kind.Status, report.Detail, ProblemExplanations.Of(report.Kind, language),
                frame.Href("/problems/" + report.Kind.Name))
            {
                Links = [.. report.Links.Select(link => ToPageLink(frame, link))],
            });
            return ("text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));
        }

        return accept.Weigh(Text) is { Specificity: > 1 } text && text.Weight > json
            ? ("text/plain; charset=utf-8", Encoding.UTF8.GetBytes(
                $"{report.Kind.Status} {report.Kind.Title(language)}: {report.Detail}\n"))
            : ("application/problem+json", Json(http, report, language));
    }

    // What the Link header says, in words.
    private PageLink ToPageLink(PageFrame frame, ResourceLink link)
    {
        string version = link.Target[(link.Target.LastIndexOf('/') + 1)..];
        string text = link.Relation switch
        {
            "collection" => frame.L("The dataset", "Le jeu de données"),
            "version-history" => frame.L("All versions", "Toutes les versions"),
            "latest-version" => frame.L($"Current version: {version}", $"Version en cours : {version}"),
            "predecessor-version" => frame.L($"Version before: {version}", $"Version précédente : {version}"),
            "successor-version" => frame.L($"Version after: {version}", $"Version suivante : {version}"),
            var other => other,
        };
        return new PageLink(text, frame.Href("/" + (site.PathOf(link.Target) ?? "")));
    }

    private byte[] Json(HttpContext http, ProblemReport report, string language)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonFormat.Options))
        {
            json.WriteStartObject();
            json.WriteString("type", site.Own("problems/" + report.Kind.Name).Text);
            json.WriteString("title", report.Kind.Title(language));
            json.WriteNumber("status", report.Kind.Status);
            json.WriteString("detail", report.Detail);
            json.WriteString("instance", http.Features.Get<RequestAddress>()?.RawPath ?? "/");
            foreach ((string name, object value) in report.Members)
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value, value.GetType(), JsonFormat.Serializer);
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static MediaType Parse(string text)
    {
        _ = MediaType.TryParse(text, out MediaType mediaType, out _);
        return mediaType;
    }
}
