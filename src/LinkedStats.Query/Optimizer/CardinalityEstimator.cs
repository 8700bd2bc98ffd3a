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

    /// <summary>Estimates the rows that are read and looked at to evaluate a node by itself.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The number; at least 0.</returns>
    public double Work(AlgebraNode node) => node switch
    {
        Join or BasicGraphPattern { Triples.Length: > 1 } => Parts(node).Sum(Work) + Rows(node),
        Filter filter => Work(filter.Input) + (ConditionCost * Rows(filter.Input)),
        PathPattern path => PathCost * Rows(path),
        GraphPattern { Name: Constant name } graph => scope.In(name.Value) is { } inner
            ? new CardinalityEstimator(inner).Work(graph.Input)
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
            Join or BasicGraphPattern or Filter => Math.Min(rows, Parts(node).Where(
                p => PatternVariables.InScope(p).Contains(variable))
                    .Select(p => Values(p, variable)).DefaultIfEmpty(rows).Min()),
            _ => rows,
        };
    }

    private double Count(AlgebraNode node) => node switch
    {
        BasicGraphPattern { Triples: [] } => 1,
        BasicGraphPattern { Triples: [var triple] } => Count(triple, false),
        BasicGraphPattern => Combine([.. Parts(node)]),
        StoredPattern stored => Count(stored.Triple, true),
        CubePattern cube => Cells(cube),
        PathPattern path => PathRows(path),
        CubeGroup group => Math.Max(1, Math.Min(
            Cells(group.Cube), group.Keys.Aggregate(1.0, (all, key) => all * Codes(group.Cube, key.Name)))),
        Join => Combine([.. node.JoinOperands()]),
        LeftJoin join => Math.Max(Rows(join.Left), Combine([join.Left, join.Right])),
        Union union => Rows(union.Left) + Rows(union.Right),
        Filter filter => Math.Max(0.1, Rows(filter.Input) * FilterShare),
        Group group => group.Keys.IsEmpty ? 1 : Math.Max(1, Math.Sqrt(Rows(group.Input))),
        Values values => values.Rows.Length,
        Limit limit => Math.Min(Rows(limit.Input), limit.Count ?? double.MaxValue),
        GraphPattern { Name: Constant name } graph => scope.In(name.Value) is { } inner
            ? new CardinalityEstimator(inner).Rows(graph.Input)
            : 0,
        GraphPattern => 1000,
        Distinct or Reduced => Math.Max(1, Rows(node.Inputs()[0]) / 2),
        Service => 1000,
        _ => Rows(node.Inputs()[0]),
    };

    private static IEnumerable<AlgebraNode> Parts(AlgebraNode node) => node switch
    {
        BasicGraphPattern bgp => bgp.Triples.Select(static t => new BasicGraphPattern([t])),
        Filter filter => [filter.Input],
        _ => node.JoinOperands(),
    };

    // Subjects differ mostly, objects repeat: a rule of thumb that only has to put joins in a good order.
    private static double TripleValues(TriplePattern triple, string variable, double rows) =>
        PatternVariables.Of(triple.Subject).Contains(variable) ? Math.Max(1, rows * 0.7)
        : PatternVariables.Of(triple.Object).Contains(variable) ? Math.Max(1, Math.Pow(rows, 0.8))
        : Math.Min(rows, 30);

    private double Combine(AlgebraNode[] operands)
    {
        double rows = 1;
        var values = new Dictionary<string, double>();
        foreach (AlgebraNode operand in operands)
        {
            double own = Rows(operand);
            double selectivity = 1;
            foreach (string variable in PatternVariables.InScope(operand))
            {
                double distinct = operands.Length == 1 ? 1 : Math.Min(Values(operand, variable), Math.Max(1, own));
                if (values.TryGetValue(variable, out double before))
                {
                    selectivity = Math.Min(selectivity, 1 / Math.Max(1, Math.Max(before, distinct)));
                    distinct = Math.Min(before, distinct);
                }

                values[variable] = distinct;
            }

            rows *= own * selectivity;
        }

        return rows;
    }

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
}
