using LinkedStats.Tests.Storage;

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
    private const int ShownMax = 40;

    private static readonly string[] Unchanging =
    [
        "/assets/site.css", "/audit", "/datasets/{id}/purges", "/def/context", "/def/{kind}/{term}", "/def/{term}", "/health/live",
        "/health/ready", "/limits", "/problems", "/problems/{name}", "/releases/{id}/{version}",
    ];

    private readonly ManualTime _leftTime = new(WalkReleases.Start);
    private readonly ManualTime _rightTime = new(WalkReleases.Start);
    private WalkServer _left = null!;
    private WalkServer _right = null!;

    public async ValueTask InitializeAsync()
    {
        _left = await WalkServer.StartAsync(_leftTime, isHidden: true);
        _right = await WalkServer.StartAsync(_rightTime, isHidden: false);
    }

    public async ValueTask DisposeAsync()
    {
        await _left.DisposeAsync();
        await _right.DisposeAsync();
    }

    [Fact]
    public async Task Walk_WithoutRights_FindsNoDifferenceUpToTheInstantAndEverythingAtIt()
    {
        List<string> unknown = [];
        (string Route, string Path)[] addresses = [.. WalkRecipes.Fill(_left.Routes, unknown)];
        Assert.True(unknown.Count == 0, "Give these parameters values in WalkRecipes: " + string.Join("; ", unknown));

        Walk walk = await WalkAsync(addresses);
        Assert.True(walk.Count > 10_000, $"only {walk.Count} requests");
        SetTime(WalkReleases.Instant.AddTicks(-1));
        walk = await WalkAsync(addresses);

        // At the instant every door shows something else, but those behind which nothing is published.
        SetTime(WalkReleases.Instant);
        HashSet<string> opened = [];
        foreach ((string route, string path) in addresses)
        {
            WalkAnswer now = await _left.SendAsync(new WalkRequest("GET", path));
            if ((now.Status, now.Body) != (walk.Plain[path].Status, walk.Plain[path].Body))
            {
                opened.Add(route);
            }
        }

        Assert.Equal(Unchanging, _left.Routes.Except(opened));
    }

    private async Task<Walk> WalkAsync((string Route, string Path)[] addresses)
    {
        var walk = new Walk(_left, _right);
        await walk.VisitAsync(addresses.Select(static address => address.Path));
        await walk.AskAsync(WalkQueries.All);
        Assert.True(
            walk.Differences.Count == 0,
            $"{walk.Differences.Count} differences:\n{string.Join('\n', walk.Differences.Take(ShownMax))}");
        return walk;
    }

    private void SetTime(DateTimeOffset now) => _leftTime.Now = _rightTime.Now = now;
}
