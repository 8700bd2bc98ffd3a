using LinkedStats.Server.Access;
using LinkedStats.Tests.Server.Access;

namespace LinkedStats.Tests.Server.Embargo;

/// <summary>
/// Whoever has no rights cannot tell a server that holds releases under embargo from one that does not, whatever is
/// asked; and at their instant they show everywhere.
/// </summary>
/// <remarks>
/// Two servers get the same requests: one has what <see cref="WalkReleases"/> hides, the other never saw it. A route
/// that <see cref="WalkRecipes"/> cannot fill fails the test, so no new door is left out.
/// </remarks>
public sealed class EmbargoWalkTests : IAsyncLifetime
{
    private static readonly string[] Unchanging =
    [
        "/assets/site.css", "/audit", "/datasets/{id}/purges", "/def/context", "/def/{kind}/{term}", "/def/{term}", "/health/live",
        "/health/ready", "/limits", "/problems", "/problems/{name}", "/releases/{id}/{version}",
    ];

    private TestIssuer _issuer = null!;
    private WalkPair _pair = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync();
        _pair = await WalkPair.StartAsync(
            WalkReleases.Publish, new TokenOptions(new Uri(_issuer.Url), "walk", TokenOptions.DefaultRolesClaim));
    }

    public async ValueTask DisposeAsync()
    {
        await _pair.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Walk_WithoutRights_FindsNoDifferenceUpToTheInstantAndEverythingAtIt()
    {
        List<string> unknown = [];
        (string Route, string Path)[] addresses = [.. WalkRecipes.Fill(_pair.Left.Routes, unknown)];
        Assert.True(unknown.Count == 0, "Give these parameters values in WalkRecipes: " + string.Join("; ", unknown));

        Walk walk = await WalkAsync(addresses);
        Assert.True(walk.Count > 10_000, $"only {walk.Count} requests");
        _pair.SetTime(WalkReleases.Instant.AddTicks(-1));
        walk = await WalkAsync(addresses);
        await WalkWithTokenAsync(addresses);

        // At the instant every door shows something else, but those behind which nothing is published.
        _pair.SetTime(WalkReleases.Instant);
        HashSet<string> opened = [];
        foreach ((string route, string path) in addresses)
        {
            WalkAnswer now = await _pair.Left.SendAsync(new WalkRequest("GET", path));
            if ((now.Status, now.Body) != (walk.Plain[path].Status, walk.Plain[path].Body))
            {
                opened.Add(route);
            }
        }

        Assert.Equal(Unchanging, _pair.Left.Routes.Except(opened));
    }

    private async Task<Walk> WalkAsync((string Route, string Path)[] addresses)
    {
        var walk = new Walk(_pair.Left, _pair.Right);
        await walk.VisitAsync(addresses.Select(static address => address.Path));
        await walk.AskAsync(WalkQueries.All);
        walk.RequireNoDifference();
        return walk;
    }

    // Who is known to the provider, and has roles that are nothing here, is a stranger.
    private async Task WalkWithTokenAsync((string Route, string Path)[] addresses)
    {
        string token = _issuer.Token(new
        {
            iss = _issuer.Url,
            aud = "walk",
            sub = "somebody",
            exp = WalkReleases.Instant.AddHours(1).ToUnixTimeSeconds(),
            roles = new[] { "reader:nothing", "publisher:nothing", "staff" },
        });
        var walk = new Walk(_pair.Left, _pair.Right) { Authorization = "Bearer " + token, IsBrief = true };
        await walk.VisitAsync(addresses.Select(static address => address.Path));
        await walk.AskAsync(WalkQueries.All);
        walk.RequireNoDifference();
        Assert.Equal(200, walk.Plain["datasets"].Status);
        Assert.Equal("private, no-store", walk.Plain["datasets"].Header("Cache-Control"));
    }
}
