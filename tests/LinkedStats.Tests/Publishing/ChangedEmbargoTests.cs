using System.Globalization;
using LinkedStats.Cubes;
using LinkedStats.Publishing;
using LinkedStats.Storage;
using LinkedStats.Storage.Purging;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Publishing;

/// <summary>
/// Embargoed releases on one list that are withdrawn, purged and moved, in any order: at each instant each viewer sees
/// the codes of the releases that he sees then, and no others.
/// </summary>
public sealed class ChangedEmbargoTests
{
    private static readonly DateTimeOffset Monday = new(2018, 6, 25, 7, 0, 0, TimeSpan.Zero);
    private static readonly LanguageMap Reason = new(LanguageMap.Empty.Texts.Add("en", "Wrong"));

    [Fact]
    public void Change_RandomEmbargoesOnOneList_ShowsEachViewerTheCodesOfTheReleasesThatHeSees()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < 20; round++)
        {
            var time = new ManualTime(Monday);
            using Store store = Store.Open(new StoreOptions { Time = time });
            List<Release> releases = [];
            for (int step = 0; step < 8; step++)
            {
                time.Now = time.Now.AddHours(random.Next(1, 12));
                Release[] waiting = [.. releases.Where(r => !r.IsGone && r.Public > time.Now)];
                if (waiting.Length == 0 || random.Next(5) < 3)
                {
                    releases.Add(Publish(store, time.Now, random, step));
                }
                else
                {
                    Change(store, time.Now, random, waiting[random.Next(waiting.Length)]);
                }
            }

            Check(store, random, releases, $"seed {seed}, round {round}");
            Assert.Empty(store.FindDamage(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void Move_ReleaseWhoseCodesCameInPublicMeanwhile_ShowsItsReadersWhatIsPublicToo()
    {
        var time = new ManualTime(Monday);
        using Store store = Store.Open(new StoreOptions { Time = time });
        EmbargoTests.Publish(store, "d0", "1.0.0", Monday.AddDays(5), "Rates", ["FR"]);
        time.Now += TimeSpan.FromHours(1);

        // What has the codes of both is not for who sees only one of them.
        EmbargoTests.Publish(store, "d2", "1.0.0", Monday.AddDays(4), "Rates", ["FR", "c2"]);
        time.Now += TimeSpan.FromHours(1);
        EmbargoTests.Publish(store, "d1", "1.0.0", null, "Rates", ["FR", "c1"]);
        time.Now += TimeSpan.FromHours(1);
        EmbargoTests.Publish(store, "d0", "1.0.0", Monday.AddDays(7), "Rates", ["FR"]);

        Assert.Equal(["FR", "c1"], EmbargoTests.Codes(store, Viewer.Of(["d0"]), time.Now));
        Assert.Equal(["FR", "c1", "c2"], EmbargoTests.Codes(store, Viewer.Public, Monday.AddDays(8)));
    }

    private static Release Publish(Store store, DateTimeOffset now, Random random, int step)
    {
        DateTimeOffset? release = random.Next(5) == 0 ? null : Monday.AddDays(random.Next(3, 8));
        string[] codes =
            [.. Enumerable.Range(0, 6).Where(_ => random.Next(3) == 0).Select(static c => $"c{c}").Prepend("FR")];
        string id = string.Create(CultureInfo.InvariantCulture, $"d{step}");
        EmbargoTests.Publish(store, id, "1.0.0", release, "Rates", codes);
        return new Release(id, codes, now) { Events = { (now, release > now ? release : now) } };
    }

    private static void Change(Store store, DateTimeOffset now, Random random, Release release)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        DateTimeOffset to = Monday.AddDays(random.Next(3, 8));
        switch (random.Next(4))
        {
            case 0:
                Assert.True(new Withdrawer(store).Withdraw(release.Id, "1.0.0", Reason, cancellation: stop)?.IsNew);
                release.Events.Add((now, null));
                break;
            case 1:
                Assert.Single(new Purger(store).Purge(
                    new PurgeRequest(release.Id, Reason) { Version = "1.0.0" }, cancellation: stop).Versions);
                release.Events.Add((now, null));
                break;
            default:
                EmbargoTests.Publish(store, release.Id, "1.0.0", to, "Rates", release.Codes);
                release.Events.Add((now, to));
                break;
        }
    }

    private static void Check(Store store, Random random, List<Release> releases, string where)
    {
        foreach (string[]? datasets in (string[]?[])[[], ["d0", "d3"], ["d1", "d2", "d4"], ["d5"], null])
        {
            Viewer viewer = datasets is null ? Viewer.Everything : Viewer.Of(datasets);
            for (int look = 0; look < 16; look++)
            {
                DateTimeOffset instant = Monday.AddHours(random.Next(200));
                string[] expected = [.. releases
                    .Where(r => r.IsVisible(instant, datasets is null || datasets.Contains(r.Id)))
                    .SelectMany(static r => r.Codes).Distinct().Order(StringComparer.Ordinal)];
                string[] found = EmbargoTests.Codes(store, viewer, instant);
                Assert.True(
                    expected.SequenceEqual(found),
                    $"{where}, {string.Join(' ', datasets ?? ["all"])} at {instant:dd HH}: {string.Join(' ', found)}"
                    + $" not {string.Join(' ', expected)}\n{string.Join('\n', releases)}");
            }
        }
    }

    /// <summary>What the test knows of a release: at each change, when it is to be public; null for never.</summary>
    private sealed record Release(string Id, string[] Codes, DateTimeOffset Recorded)
    {
        public List<(DateTimeOffset At, DateTimeOffset? Public)> Events { get; } = [];

        public DateTimeOffset? Public => Events[^1].Public;

        public bool IsGone => Public is null;

        public bool IsVisible(DateTimeOffset instant, bool isEarly) =>
            Events.LastOrDefault(e => e.At <= instant).Public is { } open && (open <= instant || isEarly);

        public override string ToString() => $"{Id} {string.Join(' ', Codes)}: " + string.Join(", ", Events.Select(static e =>
            $"{e.At:dd HH} {(e.Public is { } open ? $"for {open:dd HH}" : "gone")}"));
    }
}
