using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Optimizer;

/// <summary>How many rows a node gives: counted where the store can count, guessed from that elsewhere.</summary>
/// <param name="scope">The graphs.</param>
internal sealed class CardinalityEstimator(QueryScope scope)
{
    private const double FilterShare = 0.3;
    private const double PathFactor = 4;
    private const double PathCost = 4;
    private const double ConditionCost = 4;
    private readonly Dictionary<AlgebraNode, double> _rows = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<AlgebraNode, JoinEstimate> _joins = new(ReferenceEqualityComparer.Instance);

    /// <summary>Estimates the rows of a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The number; at least 0.</returns>
    public double Rows(AlgebraNode node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_rows.TryGetValue(node, out double rows))
        {
            _rows.Add(node, rows = Count(node));
        }

        return rows;
    }

    /// <summary>Estimates the rows of a join that may never be made; remembers nothing of it.</summary>
    /// <param name="left">The one side.</param>
    /// <param name="right">The other side; not a join itself.</param>
    /// <returns>The number; at least 0.</returns>
    public double JoinRows(AlgebraNode left, AlgebraNode right)
    {
        JoinEstimate estimate = Estimate(left);
        return estimate.Rows * Rows(right) * Selectivity(estimate, right);
    }

    /// <summary>Estimates the rows that are read and looked at to evaluate a node by itself.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The number; at least 0.</returns>
    public double Work(AlgebraNode node) => node switch
    {
        Join or BasicGraphPattern { Triples.Length: > 1 } => node.SingleOperands().Sum(Work) + Rows(node),
        Filter filter => Work(filter.Input) + (ConditionCost * Rows(filter.Input)),
        PathPattern path => PathCost * Rows(path),
        GraphPattern { Name: Constant name } graph => scope.In(name.Value) is { } inner
            ? inner.Estimator.Work(graph.Input)
            : 0,
        _ => Rows(node) + node.Inputs().Sum(Work),
    };

    /// <summary>Estimates how many codes a variable of a cube has.</summary>
    /// <param name="cube">The cube.</param>
    /// <param name="variable">The variable.</param>
    /// <returns>The number; at least 1.</returns>
    public static double CodeCount(CubePattern cube, string variable) => Codes(cube, variable);

    /// <summary>Estimates how many values a variable has in the rows of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="variable">The variable.</param>
    /// <returns>The number; at least 1.</returns>
    public double Values(AlgebraNode node, string variable)
    {
        double rows = Math.Max(1, Rows(node));
        return node switch
        {
            CubePattern cube => variable == cube.Subject.Name ? rows : Math.Min(rows, Codes(cube, variable)),
            StoredPattern { Triple: var triple } => TripleValues(triple, variable, rows),
            BasicGraphPattern { Triples: [var triple] } => TripleValues(triple, variable, rows),
            Join or BasicGraphPattern => Math.Min(rows, Estimate(node).Values.GetValueOrDefault(variable, rows)),
            Filter filter => Math.Min(rows, Values(filter.Input, variable)),
            _ => rows,
        };
    }

    private double Count(AlgebraNode node) => node switch
    {
        BasicGraphPattern { Triples: [] } => 1,
        BasicGraphPattern { Triples: [var triple] } => Count(triple, false),
        BasicGraphPattern or Join => Estimate(node).Rows,
        StoredPattern stored => Count(stored.Triple, true),
        CubePattern cube => Cells(cube),
        PathPattern path => PathRows(path),
        CubeGroup group => Math.Max(1, Math.Min(
            Cells(group.Cube), group.Keys.Aggregate(1.0, (all, key) => all * Codes(group.Cube, key.Name)))),
        LeftJoin join => Math.Max(Rows(join.Left), JoinRows(join.Left, join.Right)),
        Union union => Rows(union.Left) + Rows(union.Right),
        Filter filter => Math.Max(0.1, Rows(filter.Input) * FilterShare),
        Group group => group.Keys.IsEmpty ? 1 : Math.Max(1, Math.Sqrt(Rows(group.Input))),
        Values values => values.Rows.Length,
        Limit limit => Math.Min(Rows(limit.Input), limit.Count ?? double.MaxValue),
        GraphPattern { Name: Constant name } graph => scope.In(name.Value) is { } inner
            ? inner.Estimator.Rows(graph.Input)
            : 0,
        GraphPattern => 1000,
        Distinct or Reduced => Math.Max(1, Rows(node.Inputs()[0]) / 2),
        Service => 1000,
        _ => Rows(node.Inputs()[0]),
    };

    // Subjects differ mostly, objects repeat: a rule of thumb that only has to put joins in a good order.
    private static double TripleValues(TriplePattern triple, string variable, double rows) =>
        PatternVariables.Of(triple.Subject).Contains(variable) ? Math.Max(1, rows * 0.7)
        : PatternVariables.Of(triple.Object).Contains(variable) ? Math.Max(1, Math.Pow(rows, 0.8))
        : Math.Min(rows, 30);

    // A chain of joins grows by one operand at a time, and so does what is known of it.
    private JoinEstimate Estimate(AlgebraNode node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_joins.TryGetValue(node, out JoinEstimate? estimate))
        {
            estimate = node switch
            {
                Join { Right: not Join } join => Extend(Estimate(join.Left), join.Right),
                Join or BasicGraphPattern { Triples.Length: > 1 } =>
                    node.SingleOperands().Aggregate(JoinEstimate.Unit, Extend),
                _ => Extend(JoinEstimate.Unit, node),
            };
            _joins.Add(node, estimate);
        }

        return estimate;
    }

    private JoinEstimate Extend(JoinEstimate left, AlgebraNode right)
    {
        ImmutableDictionary<string, double> values = left.Values;
        foreach (string variable in PatternVariables.InScope(right))
        {
            double distinct = DistinctIn(right, variable);
            values = values.SetItem(variable, Math.Min(values.GetValueOrDefault(variable, distinct), distinct));
        }

        return new JoinEstimate(left.Rows * Rows(right) * Selectivity(left, right), values);
    }

    // The variable that both sides share and that has the most values decides.
    private double Selectivity(JoinEstimate left, AlgebraNode right)
    {
        double selectivity = 1;
        foreach (string variable in PatternVariables.InScope(right))
        {
            if (left.Values.TryGetValue(variable, out double before))
            {
                double distinct = Math.Max(before, DistinctIn(right, variable));
                selectivity = Math.Min(selectivity, 1 / Math.Max(1, distinct));
            }
        }

        return selectivity;
    }

    private double DistinctIn(AlgebraNode node, string variable) =>
        Math.Min(Values(node, variable), Math.Max(1, Rows(node)));

    private double Count(TriplePattern triple, bool isStored)
    {
        if (!TryFind(triple.Subject, out TermId subject) || !TryFind(triple.Predicate, out TermId predicate)
            || !TryFind(triple.Object, out TermId @object))
        {
            return 0;
        }

        return isStored
            ? scope.Graph.CountTriples(subject, predicate, @object)
            : scope.Graph.Count(subject, predicate, @object);
    }

    private bool TryFind(PatternTerm term, out TermId id)
    {
        id = term is Constant constant ? scope.Snapshot.Find(constant.Value) : TermId.None;
        return term is Variable || !id.IsNone;
    }

    private double PathRows(PathPattern path)
    {
        double links = path.Path is RepeatPath { Path: LinkPath link }
            ? Count(new TriplePattern(new Variable("s"), new Constant(link.Predicate), new Variable("o")), true)
            : scope.Graph.CountTriples(TermId.None, TermId.None, TermId.None);
        bool isBound = path.Subject is Constant || path.Object is Constant;
        return isBound ? Math.Max(1, Math.Sqrt(links)) : PathFactor * links;
    }

    private double Cells(CubePattern cube)
    {
        double rows = 0;
        foreach (CubeTable table in cube.Tables)
        {
            double share = 1;
            foreach (CubeColumn column in cube.Columns.Where(static c => c.Object is Constant))
            {
                share /= Math.Max(1, ColumnCodes(table, column));
            }

            foreach (CubeFilter filter in cube.Filters)
            {
                CubeColumn? column = cube.Find(filter.Variable.Name);
                share *= filter.Condition is { } || column is null
                    ? FilterShare
                    : Math.Min(1, filter.Terms.Length / Math.Max(1, ColumnCodes(table, column)));
            }

            rows += table.RowCount * share;
        }

        return rows;
    }

    private static double Codes(CubePattern cube, string variable) => cube.Find(variable) is { } column
        ? Math.Max(1, cube.Tables.Sum(t => ColumnCodes(t, column)))
        : 30;

    private static double ColumnCodes(CubeTable table, CubeColumn column)
    {
        if (column.Predicate == RdfVocabulary.Type || column.Predicate == CubeVocabulary.DataSetOf)
        {
            return 1;
        }

        int dimension = CubePredicate.IndexOf(table.Dimensions, column.PredicateId);
        int attribute = CubePredicate.IndexOf(table.Attributes, column.PredicateId);
        return dimension >= 0 ? table.Codes(dimension).Length
            : attribute >= 0 ? table.AttributeCodes(attribute).Length
            : Math.Max(1, table.RowCount / 2.0);
    }

    /// <summary>What is known of a join.</summary>
    /// <param name="Rows">Its rows.</param>
    /// <param name="Values">How many values each of its variables has.</param>
    private sealed record JoinEstimate(double Rows, ImmutableDictionary<string, double> Values)
    {
        /// <summary>The join of nothing: one row without variables.</summary>
        public static readonly JoinEstimate Unit = new(1, ImmutableDictionary<string, double>.Empty);
    }
}
