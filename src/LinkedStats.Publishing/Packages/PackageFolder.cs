using LinkedStats.Publishing.Validation;

namespace LinkedStats.Publishing.Packages;

/// <summary>The folder of a package; nothing outside it is ever opened.</summary>
/// <param name="root">The folder.</param>
/// <param name="limits">The limits.</param>
internal sealed class PackageFolder(string root, PackageLimits limits)
{
    /// <summary>The folder's full path, with its links resolved.</summary>
    internal string Root { get; } = ResolveLinks(Path.GetFullPath(root));

    /// <summary>The limits.</summary>
    internal PackageLimits Limits { get; } = limits;

    /// <summary>Opens a file that a manifest names.</summary>
    /// <param name="name">The name, relative to the folder.</param>
    /// <param name="bytesMax">The most bytes it may have.</param>
    /// <param name="place">Where the name stands.</param>
    /// <param name="report">Receives what is wrong with it.</param>
    /// <returns>The stream; null when it cannot be opened, which has been reported.</returns>
    internal FileStream? Open(string name, long bytesMax, Place place, ReportBuilder report)
    {
        if (Find(name, place, report) is not { } path)
        {
            return null;
        }

        try
        {
            FileStream stream = new(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            if (stream.Length <= bytesMax)
            {
                return stream;
            }

            stream.Dispose();
            report.Error("size", $"'{name}' has more than {bytesMax} bytes.", place);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report.Error("file-unreadable", $"'{name}' cannot be read: {error.Message}", place);
        }

        return null;
    }

    /// <summary>Finds a file that a manifest names.</summary>
    /// <param name="name">The name, relative to the folder.</param>
    /// <param name="place">Where the name stands.</param>
    /// <param name="report">Receives what is wrong with it.</param>
    /// <returns>The full path; null when there is none inside the folder, which has been reported.</returns>
    internal string? Find(string name, Place place, ReportBuilder report)
    {
        // A name with a backslash, a drive or a NUL is a trick or a mistake on every system.
        if (name.Length == 0 || name.AsSpan().ContainsAny('\\', '\0', ':') || Path.IsPathRooted(name))
        {
            report.Error("path", $"'{name}' is not the name of a file in the package.", place);
            return null;
        }

        string path = Path.GetFullPath(Path.Combine(Root, name));
        if (!Contains(path))
        {
            report.Error("path", $"'{name}' lies outside the package.", place);
            return null;
        }

        if (!File.Exists(path))
        {
            string known = NearestName.Suggest(name, Files());
            report.Error("file-missing", $"There is no file '{name}' in the package{known}", place);
            return null;
        }

        // A symbolic link may lead anywhere.
        if (!Contains(ResolveLinks(path)))
        {
            report.Error("path", $"'{name}' is a link that leads outside the package.", place);
            return null;
        }

        return path;
    }

    /// <summary>The files of the folder and of those below it, as names relative to it, in ordinal order.</summary>
    /// <returns>The names, with forward slashes; at most as many as the limit, plus one.</returns>
    internal IEnumerable<string> Files() => Directory
        .EnumerateFiles(Root, "*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = 8,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        })
        .Take(Limits.FilesMax + 1)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private bool Contains(string path) =>
        path.StartsWith(Root.TrimEnd('/') + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string ResolveLinks(string path)
    {
        // Each part of the path may be a link; a chain of more than forty is a cycle.
        string resolved = Path.GetPathRoot(path) ?? "";
        foreach (string part in path[resolved.Length..]
            .Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            resolved = Path.Combine(resolved, part);
            FileSystemInfo entry = Directory.Exists(resolved) ? new DirectoryInfo(resolved) : new FileInfo(resolved);
            if (entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            {
                resolved = target.FullName;
            }
        }

        return resolved;
    }
}
