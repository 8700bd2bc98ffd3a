using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace LinkedStats.Query.Algebra;

/// <summary>
/// The variables of a pattern's solutions: those that each solution binds, and those that some may bind.
/// </summary>
/// <remarks>Source: SPARQL 1.1 Query, section 18.2.1. Computed once for each node; nodes never change.</remarks>
public sealed class AlgebraVariables
{
    private static readonly ConditionalWeakTable<AlgebraNode, AlgebraVariables> Known = [];
    private static readonly ImmutableHashSet<Variable> None = [];

    private AlgebraVariables(ImmutableHashSet<Variable> certain, ImmutableHashSet<Variable> possible)
    {
        Certain = certain;
        Possible = possible;
    }

    /// <summary>The variables that have a value in every solution.</summary>
    public ImmutableHashSet<Variable> Certain { get; }

    /// <summary>
    /// The variables in scope: those that have a value in some solution; holds <see cref="Certain"/>.
    /// </summary>
    public ImmutableHashSet<Variable> Possible { get; }

    /// <summary>Gives the variables of a pattern.</summary>
    /// <param name="node">The pattern.</param>
    /// <returns>The variables; blank nodes and generated ones among them.</returns>
    public static AlgebraVariables Of(AlgebraNode node) => Known.GetValue(node, Compute);

    /// <summary>Gives the variables that an expression mentions, those of the patterns in EXISTS included.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>The variables.</returns>
    public static ImmutableHashSet<Variable> MentionedIn(Expression expression) => expression switch
    {
        VariableExpression variable => [variable.Variable],
        Call call => MentionedIn(call.Arguments),
        IriCall call => MentionedIn(call.Arguments),
        Aggregate { Argument: not null } aggregate => MentionedIn(aggregate.Argument),
        Exists exists => MentionedIn(exists.Pattern),
        _ => None,
    };

    /// <summary>Gives the variables that a pattern mentions anywhere, in scope or not.</summary>
    /// <param name="node">The pattern.</param>
    /// <returns>The variables.</returns>
    public static ImmutableHashSet<Variable> MentionedIn(AlgebraNode node) => node switch
    {
        Join join => MentionedIn(join.Left).Union(MentionedIn(join.Right)),
        LeftJoin join => MentionedIn(join.Left).Union(MentionedIn(join.Right))
            .Union(join.Condition is null ? None : MentionedIn(join.Condition)),
        Union union => MentionedIn(union.Left).Union(MentionedIn(union.Right)),
        Minus minus => MentionedIn(minus.Left).Union(MentionedIn(minus.Right)),
        Filter filter => MentionedIn(filter.Input).Union(MentionedIn(filter.Condition)),
        Extend extend => MentionedIn(extend.Input).Add(extend.Variable).Union(MentionedIn(extend.Value)),
        GraphPattern graph => MentionedIn(graph.Input).Union(Of(node).Possible),
        Service service => MentionedIn(service.Input).Union(Of(node).Possible),
        Group group => MentionedIn(group.Input).Union(Of(node).Possible)
            .Union(group.Aggregates.SelectMany(static binding => MentionedIn(binding.Aggregate))),
        OrderBy order => MentionedIn(order.Input).Union(order.Keys.SelectMany(static key => MentionedIn(key.Value))),
        Project project => MentionedIn(project.Input).Union(project.Variables),
        Distinct distinct => MentionedIn(distinct.Input),
        Reduced reduced => MentionedIn(reduced.Input),
        Limit limit => MentionedIn(limit.Input),
        _ => Of(node).Possible,
    };

    private static ImmutableHashSet<Variable> MentionedIn(ImmutableArray<Expression> expressions) =>
        [.. expressions.SelectMany(MentionedIn)];

    private static AlgebraVariables Compute(AlgebraNode node) => node switch
    {
        BasicGraphPattern pattern => All(
            [.. pattern.Triples.SelectMany(static t => VariablesOf(t.Subject, t.Predicate, t.Object))]),
        PathPattern pattern => All([.. VariablesOf(pattern.Subject, pattern.Object)]),
        Join join => OfJoin(Of(join.Left), Of(join.Right)),
        LeftJoin join => new(Of(join.Left).Certain, Of(join.Left).Possible.Union(Of(join.Right).Possible)),
        Union union => new(
            Of(union.Left).Certain.Intersect(Of(union.Right).Certain),
            Of(union.Left).Possible.Union(Of(union.Right).Possible)),
        Minus minus => Of(minus.Left),
        Filter filter => Of(filter.Input),
        Extend extend => OfExtend(extend, Of(extend.Input)),
        GraphPattern graph => OfJoin(Of(graph.Input), All([.. VariablesOf(graph.Name)])),
        Service service => OfService(service),
        Group group => OfGroup(group, Of(group.Input)),
        Values values => OfValues(values),
        OrderBy order => Of(order.Input),
        Project project => new(
            Of(project.Input).Certain.Intersect(project.Variables),
            Of(project.Input).Possible.Intersect(project.Variables)),
        Distinct distinct => Of(distinct.Input),
        Reduced reduced => Of(reduced.Input),
        Limit limit => Of(limit.Input),
        _ => throw new NotSupportedException($"{node.GetType().Name} does not say which variables it binds."),
    };

    private static AlgebraVariables All(ImmutableHashSet<Variable> variables) => new(variables, variables);

    private static AlgebraVariables OfJoin(AlgebraVariables left, AlgebraVariables right) =>
        new(left.Certain.Union(right.Certain), left.Possible.Union(right.Possible));

    private static IEnumerable<Variable> VariablesOf(params IEnumerable<PatternTerm> terms) => terms.OfType<Variable>();

    private static AlgebraVariables OfExtend(Extend extend, AlgebraVariables input)
    {
        // Any other expression can fail, which leaves the variable unbound.
        bool isCertain = extend.Value is ConstantExpression
            || (extend.Value is VariableExpression source && input.Certain.Contains(source.Variable));
        return new(
            isCertain ? input.Certain.Add(extend.Variable) : input.Certain, input.Possible.Add(extend.Variable));
    }

    private static AlgebraVariables OfService(Service service)
    {
        // SILENT gives one empty solution where the endpoint fails.
        AlgebraVariables all = OfJoin(Of(service.Input), All([.. VariablesOf(service.Endpoint)]));
        return service.IsSilent ? new(None, all.Possible) : all;
    }

    private static AlgebraVariables OfGroup(Group group, AlgebraVariables input)
    {
        // COUNT cannot fail; the other aggregates can, and a key is unbound where it was unbound in the rows.
        IEnumerable<Variable> counts = group.Aggregates
            .Where(static binding => binding.Aggregate.Kind == AggregateKind.Count)
            .Select(static binding => binding.Variable);
        return new(
            input.Certain.Intersect(group.Keys).Union(counts),
            [.. group.Keys, .. group.Aggregates.Select(static binding => binding.Variable)]);
    }

    private static AlgebraVariables OfValues(Values values)
    {
        IEnumerable<Variable> complete = values.Variables
            .Where((_, column) => values.Rows.All(row => row[column] is not null));
        return new([.. complete], [.. values.Variables]);
    }
}
