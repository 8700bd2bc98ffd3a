using System.Collections.Immutable;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.Snapshots;

/// <summary>A graph that releases under embargo share, as a code list: what each of them brought, and what it is
/// at each instant when one of them is taken away or moved.</summary>
/// <param name="state">The store before.</param>
/// <param name="contents">Where the triples are.</param>
/// <param name="name">The dictionary id of the graph's name.</param>
/// <param name="now">The present, in UTC ticks.</param>
/// <remarks>
/// A revision that a release made first is what was public when it was recorded, with what the release brings; the
/// difference is its part. What a release recorded besides, for its instant and for later ones, has the parts of others
/// too: these revisions are made anew.
/// </remarks>
internal sealed class EmbargoedGraph(StoreState state, SnapshotContents contents, ulong name, long now)
{
    private readonly (Commit Commit, GraphRecord Record)[] _revisions = Find(state, name, now);
    private readonly Dictionary<int, Part> _parts = [];

    private readonly ImmutableArray<ulong> _links =
    [
        .. ((Iri[])[SkosVocabulary.HasTopConcept, SkosVocabulary.Narrower, DcatVocabulary.HasVersion])
            .Select(iri => state.Dictionary.Find(iri).Bits),
    ];

    /// <summary>Finds the revisions that a release which is taken away or moved made, or that later ones made behind
    /// it.</summary>
    /// <param name="isGone">Tells whether a commit is that of the release.</param>
    internal IEnumerable<GraphRecord> Stale(Predicate<Commit> isGone)
    {
        Commit[] gone = [.. Gone(isGone)];
        (long from, int id) = (gone.Min(static c => c.PublicFrom), gone.Min(static c => c.Id));
        return _revisions.Where(r => isGone(r.Commit)
                || (IsDerived(r.Commit) && r.Commit.PublicFrom >= from && r.Commit.Id > id))
            .Select(static r => r.Record);
    }

    /// <summary>Finds what the graph is at each instant of an embargo when a release is taken away, or moved.</summary>
    /// <param name="isGone">Tells whether a commit is that of the release.</param>
    /// <param name="movedTo">The instant that it is moved to, in UTC ticks; null when it is taken away.</param>
    /// <returns>The revisions that nothing else has, by the instants at which they become public.</returns>
    internal IEnumerable<(long From, IReadOnlyCollection<IdTriple> Triples)> Rebuild(
        Predicate<Commit> isGone, long? movedTo)
    {
        Part[] gone = [.. Gone(isGone).Select(PartOf)];
        HashSet<(ulong, ulong)> touched = [.. gone.SelectMany(static part => part.Pairs)];
        long first = Math.Min(gone.Min(static part => part.From), movedTo ?? long.MaxValue);
        HashSet<IdTriple> before = At(first - 1);
        HashSet<IdTriple> shown = before;
        IEnumerable<long> instants = _revisions.Select(static r => r.Commit.PublicFrom)
            .Concat(movedTo is { } moved ? [moved] : []).Where(from => from >= first).Distinct().Order();
        foreach (long from in instants)
        {
            Part[] parts =
            [
                .. _revisions.Where(r => r.Commit.PublicFrom == from && !IsDerived(r.Commit) && !isGone(r.Commit))
                    .Select(r => PartOf(r.Commit)),
                .. from == movedTo ? gone : [],
            ];
            HashSet<IdTriple> old = At(from);
            HashSet<IdTriple> triples = [.. old.Where(t => IsBlank(t.Subject) || !touched.Contains(PairOf(t)))];
            ILookup<(ulong, ulong), IdTriple> said = before.ToLookup(PairOf);
            var change = new Change(At(from - 1).ToLookup(PairOf), old.ToLookup(PairOf), _links);
            foreach ((ulong, ulong) pair in touched)
            {
                triples.UnionWith(parts.Aggregate(said[pair], (now, part) => part.Say(now, pair, change)));
            }

            CloseBlankNodes(triples, gone.Concat(parts).SelectMany(static part => part.All).Concat(before).Concat(old));
            shown = parts.Length > 0 ? parts[^1].Own : shown;
            if (!shown.SetEquals(triples))
            {
                yield return (from, triples);
            }

            before = shown = triples;
        }
    }

    /// <summary>Makes what a release would make first if it were recorded now: what is public, and what it
    /// brings.</summary>
    /// <param name="isGone">Tells whether a commit is that of the release.</param>
    internal IReadOnlyCollection<IdTriple> Own(Predicate<Commit> isGone)
    {
        Part part = PartOf(Gone(isGone).Last());
        HashSet<IdTriple> open = At(now);
        ILookup<(ulong, ulong), IdTriple> said = open.ToLookup(PairOf);
        var change = new Change(said, said, _links);
        HashSet<IdTriple> triples = [.. open.Where(t => IsBlank(t.Subject) || !part.Pairs.Contains(PairOf(t)))];
        foreach ((ulong, ulong) pair in part.Pairs)
        {
            triples.UnionWith(part.Say(said[pair], pair, change));
        }

        CloseBlankNodes(triples, part.All.Concat(open));
        return triples;
    }

