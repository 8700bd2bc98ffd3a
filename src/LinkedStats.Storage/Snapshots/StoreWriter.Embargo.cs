using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.Snapshots;

/// <content>Taking versions away, with what came with them under embargo.</content>
public sealed partial class StoreWriter
{
    private readonly HashSet<(int Commit, ulong Graph)> _retired = [];
    private TakenVersion? _taken;

    /// <summary>What the log keeps of the version that the release withdraws; null for none.</summary>
    internal TombstoneRecord? Tombstone { get; private set; }

    /// <summary>The earlier records that nobody sees from the release on.</summary>
    internal ImmutableArray<RetiredRecord> Retired =>
    [
        .. _retired.OrderBy(static r => r.Commit).ThenBy(static r => r.Graph)
            .Select(r => new RetiredRecord(CommitId, r.Commit, r.Graph)),
    ];

    /// <summary>Withdraws a version: from the commit on nobody sees it, but in past states.</summary>
    /// <param name="dataset">The dataset, as <see cref="Before"/> shows it.</param>
    /// <param name="version">The version, likewise.</param>
    /// <param name="reason">Why.</param>
    /// <param name="description">The graph that describes the version; its revisions go with it.</param>
    /// <param name="tombstone">What that graph says from now on.</param>
    /// <remarks>Of a version under embargo the public learns nothing, then or later.</remarks>
    /// <exception cref="ArgumentException">The release withdraws another version already.</exception>
    public void Withdraw(
        DatasetEntry dataset,
        DatasetVersionEntry version,
        LanguageMap reason,
        Iri description,
        IEnumerable<Quad> tombstone)
    {
        if (Tombstone is not null)
        {
            throw new ArgumentException("A release withdraws one version.", nameof(version));
        }

        AddDataset(dataset.Id);
        AddGraph(description, GraphRole.Metadata, tombstone);
        Tombstone = RecordOf(dataset, version, reason);
        Take(Tombstone, Dictionary.Intern(description).Bits, null);
    }

    /// <summary>Moves a version under embargo to the instant of the release: its cells and what came with it are public
    /// then, and not before. Its own graphs are to be added anew.</summary>
    /// <param name="dataset">The dataset, as <see cref="Before"/> shows it.</param>
    /// <param name="version">The version, likewise.</param>
    /// <param name="description">The graph that describes the version.</param>
    /// <param name="instant">The instant that the release is committed with.</param>
    public void Move(DatasetEntry dataset, DatasetVersionEntry version, Iri description, DateTimeOffset instant)
    {
        AddDataset(dataset.Id);
        Take(RecordOf(dataset, version, LanguageMap.Empty), Dictionary.Intern(description).Bits, instant.UtcTicks);
    }

    /// <summary>Gives a property in the graph of a public version another value. Nothing happens where a revision of
    /// that graph waits under embargo, which says it anew at its instant.</summary>
    /// <param name="version">The version.</param>
    /// <param name="subject">What it is said of.</param>
    /// <param name="predicate">The property.</param>
    /// <param name="value">The value.</param>
    public void Restate(DatasetVersionEntry version, Iri subject, Iri predicate, Literal value)
    {
        ulong name = State.Dictionary.Find(version.Iri).Bits;
        long now = Before.Instant.UtcTicks;
        (Commit Commit, GraphRecord Graph)[] revisions =
        [
            .. State.Commits.SelectMany(static c => c.Graphs.Select(g => (Commit: c, Graph: g)))
                .Where(r => r.Graph.Name == name && Retirements.EndOf(r.Graph) > now),
        ];
        if (revisions.Length == 0 || revisions.Any(r => r.Commit.PublicFrom > now))
        {
            return;
        }

        var stated = new IdTriple(
            Dictionary.Intern(subject).Bits, Dictionary.Intern(predicate).Bits, Dictionary.Intern(value).Bits);
        GraphRecord last = revisions[^1].Graph;
        AddTriples(
            name, last.Role,
            Before.Contents.ReadTriples(last)
                .Where(t => t.Subject != stated.Subject || t.Predicate != stated.Predicate).Append(stated),
            null);
    }

