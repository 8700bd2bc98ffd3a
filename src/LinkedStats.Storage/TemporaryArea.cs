namespace LinkedStats.Storage;

/// <summary>Where a process puts what must not outlive it: a folder of its own in that of the store. What a process
/// left that was killed goes when the next one needs such a folder, or opens the store for writing.</summary>
/// <remarks>A locked file in the folder says that its owner lives: the system lets the lock go with the
/// process.</remarks>
internal sealed class TemporaryArea : IDisposable
{
    private const string LockName = "owner.lock";

    private readonly string? _parent;
    private readonly Lock _gate = new();
    private string? _folder;
    private FileStream? _lock;

    /// <summary>Names the area.</summary>
    /// <param name="parent">The folder of such folders, made when it is needed; null for that of the system.</param>
    internal TemporaryArea(string? parent) => _parent = parent;

    /// <summary>Makes an empty folder, which whoever asked for it removes.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    internal string CreateFolder()
    {
        if (_parent is null)
        {
            return Directory.CreateTempSubdirectory("linkedstats-").FullName;
        }

        lock (_gate)
        {
            if (_folder is null)
            {
                Sweep();
                string folder = Path.Combine(_parent, Guid.NewGuid().ToString("N"));
                CreatePrivate(folder);
                _lock = Take(folder);
                _folder = folder;
            }

            string made = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
            CreatePrivate(made);
            return made;
        }
    }

    /// <summary>Removes the folders of processes that are no more.</summary>
    internal void Sweep()
    {
        if (_parent is null || !Directory.Exists(_parent))
        {
            return;
        }

        foreach (string folder in Directory.GetDirectories(_parent))
        {
            try
            {
                // A folder that is just being made has no lock yet, and nothing else.
                if (File.Exists(Path.Combine(folder, LockName)))
                {
                    using FileStream taken = Take(folder);
                    Directory.Delete(folder, recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its owner lives, or another process removes it at this moment.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _lock?.Dispose();
            try
            {
                if (_folder is not null && Directory.Exists(_folder))
                {
                    Directory.Delete(_folder, recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Without its lock it is anybody's to remove.
            }

            (_folder, _lock) = (null, null);
        }
    }

    // What is sent may be under embargo.
    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            Directory.CreateDirectory(folder, Owner);
        }
    }

    private static FileStream Take(string folder) => new(
        Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
