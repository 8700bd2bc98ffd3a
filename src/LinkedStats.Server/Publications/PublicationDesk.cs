using LinkedStats.Publishing;
using LinkedStats.Server.Problems;
using LinkedStats.Storage;

namespace LinkedStats.Server.Publications;

/// <summary>Lets publications in: a few may be received or wait, one at a time is checked and published.</summary>
/// <param name="store">The store.</param>
/// <param name="placesMax">How many may be received or wait, the one that is published included.</param>
internal sealed class PublicationDesk(Store store, int placesMax) : IDisposable
{
    private const int RetryAfterSeconds = 60;

    private readonly SemaphoreSlim _places = new(placesMax, placesMax);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Takes a package in, and publishes it when its turn has come, on a thread of its own.</summary>
    /// <param name="receive">Receives the package.</param>
    /// <param name="publish">Publishes it.</param>
    /// <param name="cancellation">Stops it, wherever it is; nothing is left then.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="RequestProblemException">Too many publications are under way.</exception>
    public Task<PublishOutcome> ServeAsync(
        Func<Task<ReceivedPackage>> receive,
        Func<Publisher, string, PublishOutcome> publish,
        CancellationToken cancellation) =>
        TakePlaceAsync(
            async () =>
            {
                using ReceivedPackage package = await receive();
                return await TakeTurnAsync(() => publish(new Publisher(store), package.Path), cancellation);
            },
            cancellation);

    /// <summary>Does other work that writes, when its turn has come, on a thread of its own.</summary>
    /// <typeparam name="T">What it results in.</typeparam>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The result.</returns>
    /// <exception cref="RequestProblemException">Too many publications are under way.</exception>
    public Task<T> DoAsync<T>(Func<Store, T> work, CancellationToken cancellation) =>
        TakePlaceAsync(() => TakeTurnAsync(() => work(store), cancellation), cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _places.Dispose();
        _turn.Dispose();
    }

    private async Task<T> TakePlaceAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        if (!await _places.WaitAsync(TimeSpan.Zero, cancellation))
        {
            throw new RequestProblemException(new ProblemReport(
                ProblemKind.PublicationsBusy, $"{placesMax} publications are under way, and no more are taken in.")
            {
                RetryAfterSeconds = RetryAfterSeconds,
            });
        }

        try
        {
            return await work();
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<T> TakeTurnAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await Task.Factory.StartNew(
                work, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _turn.Release();
        }
    }
}
