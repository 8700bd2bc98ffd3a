using LinkedStats.Publishing.Validation;
using LinkedStats.Storage;

namespace LinkedStats.Publishing.Packages;

/// <summary>A package on disk: the path as given, or a zip unpacked into a temporary folder until disposed.</summary>
internal sealed class UnpackedPackage : IDisposable
{
    private readonly string? _temporary;

    private UnpackedPackage(string path, string? temporary) => (Path, _temporary) = (path, temporary);

    /// <summary>The folder or file to read.</summary>
    internal string Path { get; }

    /// <summary>Opens a package.</summary>
    /// <param name="path">A folder, a file, or a zip of a folder.</param>
    /// <param name="store">The store that it is for, which has a place for what is unpacked.</param>
    /// <param name="limits">The limits; an archive that exceeds them is unpacked no further.</param>
    /// <param name="report">Receives what is wrong with the archive.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The package; null when the archive cannot be unpacked, which has been reported.</returns>
    internal static UnpackedPackage? Open(
        string path, Store store, PackageLimits limits, ReportBuilder report, CancellationToken cancellation)
    {
        if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) || !File.Exists(path))
        {
            return new UnpackedPackage(path, null);
        }

        // The folder has the archive's name, which names what the package does not name itself.
        string temporary = store.CreateTemporaryFolder();
        string folder = System.IO.Path.Combine(temporary, System.IO.Path.GetFileNameWithoutExtension(path));
        try
        {
            if (new PackageArchive(folder, limits, report).Unpack(path, cancellation))
            {
                return new UnpackedPackage(InnerFolder(folder), temporary);
            }
        }
        catch (Exception error) when (!FullDisk.IsCauseOf(error) && error is InvalidDataException or IOException
            or UnauthorizedAccessException or NotSupportedException)
        {
            // What the system says of files holds where they are here, which is nobody's business.
            string message = error.Message
                .Replace(folder + System.IO.Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
                .Replace(folder, "", StringComparison.Ordinal)
                .Replace(path, "", StringComparison.Ordinal);
            report.Error("syntax", $"'{System.IO.Path.GetFileName(path)}' cannot be unpacked: {message}");
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }

        Directory.Delete(temporary, recursive: true);
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_temporary is not null)
        {
            Directory.Delete(_temporary, recursive: true);
        }
    }

    // Most tools put a folder into the archive rather than its contents.
    private static string InnerFolder(string folder) =>
        Directory.GetFiles(folder).Length == 0 && Directory.GetDirectories(folder) is [var only] ? only : folder;
}
