using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LinkedStats.Query.Algebra;

namespace LinkedStats.Query.Optimizer;

/// <summary>Which variables a node binds: in some rows, in every row, or only mentions.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 18.2.1.</remarks>
internal static class PatternVariables
{
    /// <summary>The variables that rows of a node may bind.</summary>
    /// <param name="node">The node.</param>
    /// <returns>Their names.</returns>
    public static ImmutableHashSet<string> InScope(AlgebraNode node) =>
        node.Known.InScope ??= Guarded(node, FindInScope);

    private static ImmutableHashSet<string> FindInScope(AlgebraNode node) => node switch
    {
        BasicGraphPattern bgp => [.. bgp.Triples.SelectMany(Of)],
        StoredPattern stored => [.. Of(stored.Triple)],
        CubePattern cube => [cube.Subject.Name, .. cube.Columns.SelectMany(static c => Of(c.Object))],
        CubeGroup group => [.. group.Keys.Select(static k => k.Name),
            .. group.Aggregates.Select(static a => a.Variable.Name)],
        PathPattern path => [.. Of(path.Subject), .. Of(path.Object)],
        Join join => InScope(join.Left).Union(InScope(join.Right)),
        LeftJoin join => InScope(join.Left).Union(InScope(join.Right)),
        Union union => InScope(union.Left).Union(InScope(union.Right)),
        Minus minus => InScope(minus.Left),
        Filter filter => InScope(filter.Input),
        Extend extend => InScope(extend.Input).Add(extend.Variable.Name),
        GraphPattern graph => InScope(graph.Input).Union(Of(graph.Name)),
        Service service => OfService(service).Union(Of(service.Endpoint)),
        Group group => [.. group.Keys.Select(static k => k.Name),
            .. group.Aggregates.Select(static a => a.Variable.Name)],
        Values values => [.. values.Variables.Select(static v => v.Name)],
        OrderBy order => InScope(order.Input),
        Project project => [.. project.Variables.Select(static v => v.Name)],
        Distinct distinct => InScope(distinct.Input),
        Reduced reduced => InScope(reduced.Input),
        Limit limit => InScope(limit.Input),
        _ => throw new QueryException(QueryFailure.Unsupported, $"{node.GetType().Name} cannot be answered."),
    };

    /// <summary>Says whether the query names a variable; else it stands for a blank node or was made up.</summary>
    /// <param name="name">The variable.</param>
    /// <returns>True when it can be projected.</returns>
    public static bool IsNamed(string name) => name is not (['_', ':', ..] or ['#', ..]);

    /// <summary>The variables that every row of a node binds.</summary>
    /// <param name="node">The node.</param>
    /// <returns>Their names; perhaps not all of them, but no other.</returns>
    public static ImmutableHashSet<string> Certain(AlgebraNode node) =>
        node.Known.Certain ??= Guarded(node, FindCertain);

    private static ImmutableHashSet<string> FindCertain(AlgebraNode node) => node switch
    {
        CubePattern cube => [
            cube.Subject.Name, .. cube.Columns.Where(static c => !c.IsOptional).SelectMany(static c => Of(c.Object))],
        CubeGroup or Group => CertainKeys(node),
        Join join => Certain(join.Left).Union(Certain(join.Right)),
        LeftJoin join => Certain(join.Left),
        Union union => Certain(union.Left).Intersect(Certain(union.Right)),
        Minus minus => Certain(minus.Left),
        Filter filter => Certain(filter.Input),
        Extend extend => Certain(extend.Input),
        GraphPattern graph => Certain(graph.Input).Union(Of(graph.Name)),
        Service => [],
        Values values => [.. values.Variables.Where((_, i) => values.Rows.All(row => row[i] is { }))
            .Select(static v => v.Name)],
        OrderBy order => Certain(order.Input),
        Project project => Certain(project.Input).Intersect(InScope(project)),
        Distinct distinct => Certain(distinct.Input),
        Reduced reduced => Certain(reduced.Input),
        Limit limit => Certain(limit.Input),
        _ => InScope(node),
    };

    /// <summary>The variables that an expression mentions, those in the patterns of EXISTS included.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>Their names.</returns>
    public static ImmutableHashSet<string> Mentioned(Expression? expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return FindMentioned(expression);
    }

    private static ImmutableHashSet<string> FindMentioned(Expression? expression) => expression switch
    {
        VariableExpression variable => [variable.Variable.Name],
        Call call => [.. call.Arguments.SelectMany(Mentioned)],
        IriCall call => [.. call.Arguments.SelectMany(Mentioned)],
        Exists exists => Mentioned(exists.Pattern),
        Aggregate aggregate => Mentioned(aggregate.Argument),
        _ => [],
    };

    /// <summary>All variables that occur anywhere in a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>Their names.</returns>
    public static ImmutableHashSet<string> Mentioned(AlgebraNode node) =>
        node.Known.Mentioned ??= Guarded(node, FindMentioned);

    private static ImmutableHashSet<string> FindMentioned(AlgebraNode node)
    {
        ImmutableHashSet<string> own = node switch
        {
            Filter filter => Mentioned(filter.Condition),
            LeftJoin join => Mentioned(join.Condition),
            Extend extend => Mentioned(extend.Value).Add(extend.Variable.Name),
            GraphPattern graph => [.. Of(graph.Name)],
            Group group => [.. InScope(group),
                .. group.Aggregates.SelectMany(static a => Mentioned(a.Aggregate.Argument))],
            OrderBy order => [.. order.Keys.SelectMany(static k => Mentioned(k.Value))],
            Project project => InScope(project),
            Join or Union or Minus or Distinct or Reduced or Limit => [],
            _ => InScope(node),
        };
        return node.Inputs().Aggregate(own, static (all, input) => all.Union(Mentioned(input)));
    }

    /// <summary>The variables that the answer of a SERVICE may bind.</summary>
    /// <param name="service">The SERVICE.</param>
    /// <returns>Their names; blank nodes of the query and what the translator named stay at the endpoint.</returns>
    public static ImmutableHashSet<string> OfService(Service service) =>
        [.. InScope(service.Input).Where(static name => !name.StartsWith("_:", StringComparison.Ordinal))];

    /// <summary>The variables of a triple pattern.</summary>
    /// <param name="triple">The pattern.</param>
    /// <returns>Their names; one that stands twice comes twice.</returns>
    public static IEnumerable<string> Of(TriplePattern triple) =>
        [.. Of(triple.Subject), .. Of(triple.Predicate), .. Of(triple.Object)];

    /// <summary>The variable of a position.</summary>
    /// <param name="term">The position.</param>
    /// <returns>Its name, or nothing.</returns>
    public static IEnumerable<string> Of(PatternTerm term) => term is Variable variable ? [variable.Name] : [];

    private static ImmutableHashSet<string> Guarded(
        AlgebraNode node, Func<AlgebraNode, ImmutableHashSet<string>> find)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return find(node);
    }

    private static ImmutableHashSet<string> CertainKeys(AlgebraNode node)
    {
        var (keys, aggregates, certain) = node switch
        {
            Group group => (group.Keys, group.Aggregates, Certain(group.Input)),
            CubeGroup group => (group.Keys, group.Aggregates, Certain(group.Cube).Union(
                group.Relations.SelectMany(static r => Certain(r.Pattern)))),
            _ => throw new System.Diagnostics.UnreachableException(node.GetType().Name),
        };
        return [
            .. keys.Select(static k => k.Name).Where(certain.Contains),
            .. aggregates.Where(static a => a.Aggregate.Kind == AggregateKind.Count)
                .Select(static a => a.Variable.Name)];
    }
}
