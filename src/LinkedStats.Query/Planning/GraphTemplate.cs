using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LinkedStats.Query.Algebra;
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
internal sealed class GraphTemplate
{
    private const string BlankPrefix = "_:";

    private readonly QueryPlan _plan;
    private readonly Position[] _positions;
    private readonly TermId[] _blanks;
    private readonly TripleSet _given;

    /// <summary>Prepares the template.</summary>
    /// <param name="plan">The solutions.</param>
    /// <param name="template">The template.</param>
    public GraphTemplate(QueryPlan plan, ImmutableArray<TriplePattern> template)
    {
        _plan = plan;
        _given = new TripleSet(plan.Context);
        List<string> blanks = [];
        _positions =
        [
            .. template.SelectMany(static t => new[] { t.Subject, t.Predicate, t.Object })
                .Select(term => Resolve(term, blanks)),
        ];
        _blanks = new TermId[blanks.Count];
    }

    /// <summary>Gives the triples.</summary>
    /// <returns>Subjects, predicates and objects, each triple once; a batch is valid until the next.</returns>
    public IEnumerable<Batch> Build()
    {
        var rows = new Batch(_plan.Root.Columns.Length);
        var triples = new Batch(3, Math.Max(Batch.DefaultCapacity, _positions.Length / 3));
        while (_plan.Root.Next(rows))
        {
            for (int row = 0; row < rows.RowCount;)
            {
                row = Fill(rows, row, triples);
                if (triples.RowCount > 0)
                {
                    _plan.Context.CountRows(triples.RowCount);
                    yield return triples;
                }
            }
        }
    }

    /// <summary>Tells whether ids make a triple.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="triple">Subject, predicate and object.</param>
    /// <returns>False when the subject is a literal or the predicate no IRI.</returns>
    public static bool IsTriple(QueryTerms terms, ReadOnlySpan<TermId> triple)
    {
        (TermId subject, TermId predicate) = (triple[0], triple[1]);
        return (subject.Tag is TermTag.Iri or TermTag.Cell or TermTag.BlankNode
                || (subject.Tag == TermTag.Local && terms.Get(subject) is not Literal))
            && (predicate.Tag is TermTag.Iri or TermTag.Cell
                || (predicate.Tag == TermTag.Local && terms.Get(predicate) is Iri));
    }

    /// <summary>Fills a batch with the triples of some rows.</summary>
    /// <returns>The row to go on with.</returns>
    private int Fill(Batch rows, int row, Batch triples)
    {
        Span<TermId> triple = stackalloc TermId[3];
        int count = 0;
        for (; row < rows.RowCount && count + (_positions.Length / 3) <= triples.Capacity; row++)
        {
            _blanks.AsSpan().Clear();
            for (int first = 0; first < _positions.Length; first += 3)
            {
                for (int i = 0; i < 3; i++)
                {
                    triple[i] = Value(_positions[first + i], rows, row);
                }

                if (!triple.Contains(TermId.None) && IsTriple(_plan.Terms, triple) && _given.Add(triple))
                {
                    for (int i = 0; i < 3; i++)
                    {
                        triples.Column(i)[count] = triple[i];
                    }

                    count++;
                }
            }
        }

        triples.RowCount = count;
        return row;
    }

    private Position Resolve(PatternTerm term, List<string> blanks)
    {
        if (term is Constant constant)
        {
            return new Position(_plan.Terms.Intern(constant.Value), -1, -1);
        }

        string name = ((Variable)term).Name;
        if (!name.StartsWith(BlankPrefix, StringComparison.Ordinal))
        {
            return new Position(TermId.None, _plan.Root.IndexOf(name), -1);
        }

        int blank = blanks.IndexOf(name);
        if (blank < 0)
        {
            blank = blanks.Count;
            blanks.Add(name);
        }

        return new Position(TermId.None, -1, blank);
    }

    private TermId Value(in Position position, Batch rows, int row)
    {
        if (position.Column >= 0)
        {
            return rows.Column(position.Column)[row];
        }

        if (position.Blank < 0)
        {
            return position.Id;
        }

        ref TermId blank = ref _blanks[position.Blank];
        return blank.IsNone ? blank = _plan.Terms.NewBlankNode().Id : blank;
    }

    /// <summary>A position of a template.</summary>
    /// <param name="Id">The constant; None for none.</param>
    /// <param name="Column">The column of the variable; -1 for none.</param>
    /// <param name="Blank">The number of the blank node; -1 for none.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Position(TermId Id, int Column, int Blank);
}
