namespace LinkedStats.Storage.Segments;

/// <summary>The segments of a release, written side by side.</summary>
/// <param name="store">Where they are kept.</param>
/// <remarks>Several threads may write to it; one of them waits for all.</remarks>
internal sealed class SegmentBatch(SegmentStore store) : IDisposable
{
    private readonly Dictionary<string, Task> _writes = new(StringComparer.Ordinal);

    /// <summary>Begins to write a segment.</summary>
    /// <param name="kind">What it holds, as <c>triples</c>.</param>
    /// <param name="segment">The columns.</param>
    /// <returns>Its name, under which it is found after <see cref="Finish"/>.</returns>
    internal SegmentName Write(string kind, ArrowSegmentWriter segment)
    {
        ReadOnlyMemory<byte> bytes = segment.ToBytes();
        SegmentName name = SegmentStore.NameOf(kind, bytes.Span);
        lock (_writes)
        {
            if (!_writes.ContainsKey(name.Text))
            {
                _writes.Add(name.Text, Task.Run(() => store.Keep(name, bytes)));
            }
        }

        return name;
    }

    /// <summary>Waits until all are on the disk, with their names.</summary>
    /// <exception cref="IOException">One could not be written.</exception>
    internal void Finish()
    {
        foreach (Task write in _writes.Values)
        {
            write.GetAwaiter().GetResult();
        }

        if (_writes.Count > 0)
        {
            store.Flush();
        }
    }

    /// <summary>Waits for what was begun, so that nothing is written after the writer has gone.</summary>
    public void Dispose()
    {
        foreach (Task write in _writes.Values)
        {
            ((IAsyncResult)write).AsyncWaitHandle.WaitOne();
        }
    }
}