    private TombstoneRecord RecordOf(DatasetEntry dataset, DatasetVersionEntry version, LanguageMap reason) => new(
        CommitId, dataset.Id, Dictionary.Intern(dataset.Iri).Bits, version.Version, Dictionary.Intern(version.Iri).Bits)
    {
        RecordedAt = version.RecordedAt.UtcTicks,
        PublicFrom = Math.Max(version.RecordedAt.UtcTicks, version.VisibleFrom.UtcTicks),
        Reason = reason,
    };

    // What comes later under embargo must not tell of what was there before it and never was public: not in the lists
    // that both brought codes to, not in the order of codes, not in the link to the version before.
    private void Take(TombstoneRecord version, ulong description, long? movedTo)
    {
        long now = Before.Instant.UtcTicks;
        var records = VersionRecords.Find(State.Commits, version, description, now);
        _retired.UnionWith(records.Version);
        foreach ((ulong name, ImmutableHashSet<int> commits) in records.Shared)
        {
            var graph = new EmbargoedGraph(State, Before.Contents, name, now);
            bool IsGone(Commit commit) => commits.Contains(commit.Id);
            _retired.UnionWith(graph.Stale(IsGone).Select(static g => (g.Commit, g.Name)));
            Iri iri = (Iri)Before.Get(new TermId(name));
            bool isBrought = _graphs.ContainsKey((iri, null));
            foreach ((long from, IReadOnlyCollection<IdTriple> triples) in graph.Rebuild(IsGone, movedTo))
            {
                // What the package brings again knows the rest already.
                bool isWritten = _graphs.ContainsKey((iri, new DateTimeOffset(from, TimeSpan.Zero)));
                if (!isWritten && !(isBrought && from == movedTo))
                {
                    AddTriples(name, GraphRole.Metadata, triples, from);
                }
            }

            if (movedTo is not null && !isBrought)
            {
                AddTriples(name, GraphRole.Metadata, graph.Own(IsGone), null);
            }
        }

        if (version.PublicFrom > now)
        {
            _taken = new TakenVersion(version.DatasetId, version.Graph, version.PublicFrom, movedTo);
            Unlink(version.Graph, now, movedTo ?? long.MaxValue);
        }
    }

    /// <summary>Links the versions under embargo that name one as the version before them to the one before
    /// that.</summary>
    private void Unlink(ulong version, long now, long until)
    {
        TermId previous = State.Dictionary.Find(DcatVocabulary.PreviousVersion);
        TermId before = default;
        Before.Contents.Graph(new TermId(version))?.Match(new TermId(version), previous, TermId.None)
            .Read([], [], new Span<TermId>(ref before), 1);
        foreach (var revisions in State.Commits.Where(c => c.PublicFrom > now && c.PublicFrom < until)
            .SelectMany(c => c.Graphs.Select(g => (Commit: c, Graph: g)))
            .Where(r => r.Graph.Count > 0 && !_retired.Contains((r.Commit.Id, r.Graph.Name))
                && Retirements.EndOf(r.Graph) > r.Commit.PublicFrom)
            .GroupBy(static r => (r.Graph.Name, r.Commit.PublicFrom)))
        {
            GraphRecord graph = revisions.Last().Graph;
            IdTriple[] triples = [.. Before.Contents.ReadTriples(graph)];
            int index = Array.FindIndex(triples, t => t.Predicate == previous.Bits && t.Object == version);
            if (index >= 0)
            {
                AddTriples(
                    graph.Name, graph.Role,
                    triples.Where((_, i) => i != index)
                        .Concat(before.IsNone ? [] : [triples[index] with { Object = before.Bits }]),
                    revisions.Key.PublicFrom);
            }
        }
    }

    private void AddTriples(ulong graph, GraphRole role, IEnumerable<IdTriple> triples, long? from) =>
        Draft((Iri)Before.Get(new TermId(graph)), role, from is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null)
            .Triples.AddRange(triples);
}

/// <summary>A version under embargo that is taken away, or moved.</summary>
/// <param name="DatasetId">The dataset's id.</param>
/// <param name="Graph">The dictionary id of the version's graph.</param>
/// <param name="From">When it would have become public, in UTC ticks.</param>
/// <param name="MovedTo">When it does instead, in UTC ticks; null for never.</param>
internal sealed record TakenVersion(string DatasetId, ulong Graph, long From, long? MovedTo)
{
    /// <summary>When it is too late to move it, in UTC ticks: at the first of the two instants.</summary>
    internal long Deadline => MovedTo is { } to ? Math.Min(From, to) : long.MaxValue;
}
