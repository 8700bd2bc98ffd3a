using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing.Encoding;

/// <summary>Brings the graphs of a package together with those of the store and writes them, on a thread of its own:
/// code lists are often large, and observations can be read meanwhile.</summary>
internal sealed class GraphEncoder : IDisposable
{
    private readonly ReportBuilder _report = new();
    private readonly StoreWriter _writer;
    private readonly Task<(int Written, int Revised)> _work;
    private readonly PublicationTarget? _target;

    private GraphEncoder(
        Store store,
        StoreWriter writer,
        ReleasePackage package,
        PublicationTarget? target,
        CancellationToken cancellation)
    {
        (_writer, _target) = (writer, target);
        _work = Task.Run(() => Write(store, package, cancellation), CancellationToken.None);
    }

    /// <summary>Begins the work.</summary>
    /// <param name="store">The store.</param>
    /// <param name="writer">The release being written; nobody else may write until <see cref="Finish"/>.</param>
    /// <param name="package">The package.</param>
    /// <param name="target">What the package must be; null where that is not said.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal static GraphEncoder Begin(
        Store store,
        StoreWriter writer,
        ReleasePackage package,
        PublicationTarget? target,
        CancellationToken cancellation) =>
        new(store, writer, package, target, cancellation);

    /// <summary>Waits for the end of the work.</summary>
    /// <param name="report">Receives where package and store disagree.</param>
    /// <returns>The number of revisions that were written, and that of graphs that are revised as the publisher sees
    /// them.</returns>
    internal (int Written, int Revised) Finish(ReportBuilder report)
    {
        (int Written, int Revised) counts = _work.GetAwaiter().GetResult();
        report.Add(_report);
        return counts;
    }

    /// <summary>Compares the graphs of a package with the store's, and writes nothing.</summary>
    /// <param name="store">The store.</param>
    /// <param name="package">The package.</param>
    /// <param name="target">What the package must be; null where that is not said.</param>
    /// <param name="now">The present.</param>
    /// <param name="report">Receives where they disagree.</param>
    /// <returns>The number of graphs that would be revised.</returns>
    internal static int Check(
        Store store, ReleasePackage package, PublicationTarget? target, DateTimeOffset now, ReportBuilder report)
    {
        using SnapshotLease known = AcquireKnown(store, target, now, InstantOf(package, now));
        Iri[] datasets = [.. package.Datasets.Select(static dataset => dataset.Iri)];
        var merger = new CodeListMerger(known.Snapshot, datasets, report, target);
        return package.Graphs.Count(graph => merger.Merge(graph) is not null);
    }

    /// <summary>Waits for the end of the work, whatever becomes of it: then the writer may be closed.</summary>
    public void Dispose() => ((IAsyncResult)_work).AsyncWaitHandle.WaitOne();

    // A graph that packages share is made from what is public when this one is: an embargo hides its codes until then,
    // and when another embargo on the graph ends, what this package brings is not lost.
    private (int Written, int Revised) Write(Store store, ReleasePackage package, CancellationToken cancellation)
    {
        DateTimeOffset now = _writer.Before.Instant;
        DateTimeOffset instant = InstantOf(package, now);
        Iri[] datasets = [.. package.Datasets.Select(static dataset => dataset.Iri)];
        (int count, int revised) = (0, 0);
        using SnapshotLease then = store.Acquire(Viewer.Public, instant);
        using SnapshotLease today = store.Acquire(Viewer.Public, now);
        using SnapshotLease known = AcquireKnown(store, _target, now, instant);
        var reporting = new CodeListMerger(known.Snapshot, datasets, _report, _target);
        var merger = new CodeListMerger(then.Snapshot, datasets, new ReportBuilder(), null);
        bool isSame = known.Snapshot.Instant == then.Snapshot.Instant;
        foreach (PackageGraph graph in package.Graphs)
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<DateTimeOffset> revisions = _writer.LaterRevisions(graph.Name, now);
            IReadOnlyCollection<Quad>? merged = reporting.Merge(graph);
            revised += merged is null ? 0 : 1;
            if (!isSame)
            {
                merged = merger.Merge(
                    graph, SettledStatements.Find(graph, then.Snapshot, today.Snapshot, known.Snapshot));
            }

            if (revisions.Any(other => other <= instant))
            {
                // Who may see this release early may not see the other ones that end before it: he sees what is public
                // today with what this package brings.
                IReadOnlyCollection<Quad>? early =
                    new CodeListMerger(today.Snapshot, datasets, new ReportBuilder(), null).Merge(graph);
                count += Write(graph.Name, early, null);
                count += Write(graph.Name, early is null ? merged : merged ?? merger.Stored(graph), instant);
            }
            else
            {
                count += Write(graph.Name, merged, null);
            }

            foreach (DateTimeOffset later in revisions.Where(other => other > instant))
            {
                using SnapshotLease lease = store.Acquire(Viewer.Public, later);
                count += Write(
                    graph.Name, new CodeListMerger(lease.Snapshot, datasets, _report, null).MergeBelow(graph), later);
            }
        }

        return (count, revised);
    }

    private static DateTimeOffset InstantOf(ReleasePackage package, DateTimeOffset now)
    {
        DateTimeOffset? release = package.Datasets.Max(static dataset => dataset.Release);
        return release > now ? release.Value : now;
    }

    // What is public when the package is, as far as its publisher may know that today.
    private static SnapshotLease AcquireKnown(
        Store store, PublicationTarget? target, DateTimeOffset now, DateTimeOffset instant) =>
        target?.Viewer is { } viewer && !viewer.Equals(Viewer.Everything) && instant > now
            ? store.Acquire(viewer, now)
            : store.Acquire(Viewer.Public, instant);

    private int Write(Iri name, IReadOnlyCollection<Quad>? triples, DateTimeOffset? visibleFrom)
    {
        if (triples is null)
        {
            return 0;
        }

        _writer.AddGraph(name, GraphRole.Metadata, triples, visibleFrom);
        return 1;
    }
}
