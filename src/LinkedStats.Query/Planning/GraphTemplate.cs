using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution;
using LinkedStats.Query.Expressions;
using LinkedStats.Rdf;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Planning;

/// <summary>Builds the triples of CONSTRUCT.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 16.2: blank nodes are fresh for each solution, and what is no RDF triple, or has
/// an unbound variable, is left out. The answer is a set, so a triple is given once.
/// </remarks>
/// <param name="plan">The solutions.</param>
/// <param name="template">The template.</param>
internal sealed class GraphTemplate(QueryPlan plan, ImmutableArray<TriplePattern> template)
{
    private const string BlankPrefix = "_:";
    private readonly TripleSet _given = new(plan.Context);
    private readonly TermCache _terms = new(plan.Terms);
    private long _solution;

    /// <summary>Gives the triples.</summary>
    /// <returns>Each once.</returns>
    public IEnumerable<Quad> Build()
    {
        (PatternTerm Term, TermId Id, int Column)[][] positions = [.. template.Select(t =>
            new[] { Resolve(t.Subject), Resolve(t.Predicate), Resolve(t.Object) })];
        var rows = new Batch(plan.Root.Columns.Length);
        var key = new TermId[3];
        while (plan.Root.Next(rows))
        {
            for (int row = 0; row < rows.RowCount; row++)
            {
                _solution++;
                var blanks = new Dictionary<string, TermId>(StringComparer.Ordinal);
                foreach ((PatternTerm Term, TermId Id, int Column)[] triple in positions)
                {
                    for (int i = 0; i < 3; i++)
                    {
                        key[i] = Value(triple[i], rows, row, blanks);
                    }

                    if (!Array.Exists(key, static id => id.IsNone) && _given.Add(key)
                        && ToQuad(_terms, key) is { } quad)
                    {
                        plan.Context.CountRows(1);
                        yield return quad;
                    }
                }
            }
        }
    }

    /// <summary>Makes a triple of ids, where they are one.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="ids">Subject, predicate and object.</param>
    /// <returns>The triple; null when its subject is a literal or its predicate no IRI.</returns>
    public static Quad? ToQuad(TermCache terms, ReadOnlySpan<TermId> ids) =>
        terms.Get(ids[0]) is var subject and not Literal && terms.Get(ids[1]) is Iri predicate
            ? new Quad(subject, predicate, terms.Get(ids[2]))
            : null;

    private (PatternTerm Term, TermId Id, int Column) Resolve(PatternTerm term) => term switch
    {
        Constant constant => (term, plan.Terms.Intern(constant.Value), -1),
        Variable variable => (term, TermId.None, plan.Root.IndexOf(variable.Name)),
        _ => (term, TermId.None, -1),
    };

    private TermId Value(
        (PatternTerm Term, TermId Id, int Column) position, Batch rows, int row, Dictionary<string, TermId> blanks)
    {
        if (position.Term is not Variable { Name: var name } || !name.StartsWith(BlankPrefix, StringComparison.Ordinal))
        {
            return position.Column < 0 ? position.Id : rows.Column(position.Column)[row];
        }

        if (!blanks.TryGetValue(name, out TermId blank))
        {
            blank = plan.Terms.NewBlankNode().Id;
            blanks.Add(name, blank);
        }

        return blank;
    }
}

/// <summary>A set of triples of ids, charged to the query.</summary>
internal sealed class TripleSet
{
    private readonly RowTable _rows;
    private readonly KeyIndex _index;

    /// <summary>Creates an empty set.</summary>
    /// <param name="context">The limits.</param>
    public TripleSet(EvaluationContext context)
    {
        _rows = new RowTable(context, 3);
        _index = new KeyIndex(context, _rows, [0, 1, 2]);
    }

    /// <summary>Adds a triple.</summary>
    /// <param name="triple">Subject, predicate and object.</param>
    /// <returns>False when it was there already.</returns>
    public bool Add(ReadOnlySpan<TermId> triple)
    {
        if (_index.First(triple, KeyIndex.Hash(triple)) >= 0)
        {
            return false;
        }

        triple.CopyTo(_rows.Row(_rows.Append()));
        _index.AddNext();
        return true;
    }
}

/// <summary>The terms of a graph as it is written: subjects, predicates and codes come again and again.</summary>
/// <param name="terms">The terms.</param>
internal sealed class TermCache(QueryTerms terms)
{
    private const int CountMax = 10_000;
    private readonly Dictionary<TermId, Term> _known = [];

    /// <summary>Gets the term of an id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The term.</returns>
    public Term Get(TermId id)
    {
        if (id.IsInline)
        {
            return terms.Get(id);
        }

        if (!_known.TryGetValue(id, out Term? term))
        {
            if (_known.Count >= CountMax)
            {
                _known.Clear();
            }

            _known.Add(id, term = terms.Get(id));
        }

        return term;
    }
}
