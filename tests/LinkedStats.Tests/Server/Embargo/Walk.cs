using System.Net;
using System.Text.RegularExpressions;
using LinkedStats.Server.Negotiation;

namespace LinkedStats.Tests.Server.Embargo;

/// <summary>Asks two servers the same, address by address, and follows what they link to.</summary>
/// <param name="left">The server that has what is under embargo.</param>
/// <param name="right">The server that has it not.</param>
internal sealed partial class Walk(WalkServer left, WalkServer right)
{
    /// <summary>The most addresses that are followed beyond those that the recipes make.</summary>
    private const int FollowedMax = 2_500;

    private const int FollowedBrieflyMax = 250;

    private const int ShownMax = 40;

    private const string Past = "2026-03-02T09:30:00Z";

    private static readonly string[] Suffixes = [.. Variant.Suffixes.Order(StringComparer.Ordinal)];

    private static readonly string[] Accepts =
    [
        "text/html", "text/turtle", "application/ld+json", "application/link-format, application/json;q=0.5",
        "application/sparql-results+xml", "text/csv", "image/png",
    ];

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<string> _links = new();

    /// <summary>The Authorization of every request; null for none.</summary>
    public string? Authorization { get; init; }

    /// <summary>True to ask with the key of the publisher of "mine".</summary>
    public bool IsByPublisher { get; init; }

    /// <summary>True to ask each address in few ways.</summary>
    public bool IsBrief { get; init; }

    /// <summary>
    /// True to compare headers; false where both servers show the same, which was recorded at other instants.
    /// </summary>
    public bool ComparesHeaders { get; init; } = true;

    /// <summary>The differences found, each with its request.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>The number of requests that each server was sent.</summary>
    public int Count { get; private set; }

    /// <summary>The answers of the first server to plain requests, by address.</summary>
    public Dictionary<string, WalkAnswer> Plain { get; } = new(StringComparer.Ordinal);

    /// <summary>Fails where a difference was found.</summary>
    public void RequireNoDifference() => Assert.True(
        Differences.Count == 0,
        $"{Differences.Count} differences:\n{string.Join('\n', Differences.Take(ShownMax))}");

    /// <summary>Visits addresses in every way that a client has, then what they link to.</summary>
    public async Task VisitAsync(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            await VisitAsync(path);
        }

