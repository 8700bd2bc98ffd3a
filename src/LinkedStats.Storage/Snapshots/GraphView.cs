using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.Snapshots;

/// <summary>An RDF graph in a snapshot, or a union of graphs: sorted triples, and cells seen as triples.</summary>
/// <remarks>
/// A cell's declared components, its rdf:type and its qb:dataSet come from the columns; whatever else is said about a
/// cell is among the triples, under the cell's id.
/// </remarks>
public sealed class GraphView : IGraph
{
    private const int RowsPerRead = 256;

    /// <summary>As many triples are merged in the time of one search in a run.</summary>
    private const int TriplesPerSearch = 2;

    private readonly SnapshotContents _contents;
    private readonly Lazy<ImmutableArray<TripleIndex>> _runs;
    private readonly Lazy<ImmutableArray<TripleIndex>> _merged;
    private readonly Lazy<ImmutableArray<CubeTable>> _cubes;
    private readonly Lazy<ImmutableArray<CubeTripleView>> _views;
    private readonly Lazy<HashSet<TermId>> _extraCellPredicates;
    private readonly Lazy<bool> _repeatsColumns;
    private int _lookUps;

    internal GraphView(
        SnapshotContents contents,
        IReadOnlyList<GraphRecord> graphs,
        IReadOnlyList<Lazy<CubeTable>> cubes,
        MergedGraphs? merged = null)
    {
        _contents = contents;
        Revision = graphs is [{ } single] && cubes.Count == 0 ? single : null;
        _runs = new(() => merged?.Open(graphs, contents) ?? contents.OpenTriples(graphs));
        _merged = new(() => merged?.Merge(graphs, contents) ?? SnapshotContents.MergeSmall(_runs.Value));
        _cubes = new(() => [.. cubes.Select(static c => c.Value)]);
        _views = new(() => [.. Cubes.Select(c => new CubeTripleView(c, contents.Vocabulary))]);
        _extraCellPredicates = new(FindExtraCellPredicates);
        _repeatsColumns = new(() => cubes.Count > 0
            && _views.Value.Any(v => v.Properties.Any(_extraCellPredicates.Value.Contains)));
    }

    /// <summary>What the graph's triples are, to be compared with that of another view: equal objects stand for equal
    /// triples. Null for a union of graphs, and where there are cells.</summary>
    public object? Revision { get; }

    /// <summary>The cubes whose cells belong to the graph.</summary>
    public IReadOnlyList<CubeTable> Cubes => _cubes.Value;

    /// <summary>The predicates that triples outside the columns use with a cell as their subject.</summary>
    public IReadOnlySet<TermId> ExtraCellPredicates => _extraCellPredicates.Value;

    /// <summary>Finds triples by pattern, in the triples only: the cells of <see cref="Cubes"/> are left out.</summary>
    /// <param name="subject">The subject, or None for any.</param>
    /// <param name="predicate">The predicate, or None for any.</param>
    /// <param name="object">The object, or None for any.</param>
    /// <returns>A cursor over each matching triple once.</returns>
    public TripleCursor MatchTriples(TermId subject, TermId predicate, TermId @object)
    {
        if (!TryToDisk(subject, predicate, @object, out IdTriple pattern))
        {
            return EmptyCursor.Instance;
        }

        TripleCursor cursor = RunCursor.Open(TriplesFor(pattern), pattern, _contents.Mentions);
        return subject.IsNone || subject.Tag == TermTag.Cell ? WithoutColumns(cursor) : cursor;
    }

    /// <summary>Finds the triples of a predicate outside the cubes, by ascending <see cref="OrderOf"/> of their
    /// subjects.</summary>
    /// <remarks>Passes over all triples of the graph.</remarks>
    /// <param name="predicate">The predicate.</param>
    /// <returns>A cursor over each triple once.</returns>
    public TripleCursor MatchBySubject(TermId predicate) =>
        TryToDisk(TermId.None, predicate, TermId.None, out IdTriple pattern)
            ? WithoutColumns(SubjectCursor.Open(TriplesFor(pattern), pattern.Predicate, _contents.Mentions))
            : EmptyCursor.Instance;