    private static (Commit, GraphRecord)[] Find(StoreState state, ulong name, long now)
    {
        var retirements = new Retirements(state.Commits);
        return
        [
            .. state.Commits.Where(c => c.PublicFrom > now && c.PublicFrom < Commit.Never)
                .SelectMany(c => c.Graphs.Where(g => g.Name == name && retirements.EndOf(g) > c.PublicFrom)
                    .Select(g => (c, g))),
        ];
    }

    private IEnumerable<Commit> Gone(Predicate<Commit> isGone) =>
        _revisions.Select(static r => r.Commit).Where(commit => isGone(commit));

    /// <summary>Tells whether a commit was made besides that of its release, which has the terms.</summary>
    private bool IsDerived(Commit commit)
    {
        int index = state.Commits.BinarySearch(commit, CommitOrder.ById);
        return commit.Terms is null && index > 0 && state.Commits[index - 1].RecordedAt == commit.RecordedAt;
    }

    private Part PartOf(Commit commit)
    {
        if (!_parts.TryGetValue(commit.Id, out Part? part))
        {
            HashSet<IdTriple> own =
                [.. contents.ReadTriples(_revisions.First(r => r.Commit.Id == commit.Id).Record)];
            _parts.Add(commit.Id, part = new Part(commit.PublicFrom, own, At(commit.RecordedAt)));
        }

        return part;
    }

    /// <summary>What the public sees of the graph at an instant.</summary>
    private HashSet<IdTriple> At(long instant) =>
    [
        .. new VisibleSelection(state.Commits, Viewer.Public, instant).ToSegments().Graphs
            .Where(g => g.Name == name).SelectMany(contents.ReadTriples),
    ];

    /// <summary>Lets the triples say of blank nodes what their sources say of those they mention, and of no
    /// other.</summary>
    private static void CloseBlankNodes(HashSet<IdTriple> triples, IEnumerable<IdTriple> sources)
    {
        ILookup<ulong, IdTriple> known = sources.Where(static t => IsBlank(t.Subject)).ToLookup(static t => t.Subject);
        triples.RemoveWhere(static t => IsBlank(t.Subject));
        var open = new Queue<ulong>(triples.Select(static t => t.Object).Where(IsBlank));
        HashSet<ulong> done = [];
        while (open.TryDequeue(out ulong node))
        {
            foreach (IdTriple triple in done.Add(node) ? known[node] : [])
            {
                triples.Add(triple);
                if (IsBlank(triple.Object))
                {
                    open.Enqueue(triple.Object);
                }
            }
        }
    }

    private static bool IsBlank(ulong id) => new TermId(id).Tag == TermTag.BlankNode;

    private static (ulong, ulong) PairOf(IdTriple triple) => (triple.Subject, triple.Predicate);

    /// <summary>How the graph changed at an instant.</summary>
    /// <param name="Before">What it said until then.</param>
    /// <param name="After">What it said from then on.</param>
    /// <param name="Links">The predicates that list what the subject has, which releases add to.</param>
    private sealed record Change(
        ILookup<(ulong, ulong), IdTriple> Before, ILookup<(ulong, ulong), IdTriple> After, ImmutableArray<ulong> Links);

    /// <summary>What a release brought.</summary>
    private sealed class Part
    {
        private readonly ILookup<(ulong, ulong), IdTriple> _own;
        private readonly ILookup<(ulong, ulong), IdTriple> _added;
        private readonly HashSet<IdTriple> _removed;
        private readonly HashSet<ulong> _subjects;

        internal Part(long from, HashSet<IdTriple> own, HashSet<IdTriple> before)
        {
            (From, Own, Before) = (from, own, before);
            _own = own.ToLookup(PairOf);
            _added = own.Where(t => !before.Contains(t)).ToLookup(PairOf);
            _removed = [.. before.Where(t => !own.Contains(t))];
            Pairs = [.. _added.Select(static pair => pair.Key).Concat(_removed.Select(PairOf))
                .Where(static pair => !IsBlank(pair.Item1))];
            _subjects = [.. Pairs.Select(static pair => pair.Item1)];
        }

        internal long From { get; }

        internal HashSet<IdTriple> Own { get; }

        private HashSet<IdTriple> Before { get; }

        internal IEnumerable<IdTriple> All => Own.Concat(Before);

        /// <summary>The subjects and predicates of which it says something else than what was before it.</summary>
        internal HashSet<(ulong, ulong)> Pairs { get; }

        /// <summary>Says of a subject and predicate what it said of a subject that it speaks of.</summary>
        internal IEnumerable<IdTriple> Say(
            IEnumerable<IdTriple> said, (ulong Subject, ulong Predicate) pair, Change change) =>
            change.Links.Contains(pair.Predicate) ? said.Where(t => !_removed.Contains(t)).Concat(_added[pair])
            : _subjects.Contains(pair.Subject) || IsRestored(pair, change) ? _own[pair]
            : said;

        /// <summary>True where it restored what was public when it was recorded.</summary>
        private bool IsRestored((ulong, ulong) pair, Change change) =>
            !change.After[pair].ToHashSet().SetEquals(change.Before[pair])
            && change.After[pair].ToHashSet().SetEquals(_own[pair]);
    }
}
