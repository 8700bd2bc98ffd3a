using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution;
using LinkedStats.Query.Execution.Rows;
using LinkedStats.Query.Execution.Scans;
using LinkedStats.Query.Expressions;
using LinkedStats.Query.Optimizer;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Query.Planning;

/// <summary>Chooses operators for the algebra of one run.</summary>
/// <remarks>
/// Each node is planned with the variables that something above it reads; a scan leaves the others out, which changes
/// no multiplicity.
/// </remarks>
internal sealed partial class QueryPlanner
{
    private readonly QueryOptimizer _optimizer;
    private readonly EvaluationContext _context;
    private readonly QueryTerms _terms;
    private readonly ExpressionEvaluator _evaluator;
    private readonly ExistsPlans _exists;
    private readonly CellVocabulary _vocabulary;
    private readonly IServiceClient? _services;
    private AlgebraNode? _outermost;
    private long _columnCount;

    /// <summary>Creates a planner.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="context">The limits.</param>
    /// <param name="options">The passes that run.</param>
    /// <param name="services">Asks other endpoints; null where SERVICE is off.</param>
    public QueryPlanner(
        Snapshot snapshot, EvaluationContext context, OptimizerOptions options, IServiceClient? services)
    {
        _services = services;
        _context = context;
        _optimizer = new QueryOptimizer(options);
        _terms = new QueryTerms(snapshot, snapshot.Find, context);
        _vocabulary = new CellVocabulary(
            _terms.Intern(RdfVocabulary.Type),
            _terms.Intern(CubeVocabulary.Observation),
            _terms.Intern(CubeVocabulary.DataSetOf));
        _exists = new ExistsPlans(this, _terms, context);
        _evaluator = new ExpressionEvaluator(_terms, context, _exists);
    }

    /// <summary>The terms of the run.</summary>
    public QueryTerms Terms => _terms;

    /// <summary>Optimises and plans a query whose rows are given out, and not read again.</summary>
    /// <param name="node">The pattern, with its modifiers.</param>
    /// <param name="scope">The graphs it is matched in.</param>
    /// <returns>The operators; a batch of them may have ids that <see cref="QueryTerms.Lend"/> gave.</returns>
    /// <exception cref="QueryException">Its batches would take more memory than the run may.</exception>
    public Operator PlanSelect(AlgebraNode node, QueryScope scope)
    {
        _columnCount = 0;
        AlgebraNode optimized = _optimizer.Optimize(node, scope);
        _outermost = Outermost(optimized);
        return Plan(optimized, scope, PatternVariables.InScope(node));
    }

    /// <summary>Optimises and plans a pattern.</summary>
    /// <param name="node">The pattern, with its modifiers.</param>
    /// <param name="scope">The graphs it is matched in.</param>
    /// <returns>
    /// The operators; their columns are the variables in scope, perhaps without some that only match.
    /// </returns>
    /// <exception cref="QueryException">Its batches would take more memory than the run may.</exception>
    public Operator Plan(AlgebraNode node, QueryScope scope)
    {
        _columnCount = 0;
        return Plan(_optimizer.Optimize(node, scope), scope, PatternVariables.InScope(node));
    }

