using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;

namespace LinkedStats.Tests.Reference;

/// <summary>A second opinion: evaluates the algebra as the specification writes it, over lists, slowly.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 18. It shares with the engine the translation to algebra and nothing else. Where
/// the specification leaves room it follows ARCHITECTURE.md, "Where SPARQL leaves room".
/// </remarks>
internal sealed partial class ReferenceEvaluator
{
    /// <summary>How many pairs of rows or of patterns and triples are looked at; more is too much.</summary>
    private const long WorkMax = 3_000_000;

    /// <summary>How many rows a join may have.</summary>
    private const int RowsMax = 20_000;

    private readonly ReferenceDataset _dataset;
    private readonly ReferenceExpressions _expressions;
    private long _work;

    /// <summary>Creates an evaluator.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="baseIri">What IRI() resolves against; null for nothing.</param>
    /// <param name="now">What NOW() gives.</param>
    public ReferenceEvaluator(ReferenceDataset dataset, Iri? baseIri, DateTimeOffset now)
    {
        _dataset = dataset;
        _expressions = new ReferenceExpressions(this, baseIri, now);
    }

    /// <summary>False once the answer hung on a choice that the specification leaves to the engine.</summary>
    public bool IsDecided { get; private set; } = true;

    /// <summary>eval(D(G), pattern).</summary>
    /// <param name="node">The pattern.</param>
    /// <param name="graph">The active graph, G.</param>
    /// <returns>The multiset of solutions.</returns>
    public List<Solution> Evaluate(AlgebraNode node, IReadOnlyList<Quad> graph)
    {
        Spend(1, graph.Count);
        return node switch
        {
            BasicGraphPattern pattern => Match(pattern, graph),
            PathPattern path => EvaluatePath(path.Subject, path.Path, path.Object, graph),
            Join join => Join(Evaluate(join.Left, graph), Evaluate(join.Right, graph)),
            LeftJoin join => LeftJoin(join, graph),
            Filter filter =>
                [.. Evaluate(filter.Input, graph).Where(row => _expressions.IsTrue(filter.Condition, row, graph))],
            Union union => [.. Evaluate(union.Left, graph), .. Evaluate(union.Right, graph)],
            Minus minus => Minus(Evaluate(minus.Left, graph), Evaluate(minus.Right, graph)),
            Extend extend => [.. Evaluate(extend.Input, graph).Select(row => Extend(extend, row, graph))],
            GraphPattern pattern => MatchGraphs(pattern),
            Values values => [.. values.Rows.Select(row => RowOf(values, row))],
            Group group => Aggregate(group, graph),
            OrderBy order => [.. Sort(order, graph).SelectMany(static tie => tie)],
            Project project => Restrict(project, Evaluate(project.Input, graph)),
            Distinct distinct => DistinctRows(Evaluate(distinct.Input, graph)),
            Reduced reduced => DistinctRows(Evaluate(reduced.Input, graph)),
            Limit limit => Cut(limit, graph),
            _ => throw new NotSupportedException(node.GetType().Name),
        };
    }

    /// <summary>The rows of a pattern in order; those of one list tie, so that they may come in any order.</summary>
    public List<List<Solution>> Ties(AlgebraNode node, IReadOnlyList<Quad> graph) => node switch
    {
        OrderBy order => Sort(order, graph),
        Project project => [.. Ties(project.Input, graph).Select(tie => Restrict(project, tie))],
        Distinct distinct => DistinctTies(Ties(distinct.Input, graph)),
        Reduced reduced => Ties(reduced.Input, graph),
        _ => [Evaluate(node, graph)],
    };

    /// <summary>ORDER BY (section 15.1).</summary>
    private List<List<Solution>> Sort(OrderBy order, IReadOnlyList<Quad> graph)
    {
        var keyed = Evaluate(order.Input, graph)
            .Select(row => (Row: row, Keys: order.Keys
                .Select(key => _expressions.Evaluate(key.Value, row, graph)).ToArray()))
            .ToList();
        var comparer = Comparer<Term?[]>.Create((left, right) => CompareKeys(order, left, right));
        return [.. keyed.GroupBy(static pair => pair.Keys, static pair => pair.Row, new SortTies(comparer))
            .OrderBy(static group => group.Key, comparer).Select(static group => group.ToList())];
    }

    /// <summary>Basic graph patterns (section 18.3.1): the mappings by which the pattern is in the graph.</summary>
    private List<Solution> Match(BasicGraphPattern pattern, IReadOnlyList<Quad> graph)
    {
        List<Solution> rows = [[]];
        foreach (TriplePattern triple in pattern.Triples)
        {
            Spend(rows.Count, graph.Count);
            rows = [.. rows.SelectMany(row => graph.Select(quad => Match(triple, quad, row)).OfType<Solution>())];
        }

        return rows;
    }

    private static Solution? Match(TriplePattern pattern, Quad quad, Solution row) =>
        Bind(pattern.Subject, quad.Subject, row) is { } one
        && Bind(pattern.Predicate, quad.Predicate, one) is { } two
        && Bind(pattern.Object, quad.Object, two) is { } three
            ? three
            : null;

    /// <summary>Extends a mapping so that a position of a pattern becomes a term; null where it cannot.</summary>
    private static Solution? Bind(PatternTerm position, Term term, Solution row) => position switch
    {
        Variable variable => !row.TryGetValue(variable.Name, out Term? value) ? row.With(variable.Name, term)
            : value.Equals(term) ? row : null,
        Constant constant => constant.Value.Equals(term) ? row : null,
        _ => null,
    };

