using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution;
using LinkedStats.Query.Expressions;
using LinkedStats.Query.Optimizer;
using LinkedStats.Query.Planning;
using LinkedStats.Query.Results;
using LinkedStats.Query.Sparql;
using LinkedStats.Rdf;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Query;

/// <summary>Answers queries over a snapshot; serves any number of threads.</summary>
public sealed class QueryEngine
{
    private readonly OptimizerOptions _options;
    private readonly TimeProvider _time;
    private readonly IServiceClient? _services;

    /// <summary>Creates an engine.</summary>
    /// <param name="services">Asks other endpoints for SERVICE; null to refuse it.</param>
    public QueryEngine(IServiceClient? services = null)
        : this(new OptimizerOptions(), TimeProvider.System, services)
    {
    }

    /// <summary>Creates an engine with some optimiser passes switched off, or with a clock of its own.</summary>
    /// <param name="options">The passes that run.</param>
    /// <param name="time">The clock of deadlines and of NOW().</param>
    /// <param name="services">Asks other endpoints for SERVICE; null to refuse it.</param>
    internal QueryEngine(OptimizerOptions options, TimeProvider time, IServiceClient? services = null)
    {
        _options = options;
        _time = time;
        _services = services;
    }

    /// <summary>The functions that queries may call beyond those of SPARQL 1.1, for service descriptions.</summary>
    public static ImmutableArray<Iri> ExtensionFunctions { get; } = [.. FunctionTable.ExtensionCasts()];

    /// <summary>True where SERVICE may ask other endpoints.</summary>
    public bool AnswersService => _services is not null;

    /// <summary>Parses a SPARQL query and translates it.</summary>
    /// <param name="text">The query.</param>
    /// <param name="baseIri">What relative IRIs resolve against; null for nothing.</param>
    /// <param name="limits">The limits on size and depth.</param>
    /// <returns>The algebra.</returns>
    /// <exception cref="SparqlSyntaxException">The query is not well-formed.</exception>
    /// <exception cref="QueryException">The query is nested too deeply to be read.</exception>
    public static QueryAlgebra Parse(string text, Iri? baseIri, QueryLimits limits) =>
        Guard(() => AlgebraTranslator.Translate(SparqlParser.Parse(text, baseIri, limits.DepthMax)));

    /// <summary>Runs a query; the rows come as they are read.</summary>
    /// <param name="query">The query.</param>
    /// <param name="snapshot">What it sees; must stay leased until the result has been read.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="cancellation">Stops the query, as when the client has gone.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="QueryException">A limit stopped it, or it asks for what the server does not do.</exception>
    /// <exception cref="OperationCanceledException">The client stopped it.</exception>
    public QueryResult Run(
        QueryAlgebra query, Snapshot snapshot, QueryLimits limits, CancellationToken cancellation)
    {
        QueryPlan plan = Plan(query, snapshot, limits, cancellation);
        switch (query.Form)
        {
            case QueryForm.Ask:
                return new AskResult(Guard(() => plan.Root.Next(new Batch(plan.Root.Columns.Length, 1))));
            case QueryForm.Construct:
                return new GraphResult(
                    Guarded(new GraphTemplate(plan, query.Template).Build()), plan.Terms, query.Prefixes);
            case QueryForm.Describe:
                GraphView graph = QueryScope.Create(
                    snapshot, query.DefaultGraphs, query.NamedGraphs, plan.Context).Graph;
                IEnumerable<TermId> resources = Resources(query, plan);
                return new GraphResult(
                    Guarded(new Description(graph, plan.Terms, plan.Context).Of(resources)),
                    plan.Terms,
                    query.Prefixes);
            default:
                return new SelectResult(
                    [.. query.Variables.Select(static v => v.Name)], Guarded(Batches(plan)), plan.Terms);
        }
    }

    /// <summary>Explains how a query is run.</summary>
    /// <param name="query">The query.</param>
    /// <param name="snapshot">What it would see.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="isAnalyzed">True to run it, and to say rows and times.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The operators as an indented text, one a line.</returns>
    /// <exception cref="QueryException">A limit stopped it, or it asks for what the server does not do.</exception>
    public string Explain(
        QueryAlgebra query, Snapshot snapshot, QueryLimits limits, bool isAnalyzed, CancellationToken cancellation)
    {
        QueryPlan plan = Plan(query, snapshot, limits, cancellation);
        return Guard(() =>
        {
            var rows = new Batch(plan.Root.Columns.Length);
            while (isAnalyzed && plan.Next(rows) && query.Form != QueryForm.Ask)
            {
                // The rows are counted, and let go.
            }

            return PlanPrinter.Print(plan.Root, isAnalyzed);
        });
    }

    /// <summary>Plans a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="snapshot">What it sees.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The plan, which can be run once; its clock has started.</returns>
    internal QueryPlan Plan(
        QueryAlgebra query, Snapshot snapshot, QueryLimits limits, CancellationToken cancellation) => Guard(() =>
        {
            var context = new EvaluationContext(limits, _time, cancellation, query.Base);
            var planner = new QueryPlanner(snapshot, context, _options, _services);
            QueryScope scope = QueryScope.Create(snapshot, query.DefaultGraphs, query.NamedGraphs, context);
            Operator root = query.Form == QueryForm.Select
                ? planner.PlanSelect(query.Root, scope) : planner.Plan(query.Root, scope);
            return new QueryPlan(root, planner.Terms, context);
        });

    private static IEnumerable<Batch> Batches(QueryPlan plan)
    {
        var rows = new Batch(plan.Root.Columns.Length);
        while (plan.Next(rows))
        {
            yield return rows;
        }
    }

    private static IEnumerable<TermId> Resources(QueryAlgebra query, QueryPlan plan)
    {
        foreach (Iri iri in query.Described)
        {
            yield return plan.Terms.Intern(iri);
        }

        ImmutableArray<int> columns =
            [.. query.Variables.Select(v => plan.Root.IndexOf(v.Name)).Where(static c => c >= 0)];
        foreach (Batch rows in columns.IsEmpty ? [] : Batches(plan))
        {
            for (int row = 0; row < rows.RowCount; row++)
            {
                foreach (int column in columns)
                {
                    yield return rows.Column(column)[row];
                }
            }
        }
    }

    // A chain of thousands of operators is a tree as deep; the stack ends before the memory does.
    private static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InsufficientExecutionStackException)
        {
            throw new QueryException(
                QueryFailure.Unsupported, "The query is nested too deeply; write it with fewer groups and operators.");
        }
    }

    private static IEnumerable<T> Guarded<T>(IEnumerable<T> items)
    {
        using IEnumerator<T> enumerator = items.GetEnumerator();
        while (Guard(enumerator.MoveNext))
        {
            yield return enumerator.Current;
        }
    }
}
