using LinkedStats.Publishing.Packages.Csvw;
using LinkedStats.Publishing.Packages.Cubes;
using LinkedStats.Publishing.Packages.Graphs;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages;

/// <summary>Tells what kind of package lies at a path, and reads it.</summary>
/// <param name="limits">The limits.</param>
/// <param name="names">The names of the store's own things.</param>
/// <param name="store">What the store holds already.</param>
/// <param name="cache">The code lists of the packages before.</param>
/// <param name="report">Receives what is wrong.</param>
/// <param name="progress">Receives the share that has been read, 0 to 1.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class PackageReader(
    PackageLimits limits,
    StoreNames names,
    IGraph store,
    CodeListCache cache,
    ReportBuilder report,
    Action<double> progress,
    CancellationToken cancellation)
{
    /// <summary>Reads a package; its observations are read later.</summary>
    /// <param name="path">A folder or a file.</param>
    /// <returns>The package; null when it cannot be read, which has been reported.</returns>
    internal ReleasePackage? Read(string path)
    {
        if (Directory.Exists(path))
        {
            return ReadFolder(new PackageFolder(path, limits));
        }

        if (!File.Exists(path))
        {
            report.Error("file-missing", $"There is no package at '{path}'.");
            return null;
        }

        string name = Path.GetFileName(path);
        var folder = new PackageFolder(Path.GetDirectoryName(Path.GetFullPath(path))!, limits);
        if (name == OwnPackageReader.ManifestName)
        {
            return new OwnPackageReader(folder, names, store, cache, report).Read();
        }

        if (name.EndsWith(CsvwReader.Suffix, StringComparison.Ordinal))
        {
            return ReadTables(folder, name);
        }

        if (RdfFormat.ForFileName(name) is not null)
        {
            return ReadGraphs(folder, [name], Path.GetFileNameWithoutExtension(name));
        }

        report.Error("format", $"'{name}' is neither a release.yaml, nor RDF that can be read, nor CSVW metadata.");
        return null;
    }

    private ReleasePackage? ReadFolder(PackageFolder folder)
    {
        string[] files = [.. folder.Files()];
        if (files.Length > limits.FilesMax)
        {
            report.Error("size", $"The package has more than {limits.FilesMax} files.");
            return null;
        }

        if (files.Contains(OwnPackageReader.ManifestName))
        {
            return new OwnPackageReader(folder, names, store, cache, report).Read();
        }

        string[] graphs = [.. files.Where(IsRdf)];
        if (graphs.Length > 0)
        {
            return ReadGraphs(folder, graphs, Path.GetFileName(folder.Root));
        }

        return ReadOnlyCube(folder, [.. files.Where(IsMetadata)]);

        // Among unnamed files, .json and .xml may be anything.
        static bool IsRdf(string file) => RdfFormat.ForFileName(file, onlyOwn: true) is not null;

        static bool IsMetadata(string file) => file.EndsWith(CsvwReader.Suffix, StringComparison.Ordinal);
    }

    // Beside the cube's own metadata a folder holds that of its code lists.
    private ReleasePackage? ReadOnlyCube(PackageFolder folder, string[] metadata)
    {
        string[] cubes = [.. metadata.Where(file => DescribesCube(folder, file))];
        if (cubes.Length == 1)
        {
            return ReadTables(folder, cubes[0]);
        }

        report.Error("format", cubes.Length > 1
            ? $"The folder holds several cubes; name one of their files: {string.Join(", ", cubes)}."
            : metadata.Length > 0 ? "None of the CSVW metadata in the folder describes a qb:DataSet."
            : "The folder holds neither a release.yaml, nor RDF files, nor CSVW metadata.");
        return null;
    }

    private bool DescribesCube(PackageFolder folder, string file)
    {
        if (folder.Open(file, limits.ManifestBytesMax, new Place(file), report) is not { } stream)
        {
            return false;
        }

        using var text = new StreamReader(stream);
        string content = text.ReadToEnd();
        return content.Contains("\"qb:DataSet\"", StringComparison.Ordinal)
            || content.Contains($"\"{CubeVocabulary.DataSet.Text}\"", StringComparison.Ordinal);
    }

    private ReleasePackage? ReadTables(PackageFolder folder, string metadata)
    {
        string name = Path.GetFileName(metadata)[..^CsvwReader.Suffix.Length];
        string package = StoreNames.Slug(
            name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name);
        var triples = new PackageTriples(names);
        new CsvwReader(folder, names.Own($"packages/{package}/"), triples.Add, report).Read(metadata);
        return report.HasErrors ? null : new GraphPackageBuilder(triples, package, names, store, report).Build();
    }

    private ReleasePackage? ReadGraphs(PackageFolder folder, IReadOnlyList<string> files, string name)
    {
        string package = StoreNames.Slug(name);
        var triples = new PackageTriples(names);
        long total = files.Select(file => new FileInfo(Path.Combine(folder.Root, file)))
            .Sum(static file => file.Exists ? file.Length : 0);
        long before = 0;
        foreach (string file in files)
        {
            if (folder.Open(file, limits.DataBytesMax, new Place(file), report) is not { } stream)
            {
                continue;
            }

            using (stream)
            {
                Iri baseIri = names.Own($"packages/{package}/{Uri.EscapeDataString(file)}");
                long done = before;
                triples.Read(
                    stream,
                    file,
                    RdfFormat.ForFileName(file)!,
                    baseIri,
                    limits,
                    report,
                    bytes => progress((double)(done + bytes) / Math.Max(1, total)),
                    cancellation);
                before += stream.Length;
            }
        }

        // Half a graph breaks every rule; only its syntax is worth reporting.
        return report.HasErrors ? null : new GraphPackageBuilder(triples, package, names, store, report).Build();
    }
}
