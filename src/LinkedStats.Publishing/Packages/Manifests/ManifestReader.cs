using System.Collections.Immutable;
using System.Globalization;
using LinkedStats.Cubes;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Packages.Manifests;

/// <summary>Reads <c>release.yaml</c>; a key that it does not know is an error with its place.</summary>
/// <param name="report">Receives what is wrong.</param>
/// <param name="names">The names of the store's own things.</param>
internal sealed class ManifestReader(ReportBuilder report, StoreNames names)
{
    private readonly ComponentReader _components = new(report, names);

    /// <summary>Reads the manifest.</summary>
    /// <param name="map">The file's map.</param>
    /// <param name="file">The file's name.</param>
    /// <returns>The manifest, with something in the place of what is wrong; null without a dataset's id.</returns>
    internal PackageManifest? Read(YamlMap map, string file)
    {
        var root = new YamlRecord(map, file, report);
        string? id = root.Text("dataset", isRequired: true);
        Place datasetPlace = root.PlaceOf("dataset");
        if (id is not null && !StoreNames.IsSlug(id))
        {
            report.Error("id", $"'{id}' is not an id: lower-case letters, digits and hyphens, up to 64.", datasetPlace);
        }

        Iri iri = names.Resolve(root.Text("iri"), root.PlaceOf("iri"), report) ?? names.Dataset(id ?? "unnamed");
        VersionNumber? version = ReadVersion(root);
        PackageManifest manifest = new()
        {
            Dataset = id ?? "unnamed",
            Iri = iri,
            Version = version,
            Place = version is null ? datasetPlace : root.PlaceOf("version"),
            Title = root.Texts("title", isRequired: true),
            Description = root.Texts("description"),
            Notes = root.Texts("notes"),
            Keywords = root.TextList("keywords"),
            Licence = ReadLicence(root),
            Publisher = root.Texts("publisher"),
            Experiment = root.Text("experiment"),
            Run = root.Text("run"),
            Release = ReadRelease(root),
            IsAnnounced = root.Flag("announce"),
            IsSynthetic = root.Flag("synthetic"),
            Sdmx = ReadSdmx(root),
            Dimensions = [.. root.Records("dimensions").Select(_components.ReadDimension).OfType<ManifestComponent>()],
            Measures = [.. root.Records("measures").Select(_components.ReadMeasure).OfType<ManifestComponent>()],
            Attributes = [.. root.Records("attributes").Select(_components.ReadAttribute).OfType<ManifestComponent>()],
            Missing = ReadMissing(root),
            Data = root.Text("data", isRequired: true) ?? "",
            DataPlace = root.PlaceOf("data"),
            Observations = root.Text("observations"),
        };
        root.Close();
        Check(manifest, root);
        return id is null ? null : manifest;
    }

    private void Check(PackageManifest manifest, YamlRecord root)
    {
        if (manifest is { IsAnnounced: true, Release: null })
        {
            report.Warning(
                "announce", "A release is announced for an instant, and the package names none: release: is absent.",
                root.PlaceOf("announce"));
        }

        if (manifest.Dimensions.IsEmpty)
        {
            report.Error("structure", "A cube needs at least one dimension.", root.PlaceOf("dimensions"));
        }

        if (manifest.Measures.IsEmpty)
        {
            report.Error("IC-3", "A cube needs at least one measure.", root.PlaceOf("measures"));
        }

        ManifestComponent[] all = [.. manifest.Dimensions, .. manifest.Measures, .. manifest.Attributes];
        foreach (ManifestComponent twice in all.GroupBy(static c => c.Id, StringComparer.OrdinalIgnoreCase)
            .SelectMany(static group => group.Skip(1)))
        {
            report.Error("component-twice", $"The component '{twice.Id}' comes twice.", twice.Place);
        }

        foreach (ManifestComponent twice in all.GroupBy(static c => c.Property)
            .SelectMany(static group => group.Skip(1)))
        {
            report.Error("component-twice", $"The property {twice.Property} is used twice.", twice.Place);
        }

        foreach (ManifestComponent measure in manifest.Measures)
        {
            if (measure.Aggregation.Weight is { } weight && manifest.Measures.All(m => m.Id != weight))
            {
                string known = NearestName.Suggest(weight, manifest.Measures.Select(static m => m.Id));
                report.Error("reference", $"'{weight}' is not a measure of this cube{known}", measure.Place);
            }
        }
    }

    private VersionNumber? ReadVersion(YamlRecord root)
    {
        string? text = root.Text("version");
        if (text is null || VersionNumber.TryParse(text, out VersionNumber version))
        {
            return text is null ? null : VersionNumber.TryParse(text, out version) ? version : null;
        }

        report.Error("version", $"'{text}' is not a version number, as 1.2.0.", root.PlaceOf("version"));
        return null;
    }

    private Iri? ReadLicence(YamlRecord root)
    {
        string? text = root.Text("licence");
        if (text is null)
        {
            return null;
        }

        Iri? licence = Licences.Find(text) ?? (text.Contains(':', StringComparison.Ordinal)
            ? names.Resolve(text, root.PlaceOf("licence"), report) : null);
        if (licence is null)
        {
            report.Error(
                "licence",
                $"'{text}' is not a known licence{NearestName.Suggest(text, Licences.Names)}",
                root.PlaceOf("licence"));
        }

        return licence;
    }

    // Releases happen at whole minutes, so that a mutable answer may be cached until the next one.
    private DateTimeOffset? ReadRelease(YamlRecord root)
    {
        string? text = root.Text("release");
        if (text is null)
        {
            return null;
        }

        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];
        if (DateTimeOffset.TryParseExact(
                text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            && instant.Second == 0)
        {
            return instant.ToUniversalTime();
        }

        report.Error(
            "release", $"'{text}' is not an instant of whole minutes, as 2018-06-29T07:00:00Z.",
                root.PlaceOf("release"));
        return null;
    }

    private static SdmxIdentity? ReadSdmx(YamlRecord root)
    {
        if (root.Record("sdmx") is not { } sdmx)
        {
            return null;
        }

        var identity = new SdmxIdentity(
            sdmx.Text("agency", isRequired: true) ?? "",
            sdmx.Text("structure", isRequired: true) ?? "",
            sdmx.Text("version") ?? "1.0");
        sdmx.Close();
        return identity;
    }

    private static ImmutableHashSet<string> ReadMissing(YamlRecord root)
    {
        ImmutableArray<YamlScalar> marks = root.Scalars("missing");
        return marks.IsEmpty ? [""] : [.. marks.Select(static mark => mark.IsNull ? "" : mark.Text)];
    }
}