    /// <summary>Tells by what the triples ascend that <see cref="MatchTriples"/> finds, compared by
    /// <see cref="OrderOf"/>.</summary>
    /// <param name="hasSubject">Whether the subject is given.</param>
    /// <param name="hasPredicate">Whether the predicate is given.</param>
    /// <param name="hasObject">Whether the object is given.</param>
    /// <returns>0 for the subject, 1 for the predicate, 2 for the object; -1 where all are given.</returns>
    public static int LeadOf(bool hasSubject, bool hasPredicate, bool hasObject) =>
        new IdTriple(hasSubject ? 1u : 0, hasPredicate ? 1u : 0, hasObject ? 1u : 0).Lead();

    /// <summary>The place of a term in the order of stored triples.</summary>
    /// <param name="id">The term; a cell must be one that stored triples mention.</param>
    /// <returns>A number that is less for terms that come before.</returns>
    public ulong OrderOf(TermId id) => id.Tag == TermTag.Cell ? _contents.Mentions.ToDisk(id).Bits : id.Bits;

    /// <summary>True when a triple of the graph has a term as its subject, predicate or object.</summary>
    internal bool Says(TermId term)
    {
        Span<TermId> found = stackalloc TermId[1];
        return Match(term, TermId.None, TermId.None).Read(found, [], [], 1) > 0
            || Match(TermId.None, term, TermId.None).Read(found, [], [], 1) > 0
            || Match(TermId.None, TermId.None, term).Read(found, [], [], 1) > 0;
    }

    /// <summary>Finds triples by pattern, in the triples and in the columns.</summary>
    /// <param name="subject">The subject, or None for any.</param>
    /// <param name="predicate">The predicate, or None for any.</param>
    /// <param name="object">The object, or None for any.</param>
    /// <returns>A cursor over each matching triple once.</returns>
    public TripleCursor Match(TermId subject, TermId predicate, TermId @object)
    {
        if (Cubes.Count == 0 || (!subject.IsNone && subject.Tag != TermTag.Cell))
        {
            return MatchTriples(subject, predicate, @object);
        }

        return new ChainedCursor(_views.Value
            .Select((view, i) => Earlier(i) is { Length: > 0 } earlier
                ? new ExceptCursor(view.Match(subject, predicate, @object), earlier)
                : view.Match(subject, predicate, @object))
            .Prepend(MatchTriples(subject, predicate, @object)));
    }

    /// <summary>
    /// Counts what <see cref="MatchTriples"/> would find; exact unless the view merges several graphs.
    /// </summary>
    /// <param name="subject">The subject, or None for any.</param>
    /// <param name="predicate">The predicate, or None for any.</param>
    /// <param name="object">The object, or None for any.</param>
    /// <returns>The count, or an upper bound of it.</returns>
    public long CountTriples(TermId subject, TermId predicate, TermId @object)
    {
        long count = 0;
        if (TryToDisk(subject, predicate, @object, out IdTriple pattern))
        {
            foreach (TripleIndex index in TriplesFor(pattern))
            {
                (int start, int end) = index.Find(pattern);
                count += end - start;
            }
        }

        return count;
    }

    /// <summary>Counts what <see cref="Match(TermId, TermId, TermId)"/> would find, or gives an upper bound.</summary>
    /// <param name="subject">The subject, or None for any.</param>
    /// <param name="predicate">The predicate, or None for any.</param>
    /// <param name="object">The object, or None for any.</param>
    /// <returns>The count, or an upper bound of it.</returns>
    public long Count(TermId subject, TermId predicate, TermId @object) =>
        CountTriples(subject, predicate, @object) + _views.Value.Sum(v => v.Count(subject, predicate, @object));

    /// <inheritdoc/>
    public IEnumerable<Quad> Match(Term? subject, Iri? predicate, Term? @object)
    {
        var reader = new Snapshot(_contents, Viewer.Public, default, default);
        Term?[] terms = [subject, predicate, @object];
        TermId[] ids = [.. terms.Select(t => t is null ? TermId.None : reader.Find(t))];
        if (terms.Where((t, i) => t is not null && ids[i].IsNone).Any())
        {
            yield break;
        }

        TripleCursor cursor = Match(ids[0], ids[1], ids[2]);
        (var subjects, var predicates, var objects) =
            (new TermId[RowsPerRead], new TermId[RowsPerRead], new TermId[RowsPerRead]);
        for (int count; (count = cursor.Read(subjects, predicates, objects, RowsPerRead)) > 0;)
        {
            for (int i = 0; i < count; i++)
            {
                yield return new Quad(
                    subject ?? reader.Get(subjects[i]),
                    predicate ?? (Iri)reader.Get(predicates[i]),
                    @object ?? reader.Get(objects[i]));
            }
        }
    }

