using System.IO.Compression;
using LinkedStats.Cubes;
using LinkedStats.Publishing.Packages.Cubes;
using LinkedStats.Publishing.Packages.Manifests;
using LinkedStats.Publishing.Validation;

namespace LinkedStats.Publishing.Packages;

/// <summary>Reads which dataset and version a release package says it is, and nothing else of it.</summary>
public static class PackageIdentity
{
    /// <summary>Reads it.</summary>
    /// <param name="path">A package folder or a zip of one.</param>
    /// <param name="limits">The limits that packages must keep; the usual ones when null.</param>
    /// <returns>The dataset and the version; null with a report that says why not.</returns>
    public static (PublicationTarget? Target, ValidationReport Report) Read(string path, PackageLimits? limits = null)
    {
        var report = new ReportBuilder();
        PublicationTarget? target = null;
        try
        {
            target = Read(path, limits ?? PackageLimits.Default, report);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            report.Error("syntax", $"The package cannot be read: {error.Message}");
        }

        return (report.HasErrors ? null : target, report.Build());
    }

    private static PublicationTarget? Read(string path, PackageLimits limits, ReportBuilder report)
    {
        if (Directory.Exists(path))
        {
            string file = Path.Combine(path, OwnPackageReader.ManifestName);
            if (File.Exists(file))
            {
                using FileStream stream = File.OpenRead(file);
                return Read(stream, limits, report);
            }
        }
        else if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            ZipArchiveEntry? entry = archive.Entries
                .Where(static entry => entry.Name == OwnPackageReader.ManifestName)
                .MinBy(static entry => entry.FullName.Length);
            if (entry is not null)
            {
                using Stream stream = entry.Open();
                return Read(stream, limits, report);
            }
        }

        report.Error(
            "format",
            $"This is no folder with a {OwnPackageReader.ManifestName}, and no zip of one, which names dataset and "
            + "version.");
        return null;
    }

    private static PublicationTarget? Read(Stream stream, PackageLimits limits, ReportBuilder report)
    {
        const string File = OwnPackageReader.ManifestName;
        using MemoryStream? text = ReadUpTo(limits.ManifestBytesMax, stream);
        if (text is null)
        {
            report.Error("size", $"{File} has more than {limits.ManifestBytesMax} bytes.");
            return null;
        }

        if (YamlFile.Read(text, File, report, limits.DepthMax) is not { } map)
        {
            return null;
        }

        var root = new YamlRecord(map, File, report);
        string? dataset = root.Text("dataset", isRequired: true);
        string? version = root.Text("version", isRequired: true);
        if (dataset is null || version is null)
        {
            return null;
        }

        if (!StoreNames.IsSlug(dataset))
        {
            report.Error(
                "id", $"'{dataset}' is not an id: lower-case letters, digits and hyphens, up to 64.",
                root.PlaceOf("dataset"));
        }

        if (!VersionNumber.TryParse(version, out VersionNumber number))
        {
            report.Error("version", $"'{version}' is not a version number, as 1.2.0.", root.PlaceOf("version"));
        }

        return new PublicationTarget(dataset, number);
    }

    // An archive may hold more than it says.
    private static MemoryStream? ReadUpTo(long bytesMax, Stream stream)
    {
        var text = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            text.Write(buffer, 0, read);
            if (text.Length > bytesMax)
            {
                text.Dispose();
                return null;
            }
        }

        text.Position = 0;
        return text;
    }
}
