using System.Collections.Immutable;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Storage;

/// <summary>Copies a store in use: the log as it is at one moment, and the segments that it names.</summary>
/// <param name="folder">The store's folder.</param>
/// <param name="segments">Its segments; what the log names is never changed, and removed only by a purge.</param>
/// <param name="files">What writes the copy.</param>
internal sealed class StoreCopy(StoreFolder folder, SegmentStore segments, IStoreFiles files)
{
    /// <summary>Copies the store; the folder appears when all is in it, compared with its checksum.</summary>
    /// <exception cref="StoreException">The target is not empty, a file is damaged or cannot be written.</exception>
    internal void WriteTo(string target, CancellationToken cancellation)
    {
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        string part = target + ".partial";
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new StoreException($"{target} is not empty; choose another folder.");
        }

        if (Path.Exists(part))
        {
            throw new StoreException(
                $"{part} is in the way: another copy is being made, or one was interrupted; then remove it.");
        }

        try
        {
            FillUntilWhole(part, cancellation);
            files.FlushFolder(part);
            if (Directory.Exists(target))
            {
                Directory.Delete(target);
            }

            Directory.Move(part, target);
            files.FlushFolder(Path.GetDirectoryName(target) ?? target);
        }
        catch (Exception e)
        {
            Remove(part);
            if (e is IOException and not StoreException or UnauthorizedAccessException)
            {
                throw new StoreException($"The store could not be copied to {target}: {e.Message}", e);
            }

            throw;
        }
    }

    /// <summary>Fills the copy anew when cells were purged meanwhile, so that it holds none of them.</summary>
    private void FillUntilWhole(string part, CancellationToken cancellation)
    {
        while (true)
        {
            long before = CountPurges();
            Exception? failure = null;
            try
            {
                Fill(new StoreFolder(part, files), cancellation);
            }
            catch (StoreException e)
            {
                // The file of a purged cell goes while it is to be copied.
                failure = e;
            }

            if (CountPurges() == before)
            {
                if (failure is not null)
                {
                    System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
                }

                return;
            }

            Remove(part);
        }
    }

    private long CountPurges()
    {
        using CommitLog log = CommitLog.Open(folder.LogPath, readOnly: true);
        return log.CountPurges();
    }

    private void Fill(StoreFolder copy, CancellationToken cancellation)
    {
        Directory.CreateDirectory(copy.SegmentsPath);
        ImmutableArray<Commit> commits;
        using (CommitLog log = CommitLog.Open(folder.LogPath, readOnly: true))
        {
            log.CopyTo(copy.LogPath);
        }

        using (CommitLog log = CommitLog.Open(copy.LogPath, readOnly: true))
        {
            commits = log.ReadChecked();
        }

        foreach (SegmentName name in StoreState.SegmentsOf(commits).Distinct())
        {
            cancellation.ThrowIfCancellationRequested();
            segments.Copy(name, copy.SegmentsPath);
        }

        files.FlushFolder(copy.SegmentsPath);
    }

    private static void Remove(string part)
    {
        try
        {
            Directory.Delete(part, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What went wrong first is the better message; the folder's name says what it is.
        }
    }
}
