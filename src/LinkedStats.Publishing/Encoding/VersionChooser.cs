using LinkedStats.Cubes;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing.Encoding;

/// <summary>Gives a dataset its id and its version among what the store has.</summary>
/// <param name="before">What the store has, as publishers see it.</param>
/// <param name="report">Receives what is wrong.</param>
internal sealed class VersionChooser(Snapshot before, ReportBuilder report)
{
    private static readonly string[] Vague = ["dataset", "qbdataset", "data", "cube", "unnamed"];

    // A dataset of which every version was withdrawn keeps its id.
    private readonly (string Id, Iri Iri)[] _known =
    [
        .. before.Datasets.Select(static d => (d.Id, d.Iri)),
        .. before.Tombstones.Select(static t => (t.DatasetId, t.Dataset)),
    ];

    private readonly HashSet<string> _taken =
    [
        .. before.Datasets.Select(static d => d.Id), .. before.Tombstones.Select(static t => t.DatasetId),
    ];

    /// <summary>Chooses the id of a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <returns>The id that the store has for its IRI, else the package's, else one made from the IRI.</returns>
    internal string ChooseId(PackageDataset dataset)
    {
        string? known = _known.FirstOrDefault(d => d.Iri == dataset.Iri).Id;
        if (dataset.Id is { } own)
        {
            Iri? other = _known.FirstOrDefault(d => d.Id == own).Iri;
            if (IsOfAnother(dataset.Iri, own, before.Base))
            {
                report.Error("id", $"{dataset.Iri} is the address of another dataset than '{own}'.", dataset.Place);
            }
            else if (other is not null && other != dataset.Iri)
            {
                report.Error("id", $"The id '{own}' belongs to the dataset {other} already.", dataset.Place);
            }
            else if (known is not null && known != own)
            {
                report.Error("id", $"The dataset {dataset.Iri} has the id '{known}' already.", dataset.Place);
            }

            return own;
        }

        if (known is not null)
        {
            return known;
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

    /// <summary>Tells whether an IRI is the address that another dataset has here, or would have.</summary>
    internal static bool IsOfAnother(Iri iri, string id, Iri baseIri)
    {
        string datasets = baseIri.Text + "datasets/";
        return iri.Text.StartsWith(datasets, StringComparison.Ordinal) && iri.Text != datasets + id
            && !iri.Text.AsSpan(datasets.Length).ContainsAny("/#?");
    }

    /// <summary>Chooses the version of a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="id">Its id.</param>
    /// <param name="survey">What its observations are.</param>
    /// <param name="digest">The digest of its contents.</param>
    /// <returns>The choice; no version when the store has this content already.</returns>
    internal ChosenVersion Choose(PackageDataset dataset, string id, CubeSurvey survey, string digest)
    {
        DatasetEntry? entry = before.Datasets.FirstOrDefault(d => d.Id == id);
        VersionNumber? withdrawn = WithdrawnVersions.Highest(before, id);
        if (WithdrawnVersions.Find(before, id, dataset.Version) is { } gone)
        {
            VersionNumber last = entry is null ? default : NumberOf(Highest(entry.Versions)!);
            VersionNumber next = (withdrawn > last ? withdrawn.Value : last).NextPatch();
            report.Error(
                PublishOutcome.VersionExistsRule, WithdrawnVersions.Explain(gone, next), dataset.Place);
            return new ChosenVersion(null);
        }

        return entry is null
            ? ChooseFirst(dataset, id, withdrawn)
            : Choose(dataset, entry, withdrawn, survey, digest);
    }

    // Nobody sees a version to compare with; numbers go on nevertheless.
    private ChosenVersion ChooseFirst(PackageDataset dataset, string id, VersionNumber? withdrawn)
    {
        if (dataset.Version is { } wanted && wanted < withdrawn)
        {
            report.Error(
                "version",
                $"{id} had version {withdrawn}, which was withdrawn and is higher than {wanted}; the next version is "
                + $"{withdrawn.Value.NextPatch()}.",
                dataset.Place);
        }

        return new ChosenVersion(dataset.Version ?? withdrawn?.NextMajor() ?? VersionNumber.First);
    }

    private ChosenVersion Choose(
        PackageDataset dataset, DatasetEntry entry, VersionNumber? withdrawn, CubeSurvey survey, string digest)
    {
        string id = entry.Id;
        DatasetVersionEntry last = Highest(entry.Versions)!;
        if (dataset.Version is null && DigestOf(last) == digest)
        {
            return new ChosenVersion(null) { Unchanged = last };
        }

        if (entry.Versions.FirstOrDefault(v => v.Version == dataset.Version?.ToString()) is { } same)
        {
            return ChooseSame(dataset, entry, survey, digest, same);
        }

        // A version that is public earlier must not name one that is under embargo, and readers will compare it with
        // what they have seen.
        DateTimeOffset release = dataset.Release > before.Instant ? dataset.Release.Value : before.Instant;
        DatasetVersionEntry? previous = Highest(entry.Versions.Where(v => v.VisibleFrom <= release));
        var chosen = new ChosenVersion(dataset.Version, previous);
        ReleaseChanges changes = ReleaseChanges.Find(before, previous ?? last, dataset, survey.Rows);
        chosen = chosen with { Changes = changes.Since(previous ?? last) };
        VersionNumber seen = NumberOf(previous ?? last);
        VersionNumber highest = withdrawn > NumberOf(last) ? withdrawn.Value : NumberOf(last);
        VersionNumber needed = changes.After(seen) > highest ? changes.After(seen) : highest.NextPatch();
        if (dataset.Version is not { } wanted)
        {
            return chosen with { Version = needed };
        }

        if (wanted < highest)
        {
            report.Error(
                "version",
                $"{id} has version {highest} already, which is higher than {wanted}; the next version is {needed}.",
                dataset.Place);
        }
        else if (wanted < needed)
        {
            report.Error(
                "version",
                $"{wanted} is too low after {seen}: {changes.Reason}; the next version is {needed}.",
                dataset.Place);
        }
        else if (wanted.Major > needed.Major)
        {
            report.Warning(
                "version",
                $"{wanted} is higher than needed after {seen}: {changes.Reason}; {needed} would do.",
                dataset.Place);
        }

        return chosen;
    }

    // The same content is nothing new; the same figures with other labels are a revision of the metadata.
    private ChosenVersion ChooseSame(
        PackageDataset dataset,
        DatasetEntry entry,
        CubeSurvey survey,
        string digest,
        DatasetVersionEntry same)
    {
        string id = entry.Id;
        bool isSame = DigestOf(same) == digest;
        ReleaseChanges? changes = isSame ? null : ReleaseChanges.Find(before, same, dataset, survey.Rows);
        if (changes is null or { AreNone: true })
        {
            ReleaseMove? move = InstantMove.Find(dataset, entry, same, before.Instant, report);
            return isSame && move is null
                ? new ChosenVersion(null) { Unchanged = same }
                : Revise(dataset, entry, same, changes, move);
        }

        DatasetVersionEntry last = Highest(entry.Versions)!;
        VersionNumber next = ReleaseChanges.Find(before, last, dataset, survey.Rows).After(NumberOf(last));
        report.Error(
            PublishOutcome.VersionExistsRule,
            $"{id} {same.Version} exists with other content: {changes.Reason}; the next version is {next}.",
            dataset.Place);
        return new ChosenVersion(null) { Changes = changes.Since(same) };
    }

    private ChosenVersion Revise(
        PackageDataset dataset,
        DatasetEntry entry,
        DatasetVersionEntry same,
        ReleaseChanges? changes,
        ReleaseMove? move)
    {
        if (changes is not null)
        {
            report.Warning(
                PublishOutcome.RevisionRule,
                $"{entry.Id} {same.Version} keeps its figures; what is said about them is revised.",
                dataset.Place);
        }

        DateTimeOffset instant = move?.To ?? same.VisibleFrom;
        DatasetVersionEntry? previous = Highest(entry.Versions.Where(
            v => NumberOf(v) < NumberOf(same) && v.VisibleFrom <= instant));
        return new ChosenVersion(NumberOf(same), previous)
        {
            Revised = same,
            Move = move,
            Changes = changes?.Since(same),
        };
    }

    private static DatasetVersionEntry? Highest(IEnumerable<DatasetVersionEntry> versions) =>
        versions.MaxBy(NumberOf);

    internal static VersionNumber NumberOf(DatasetVersionEntry version) =>
        VersionNumber.TryParse(version.Version, out VersionNumber number) ? number : default;

    private static string? DigestOf(DatasetVersionEntry version) =>
        CatalogQuads.ReadDigest(version.Graph, version.Iri);
}

/// <summary>The version that a dataset of a package becomes.</summary>
/// <param name="Version">The version; null when nothing is to be published.</param>
/// <param name="Previous">The version before it; null for a first one.</param>
internal sealed record ChosenVersion(VersionNumber? Version, DatasetVersionEntry? Previous = null)
{
    /// <summary>The version whose metadata are revised while its figures stay; null for a new version.</summary>
    internal DatasetVersionEntry? Revised { get; init; }

    /// <summary>The version that has these contents already; null where something is to be published.</summary>
    internal DatasetVersionEntry? Unchanged { get; init; }

    /// <summary>How that version's instant moves; null where it stays.</summary>
    internal ReleaseMove? Move { get; init; }

    /// <summary>What changes in the cells of the version that it was compared with; null for none.</summary>
    internal CellChanges? Changes { get; init; }
}
