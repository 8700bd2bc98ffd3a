using System.Globalization;
using System.Text;

namespace LinkedStats.Storage;

/// <summary>Keeps other writers out, those of this process and those of others, until it is disposed.</summary>
/// <param name="semaphore">Keeps out those of this process.</param>
/// <param name="file">Keeps out the others; null for a store in memory.</param>
internal sealed class WriterLock(SemaphoreSlim semaphore, WriterFile? file) : IDisposable
{
    /// <inheritdoc cref="WriterFile.MayLeaveFiles"/>
    internal bool MayLeaveFiles
    {
        set => file?.MayLeaveFiles = value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            file?.Dispose();
        }
        finally
        {
            semaphore.Release();
        }
    }
}

/// <summary>The writer's lock: a file that no other writer can open, that says who has it, and that is empty while
/// nobody writes.</summary>
internal sealed class WriterFile : IDisposable
{
    private readonly FileStream _file;

    internal WriterFile(FileStream file)
    {
        _file = file;
        try
        {
            WasLeft = file.Length > 0;
            file.SetLength(1);
            SayWho(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>True when the writer before ended without removing the files of a release that it gave up.</summary>
    internal bool WasLeft { get; }

    /// <summary>True while there may be files of a release that is not in the log.</summary>
    internal bool MayLeaveFiles { get; set; }

    // For whoever looks into the folder while others wait; a full disk has no room for it.
    private static void SayWho(FileStream file)
    {
        try
        {
            byte[] text = Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}\n"));
            RandomAccess.Write(file.SafeFileHandle, text, 0);
            RandomAccess.SetLength(file.SafeFileHandle, text.Length);
        }
        catch (IOException)
        {
            // The lock holds nevertheless.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using (_file)
        {
            if (!MayLeaveFiles)
            {
                _file.SetLength(0);
            }
        }
    }
}
