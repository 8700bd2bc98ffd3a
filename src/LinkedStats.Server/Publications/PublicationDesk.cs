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
    public async Task<PublishOutcome> ServeAsync(
        Func<Task<ReceivedPackage>> receive,
        Func<Publisher, string, PublishOutcome> publish,
        CancellationToken cancellation)
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
            using ReceivedPackage package = await receive();
            await _turn.WaitAsync(cancellation);
            try
            {
                return await Task.Factory.StartNew(
                    () => publish(new Publisher(store), package.Path),
                    cancellation,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _places.Dispose();
        _turn.Dispose();
    }
}
