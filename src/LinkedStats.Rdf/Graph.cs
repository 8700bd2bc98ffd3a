using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Rdf;

/// <summary>An RDF graph in memory; triples are kept once, in the order of their addition.</summary>
/// <remarks>
/// Shape: terms are numbered, a triple is three numbers, and an index over the bound positions of a pattern is built
/// when patterns of that form pay for it. Cost: 32 bytes a triple, 8 to 30 more for each index in use.
/// Many threads may read it at once; while one adds, no other may use it.
/// </remarks>
public sealed class Graph : IGraph, IQuadSink
{
    private readonly Dictionary<Term, int> _ids = [];
    private readonly List<Term> _terms = [];
    private readonly TripleTable _triples = new();

    /// <summary>The number of triples.</summary>
    public int Count => _triples.Count;

    /// <summary>The prefixes that the files read into this graph declared; only for showing it again.</summary>
    public PrefixMap Prefixes { get; } = [];

    /// <summary>Adds a triple; the graph name is ignored.</summary>
    /// <param name="triple">The triple.</param>
    /// <returns>False when it was there already.</returns>
    public bool Add(in Quad triple) =>
        _triples.Add(new(IdOf(triple.Subject), IdOf(triple.Predicate), IdOf(triple.Object)));

    /// <inheritdoc/>
    void IQuadSink.Add(in Quad quad) => Add(quad);

    /// <inheritdoc/>
    public void AddPrefix(string prefix, string iri) => Prefixes.Add(prefix, iri);

    /// <inheritdoc/>
    /// <remarks>Order: that of addition. Triples added while the result is walked through may or may not
    /// show.</remarks>
    public IEnumerable<Quad> Match(Term? subject, Iri? predicate, Term? @object)
    {
        int s = TripleTable.Any;
        int p = TripleTable.Any;
        int o = TripleTable.Any;
        if ((subject is not null && !_ids.TryGetValue(subject, out s))
            || (predicate is not null && !_ids.TryGetValue(predicate, out p))
            || (@object is not null && !_ids.TryGetValue(@object, out o)))
        {
            return [];
        }

        return subject is null || predicate is null || @object is null ? Quads(s, p, o)
            : _triples.Contains(new(s, p, o)) ? [new Quad(subject, predicate, @object)]
            : [];
    }

    /// <summary>Tells whether a triple is in the graph.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="predicate">The predicate.</param>
    /// <param name="object">The object.</param>
    /// <returns>True when it is.</returns>
    public bool Contains(Term subject, Iri predicate, Term @object) =>
        _ids.TryGetValue(subject, out int s) && _ids.TryGetValue(predicate, out int p)
        && _ids.TryGetValue(@object, out int o) && _triples.Contains(new(s, p, o));

    private IEnumerable<Quad> Quads(int s, int p, int o)
    {
        var pattern = new TripleRow(s, p, o);
        for (int row = _triples.First(pattern, out TripleIndex? index); row >= 0;
            row = _triples.Next(row, pattern, index))
        {
            TripleRow triple = _triples[row];
            yield return new Quad(_terms[triple.Subject], (Iri)_terms[triple.Predicate], _terms[triple.Object]);
        }
    }

    private int IdOf(Term term)
    {
        if (!_ids.TryGetValue(term, out int id))
        {
            id = _terms.Count;
            _ids.Add(term, id);
            _terms.Add(term);
        }

        return id;
    }
}