    /// <summary>Tells whether the graph consists of given triples and nothing else.</summary>
    /// <param name="triples">The triples.</param>
    /// <returns>True when it does; no term of the graph is decoded to find out.</returns>
    public bool Holds(IReadOnlyCollection<Quad> triples)
    {
        if (Cubes.Count > 0 || _runs.Value.Length > 1 || triples.Count < _runs.Value.Sum(static t => t.Count))
        {
            return false;
        }

        // Readers hand out one object for a term that they meet again.
        var ids = new Dictionary<Term, ulong>(ReferenceEqualityComparer.Instance);
        var drafts = new List<IdTriple>(triples.Count);
        foreach (Quad triple in triples)
        {
            var draft = new IdTriple(IdOf(triple.Subject), IdOf(triple.Predicate), IdOf(triple.Object));
            if (draft.Subject == 0 || draft.Predicate == 0 || draft.Object == 0)
            {
                return false;
            }

            drafts.Add(draft);
        }

        return _runs.Value is [TripleIndex index] ? index.Holds(drafts) : drafts.Count == 0;

        ulong IdOf(Term term)
        {
            ref ulong id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, term, out bool isKnown);
            return id = isKnown ? id : _contents.State.Dictionary.Find(term).Bits;
        }
    }

    /// <summary>
    /// The triples to search: the runs as they are for a few look-ups, as a publication makes them; with the small ones
    /// merged for as many as are worth the merging.
    /// </summary>
    private ImmutableArray<TripleIndex> TriplesFor(IdTriple pattern)
    {
        bool isNarrow = pattern.Subject != 0 || pattern.Object != 0;
        if (!_merged.IsValueCreated && isNarrow)
        {
            ImmutableArray<TripleIndex> runs = _runs.Value;
            int lookUps = Interlocked.Increment(ref _lookUps);
            if ((long)lookUps * runs.Length * TriplesPerSearch < runs.Sum(static run => (long)run.Count))
            {
                return runs;
            }
        }

        return _merged.Value;
    }

    // A source may state as a triple what its columns hold already; it must not be found twice.
    private TripleCursor WithoutColumns(TripleCursor cursor) =>
        cursor != EmptyCursor.Instance && _repeatsColumns.Value ? new ExceptCursor(cursor, _views.Value) : cursor;

    private bool TryToDisk(TermId subject, TermId predicate, TermId @object, out IdTriple pattern)
    {
        CellMentions mentions = _contents.Mentions;
        TermId s = mentions.ToDisk(subject);
        TermId p = mentions.ToDisk(predicate);
        TermId o = mentions.ToDisk(@object);
        pattern = new IdTriple(s.Bits, p.Bits, o.Bits);

        // A cell that no triple mentions must not turn into a wildcard.
        return s.IsNone == subject.IsNone && p.IsNone == predicate.IsNone && o.IsNone == @object.IsNone;
    }

    /// <summary>The views before one whose cells have the same ids, as when versions of a dataset are merged.</summary>
    private ImmutableArray<CubeTripleView> Earlier(int index) =>
        [.. _views.Value.Where((_, i) => i < index && Cubes[i].SharesCellsWith(Cubes[index]))];

    private HashSet<TermId> FindExtraCellPredicates()
    {
        const int SearchCost = 16;
        HashSet<TermId> predicates = [];
        CellMentions mentions = _contents.Mentions;
        foreach (TripleIndex index in mentions.IsEmpty ? [] : _runs.Value)
        {
            ReadOnlySpan<ulong> ids = index[KeyOrder.Spo].Second.Span;
            if (index.Count <= (long)mentions.Count * SearchCost)
            {
                // With many mentions it is quicker to look at every triple once.
                ReadOnlySpan<ulong> subjects = index[KeyOrder.Spo].First.Span;
                for (int row = 0; row < subjects.Length; row++)
                {
                    if (mentions.ToCell(new TermId(subjects[row])).Tag == TermTag.Cell)
                    {
                        predicates.Add(new TermId(ids[row]));
                    }
                }

                continue;
            }

            foreach (ulong id in mentions.Ids)
            {
                (int start, int end) = index.Find(new IdTriple(id, 0, 0));
                foreach (ulong predicate in ids[start..end])
                {
                    predicates.Add(new TermId(predicate));
                }
            }
        }

        return predicates;
    }
}
