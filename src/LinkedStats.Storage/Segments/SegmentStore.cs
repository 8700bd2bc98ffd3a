using System.Collections.Concurrent;
using System.IO.Hashing;

namespace LinkedStats.Storage.Segments;

/// <summary>Where segments are kept: named by their contents, so that equal ones are kept once.</summary>
/// <param name="folder">The folder; null keeps them in memory.</param>
/// <param name="files">What changes the files in it.</param>
internal sealed class SegmentStore(string? folder, IStoreFiles files)
{
    /// <summary>Files up to this length are checked against their hash whenever they are opened.</summary>
    private const long CheckedBytesMax = 4L << 20;

    private readonly ConcurrentDictionary<string, byte[]> _inMemory = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenSegment> _open = new(StringComparer.Ordinal);

    /// <summary>The segments that are open, and their bytes.</summary>
    internal (int Count, long Bytes) Open
    {
        get
        {
            lock (_open)
            {
                return (_open.Count, _open.Values.Sum(static open => open.Segment.Name.Length));
            }
        }
    }

    /// <summary>Names a segment by its contents.</summary>
    /// <param name="kind">What it holds, as <c>triples</c>.</param>
    /// <param name="bytes">The segment.</param>
    internal static SegmentName NameOf(string kind, ReadOnlySpan<byte> bytes) =>
        new(XxHash128.HashToUInt128(bytes), kind, bytes.Length);

    /// <summary>Keeps a segment; on disk its contents are flushed when this returns, but not its name.</summary>
    internal void Keep(SegmentName name, ReadOnlyMemory<byte> bytes)
    {
        if (folder is null)
        {
            _inMemory.TryAdd(name.Text, bytes.ToArray());
            return;
        }

        // The name appears only when the contents are on the disk. A file that has it already is replaced, since it may
        // be damaged; whoever reads it keeps what was mapped.
        string path = Path.Combine(folder, name.Text);
        files.Write(path + ".tmp", bytes);
        files.Move(path + ".tmp", path);
    }

    /// <summary>
    /// Opens a segment, or shares it with whoever has it open; each call needs one <see cref="Release"/>.
    /// </summary>
    internal ArrowSegment Retain(SegmentName name)
    {
        lock (_open)
        {
            if (!_open.TryGetValue(name.Text, out OpenSegment? open))
            {
                _open.Add(name.Text, open = Read(name));
            }

            open.Users++;
            return open.Segment;
        }
    }

    /// <summary>Lets a segment go; the last user's call unmaps it.</summary>
    internal void Release(SegmentName name)
    {
        lock (_open)
        {
            OpenSegment open = _open[name.Text];
            if (--open.Users == 0)
            {
                _open.Remove(name.Text);
                ((IDisposable?)open.File)?.Dispose();
            }
        }
    }

    /// <summary>Brings the names of the segments that were kept to the disk.</summary>
    internal void Flush()
    {
        if (folder is not null)
        {
            files.FlushFolder(folder);
        }
    }

    /// <summary>Finds the files that no commit names: what a writer left that did not come to its commit.</summary>
    /// <param name="named">The names of all segments in the log.</param>
    /// <returns>The paths of the files; in memory the names of segments.</returns>
    internal string[] FindStrays(IReadOnlySet<string> named) => folder is null
        ? [.. _inMemory.Keys.Where(name => !named.Contains(name))]
        : [.. Directory.EnumerateFiles(folder).Where(path => !named.Contains(Path.GetFileName(path)))];

    /// <summary>Removes files.</summary>
    internal void Delete(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            if (folder is null)
            {
                _inMemory.TryRemove(path, out _);
            }
            else
            {
                files.Delete(path);
            }
        }
    }

    /// <summary>Reads a whole segment and compares it with its name.</summary>
    /// <exception cref="StoreException">It is missing or damaged; the message names the file.</exception>
    internal void Check(SegmentName name)
    {
        if (folder is not null)
        {
            using MappedFile file = Map(name);
            CheckHash(name, file.GetSpan());
            _ = ArrowSegment.Open(name, file.Memory);
        }
    }

    /// <summary>Reads whole segments and compares them with their names.</summary>
    /// <param name="names">The names.</param>
    /// <param name="isNamed">Tells whether the log still names a segment that is missing or damaged.</param>
    /// <param name="cancellation">Stops the work between two files.</param>
    /// <returns>A sentence for each that is missing or damaged.</returns>
    internal IEnumerable<string> FindDamage(
        IEnumerable<SegmentName> names, Func<SegmentName, bool> isNamed, CancellationToken cancellation)
    {
        foreach (SegmentName name in names)
        {
            cancellation.ThrowIfCancellationRequested();
            string? damage = null;
            try
            {
                Check(name);
            }
            catch (StoreException e)
            {
                damage = e.Message;
            }

            if (damage is not null && isNamed(name))
            {
                yield return damage;
            }
        }
    }

    /// <summary>Copies a segment, once it was compared with its name.</summary>
    /// <exception cref="StoreException">It is missing or damaged; the message names the file.</exception>
    internal void Copy(SegmentName name, string target)
    {
        using MappedFile file = Map(name);
        CheckHash(name, file.GetSpan());
        files.Write(Path.Combine(target, name.Text), file.Memory);
    }

    private static void CheckHash(SegmentName name, ReadOnlySpan<byte> bytes)
    {
        if (XxHash128.HashToUInt128(bytes) != name.Hash)
        {
            throw new StoreException(
                $"{name.Text} does not hold what it was written with; restore it from a copy of the store.");
        }
    }

    private OpenSegment Read(SegmentName name)
    {
        if (folder is null)
        {
            return _inMemory.TryGetValue(name.Text, out byte[]? bytes)
                ? new OpenSegment(ArrowSegment.Open(name, bytes), null)
                : throw new StoreException($"{name.Text} is missing.");
        }

        MappedFile file = Map(name);
        try
        {
            if (name.Length <= CheckedBytesMax)
            {
                CheckHash(name, file.GetSpan());
            }

            return new OpenSegment(ArrowSegment.Open(name, file.Memory), file);
        }
        catch (StoreException)
        {
            ((IDisposable)file).Dispose();
            throw;
        }
    }

    private MappedFile Map(SegmentName name) =>
        MappedFile.Open(Path.Combine(folder!, name.Text), name.Length);

    /// <summary>An open segment and the number of its users.</summary>
    private sealed class OpenSegment(ArrowSegment segment, MappedFile? file)
    {
        internal ArrowSegment Segment { get; } = segment;

        internal MappedFile? File { get; } = file;

        internal int Users { get; set; }
    }
}

/// <summary>Keeps the segments that were opened through it mapped until it is disposed.</summary>
/// <param name="store">Where they are.</param>
internal sealed class SegmentScope(SegmentStore store) : IDisposable
{
    private readonly Dictionary<SegmentName, ArrowSegment> _segments = [];
    private bool _isDisposed;

    /// <summary>Begins another scope over the same store, for what is read once.</summary>
    internal SegmentScope Begin() => new(store);

    /// <summary>Opens a segment, once.</summary>
    internal ArrowSegment Open(SegmentName name)
    {
        lock (_segments)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_segments.TryGetValue(name, out ArrowSegment? segment))
            {
                _segments.Add(name, segment = store.Retain(name));
            }

            return segment;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_segments)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                foreach (SegmentName name in _segments.Keys)
                {
                    store.Release(name);
                }
            }
        }
    }
}
