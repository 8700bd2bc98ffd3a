using LinkedStats.Publishing.Encoding;
using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Packages.Cubes;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing;

/// <summary>Publishes packages into a store: reads, validates, encodes, commits; whole or not at all.</summary>
/// <param name="store">The store.</param>
/// <param name="limits">The limits that packages must keep; the usual ones when null.</param>
public sealed class Publisher(Store store, PackageLimits? limits = null)
{
    // Measured with a million rows as a table and as triples: what is read and checked takes most of the time.
    private const double ReadShare = 0.4;
    private const double CheckedShare = 0.8;

    private readonly PackageLimits _limits = limits ?? PackageLimits.Default;
    private readonly StoreNames _names = new(store.Options.Base);
    private readonly CodeListCache _codeLists = new();
    private Task? _ahead;

    /// <summary>The store.</summary>
    public Store Store { get; } = store;

    /// <summary>Checks a package and publishes it when it has no error.</summary>
    /// <param name="path">
    /// A package folder or a zip of one, an RDF file or folder of RDF files, or a CSVW metadata file.
    /// </param>
    /// <param name="progress">Receives the share done, 0 to 1, and what is being done.</param>
    /// <param name="cancellation">Stops before the commit; nothing of the package exists then.</param>
    /// <returns>What was published; the report is complete either way.</returns>
    public PublishOutcome Publish(
        string path, IProgress<PublishProgress>? progress = null, CancellationToken cancellation = default) =>
        Publish(path, null, progress, cancellation);

    /// <summary>Checks a package and publishes it when it has no error, and is what it should be.</summary>
    /// <param name="path">As for the other overload.</param>
    /// <param name="target">The dataset and version that the package must be; null for any.</param>
    /// <param name="progress">Receives the share done, 0 to 1, and what is being done.</param>
    /// <param name="cancellation">Stops before the commit; nothing of the package exists then.</param>
    /// <param name="committing">Called before the commit with what will have been published; null for nobody.</param>
    /// <returns>What was published; the report is complete either way.</returns>
    public PublishOutcome Publish(
        string path,
        PublicationTarget? target,
        IProgress<PublishProgress>? progress,
        CancellationToken cancellation,
        Action<PublishOutcome>? committing = null)
    {
        var report = new ReportBuilder();
        using UnpackedPackage? unpacked = UnpackedPackage.Open(path, Store, _limits, report, cancellation);
        if (unpacked is null)
        {
            return new PublishOutcome(report.Build(), []);
        }

        using StoreWriter writer = Store.BeginWrite(cancellation);
        using SnapshotLease? known = AcquireKnown(target, writer.Before.Instant);
        Snapshot before = known?.Snapshot ?? writer.Before;
        DateTimeOffset now = before.Instant;
        ReleasePackage? package = Read(unpacked.Path, before, report, progress, cancellation);
        if (package is null)
        {
            return new PublishOutcome(report.Build(), []);
        }

        using GraphEncoder graphs = GraphEncoder.Begin(Store, writer, package, target, cancellation);
        List<CheckedDataset> datasets = Check(package, before, target, report, progress, cancellation);
        (int written, int revised) = graphs.Finish(report);
        CheckedDataset.CheckStore(package, datasets, revised, writer.Before, before, report);
        if (report.HasErrors)
        {
            return CheckedDataset.ToOutcome(report, [], datasets, 0, now);
        }

        List<string> published = Encode(writer, datasets, progress, cancellation);
        var announcements = new AnnouncementEncoder(writer, _names, Store.Options.Time.GetUtcNow());
        int announced = datasets.Count(item => (item.Chosen.Version ?? item.Dataset.Version) is { } version
            && announcements.Write(item.Dataset, item.Id, version, item.Chosen.Move));
        bool isCommitted = published.Count + written + announced > 0;
        PublishOutcome outcome = CheckedDataset.ToOutcome(report, published, datasets, revised, now) with
        {
            Commit = isCommitted ? writer.CommitId : null,
        };
        if (isCommitted)
        {
            cancellation.ThrowIfCancellationRequested();
            committing?.Invoke(outcome);
            if (!Commit(writer, package, progress, cancellation))
            {
                InstantMove.RefuseLate(datasets[0].Dataset, report);
                return CheckedDataset.ToOutcome(report, [], datasets, 0, now);
            }
        }

        progress?.Report(new PublishProgress(1, "done"));
        return outcome;
    }

