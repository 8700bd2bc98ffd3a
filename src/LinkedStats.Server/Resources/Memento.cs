using System.Globalization;
using System.Text;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Resources;

/// <summary>Past states of resources: <c>/asof/{instant}/…</c> has them, <c>Accept-Datetime</c> leads to
/// them.</summary>
/// <remarks>
/// Each resource is its own TimeGate, and answers with a redirect; the SPARQL endpoint answers in place, since a
/// redirect would lose the body of a POST. Source: RFC 7089, sections 2.1, 4.1.1 and 4.2.1.
/// </remarks>
internal static class Memento
{
    /// <summary>The request header that asks for a past state.</summary>
    public const string AcceptDatetime = "Accept-Datetime";

    private const string SparqlPath = "/sparql";
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    /// <summary>Says whether a request is to be led to a past state.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="address">The address.</param>
    /// <returns>True where Accept-Datetime stands beside the address of the present.</returns>
    public static bool IsNegotiated(HttpContext http, RequestAddress address) =>
        address.AsOf is null && address.Path != SparqlPath && http.Request.Headers.ContainsKey(AcceptDatetime);

    /// <summary>Finds the instant that a request is about.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="site">What every request shares.</param>
    /// <param name="address">The address.</param>
    /// <returns>The instant; null for the present.</returns>
    /// <exception cref="RequestProblemException">It is malformed, or has not come yet.</exception>
    public static DateTimeOffset? InstantOf(HttpContext http, Site site, RequestAddress address)
    {
        if (address.AsOf is { } text)
        {
            return Parse(text, site.Time.GetUtcNow());
        }

        return address.Path == SparqlPath && http.Request.Headers.ContainsKey(AcceptDatetime)
            ? Closest(http, site, address)
            : null;
    }

    /// <summary>Leads to the past state that Accept-Datetime asks for.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="site">What every request shares.</param>
    /// <param name="address">The address.</param>
    public static void Redirect(HttpContext http, Site site, RequestAddress address)
    {
        string instant = Closest(http, site, address).UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
        string query = address.RawQuery.Length == 0 ? "" : "?" + address.RawQuery;
        http.Response.StatusCode = StatusCodes.Status302Found;
        http.Response.Headers.Location = $"{site.BasePath}/asof/{instant}{address.RawPath}{query}";
        http.Response.Headers.Vary = AcceptDatetime;
        http.Response.Headers.CacheControl = ResponseHeaders.UntilNextMinute(site.Time);
        var links = new StringBuilder();
        AppendLinks(site, address, links);
        http.Response.Headers.Link = links.ToString();
    }

    /// <summary>Says which state an answer is of.</summary>
    /// <param name="request">The request.</param>
    public static void WriteHeaders(ResourceRequest request)
    {
        bool isInPlace = request.Address.Path == SparqlPath
            && request.Http.Request.Headers.ContainsKey(AcceptDatetime);
        if (request.Address.AsOf is null && !isInPlace)
        {
            return;
        }

        // The first whole second of the state: as Accept-Datetime it leads to the same state again.
        IHeaderDictionary headers = request.Http.Response.Headers;
        headers["Memento-Datetime"] = ToHttp(WholeSecond(request.Snapshot.From));
        if (isInPlace)
        {
            string instant = request.Snapshot.Instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
            string query = request.Address.RawQuery.Length == 0 ? "" : "?" + request.Address.RawQuery;
            headers.ContentLocation = $"{request.Site.BasePath}/sparql/asof/{instant}{query}";
        }
    }

    /// <summary>Appends the links to the present, to other states, and to the list of all.</summary>
    /// <param name="request">The request.</param>
    /// <param name="header">The value of the Link header.</param>
    public static void AppendLinks(ResourceRequest request, StringBuilder header) =>
        AppendLinks(request.Site, request.Address, header);

