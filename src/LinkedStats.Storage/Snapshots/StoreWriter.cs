using System.Collections.Immutable;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.Snapshots;

/// <summary>A release being written: graphs and cubes that one commit makes visible together, or not at all.</summary>
public sealed partial class StoreWriter : IDisposable
{
    private readonly Store _store;
    private readonly SnapshotLease _before;
    private readonly WriterLock _lock;
    private readonly Dictionary<(Iri Name, DateTimeOffset? From), GraphDraft> _graphs = [];
    private readonly Dictionary<Iri, CubeDraft> _cubes = [];
    private readonly SortedSet<string> _datasets = new(StringComparer.Ordinal);
    private bool _isEnded;

    internal StoreWriter(Store store, SnapshotLease before, WriterLock writerLock)
    {
        (_store, _before, _lock) = (store, before, writerLock);
        State = before.Snapshot.Contents.State;
        CommitId = State.Commits.IsEmpty ? 1 : State.Commits[^1].Id + 1;

        Dictionary = TermDictionaryBuilder.Begin(State.Dictionary, store.Options.Time.GetUtcNow());
    }

    /// <summary>
    /// What the store has, embargoed or not, at the moment the writer lock was taken; nobody else can write meanwhile.
    /// </summary>
    public Snapshot Before => _before.Snapshot;

    internal StoreState State { get; }

    /// <summary>The number that the release has in the commit log, if it is committed.</summary>
    public int CommitId { get; }

    /// <summary>Tells whether the log has a commit about a dataset.</summary>
    /// <param name="id">The commit's number.</param>
    /// <param name="datasetId">The dataset's id; null for whatever it is about.</param>
    /// <returns>True when it has.</returns>
    public bool HasCommit(int id, string? datasetId) => State.Commits.Any(
        c => c.Id == id && (datasetId is null || c.Datasets.Contains(datasetId, StringComparer.Ordinal)));

    internal TermDictionaryBuilder Dictionary { get; }

    internal IEnumerable<GraphDraft> Graphs => _graphs.Values;

    internal IEnumerable<CubeDraft> Cubes => _cubes.Values;

    /// <summary>The ids of the datasets that the release is about, ascending.</summary>
    internal IReadOnlyCollection<string> Datasets => _datasets;

    /// <summary>
    /// Says that the release is about a dataset, as one with cells of it is anyway: before its instant those see it who
    /// may see all datasets that it is about.
    /// </summary>
    /// <param name="datasetId">The dataset's id.</param>
    public void AddDataset(string datasetId) => _datasets.Add(datasetId);

    private Retirements Retirements => field ??= new Retirements(State.Commits);

    /// <summary>
    /// Adds triples to a graph of the release; the graph's new revision is everything added under its name.
    /// </summary>
    /// <param name="graph">The graph's name.</param>
    /// <param name="role">What the graph is for.</param>
    /// <param name="triples">The triples; repeated ones are kept once.</param>
    /// <param name="visibleFrom">
    /// When this revision becomes public, for one that takes the place of a revision under embargo; null for the
    /// instant of the release.
    /// </param>
    /// <remarks>Blank nodes with one label are one node within the release, and never one of another release.</remarks>
    public void AddGraph(
        Iri graph, GraphRole role, IEnumerable<Quad> triples, DateTimeOffset? visibleFrom = null)
    {
        List<IdTriple> draft = Draft(graph, role, visibleFrom).Triples;
        foreach (Quad triple in triples)
        {
            draft.Add(new IdTriple(
                Dictionary.Intern(triple.Subject).Bits,
                Dictionary.Intern(triple.Predicate).Bits,
                Dictionary.Intern(triple.Object).Bits));
        }
    }

    /// <summary>Finds the instants at which revisions of a graph that are under embargo become public.</summary>
    /// <param name="graph">The graph's name.</param>
    /// <param name="instant">The instant after which they do.</param>
    /// <returns>The instants, ascending.</returns>
    public IReadOnlyList<DateTimeOffset> LaterRevisions(Iri graph, DateTimeOffset instant) =>
        [.. LaterRevisions(State.Dictionary.Find(graph).Bits, instant.UtcTicks)
            .Select(static c => c.PublicFrom).Distinct().Order()
            .Select(static ticks => new DateTimeOffset(ticks, TimeSpan.Zero))];

    internal IEnumerable<Commit> LaterRevisions(ulong graph, long instant) =>
        State.Commits.Where(c =>
            c.PublicFrom > instant && c.PublicFrom < Snapshots.Commit.Never
            && c.Graphs.Any(g => g.Name == graph && Retirements.EndOf(g) > c.PublicFrom
                && !_retired.Contains((c.Id, g.Name))));

    /// <summary>Begins the cells of a dataset version.</summary>
    /// <param name="version">The dataset and its version.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="rows">Rows collected before, which the cube takes as they are; null for none.</param>
    /// <returns>A builder to append rows to, in any order, and to declare the codes of all.</returns>
    /// <remarks>The version's graph, <c>{base}datasets/{id}/versions/{v}</c>, exists with its cells.</remarks>
    /// <exception cref="ArgumentException">The release has a version of that dataset already.</exception>
    public CubeTableBuilder AddCube(DatasetVersionInfo version, CubeSchema schema, CubeRows? rows = null)
    {
        ObjectDisposedException.ThrowIf(_isEnded, this);
        Iri graph = VersionIri(_store.Options.Base, version.DatasetId, version.Version);
        if (_cubes.Values.FirstOrDefault(c => c.Version.DatasetId == version.DatasetId) is { } other)
        {
            throw new ArgumentException(
                $"{version.DatasetId} {other.Version.Version} is in the release already; publish one after the other.",
                nameof(version));
        }

        if (schema.CellTemplate is { } template && template.DimensionCount != schema.Dimensions.Length)
        {
            throw new ArgumentException(
                $"{template} is not over {schema.Dimensions.Length} dimensions.", nameof(schema));
        }

        var builder = new CubeTableBuilder(schema, Dictionary, rows);
        _cubes.Add(graph, new CubeDraft(version, graph, builder));
        AddDataset(version.DatasetId);
        return builder;
    }

