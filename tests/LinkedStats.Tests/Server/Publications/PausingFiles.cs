using LinkedStats.Publishing;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Tests.Server.Publications;

/// <summary>Stops a publication at a phase until a test lets it go on: files of a store, and what is told how far
/// publications are.</summary>
internal sealed class PausingFiles : IStoreFiles, IProgress<PublishProgress>
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _reached = new();
    private TaskCompletionSource _goOn = new();
    private string? _phase;

    /// <summary>Stops at the next beginning of a phase: <c>read</c>, <c>check</c>, <c>encode</c>, <c>write</c> (a
    /// segment), <c>name</c> (it gets its name), <c>flush</c> (the names), <c>record</c> (the transaction) or
    /// <c>recorded</c> (after it).</summary>
    /// <param name="phase">The phase.</param>
    /// <returns>When it is reached.</returns>
    public Task StopAt(string phase)
    {
        lock (_gate)
        {
            (_reached, _goOn, _phase) = (new(), new(), phase);
            return _reached.Task;
        }
    }

    /// <summary>Lets what stopped go on.</summary>
    public void GoOn() => _goOn.SetResult();

    /// <summary>Lets what stopped fail, as if the disk did.</summary>
    public void Fail() => _goOn.SetException(new IOException("The disk does not answer."));

    public void Write(string path, ReadOnlyMemory<byte> bytes)
    {
        Pass("write");
        StoreFiles.Instance.Write(path, bytes);
    }

    public void Move(string from, string to)
    {
        Pass("name");
        StoreFiles.Instance.Move(from, to);
    }

    public void Delete(string path) => StoreFiles.Instance.Delete(path);

    public void FlushFolder(string path)
    {
        Pass("flush");
        StoreFiles.Instance.FlushFolder(path);
    }

    public void Record(Action append)
    {
        Pass("record");
        append();
        Pass("recorded");
    }

    public void Report(PublishProgress value) => Pass(value.Step.Split(' ')[0]);

    private void Pass(string phase)
    {
        Task goOn;
        lock (_gate)
        {
            if (_phase != phase)
            {
                return;
            }

            _phase = null;
            goOn = _goOn.Task;
            _reached.SetResult();
        }

        goOn.WaitAsync(TimeSpan.FromMinutes(1)).GetAwaiter().GetResult();
    }
}
