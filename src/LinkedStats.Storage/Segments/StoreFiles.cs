using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LinkedStats.Storage.Segments;

/// <summary>The files of a store, on the disk.</summary>
internal sealed partial class StoreFiles : IStoreFiles
{
    internal static readonly StoreFiles Instance = new();

    private StoreFiles()
    {
    }

    /// <inheritdoc/>
    public void Write(string path, ReadOnlyMemory<byte> bytes)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        file.Write(bytes.Span);
        file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Move(string from, string to) => File.Move(from, to, overwrite: true);

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public void FlushFolder(string path)
    {
        // NTFS keeps names in a journal of its own, and .NET opens no folders.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new SafeFileHandle(OpenToRead(path, 0), ownsHandle: true);
        if (folder.IsInvalid)
        {
            string reason = new Win32Exception(Marshal.GetLastPInvokeError()).Message;
            throw new IOException($"{path} cannot be flushed: {reason}");
        }

        RandomAccess.FlushToDisk(folder);
    }

    /// <inheritdoc/>
    public void Record(Action append) => append();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenToRead(string path, int flags);
}