    /// <summary>The IRI of a dataset version, which is the name of its graph.</summary>
    /// <param name="baseIri">The base address.</param>
    /// <param name="datasetId">The dataset's id.</param>
    /// <param name="version">The version number.</param>
    /// <returns>The IRI.</returns>
    public static Iri VersionIri(Iri baseIri, string datasetId, string version) =>
        Iri.FromTrusted($"{baseIri.Text}datasets/{datasetId}/versions/{version}");

    /// <summary>Writes and flushes every file, then appends the commit: the moment of visibility.</summary>
    /// <param name="visibleFrom">The release instant; null for now.</param>
    /// <param name="progress">Receives the share done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work before that moment; nothing of the release exists then.</param>
    /// <returns>False when an instant that a version is moved from or to came meanwhile; nothing of the release exists
    /// then.</returns>
    /// <exception cref="ArgumentException">Two observations of a cube have one key; the message names it.</exception>
    /// <exception cref="StoreException">A file could not be written; nothing of the release exists.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public bool Commit(
        DateTimeOffset? visibleFrom = null,
        Action<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_isEnded, this);
        Dictionary.Intern(RdfVocabulary.Type);
        Dictionary.Intern(CubeVocabulary.Observation);
        Dictionary.Intern(CubeVocabulary.DataSetOf);

        _lock.MayLeaveFiles = true;
        bool isDone;
        try
        {
            DateTimeOffset now = _store.Options.Time.GetUtcNow();
            var books = new CodeBookChain(this, Math.Max(now.UtcTicks, visibleFrom?.UtcTicks ?? 0));
            ImmutableArray<RenumberedCube> renumbered =
                [.. Cubes.SelectMany(books.Continue), .. _taken is { } taken ? books.Without(taken) : []];
            using var segments = new SegmentBatch(_store.Segments);
            int steps = CommitWriter.FixedSteps + Cubes.Concat(renumbered.Select(static cube => cube.Draft))
                .Sum(static c => CubeEncoder.StepsOf(c.Rows));
            var writer = new CommitWriter(this, segments, new CommitSteps(steps, progress, cancellation));
            isDone = _store.Append(writer.Write(now, visibleFrom, renumbered), _taken?.Deadline ?? long.MaxValue);
        }
        catch (Exception e)
        {
            _lock.MayLeaveFiles = !_store.TryDiscard();
            if (e is IOException and not StoreException or UnauthorizedAccessException)
            {
                throw new StoreException($"The release could not be written, and nothing of it exists: {e.Message}", e);
            }

            throw;
        }

        _lock.MayLeaveFiles = isDone ? _store.MayLeaveFiles : !_store.TryDiscard();
        Dispose();
        return isDone;
    }

    /// <summary>Ends the release; without a commit nothing of it exists.</summary>
    public void Dispose()
    {
        if (!_isEnded)
        {
            _isEnded = true;
            _before.Dispose();
            _lock.Dispose();
        }
    }

    private GraphDraft Draft(Iri graph, GraphRole role, DateTimeOffset? visibleFrom)
    {
        ObjectDisposedException.ThrowIf(_isEnded, this);
        if (!_graphs.TryGetValue((graph, visibleFrom), out GraphDraft? draft))
        {
            _graphs.Add((graph, visibleFrom), draft = new GraphDraft(graph, role, visibleFrom, []));
        }

        return draft.Role == role ? draft
            : throw new ArgumentException($"{graph} has been added as {draft.Role} in the same release.", nameof(role));
    }
}

/// <summary>The triples of a graph being written.</summary>
/// <param name="Name">The graph's name.</param>
/// <param name="Role">What it is for.</param>
/// <param name="VisibleFrom">When it becomes public; null for the instant of the release.</param>
/// <param name="Triples">The triples, in any order.</param>
internal sealed record GraphDraft(Iri Name, GraphRole Role, DateTimeOffset? VisibleFrom, List<IdTriple> Triples);

/// <summary>The cells of a dataset version being written.</summary>
/// <param name="Version">The dataset and its version.</param>
/// <param name="Graph">The version's graph.</param>
/// <param name="Rows">The rows.</param>
internal sealed record CubeDraft(DatasetVersionInfo Version, Iri Graph, CubeTableBuilder Rows);

/// <summary>What a graph is for; decides how its revisions follow each other.</summary>
public enum GraphRole
{
    /// <summary>A dataset version: cells and structure; only the current one is in the default graph.</summary>
    DatasetVersion,

    /// <summary>
    /// A code list, an experiment, a model, a run, a vocabulary: a new revision replaces the last one.
    /// </summary>
    Metadata,
}

/// <summary>Names a dataset version to be written.</summary>
/// <param name="DatasetId">The dataset's id in addresses.</param>
/// <param name="Dataset">The IRI of the qb:DataSet.</param>
/// <param name="Version">The version number, as <c>1.2.0</c>.</param>
public sealed record DatasetVersionInfo(string DatasetId, Iri Dataset, string Version);
