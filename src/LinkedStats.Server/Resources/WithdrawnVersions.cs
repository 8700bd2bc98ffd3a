using System.Globalization;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Server.Problems;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Resources;

/// <summary>What is answered where a version was: that it is withdrawn, why, and what there is instead.</summary>
internal static class WithdrawnVersions
{
    /// <summary>The withdrawn versions of a dataset, the oldest first.</summary>
    /// <param name="snapshot">What the request sees.</param>
    /// <param name="id">The dataset's id.</param>
    /// <returns>What is left of them.</returns>
    public static IEnumerable<VersionTombstone> Of(Snapshot snapshot, string id) =>
        snapshot.Tombstones.Where(tombstone => tombstone.DatasetId == id);

    /// <summary>Refuses a request that names a withdrawn version, or a dataset of which no other is left.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">The dataset's id.</param>
    /// <param name="wanted">The version, as <c>1.2.0</c>, <c>1.2</c> or <c>1</c>; null for the current one.</param>
    /// <exception cref="RequestProblemException">It is withdrawn; carries the reason.</exception>
    public static void Refuse(ResourceRequest request, string id, string? wanted)
    {
        VersionTombstone[] all = [.. Of(request.Snapshot, id)];
        VersionTombstone? found = wanted is null or "latest"
            ? all.LastOrDefault()
            : all.FirstOrDefault(tombstone => tombstone.Version == wanted) ?? all.LastOrDefault(
                tombstone => tombstone.Version.StartsWith(wanted + ".", StringComparison.Ordinal));
        if (found is not null)
        {
            throw Gone(request, found);
        }
    }

    /// <summary>Refuses a request that names the graph of a withdrawn version.</summary>
    /// <param name="request">The request.</param>
    /// <param name="graph">The name of a graph that is not there.</param>
    /// <exception cref="RequestProblemException">It is that of a withdrawn version; carries the reason.</exception>
    public static void RefuseGraph(ResourceRequest request, Iri graph)
    {
        if (request.Snapshot.Tombstones.FirstOrDefault(tombstone => tombstone.Iri == graph) is { } found)
        {
            throw Gone(request, found);
        }
    }

    /// <summary>Describes a withdrawn version.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tombstone">What is left of it.</param>
    /// <returns>What the catalogue says of it, and of its withdrawal.</returns>
    public static IEnumerable<Quad> Describe(ResourceRequest request, VersionTombstone tombstone) =>
        Descriptions.DescribeParts(request.Snapshot.Default, tombstone.Iri, tombstone.Iri)
            .Concat(DatasetQuads.Errata(request, tombstone.Iri));

    /// <summary>Says in one line that a version is withdrawn, since when, and why.</summary>
    /// <param name="tombstone">What is left of it.</param>
    /// <param name="language">The language, <c>fr</c> or <c>en</c>.</param>
    /// <returns>The line.</returns>
    public static string Explain(VersionTombstone tombstone, string language)
    {
        string day = tombstone.TakenAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string reason = tombstone.Reason.Choose(language, out _) ?? "";
        return (language, tombstone.IsPurged) switch
        {
            ("fr", true) => $"supprimée de tous les états le {day} : {reason}",
            ("fr", false) => $"retirée le {day} : {reason}",
            (_, true) => $"removed from every state on {day}: {reason}",
            _ => $"withdrawn on {day}: {reason}",
        };
    }

    private static RequestProblemException Gone(ResourceRequest request, VersionTombstone tombstone)
    {
        string language = request.Language;
        string name = $"{tombstone.DatasetId} {tombstone.Version}";
        string detail = language == "fr"
            ? $"{name} a été {Explain(tombstone, language)}"
            : $"{name} was {Explain(tombstone, language)}";
        ProblemKind kind = tombstone.IsPurged ? ProblemKind.Purged : ProblemKind.Withdrawn;
        return new RequestProblemException(new ProblemReport(kind, detail)
        {
            Members =
            [
                ("dataset", tombstone.DatasetId),
                ("version", tombstone.Version),
                (kind.Name, tombstone.TakenAt.UtcDateTime),
                ("reason", tombstone.Reason.Texts),
                .. tombstone.Cells is { } cells ? ((string, object)[])[("cells", cells)] : [],
                .. tombstone.Digest is { } digest ? ((string, object)[])[("digest", digest)] : [],
            ],
            Links = [.. Links(request, tombstone)],
            Language = language,
        });
    }

    // RFC 5829: what came before and after, of what there still is.
    private static IEnumerable<ResourceLink> Links(ResourceRequest request, VersionTombstone tombstone)
    {
        DatasetEntry? dataset = request.Snapshot.Datasets.FirstOrDefault(entry => entry.Id == tombstone.DatasetId);
        if (dataset is null)
        {
            yield break;
        }

        string address = $"{request.Site.Base.Text}datasets/{dataset.Id}";
        yield return new ResourceLink(address, "collection");
        yield return new ResourceLink(address + "/versions", "version-history");
        yield return new ResourceLink($"{address}/versions/{dataset.Current.Version}", "latest-version");
        VersionNumber number = NumberOf(tombstone.Version);
        if (dataset.Versions.Where(entry => NumberOf(entry.Version) < number)
            .MaxBy(static entry => NumberOf(entry.Version)) is { } before)
        {
            yield return new ResourceLink($"{address}/versions/{before.Version}", "predecessor-version");
        }

        if (dataset.Versions.Where(entry => NumberOf(entry.Version) > number)
            .MinBy(static entry => NumberOf(entry.Version)) is { } after)
        {
            yield return new ResourceLink($"{address}/versions/{after.Version}", "successor-version");
        }
    }

    private static VersionNumber NumberOf(string version) =>
        VersionNumber.TryParse(version, out VersionNumber number) ? number : default;
}
