using System.Runtime.InteropServices;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>
/// The links of one predicate in one direction: looked up node by node, or read as a whole once that is less work.
/// </summary>
internal sealed class PathLinks
{
    // A lookup costs about as much as reading and hashing this many triples.
    private const int LookupCost = 8;
    private const long TriplesMax = 1 << 22;
    private const int ReadSize = 256;
    private const int BytesPerTriple = 24;
    private const int BytesPerNode = 48;

    private readonly EvaluationContext _context;
    private readonly TripleSource _source;
    private readonly TermId _predicate;
    private readonly bool _isBackwards;
    private readonly TermId[] _read = new TermId[ReadSize];
    private readonly long _triples;
    private Dictionary<TermId, int>? _heads;
    private (TermId Node, int Next)[] _links = [];
    private long _lookups;

    /// <summary>Describes links; nothing is read yet.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="source">The graph.</param>
    /// <param name="predicate">The predicate.</param>
    /// <param name="isBackwards">True to go from objects to subjects.</param>
    public PathLinks(EvaluationContext context, TripleSource source, TermId predicate, bool isBackwards)
    {
        _context = context;
        _source = source;
        _predicate = predicate;
        _isBackwards = isBackwards;
        _triples = source.Graph.Count(TermId.None, predicate, TermId.None);
    }

    /// <summary>Adds the nodes that a node is linked with.</summary>
    /// <param name="node">The node.</param>
    /// <param name="found">Receives them; one may come twice.</param>
    public void Follow(TermId node, List<TermId> found)
    {
        if (_heads is null && _triples <= TriplesMax && ++_lookups * LookupCost > _triples)
        {
            ReadAll();
        }

        if (_heads is null)
        {
            LookUp(node, found);
            return;
        }

        for (int link = _heads.GetValueOrDefault(node) - 1; link >= 0; link = _links[link].Next)
        {
            found.Add(_links[link].Node);
        }
    }

    /// <summary>Tells whether a node is known to have a link, without looking it up.</summary>
    /// <param name="node">The node.</param>
    /// <returns>False where it has none, or where nobody knows yet.</returns>
    public bool IsKnown(TermId node) => _heads is { } heads && heads.ContainsKey(node);

    private void LookUp(TermId node, List<TermId> found)
    {
        _context.ThrowIfStopped();
        TripleCursor cursor = _isBackwards
            ? _source.Match(TermId.None, _predicate, node)
            : _source.Match(node, _predicate, TermId.None);
        int count;
        while ((count = cursor.Read(_isBackwards ? _read : [], [], _isBackwards ? [] : _read, ReadSize)) > 0)
        {
            found.AddRange(_read.AsSpan(0, count));
            _context.ThrowIfStopped();
        }
    }

    private void ReadAll()
    {
        // The count may be more than there are, as where graphs are merged; never less.
        _context.Charge(_triples * (BytesPerTriple + (_isBackwards ? 0 : BytesPerNode)));
        var heads = new Dictionary<TermId, int>(_isBackwards ? 0 : (int)_triples);
        var links = new List<(TermId Node, int Next)>((int)_triples);
        TermId[] subjects = new TermId[Batch.DefaultCapacity];
        TermId[] objects = new TermId[Batch.DefaultCapacity];
        TripleCursor cursor = _source.Match(TermId.None, _predicate, TermId.None);
        int count;
        while ((count = cursor.Read(subjects, [], objects, subjects.Length)) > 0)
        {
            int before = heads.Count;
            for (int i = 0; i < count; i++)
            {
                (TermId from, TermId to) = _isBackwards ? (objects[i], subjects[i]) : (subjects[i], objects[i]);
                ref int head = ref CollectionsMarshal.GetValueRefOrAddDefault(heads, from, out _);
                links.Add((to, head - 1));
                head = links.Count;
            }

            _context.ThrowIfStopped();
            _context.Charge(_isBackwards ? (heads.Count - before) * (long)BytesPerNode : 0);
        }

        (_heads, _links) = (heads, [.. links]);
    }
}