    /// <summary>Finds when a resource changed.</summary>
    /// <param name="snapshot">What the request sees.</param>
    /// <param name="site">What every request shares.</param>
    /// <param name="path">The path of the resource, decoded, with its leading slash and no suffix.</param>
    /// <returns>
    /// The first whole second of each state, ascending: those of a dataset's versions, of a graph's revisions, or of
    /// the store where more may have changed.
    /// </returns>
    public static IReadOnlyList<DateTimeOffset> ChangesOf(Snapshot snapshot, Site site, string path)
    {
        string[] segments = path.Split('/');
        IEnumerable<DateTimeOffset> changes = [];
        if (segments.Length > 2 && segments[1] == "datasets")
        {
            string? version = segments.Length > 4 && segments[3] == "versions" ? segments[4] : null;
            changes = snapshot.VersionChanges(segments[2], version);
        }
        else if (snapshot.Changes(site.Own(path[1..])) is { Count: > 0 } ofGraph)
        {
            changes = ofGraph;
        }

        DateTimeOffset[] found = [.. changes.Select(WholeSecond).Distinct().Order()];
        return found.Length > 0 ? found : [.. snapshot.Changes().Select(WholeSecond).Distinct()];
    }

    /// <summary>Writes an instant as HTTP does.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The text, as <c>Fri, 29 Jun 2018 07:00:00 GMT</c>.</returns>
    public static string ToHttp(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The address of a past state.</summary>
    /// <param name="site">What every request shares.</param>
    /// <param name="instant">The instant, in whole seconds.</param>
    /// <param name="path">The path of the resource, with its leading slash.</param>
    /// <returns>The address.</returns>
    public static string AddressOf(Site site, DateTimeOffset instant, string path)
    {
        string text = instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
        return $"{site.Base.Text}asof/{text}{path}";
    }

    private static void AppendLinks(Site site, RequestAddress address, StringBuilder header)
    {
        string original = site.Base.Text.TrimEnd('/') + address.RawPath;
        string timeMap = $"{site.Base.Text}timemap{address.RawPath}";
        new ResourceLink(original, "original timegate").AppendTo(header);
        new ResourceLink(timeMap, "timemap", Variant.LinkFormat.MediaType.Name).AppendTo(header);
    }

    /// <summary>Reads an instant as addresses write it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="instant">The instant.</param>
    /// <returns>False when the text is none.</returns>
    public static bool TryParse(string text, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);

    private static DateTimeOffset Parse(string text, DateTimeOffset now)
    {
        if (!TryParse(text, out DateTimeOffset instant))
        {
            throw new RequestProblemException(
                ProblemKind.MalformedValue,
                $"'{text}' is no instant; write it as 2018-06-29T07:00:00Z.",
                ("parameter", "asof"));
        }

        return instant <= now
            ? instant.ToUniversalTime()
            : throw new RequestProblemException(
                ProblemKind.NotFound, $"The state of {text} is not known yet: that instant has not come.");
    }

    // RFC 7089, section 4.5.3: what is before the first state leads to the first, what is after the last to the last.
    private static DateTimeOffset Closest(HttpContext http, Site site, RequestAddress address)
    {
        string header = http.Request.Headers[AcceptDatetime].ToString();
        if (!DateTimeOffset.TryParseExact(
            header, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset wanted))
        {
            throw new RequestProblemException(
                ProblemKind.MalformedRequest,
                $"Accept-Datetime takes a date as 'Fri, 29 Jun 2018 07:00:00 GMT', not '{header}'.");
        }

        using SnapshotLease lease = site.Acquire(http);
        IReadOnlyList<DateTimeOffset> changes =
            ChangesOf(lease.Snapshot, site, RequestAddress.Decode(address.Path));
        DateTimeOffset now = lease.Snapshot.Instant;
        DateTimeOffset first = changes.Count > 0 && changes[0] <= now ? changes[0] : now;
        DateTimeOffset chosen = wanted < first ? first : wanted;
        return chosen <= now
            ? chosen
            : new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset instant)
    {
        long rest = instant.UtcTicks % TimeSpan.TicksPerSecond;
        return new DateTimeOffset(
            rest == 0 ? instant.UtcTicks : instant.UtcTicks - rest + TimeSpan.TicksPerSecond, TimeSpan.Zero);
    }
}
