using LinkedStats.Cubes;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing.Encoding;

/// <summary>Gives a dataset its id and its version among what the store has.</summary>
/// <param name="before">What the store has, as publishers see it.</param>
/// <param name="report">Receives what is wrong.</param>
internal sealed class VersionChooser(Snapshot before, ReportBuilder report)
{
    private static readonly string[] Vague = ["dataset", "qbdataset", "data", "cube", "unnamed"];

    private readonly HashSet<string> _taken = [.. before.Datasets.Select(static d => d.Id)];

    /// <summary>Chooses the id of a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <returns>The id that the store has for its IRI, else the package's, else one made from the IRI.</returns>
    internal string ChooseId(PackageDataset dataset)
    {
        DatasetEntry? known = before.Datasets.FirstOrDefault(d => d.Iri == dataset.Iri);
        if (dataset.Id is { } own)
        {
            DatasetEntry? other = before.Datasets.FirstOrDefault(d => d.Id == own);
            if (other is not null && other.Iri != dataset.Iri)
            {
                report.Error("id", $"The id '{own}' belongs to the dataset {other.Iri} already.", dataset.Place);
            }
            else if (known is not null && known.Id != own)
            {
                report.Error("id", $"The dataset {dataset.Iri} has the id '{known.Id}' already.", dataset.Place);
            }

            return own;
        }

        if (known is not null)
        {
            return known.Id;
        }

        // Many publishers call the thing …/some-file.csv#dataset: then the document has the better name.
        string slug = StoreNames.Slug(CodeNames.LastPart(dataset.Iri));
        if (Array.IndexOf(Vague, slug) >= 0)
        {
            string document = dataset.Iri.Text.Split('#')[0].TrimEnd('/');
            string name = CodeNames.LastPart(Iri.FromTrusted(document));
            slug = StoreNames.Slug(name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name);
        }

        string id = slug;
        for (int i = 2; !_taken.Add(id); i++)
        {
            id = $"{slug}-{i}";
        }

        return id;
    }

    /// <summary>Chooses the version of a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="id">Its id.</param>
    /// <param name="survey">What its observations are.</param>
    /// <param name="digest">The digest of its contents.</param>
    /// <returns>The version, and the one before it; no version when the store has this content already.</returns>
    internal (VersionNumber? Version, DatasetVersionEntry? Previous) Choose(
        PackageDataset dataset, string id, CubeSurvey survey, string digest)
    {
        DatasetEntry? entry = before.Datasets.FirstOrDefault(d => d.Id == id);
        if (entry is null)
        {
            return (dataset.Version ?? VersionNumber.First, null);
        }

        DatasetVersionEntry last = entry.Versions
            .MaxBy(static v => VersionNumber.TryParse(v.Version, out VersionNumber n) ? n : default)!;
        _ = VersionNumber.TryParse(last.Version, out VersionNumber highest);

        // A version that is public earlier must not name one that is under embargo.
        DateTimeOffset release = dataset.Release > before.Instant ? dataset.Release.Value : before.Instant;
        DatasetVersionEntry? previous = entry.Versions
            .Where(v => v.VisibleFrom <= release)
            .MaxBy(static v => VersionNumber.TryParse(v.Version, out VersionNumber n) ? n : default);
        if (dataset.Version is not { } wanted)
        {
            if (DigestOf(last) == digest)
            {
                report.Warning("unchanged", $"{id} {last.Version} has this content already.", dataset.Place);
                return (null, last);
            }

            return (Next(highest, last.Cells, survey), previous);
        }

        if (entry.Versions.FirstOrDefault(v => v.Version == wanted.ToString()) is { } same)
        {
            if (DigestOf(same) == digest)
            {
                report.Warning("unchanged", $"{id} {same.Version} has this content already.", dataset.Place);
            }
            else
            {
                report.Error(
                    "version-exists",
                    $"{id} {same.Version} exists with other content; the next version is "
                    + $"{Next(highest, last.Cells, survey)}.",
                    dataset.Place);
            }

            return (null, same);
        }

        if (wanted < highest)
        {
            report.Error(
                "version",
                $"{id} has version {highest} already, which is higher than {wanted}; the next version is "
                + $"{Next(highest, last.Cells, survey)}.",
                dataset.Place);
        }

        return (wanted, previous);
    }

    // Something removed is a major change, something added a minor one, a value corrected a patch.
    private static VersionNumber Next(VersionNumber last, CubeTable old, CubeSurvey survey)
    {
        bool isRemoved = survey.RowCount < old.RowCount || old.Dimensions.Count != survey.Books.Length;
        return isRemoved ? last.NextMajor() : survey.RowCount > old.RowCount ? last.NextMinor() : last.NextPatch();
    }

    private static string? DigestOf(DatasetVersionEntry version) =>
        CatalogQuads.ReadDigest(version.Graph, version.Iri);
}
