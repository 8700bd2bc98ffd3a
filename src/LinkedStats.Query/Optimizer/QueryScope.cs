using LinkedStats.Query.Expressions;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Query.Optimizer;

/// <summary>The RDF dataset of a query, and the graph of it that patterns are matched in at one place.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 13.</remarks>
internal sealed class QueryScope
{
    private readonly HashSet<TermId> _named;
    private readonly Counter _fresh;
    private CardinalityEstimator? _estimator;

    /// <summary>Creates the scope of a whole query.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="graph">The default graph.</param>
    /// <param name="namedGraphs">The named graphs.</param>
    /// <param name="context">The limits of the run.</param>
    public QueryScope(
        Snapshot snapshot, GraphView graph, IReadOnlyList<TermId> namedGraphs, EvaluationContext context)
        : this(snapshot, graph, namedGraphs, [.. namedGraphs], new Counter(), context)
    {
    }

    private QueryScope(
        Snapshot snapshot,
        GraphView graph,
        IReadOnlyList<TermId> namedGraphs,
        HashSet<TermId> named,
        Counter fresh,
        EvaluationContext context)
    {
        Context = context;
        Snapshot = snapshot;
        Graph = graph;
        NamedGraphs = namedGraphs;
        _named = named;
        _fresh = fresh;
    }

    /// <summary>The snapshot.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>The limits of the run, which hold while it is optimised too.</summary>
    public EvaluationContext Context { get; }

    /// <summary>The active graph.</summary>
    public GraphView Graph { get; }

    /// <summary>What patterns matched in the active graph give; it remembers what it was asked.</summary>
    public CardinalityEstimator Estimator => _estimator ??= new CardinalityEstimator(this);

    /// <summary>The names of the named graphs.</summary>
    public IReadOnlyList<TermId> NamedGraphs { get; }

    /// <summary>Creates the scope that FROM and FROM NAMED describe; without them that of the store.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="defaultGraphs">The FROM clauses.</param>
    /// <param name="namedGraphs">The FROM NAMED clauses.</param>
    /// <param name="context">The limits of the run.</param>
    /// <returns>The scope.</returns>
    public static QueryScope Create(
        Snapshot snapshot,
        IReadOnlyCollection<Iri> defaultGraphs,
        IReadOnlyCollection<Iri> namedGraphs,
        EvaluationContext context)
    {
        // Section 13.2: with any such clause the dataset is what the clauses say, and nothing else.
        if (defaultGraphs.Count == 0 && namedGraphs.Count == 0)
        {
            return new QueryScope(snapshot, snapshot.Default, snapshot.GraphNames, context);
        }

        TermId[] merged = [.. defaultGraphs.Select(snapshot.Find).Where(static id => !id.IsNone).Distinct()];
        TermId[] named = [.. namedGraphs.Select(snapshot.Find).Distinct()
            .Where(id => !id.IsNone && snapshot.Graph(id) is { })];
        GraphView graph = merged is [TermId only] && snapshot.Graph(only) is { } single
            ? single : snapshot.Merge(merged);
        return new QueryScope(snapshot, graph, named, context);
    }

    /// <summary>Finds a named graph.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The scope inside it; null when the dataset has no such graph.</returns>
    public QueryScope? In(TermId name) => _named.Contains(name) && Snapshot.Graph(name) is { } graph
        ? new QueryScope(Snapshot, graph, NamedGraphs, _named, _fresh, Context)
        : null;

    /// <summary>Finds a named graph.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The scope inside it; null when the dataset has no such graph.</returns>
    public QueryScope? In(Term name) => In(Snapshot.Find(name));

    /// <summary>Names a variable that no query can name.</summary>
    /// <returns>The variable.</returns>
    public Algebra.Variable FreshVariable() => new($"#{++_fresh.Last}");

    private sealed class Counter
    {
        public int Last { get; set; }
    }
}
