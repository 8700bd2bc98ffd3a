namespace LinkedStats.Storage.Segments;

/// <summary>The steps of a commit: after each it may be stopped, and whoever waits learns how far it is.</summary>
/// <param name="count">How many there are.</param>
/// <param name="progress">Receives the share done, 0 to 1; null where nobody asks.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class CommitSteps(int count, Action<double>? progress, CancellationToken cancellation)
{
    private int _done;

    /// <summary>Ends a step.</summary>
    /// <exception cref="OperationCanceledException">The work shall stop.</exception>
    internal void End()
    {
        _done++;
        progress?.Invoke(Math.Min(1, (double)_done / count));
        cancellation.ThrowIfCancellationRequested();
    }
}
