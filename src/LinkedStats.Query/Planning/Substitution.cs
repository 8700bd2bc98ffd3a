using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Optimizer;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Planning;

/// <summary>Puts terms in the place of variables.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 18.6, substitute.</remarks>
internal static class Substitution
{
    /// <summary>Substitutes in a pattern.</summary>
    /// <param name="node">The pattern.</param>
    /// <param name="values">The terms by variable.</param>
    /// <returns>The pattern without these variables, except where it gives them values itself.</returns>
    public static AlgebraNode Apply(AlgebraNode node, IReadOnlyDictionary<string, Term> values) => node switch
    {
        BasicGraphPattern bgp => ApplyTriples(bgp, values),
        PathPattern path => path with { Subject = Apply(path.Subject, values), Object = Apply(path.Object, values) },
        Filter filter => new Filter(Apply(filter.Condition, values), Apply(filter.Input, values)),
        LeftJoin join => new LeftJoin(
            Apply(join.Left, values),
            Apply(join.Right, values),
            join.Condition is null ? null : Apply(join.Condition, values)),
        Extend extend => new Extend(Apply(extend.Input, values), extend.Variable, Apply(extend.Value, values)),
        GraphPattern graph => new GraphPattern(Apply(graph.Name, values), Apply(graph.Input, values)),
        Join or Union or Minus => node.WithInputs(input => Apply(input, values)),

        // What has columns of its own, a subquery or VALUES, is held against the terms by a join.
        _ => PatternVariables.InScope(node).Where(values.ContainsKey).Aggregate(
            node, (joined, name) => new Join(joined, new Values([new Variable(name)], [[(Term?)values[name]]]))),
    };

    private static AlgebraNode ApplyTriples(BasicGraphPattern bgp, IReadOnlyDictionary<string, Term> values)
    {
        ImmutableArray<TriplePattern> triples = [.. bgp.Triples.Select(t => new TriplePattern(
            Apply(t.Subject, values), Apply(t.Predicate, values), Apply(t.Object, values)))];

        // A literal as a subject, or a blank node as a predicate, matches nothing.
        bool isPossible = triples.All(static t =>
            t is { Subject: not Constant { Value: Literal }, Predicate: not Constant { Value: Literal or BlankNode } });
        return isPossible ? new BasicGraphPattern(triples) : AlgebraInputs.Nothing;
    }

    private static PatternTerm Apply(PatternTerm term, IReadOnlyDictionary<string, Term> values) =>
        term is Variable variable && values.TryGetValue(variable.Name, out Term? value) ? new Constant(value) : term;

    private static Expression Apply(Expression node, IReadOnlyDictionary<string, Term> values) => node switch
    {
        // BOUND asks for a variable; a substituted one is bound.
        Call { Name: "BOUND", Arguments: [VariableExpression { Variable.Name: var name }] }
            when values.ContainsKey(name) => new ConstantExpression(
                new Literal("true", Rdf.Vocabularies.XsdVocabulary.Boolean)),
        VariableExpression { Variable.Name: var name } when values.TryGetValue(name, out Term? value) =>
            new ConstantExpression(value),
        Call call => call with { Arguments = [.. call.Arguments.Select(a => Apply(a, values))] },
        IriCall call => call with { Arguments = [.. call.Arguments.Select(a => Apply(a, values))] },
        Exists exists => exists with { Pattern = Apply(exists.Pattern, values) },
        _ => node,
    };
}
