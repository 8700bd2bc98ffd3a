using System.IO.Compression;
using System.IO.Hashing;
using LinkedStats.Publishing.Validation;

namespace LinkedStats.Publishing.Packages;

/// <summary>A zip being unpacked: every name is checked before the first byte is written, and every byte is
/// counted.</summary>
/// <param name="folder">The folder to unpack into; nothing is written outside it.</param>
/// <param name="limits">The limits; an archive that exceeds them is unpacked no further.</param>
/// <param name="report">Receives what is wrong with the archive, each problem with the entry that it is about.</param>
/// <remarks>
/// Source: APPNOTE 6.3.10, section 4. What an archive says of itself (lengths, checksums, the size of its directory) is
/// compared with what it holds, never believed.
/// </remarks>
internal sealed class PackageArchive(string folder, PackageLimits limits, ReportBuilder report)
{
    /// <summary>The bytes of the directory that are read for each file that a package may have.</summary>
    private const long DirectoryBytesPerFile = 1024;

    private const int BufferBytes = 1 << 16;
    private const int NameCharsMax = 1000;
    private const int UnixModeShift = 16;
    private const int UnixTypeMask = 0xF000;
    private const int UnixLink = 0xA000;

    private readonly string _root = folder + Path.DirectorySeparatorChar;
    private long _bytesLeft;

    /// <summary>Unpacks an archive.</summary>
    /// <param name="path">The zip.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>False when it is not unpacked whole, which has been reported.</returns>
    /// <exception cref="InvalidDataException">It is no zip, or a damaged one.</exception>
    internal bool Unpack(string path, CancellationToken cancellation)
    {
        using FileStream file = File.OpenRead(path);
        using var metered = new MeteredStream(file) { BytesLeft = limits.FilesMax * DirectoryBytesPerFile };
        using var archive = new ZipArchive(metered, ZipArchiveMode.Read);
        List<(ZipArchiveEntry Entry, string Target)> files = List(archive);
        if (report.HasErrors)
        {
            return false;
        }

        metered.BytesLeft = long.MaxValue;
        _ = Directory.CreateDirectory(folder);
        _bytesLeft = Math.Min(
            limits.UnpackedBytesMax, Math.Max(limits.UnpackedBytesFree, file.Length * limits.UnpackedRatioMax));
        byte[] buffer = new byte[BufferBytes];
        foreach ((ZipArchiveEntry entry, string target) in files)
        {
            if (!TryWrite(entry, target, buffer, cancellation))
            {
                return false;
            }
        }

        return !report.HasErrors;
    }

    // Names that differ by case are one file on some systems, and a package must be the same everywhere.
    private List<(ZipArchiveEntry Entry, string Target)> List(ZipArchive archive)
    {
        if (archive.Entries.Count > limits.FilesMax)
        {
            report.Error("size", $"The archive has more than {limits.FilesMax} files.");
            return [];
        }

        List<(ZipArchiveEntry, string)> files = [];
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (ZipArchiveEntry entry in archive.Entries.Where(static entry => !entry.FullName.EndsWith('/')))
        {
            string name = entry.FullName;
            var place = new Place(name.Length > NameCharsMax ? name[..NameCharsMax] : name);
            if (TargetOf(name) is not { } target)
            {
                report.Error("path", "The archive's file lies outside the package.", place);
            }
            else if (((entry.ExternalAttributes >> UnixModeShift) & UnixTypeMask) == UnixLink)
            {
                report.Error("path", "The archive's file is a symbolic link; a package holds files only.", place);
            }
            else if (!names.TryAdd(target, name))
            {
                report.Error("file-twice", names[target] == name
                    ? "The archive has a file of this name twice."
                    : $"The archive has '{names[target]}' too, whose name differs in case only.", place);
            }
            else
            {
                files.Add((entry, target));
            }
        }

        foreach ((ZipArchiveEntry entry, string target) in files)
        {
            for (string? above = Path.GetDirectoryName(target); above?.Length > folder.Length;
                above = Path.GetDirectoryName(above))
            {
                if (names.ContainsKey(above))
                {
                    report.Error(
                        "file-twice", "The archive has a file of the name of its folder too.",
                        new Place(entry.FullName));
                    break;
                }
            }
        }

        return files;
    }

    private string? TargetOf(string name)
    {
        if (name.Length > NameCharsMax || name.AsSpan().ContainsAny('\\', ':', '\0'))
        {
            return null;
        }

        string target = Path.GetFullPath(Path.Combine(folder, name));
        return target.StartsWith(_root, StringComparison.Ordinal) ? target : null;
    }

    private bool TryWrite(ZipArchiveEntry entry, string target, byte[] buffer, CancellationToken cancellation)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using FileStream file = new(target, FileMode.CreateNew, FileAccess.Write);
        using Stream source = entry.Open();
        var checksum = new Crc32();
        long length = 0;
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            length += read;
            _bytesLeft -= read;
            if (_bytesLeft < 0)
            {
                report.Error(
                    "size",
                    $"The archive unpacks to more than {limits.UnpackedBytesMax} bytes, or to more than "
                    + $"{limits.UnpackedRatioMax} times its own length.",
                    new Place(entry.FullName));
                return false;
            }

            checksum.Append(buffer.AsSpan(0, read));
            file.Write(buffer, 0, read);
        }

        if (length != entry.Length || checksum.GetCurrentHashAsUInt32() != entry.Crc32)
        {
            report.Error(
                "checksum", "The archive's file is not what was packed: its length or its checksum differs.",
                new Place(entry.FullName));
        }

        return true;
    }
}