    /// <summary>Join(Ω1, Ω2) = { merge(μ1, μ2) | μ1 and μ2 are compatible } (section 18.5).</summary>
    private List<Solution> Join(List<Solution> left, List<Solution> right)
    {
        Spend(left.Count, right.Count);
        List<Solution> rows =
            [.. left.SelectMany(one => right.Where(one.IsCompatibleWith).Select(one.Merge)).Take(RowsMax + 1)];
        return rows.Count <= RowsMax ? rows : throw new ReferenceSizeException();
    }

    /// <summary>LeftJoin = Filter(expr, Join(Ω1, Ω2)) ∪ Diff(Ω1, Ω2, expr) (section 18.5).</summary>
    private List<Solution> LeftJoin(LeftJoin join, IReadOnlyList<Quad> graph)
    {
        List<Solution> rows = [];
        List<Solution> left = Evaluate(join.Left, graph);
        List<Solution> right = Evaluate(join.Right, graph);
        Spend(left.Count, right.Count);
        foreach (Solution one in left)
        {
            List<Solution> matches = [.. right.Where(one.IsCompatibleWith).Select(one.Merge).Where(
                merged => join.Condition is null || _expressions.IsTrue(join.Condition, merged, graph))];
            rows.AddRange(matches.Count > 0 ? matches : [one]);
        }

        return rows;
    }

    /// <summary>Minus: what each μ2 is not compatible with, or shares no variable with (section 18.5).</summary>
    private List<Solution> Minus(List<Solution> left, List<Solution> right)
    {
        Spend(left.Count, right.Count);
        return [.. left.Where(one => right.All(two => !one.IsCompatibleWith(two) || one.IsDisjointFrom(two)))];
    }

    /// <summary>Extend(μ, var, expr); an error leaves the mapping as it is (section 18.5).</summary>
    private Solution Extend(Extend extend, Solution row, IReadOnlyList<Quad> graph) =>
        _expressions.Evaluate(extend.Value, row, graph) is { } value ? row.Extend(extend.Variable.Name, value) : row;

    /// <summary>eval(D(G), Graph(name, P)) (section 18.6).</summary>
    private List<Solution> MatchGraphs(GraphPattern pattern)
    {
        if (pattern.Name is Constant { Value: var name })
        {
            return name is Iri iri && _dataset.Named.TryGetValue(iri, out IReadOnlyList<Quad>? graph)
                ? Evaluate(pattern.Input, graph)
                : [];
        }

        string variable = ((Variable)pattern.Name).Name;
        return [.. _dataset.Named.SelectMany(
            pair => Join(Evaluate(pattern.Input, pair.Value), [new Solution { [variable] = pair.Key }]))];
    }

    private static Solution RowOf(Values values, IReadOnlyList<Term?> terms)
    {
        var row = new Solution();
        for (int i = 0; i < terms.Count; i++)
        {
            if (terms[i] is { } term)
            {
                row[values.Variables[i].Name] = term;
            }
        }

        return row;
    }

    /// <summary>Distinct keeps the order; a row that stands at several places may be kept at any of them.</summary>
    private static List<List<Solution>> DistinctTies(List<List<Solution>> ties)
    {
        List<List<Solution>> distinct = [.. ties.Select(DistinctRows)];
        List<Solution> rows = DistinctRows([.. distinct.SelectMany(static tie => tie)]);
        return rows.Count == distinct.Sum(static tie => tie.Count) ? distinct : [rows];
    }

    private static List<Solution> Restrict(Project project, List<Solution> rows) =>
        [.. rows.Select(row => row.Restrict(project.Variables.Select(static v => v.Name)))];

    /// <summary>Slice; where it cuts through rows that tie and differ, the answer is not decided.</summary>
    private List<Solution> Cut(Limit limit, IReadOnlyList<Quad> graph)
    {
        List<Solution> kept = [];
        long place = 0;
        foreach (List<Solution> tie in Ties(limit.Input, graph))
        {
            Solution[] inside = [.. tie.Where((_, i) => place + i >= limit.Offset
                && (limit.Count is not { } count || place + i - limit.Offset < count))];
            bool isCut = inside.Length > 0 && inside.Length < tie.Count;
            IsDecided &= !isCut || tie.DistinctBy(static row => row.Key()).Count() == 1;
            kept.AddRange(inside);
            place += tie.Count;
        }

        return kept;
    }

    private static List<Solution> DistinctRows(List<Solution> rows) => [.. rows.DistinctBy(static row => row.Key())];

    private void Spend(long left, long right)
    {
        _work += left * right;
        if (_work > WorkMax)
        {
            throw new ReferenceSizeException();
        }
    }

    private static int CompareKeys(OrderBy order, Term?[] left, Term?[] right)
    {
        for (int i = 0; i < left.Length; i++)
        {
            // Nothing is said about the order of blank nodes, so that nothing is known about what follows them either.
            if (left[i] is BlankNode && right[i] is BlankNode)
            {
                return 0;
            }

            int result = ReferenceOrder.Compare(left[i], right[i]);
            if (result != 0)
            {
                return order.Keys[i].IsDescending ? -result : result;
            }
        }

        return 0;
    }

    /// <summary>Keys are the same where the order does not tell them apart.</summary>
    private sealed class SortTies(IComparer<Term?[]> comparer) : IEqualityComparer<Term?[]>
    {
        public bool Equals(Term?[]? x, Term?[]? y) => comparer.Compare(x, y) == 0;

        public int GetHashCode(Term?[] obj) => 0;
    }
}

/// <summary>A query is too large for the reference evaluator.</summary>
internal sealed class ReferenceSizeException : Exception;
