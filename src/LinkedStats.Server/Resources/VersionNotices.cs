using System.Globalization;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Observations;
using LinkedStats.Server.Pages;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Resources;

/// <summary>What readers of a version must know before they use a figure of it: that there is a newer one, that it is
/// not public yet, that something was wrong with it or is gone.</summary>
internal static class VersionNotices
{
    /// <summary>Adds the notices of a version to a page about it.</summary>
    /// <param name="frame">The page's frame.</param>
    /// <param name="request">The request.</param>
    /// <param name="cube">The version.</param>
    /// <param name="presenter">Shows terms.</param>
    /// <returns>The frame with the notices.</returns>
    public static PageFrame Add(PageFrame frame, ResourceRequest request, CubeView cube, Presenter presenter) =>
        frame with
        {
            Notices =
            [
                .. frame.Notices,
                .. Embargoes(frame, request, cube.Version),
                .. NewerVersion(frame, cube),
                .. Errata(frame, request, cube.Version, presenter),
            ],
        };

    /// <summary>Adds to a page about several versions which of them are under embargo.</summary>
    /// <param name="frame">The page's frame.</param>
    /// <param name="request">The request.</param>
    /// <param name="versions">The versions.</param>
    /// <returns>The frame with the notices.</returns>
    public static PageFrame AddEmbargoes(
        PageFrame frame, ResourceRequest request, params IEnumerable<DatasetVersionEntry> versions) =>
        frame with { Notices = [.. frame.Notices, .. Embargoes(frame, request, versions)] };

    private static IEnumerable<PageNotice> Embargoes(
        PageFrame frame, ResourceRequest request, params IEnumerable<DatasetVersionEntry> versions)
    {
        foreach (DatasetVersionEntry version in versions.Where(v => v.VisibleFrom > request.Snapshot.Instant))
        {
            string until = version.VisibleFrom.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            yield return new PageNotice(frame.L(
                $"Version {version.Version} is under embargo until {until} UTC; your key shows it before.",
                $"La version {version.Version} est sous embargo jusqu’au {until} UTC ; "
                + "votre clé la montre avant l’heure."));
        }
    }

    private static IEnumerable<PageNotice> NewerVersion(PageFrame frame, CubeView cube)
    {
        string current = cube.Dataset.Current.Version;
        if (cube.Version.Version != current)
        {
            yield return new PageNotice(
                frame.L($"Version {cube.Version.Version} is not the current one, which is",
                    $"La version {cube.Version.Version} n’est pas la version en cours, qui est la"),
                new PageLink(current, frame.Href($"/datasets/{cube.Dataset.Id}/versions/{current}")));
        }
    }

    private static IEnumerable<PageNotice> Errata(
        PageFrame frame, ResourceRequest request, DatasetVersionEntry version, Presenter presenter)
    {
        var words = new LinkedStatsVocabulary(request.Site.Base);
        GraphView graph = request.Snapshot.Default;
        foreach (Term erratum in graph.Match(null, words.Affects, version.Iri)
            .Select(static quad => quad.Subject).OrderBy(static term => term.ToString(), StringComparer.Ordinal))
        {
            string issued = Lexical(graph, erratum, DctermsVocabulary.Issued) ?? "";
            string day = issued.Length > 10 ? issued[..10] : issued;
            string opening = Lexical(graph, erratum, words.PurgedCells) is { } count
                ? Removed(frame, count, day)
                : frame.L($"Erratum of {day}: ", $"Erratum du {day} : ");
            (string Text, string? Language) reason =
                presenter.Choose(CubeQuads.ReadTexts(graph, erratum, words.Reason)) ?? ("", null);
            yield return new PageNotice(opening + reason.Text, null, reason.Language);
        }
    }

    private static string Removed(PageFrame frame, string count, string day)
    {
        string cells = Numbers.Show(count, frame.Language);
        return count == "1"
            ? frame.L($"1 cell was removed from every state on {day}: ",
                $"1 cellule a été supprimée de tous les états le {day} : ")
            : frame.L($"{cells} cells were removed from every state on {day}: ",
                $"{cells} cellules ont été supprimées de tous les états le {day} : ");
    }

    private static string? Lexical(GraphView graph, Term subject, Iri predicate) =>
        graph.Match(subject, predicate, null).Select(static quad => quad.Object).OfType<Literal>()
            .Select(static literal => literal.Lexical).FirstOrDefault();
}
