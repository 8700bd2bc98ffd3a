using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Storage;

/// <summary>The files of a store: the commit log, the folder of segments, and the writer's lock.</summary>
/// <param name="path">The folder.</param>
/// <param name="files">What changes the files in it.</param>
internal sealed class StoreFolder(string path, IStoreFiles files)
{
    private const int LockRetryMs = 50;

    internal string SegmentsPath => Path.Combine(path, "segments");

    internal string LogPath => Path.Combine(path, "commits.db");

    /// <summary>What is on its way into the store.</summary>
    internal string TemporaryPath => Path.Combine(path, "incoming");

    private string LockPath => Path.Combine(path, "writer.lock");

    /// <summary>Opens the commit log; creates the store where the folder is missing or empty.</summary>
    /// <exception cref="StoreException">The folder holds something else, or cannot be read or written.</exception>
    internal CommitLog OpenLog(bool readOnly)
    {
        try
        {
            if (!File.Exists(LogPath))
            {
                if (readOnly)
                {
                    throw new StoreException($"{path} holds no store to read.");
                }

                if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
                {
                    throw new StoreException($"{path} is not empty and holds no store; choose another folder.");
                }

                CreateFolder(path);
            }

            // An empty log would name no segment, and the next writer would sweep all of them.
            if (!readOnly && new FileInfo(LogPath) is { Exists: true, Length: 0 } && Directory.Exists(SegmentsPath)
                && Directory.EnumerateFiles(SegmentsPath).Any())
            {
                throw new StoreException(
                    $"{LogPath} is empty, and there are segments beside it; restore it from a copy of the store.");
            }

            CommitLog log = CommitLog.Open(LogPath, readOnly);
            try
            {
                if (!readOnly)
                {
                    CreateFolder(SegmentsPath);
                }
            }
            catch
            {
                log.Dispose();
                throw;
            }

            return log;
        }
        catch (Exception e) when (e is IOException and not StoreException or UnauthorizedAccessException)
        {
            throw new StoreException($"{path} cannot be used as a store: {e.Message}", e);
        }
    }

    private void CreateFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            files.FlushFolder(Path.GetDirectoryName(folder) ?? folder);
        }
    }

    // Anything else, as a folder that is gone or a disk that is full, would be waited for without end.
    private static bool IsHeld(IOException error)
    {
        const int SharingViolation = unchecked((int)0x80070020);
        const int WouldBlockOnLinux = 11;
        const int WouldBlockElsewhere = 35;
        return error.HResult is SharingViolation or WouldBlockOnLinux or WouldBlockElsewhere;
    }

    /// <summary>Takes the lock that keeps other processes from writing.</summary>
    /// <returns>The lock; null when another process holds it, or when it cannot be taken.</returns>
    internal WriterFile? TryLock()
    {
        try
        {
            return new WriterFile(
                new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Takes the lock that keeps other processes from writing, waiting until it is free.</summary>
    internal WriterFile Lock(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return new WriterFile(
                    new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (UnauthorizedAccessException e)
            {
                throw new StoreException($"{LockPath} cannot be written: {e.Message}", e);
            }
            catch (IOException e) when (!IsHeld(e))
            {
                throw new StoreException($"{LockPath} cannot be written: {e.Message}", e);
            }
            catch (IOException)
            {
                cancellation.WaitHandle.WaitOne(LockRetryMs);
            }
        }
    }
}