    private Operator Plan(AlgebraNode node, QueryScope scope, ImmutableHashSet<string> needed)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _context.ThrowIfStopped();
        Operator plan = node switch
        {
            BasicGraphPattern { Triples: [] } => new ValuesScan(_context, [], [[]]),
            BasicGraphPattern { Triples: [var triple] } => PlanTriple(triple, false, scope, needed),
            BasicGraphPattern bgp => Plan(
                AlgebraInputs.JoinAll(bgp.Triples.Select(static t => new BasicGraphPattern([t]))), scope, needed),
            StoredPattern stored => PlanTriple(stored.Triple, true, scope, needed),
            PathPattern { Path: RepeatPath } path => PlanPath(new ValuesScan(_context, [], [[]]), path, scope),
            PathPattern path => Plan(
                MergePatterns.ExpandPath(path.Subject, path.Path, path.Object, scope), scope, needed),
            CubePattern cube => PlanCube(cube, needed),
            CubeGroup group => PlanCubeGroup(group, scope),
            Join join => PlanJoin(join, scope, needed),
            LeftJoin join => PlanLeftJoin(join, scope, needed),
            Minus minus => PlanMinus(minus, scope, needed),
            Filter filter => PlanFilter(filter, scope, needed),
            Union => new UnionRows(_context, [.. UnionOperands(node).Select(o => Plan(o, scope, needed))]),
            Extend => PlanExtend(node, scope, needed),
            GraphPattern graph => PlanGraph(graph, scope, needed),
            Service service => PlanService(service, null, needed),
            Group group => PlanGroup(group, scope),
            Values values => PlanValues(values),
            OrderBy order => PlanOrder(order, scope, needed),
            Project project => PlanProject(project, scope),
            Distinct distinct => new DistinctRows(_context,
                Plan(distinct.Input, scope, PatternVariables.InScope(distinct))),
            Reduced reduced => new DistinctRows(_context,
                Plan(reduced.Input, scope, PatternVariables.InScope(reduced))),
            Limit limit => PlanLimit(limit, scope, needed),
            _ => throw new QueryException(QueryFailure.Unsupported, $"{node.GetType().Name} cannot be answered."),
        };
        return Account(plan, node, scope);
    }

    private Operator Account(Operator plan, AlgebraNode node, QueryScope scope)
    {
        if (plan.EstimatedRows < 0)
        {
            plan.EstimatedRows = scope.Estimator.Rows(node);
        }

        DemandBatch(plan);
        return plan;
    }

    // Each operator holds a batch of its columns, which for hundreds of wide joins is more than all they join.
    private void DemandBatch(Operator plan)
    {
        _columnCount += plan.Columns.Length;
        _context.Demand(_columnCount * Batch.DefaultCapacity * sizeof(ulong));
    }

    private static IEnumerable<AlgebraNode> UnionOperands(AlgebraNode node)
    {
        // A chain of UNIONs is one operator, however it is balanced.
        var left = new Stack<AlgebraNode>([node]);
        while (left.TryPop(out AlgebraNode? next))
        {
            if (next is Union union)
            {
                left.Push(union.Right);
                left.Push(union.Left);
            }
            else
            {
                yield return next;
            }
        }
    }

    private ValuesScan PlanValues(Values values) => new(
        _context,
        [.. values.Variables.Select(static v => v.Name)],
        [.. values.Rows.Select(row => row.Select(term => term is null ? TermId.None : _terms.Intern(term)).ToArray())]);

    private Operator PlanGraph(GraphPattern graph, QueryScope scope, ImmutableHashSet<string> needed)
    {
        if (graph.Name is Constant name)
        {
            return scope.In(name.Value) is { } inner
                ? Plan(graph.Input, inner, needed)
                : new ValuesScan(_context, Columns(graph, needed), []);
        }

        // Section 18.6: the pattern is evaluated in each named graph, and joined with the graph's name.
        var variable = (Variable)graph.Name;
        return new GraphScan(
            _context,
            variable.Name,
            Columns(graph, needed.Add(variable.Name)),
            scope.NamedGraphs,
            id =>
            {
                _columnCount = 0;
                QueryScope inner = scope.In(id)!;
                var names = new Values([variable], [[(Term?)_terms.Get(id)]]);
                AlgebraNode optimized = _optimizer.Optimize(new Join(graph.Input, names), inner);
                return optimized.IsNothing() ? null : Plan(optimized, inner, needed.Add(variable.Name));
            });
    }

    private static ImmutableArray<string> Columns(AlgebraNode node, ImmutableHashSet<string> needed) =>
        [.. PatternVariables.InScope(node).Where(needed.Contains).Order(StringComparer.Ordinal)];
}
