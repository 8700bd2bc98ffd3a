using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Reference;

/// <summary>substitute(pattern, μ): each variable that μ binds becomes its term.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 18.6. Subqueries and VALUES have columns, which cannot become terms: these are
/// joined with μ instead, by ARCHITECTURE.md, "Where SPARQL leaves room".
/// </remarks>
internal sealed class ReferenceSubstitution(Solution values)
{
    public AlgebraNode Apply(AlgebraNode node) => node switch
    {
        BasicGraphPattern pattern => new BasicGraphPattern([.. pattern.Triples.Select(
            triple => new TriplePattern(Apply(triple.Subject), Apply(triple.Predicate), Apply(triple.Object)))]),
        PathPattern path => path with { Subject = Apply(path.Subject), Object = Apply(path.Object) },
        Join join => new Join(Apply(join.Left), Apply(join.Right)),
        LeftJoin join => new LeftJoin(
            Apply(join.Left), Apply(join.Right), join.Condition is null ? null : Apply(join.Condition)),
        Filter filter => new Filter(Apply(filter.Condition), Apply(filter.Input)),
        Union union => new Union(Apply(union.Left), Apply(union.Right)),
        Minus minus => new Minus(Apply(minus.Left), Apply(minus.Right)),
        Extend extend => new Extend(Apply(extend.Input), extend.Variable, Apply(extend.Value)),
        GraphPattern graph => new GraphPattern(Apply(graph.Name), Apply(graph.Input)),
        Values rows => Joined(rows, rows.Variables),
        Project project => Joined(project, project.Variables),
        Distinct { Input: Project project } => Joined(node, project.Variables),
        Reduced { Input: Project project } => Joined(node, project.Variables),
        Limit limit => Joined(node, ProjectOf(limit).Variables),
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    private static Project ProjectOf(AlgebraNode node) => node switch
    {
        Limit limit => ProjectOf(limit.Input),
        Distinct distinct => ProjectOf(distinct.Input),
        Reduced reduced => ProjectOf(reduced.Input),
        _ => (Project)node,
    };

    private AlgebraNode Joined(AlgebraNode node, IEnumerable<Variable> columns)
    {
        Variable[] bound = [.. columns.Where(column => values.ContainsKey(column.Name)).Distinct()];
        return bound.Length == 0
            ? node
            : new Join(node, new Values([.. bound], [[.. bound.Select(column => (Term?)values[column.Name])]]));
    }

    private PatternTerm Apply(PatternTerm term) =>
        term is Variable variable && values.TryGetValue(variable.Name, out Term? value) ? new Constant(value) : term;

    private Expression Apply(Expression expression) => expression switch
    {
        Call { Name: "BOUND", Arguments: [VariableExpression { Variable.Name: var name }] } =>
            values.ContainsKey(name) ? new ConstantExpression(new Literal("true", XsdVocabulary.Boolean)) : expression,
        VariableExpression { Variable.Name: var name } =>
            values.TryGetValue(name, out Term? value) ? new ConstantExpression(value) : expression,
        Call call => call with { Arguments = [.. call.Arguments.Select(Apply)] },
        IriCall call => call with { Arguments = [.. call.Arguments.Select(Apply)] },
        Exists exists => exists with { Pattern = Apply(exists.Pattern) },
        _ => expression,
    };
}