        int followedMax = IsBrief ? FollowedBrieflyMax : FollowedMax;
        for (int i = 0; i < followedMax && _links.TryDequeue(out string? path); i++)
        {
            await CompareAsync(new WalkRequest("GET", path));
        }
    }

    /// <summary>Sends queries in the forms of the protocol, and asks for their plans.</summary>
    public async Task AskAsync(IEnumerable<string> queries)
    {
        foreach (string query in queries.Select(WalkQueries.Whole))
        {
            string encoded = Uri.EscapeDataString(query);
            string path = "sparql?query=" + encoded;
            if (IsBrief)
            {
                await CompareAsync(new WalkRequest("GET", path) { Headers = [("Accept", "text/csv, text/turtle")] });
                await CompareAsync(new WalkRequest("GET", path + "&explain=plan"));
                continue;
            }

            foreach (string accept in (string[])["text/csv, text/turtle", "application/sparql-results+json", "text/html"])
            {
                await CompareAsync(new WalkRequest("GET", path) { Headers = [("Accept", accept)] });
            }

            await CompareAsync(new WalkRequest("HEAD", path));
            await CompareAsync(new WalkRequest("GET", path) { Headers = [("Accept-Datetime", Http(Past))] });
            await CompareAsync(new WalkRequest("GET", $"sparql/asof/{Past}?query={encoded}"));
            await CompareAsync(new WalkRequest("GET", path + "&explain=plan"));
            await CompareAsync(new WalkRequest("GET", path + "&timeout=x"));
            await CompareAsync(new WalkRequest("POST", "sparql")
            {
                Body = query,
                ContentType = "application/sparql-query",
            });
            foreach (string graph in (string[])["versions/1.0.0", "versions/1.1.0", "versions/2.0.0"])
            {
                await CompareAsync(new WalkRequest(
                    "GET", $"{path}&default-graph-uri={WalkServer.Base}datasets/rates/{graph}"));
            }
        }
    }

    private async Task VisitAsync(string path)
    {
        WalkAnswer? plain = await CompareAsync(new WalkRequest("GET", path));
        if (plain is null)
        {
            return;
        }

        if (IsBrief)
        {
            await CompareAsync(new WalkRequest("GET", path) { Headers = [("Accept", "application/n-triples, text/csv")] });
            await CompareAsync(new WalkRequest("GET", $"asof/{Past}/{path}"));
            await CompareAsync(new WalkRequest("GET", $"timemap/{path}"));
            return;
        }

        await CompareAsync(new WalkRequest("GET", path) { Headers = [("Accept", "text/html"), ("Accept-Language", "fr")] });
        foreach (string method in (string[])["HEAD", "OPTIONS", "PUT", "DELETE", "POST", "PATCH"])
        {
            await CompareAsync(new WalkRequest(method, path));
        }

        string separator = path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        await CompareAsync(new WalkRequest("GET", path + separator + "nosuch=1"));
        await CompareAsync(new WalkRequest("GET", path) { Headers = [("Accept-Datetime", Http(Past))] });
        await CompareAsync(new WalkRequest("GET", $"asof/{Past}/{path}"));
        await CompareAsync(new WalkRequest("GET", $"timemap/{path}"));
        await CompareAsync(new WalkRequest("GET", path) { Headers = [("If-None-Match", "*")] });
        await CompareAsync(new WalkRequest("GET", path) { Headers = [("Authorization", "Bearer nobody")] });
        if (plain.Status != (int)HttpStatusCode.OK)
        {
            return;
        }

        string[] parts = path.Split('?', 2);
        string query = parts.Length > 1 ? "?" + parts[1] : "";
        foreach (string suffix in Suffixes)
        {
            await CompareAsync(new WalkRequest("GET", $"{parts[0]}.{suffix}{query}"));
        }

        foreach (string accept in Accepts)
        {
            await CompareAsync(new WalkRequest("GET", path) { Headers = [("Accept", accept)] });
        }

        if (plain.Header("ETag") is { Length: > 0 } tag)
        {
            await CompareAsync(new WalkRequest("GET", path) { Headers = [("If-None-Match", tag)] });
        }
    }

    private async Task<WalkAnswer?> CompareAsync(WalkRequest request)
    {
        if (!_seen.Add(request.ToString()))
        {
            return null;
        }

        Count++;
        request = request with { IsByPublisher = IsByPublisher };
        WalkRequest sent = Authorization is null
            ? request
            : request with { Headers = [.. request.Headers, ("Authorization", Authorization)] };
        Task<WalkAnswer> other = right.SendAsync(sent);
        WalkAnswer mine = await left.SendAsync(sent);
        WalkAnswer theirs = await other;
        if (!ComparesHeaders)
        {
            theirs = theirs with { Headers = mine.Headers };
        }

        if (mine.Difference(theirs) is { } difference && !WalkOrder.IsOnlyOrder(request, mine, theirs))
        {
            Differences.Add($"{request}\n  {difference}");
        }

        if (request is { Method: "GET", Headers: [] })
        {
            Plain.TryAdd(request.Path, mine);
        }

        foreach (Match link in Links().Matches(mine.Body + mine.Headers))
        {
            string target = WebUtility.HtmlDecode(link.Groups["path"].Value);
            if (_links.Count < FollowedMax)
            {
                _links.Enqueue(target);
            }
        }

        return mine;
    }

    private static string Http(string instant) =>
        DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).ToString("R");

    [GeneratedRegex(
        @"(http://stats\.example\.org/|href=""/|: /|</)(?<path>[^""'<>\s;,)\\]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();
}
