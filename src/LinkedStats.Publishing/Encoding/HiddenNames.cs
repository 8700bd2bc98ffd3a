using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing.Encoding;

/// <summary>Names that are taken by what a publisher may not see: they cannot be given twice, and no more is said of
/// them.</summary>
internal static class HiddenNames
{
    /// <summary>Checks the names of a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="id">Its id.</param>
    /// <param name="all">All that the store has.</param>
    /// <param name="known">What the publisher sees of it.</param>
    /// <param name="report">Receives what cannot be used.</param>
    internal static void Check(
        PackageDataset dataset, string id, Snapshot all, Snapshot known, ReportBuilder report)
    {
        HashSet<(string Id, Iri Iri, string Version)> hidden = [.. Names(all)];
        hidden.ExceptWith(Names(known));
        if (VersionChooser.IsOfAnother(dataset.Iri, id, all.Base))
        {
            // That is refused whatever the store has.
            return;
        }

        if (hidden.Any(name => (name.Id == id) != (name.Iri == dataset.Iri)))
        {
            report.Error("id", $"'{id}' or {dataset.Iri} cannot be used for a dataset here.", dataset.Place);
        }
        else if (hidden.Any(name => name.Id == id && name.Version == dataset.Version?.ToString()))
        {
            report.Error(
                PublishOutcome.VersionExistsRule, $"The number {dataset.Version} of {id} is taken.", dataset.Place);
        }
    }

    private static IEnumerable<(string Id, Iri Iri, string Version)> Names(Snapshot snapshot) =>
        snapshot.Datasets.SelectMany(static d => d.Versions.Select(v => (d.Id, d.Iri, v.Version)))
            .Concat(snapshot.Tombstones.Select(static t => (t.DatasetId, t.Dataset, t.Version)));
}
