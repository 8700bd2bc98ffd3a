using LinkedStats.Server.Access;
using LinkedStats.Storage;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server.Embargo;

/// <summary>Two servers that get the same requests: one has what is hidden, the other never saw it.</summary>
internal sealed class WalkPair : IAsyncDisposable
{
    private WalkPair(WalkServer left, WalkServer right, ManualTime leftTime, ManualTime rightTime) =>
        (Left, Right, LeftTime, RightTime) = (left, right, leftTime, rightTime);

    /// <summary>The one that has what is hidden.</summary>
    public WalkServer Left { get; }

    public WalkServer Right { get; }

    public ManualTime LeftTime { get; }

    public ManualTime RightTime { get; }

    /// <summary>Starts both.</summary>
    /// <param name="publish">Publishes what a server has, the third argument true for what is hidden too.</param>
    /// <param name="tokens">Whose tokens are good; null for nobody's.</param>
    public static async Task<WalkPair> StartAsync(Action<Store, ManualTime, bool> publish, TokenOptions? tokens = null)
    {
        (ManualTime left, ManualTime right) = (new(WalkReleases.Start), new(WalkReleases.Start));
        return new WalkPair(
            await WalkServer.StartAsync(left, (store, time) => publish(store, time, true), tokens),
            await WalkServer.StartAsync(right, (store, time) => publish(store, time, false), tokens),
            left, right);
    }

    /// <summary>Sets both clocks.</summary>
    public void SetTime(DateTimeOffset now) => LeftTime.Now = RightTime.Now = now;

    public async ValueTask DisposeAsync()
    {
        await Left.DisposeAsync();
        await Right.DisposeAsync();
    }
}
