using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Publishing;
using LinkedStats.Storage;
using LinkedStats.Storage.Purging;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server.Embargo;

/// <summary>
/// A release that is taken away under embargo, or moved behind it, was never there: not for strangers before its instant or after it, not
/// in what other embargoed releases share with it, and not in the order of their codes.
/// </summary>
public sealed class TakenEmbargoWalkTests : IAsyncLifetime
{
    private const string Later = "release: 2026-03-10T07:00:00Z";

    private static readonly LanguageMap Reason = new(LanguageMap.Empty.Texts.Add("en", "ZSECRET reason"));

    private WalkPair _pair = null!;

    public async ValueTask InitializeAsync() => _pair = await WalkPair.StartAsync(Publish);

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("purged")]
    [InlineData("moved")]
    public async Task Walk_AfterItIsTakenAway_FindsNoDifferenceBeforeOrAfterTheInstant(string how)
    {
        Take("rates", "1.1.0", how == "purged");
        if (how == "moved")
        {
            // Behind the last instant that is looked at.
            _pair.LeftTime.Now = _pair.LeftTime.Now.AddHours(1);
            Secret(_pair.Left.Store, "release: 2026-03-12T07:00:00Z").Accept();
            _pair.LeftTime.Now = _pair.LeftTime.Now.AddHours(1);
            Labels(_pair.Left.Store, "release: 2026-03-12T07:00:00Z").Accept();
        }
        else
        {
            Take("secret", "1.0.0", how == "purged");
            Take("secret-labels", "1.0.0", how == "purged");
        }

        foreach (DateTimeOffset now in (DateTimeOffset[])
            [WalkReleases.Instant.AddTicks(-1), WalkReleases.Instant, WalkReleases.Instant.AddDays(1)])
        {
            _pair.SetTime(now);
            var walk = new Walk(_pair.Left, _pair.Right) { IsBrief = true, ComparesHeaders = now < WalkReleases.Instant };
            await walk.VisitAsync(WalkRecipes.Fill(_pair.Left.Routes, []).Select(static address => address.Path));
            await walk.AskAsync(WalkQueries.All);
            walk.RequireNoDifference();
            Assert.True(walk.Count > 1000, $"only {walk.Count} requests");
        }

        _pair.LeftTime.Now = WalkReleases.Instant.AddDays(3);
        WalkAnswer list = await _pair.Left.SendAsync(new WalkRequest("GET", "concepts/areas.nt"));
        WalkAnswer secret = await _pair.Left.SendAsync(new WalkRequest("GET", "datasets/secret"));
        Assert.Equal(how == "moved", list.Body.Contains("ZSECRET France", StringComparison.Ordinal));
        Assert.Equal(how == "moved" ? 200 : 404, secret.Status);
    }

    private void Take(string id, string version, bool isPurged)
    {
        _pair.LeftTime.Now = _pair.LeftTime.Now.AddHours(1);
        CancellationToken stop = TestContext.Current.CancellationToken;
        if (isPurged)
        {
            ImmutableArray<PurgedVersion> purged = new Purger(_pair.Left.Store)
                .Purge(new PurgeRequest(id, Reason) { Version = version }, cancellation: stop).Versions;
            Assert.Single(purged);
        }
        else
        {
            Assert.True(new Withdrawer(_pair.Left.Store).Withdraw(id, version, Reason, cancellation: stop)?.IsNew);
        }
    }

    private static Sending Secret(Store store, string release) =>
        WalkReleases.Rates(store, "secret", "1.0.0", "Secret ZSECRET", release, "FR", "R84", "ZSECRET", "R11")
            .Lineage("secret-").List("secret-areas");

    private static Sending Labels(Store store, string release) =>
        WalkReleases.Rates(store, "secret-labels", "1.0.0", "ZSECRET", release, "FR=ZSECRET France", "R11=ZSECRET R11");

    private static void Publish(Store store, ManualTime time, bool isHidden)
    {
        const string Release = WalkReleases.Release;
        WalkReleases.Rates(store, "rates", "1.0.0", "Rates", "", "FR", "R11").Accept();
        WalkReleases.Rates(store, "regions", "1.0.0", "Regions", "", "R11").Lineage("open-").Accept();
        time.Now = WalkReleases.Start.AddHours(1);
        WalkReleases.Rates(store, "regions", "1.1.0", "Regions", Later, "R11", "R12").Accept();
        if (isHidden)
        {
            time.Now = WalkReleases.Start.AddHours(2);
            WalkReleases.Rates(store, "rates", "1.1.0", "Rates", Release, "FR", "R11", "R84", "ZSECRET").Accept();
            time.Now = WalkReleases.Start.AddHours(3);
            Secret(store, Release).Accept();
            time.Now = WalkReleases.Start.AddHours(4);
            Labels(store, Release).Accept();
        }

        // What stays was published when the store had what is taken away, and shares its list with it.
        time.Now = WalkReleases.Start.AddHours(5);
        WalkReleases.Rates(store, "rates", "2.0.0", "Rates", Release, "FR", "OTHER", "R11", "R84").Accept();
        time.Now = WalkReleases.Start.AddHours(6);
        WalkReleases.Rates(store, "regions", "1.2.0", "Regions", Later, "R11", "R12", "R84").Lineage("open-").Accept();
        time.Now = WalkReleases.Start.AddHours(7);
    }
}