    private List<string> Encode(
        StoreWriter writer,
        List<CheckedDataset> datasets,
        IProgress<PublishProgress>? progress,
        CancellationToken cancellation)
    {
        var encoder = new ReleaseEncoder(writer, _names, Store.Options.Time.GetUtcNow());
        List<string> published = [];
        foreach (CheckedDataset item in datasets)
        {
            writer.AddDataset(item.Id);
        }

        foreach (CheckedDataset item in datasets.Where(static d => d.Chosen.Version is not null))
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new PublishProgress(CheckedShare, $"encode {item.Id}"));
            encoder.Write(item.Dataset, item.Id, item.Chosen, item.Survey, item.Digest);
            published.Add($"{item.Id} {item.Chosen.Version}");
        }

        return published;
    }

    /// <summary>Begins to read the RDF code lists of the package that comes next, while the store is made
    /// ready.</summary>
    /// <param name="path">A package folder; of other packages nothing is read ahead.</param>
    public void ReadAhead(string path) => _ahead = Task.Factory.StartNew(
        () =>
        {
            // What is wrong is reported when the package's turn comes.
            var folder = new PackageFolder(path, _limits);
            if (File.Exists(Path.Combine(folder.Root, OwnPackageReader.ManifestName)))
            {
                new OwnPackageReader(folder, _names, new Graph(), _codeLists, new ReportBuilder()).ReadAhead();
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    /// <summary>Checks a package without publishing it.</summary>
    /// <param name="path">As for the publication.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The complete report.</returns>
    public ValidationReport Validate(string path, CancellationToken cancellation = default) =>
        Check(path, null, cancellation).Report;

    /// <summary>Checks a package without publishing it, and says what it would change.</summary>
    /// <param name="path">As for <see cref="Validate"/>.</param>
    /// <param name="target">The dataset and version that the package must be; null for any.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The complete report; nothing is published.</returns>
    public PublishOutcome Check(string path, PublicationTarget? target, CancellationToken cancellation)
    {
        var report = new ReportBuilder();
        using UnpackedPackage? unpacked = UnpackedPackage.Open(path, Store, _limits, report, cancellation);
        if (unpacked is null)
        {
            return new PublishOutcome(report.Build(), []);
        }

        List<CheckedDataset> datasets = [];
        int graphCount = 0;
        using SnapshotLease all = Store.Acquire(Viewer.Everything);
        using SnapshotLease? known = AcquireKnown(target, all.Snapshot.Instant);
        Snapshot before = known?.Snapshot ?? all.Snapshot;
        if (Read(unpacked.Path, before, report, null, cancellation) is { } package)
        {
            datasets = Check(package, before, target, report, null, cancellation);
            graphCount = GraphEncoder.Check(Store, package, target, before.Instant, report);
            CheckedDataset.CheckStore(package, datasets, graphCount, all.Snapshot, before, report);
        }

        return CheckedDataset.ToOutcome(report, [], datasets, graphCount, all.Snapshot.Instant);
    }

    // Null for who sees everything: then it is what the writer sees.
    private SnapshotLease? AcquireKnown(PublicationTarget? target, DateTimeOffset instant) =>
        target?.Viewer is { } viewer && !viewer.Equals(Viewer.Everything) ? Store.Acquire(viewer, instant) : null;

    private static bool Commit(
        StoreWriter writer,
        ReleasePackage package,
        IProgress<PublishProgress>? progress,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return writer.Commit(
            package.Datasets.Max(static d => d.Release),
            share => progress?.Report(new PublishProgress(CheckedShare + ((1 - CheckedShare) * share), "commit")),
            cancellation);
    }

    private ReleasePackage? Read(
        string path,
        Snapshot before,
        ReportBuilder report,
        IProgress<PublishProgress>? progress,
        CancellationToken cancellation)
    {
        progress?.Report(new PublishProgress(0, "read"));
        _ahead?.GetAwaiter().GetResult();
        _ahead = null;
        _codeLists.BeginPackage();
        void ReportRead(double share) => progress?.Report(new PublishProgress(ReadShare * share, "read"));
        return new PackageReader(
            _limits, _names, before.Default, _codeLists, report, ReportRead, cancellation).Read(path);
    }

    private static List<CheckedDataset> Check(
        ReleasePackage package,
        Snapshot before,
        PublicationTarget? target,
        ReportBuilder report,
        IProgress<PublishProgress>? progress,
        CancellationToken cancellation)
    {
        var chooser = new VersionChooser(before, report);
        List<CheckedDataset> datasets = [];
        int count = package.Datasets.Length;
        foreach (PackageDataset dataset in package.Datasets)
        {
            string id = chooser.ChooseId(dataset);
            target?.Check(dataset, id, report);
            double done = (double)datasets.Count / count;
            void ReportChecked(double share) => progress?.Report(new PublishProgress(
                ReadShare + ((CheckedShare - ReadShare) * (done + (share / count))), $"check {id}"));
            ReportChecked(0);
            CubeSurvey survey = CubeSurvey.Run(
                dataset, new DigestNames(before.Base), report, ReportChecked, cancellation);
            foreach (Quad triple in dataset.Describe(new Dictionary<BlankNode, Iri>()))
            {
                survey.Digest.Add(triple);
            }

            string digest = survey.Digest.ToString();
            ChosenVersion chosen = chooser.Choose(dataset, id, survey, digest);
            datasets.Add(new CheckedDataset(dataset, id, chosen, survey, digest));
        }

        return datasets;
    }
}

/// <summary>How far a publication is.</summary>
/// <param name="Share">The share done, 0 to 1.</param>
/// <param name="Step">What is being done.</param>
public sealed record PublishProgress(double Share, string Step);
