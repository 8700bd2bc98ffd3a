using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace LinkedStats.Storage.Segments;

/// <summary>A file mapped into memory for reading; its bytes are used where they lie.</summary>
internal sealed unsafe class MappedFile : MemoryManager<byte>
{
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _length;
    private byte* _start;

    private MappedFile(MemoryMappedFile file, int length)
    {
        _length = length;
        _view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    /// <summary>Maps a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">The length that it must have.</param>
    /// <exception cref="StoreException">The file is missing, or has another length.</exception>
    internal static MappedFile Open(string path, long length)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new StoreException($"{path} is missing; restore it from a copy of the store.");
        }

        if (file.Length != length || length > int.MaxValue)
        {
            throw new StoreException($"{path} has {file.Length} bytes instead of {length}: it is cut or damaged; "
                + "restore it from a copy of the store.");
        }

        try
        {
            // What is mapped stays so when the file is closed, and a process may hold few files open.
            using var mapping =
                MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
            return new MappedFile(mapping, (int)length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        return new Span<byte>(_start, _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        return new MemoryHandle(_start + elementIndex);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _start is not null)
        {
            _start = null;
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
        }
    }
}
