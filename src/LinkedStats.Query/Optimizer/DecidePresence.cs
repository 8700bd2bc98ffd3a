using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Optimizer;

/// <summary>Decides from the columns of cubes whether cells have any value of a property, as EXISTS asks.</summary>
/// <remarks>
/// Every cell has its dimensions, its type and its dataset, and the measures that no cell of its cube lacks. So
/// <c>NOT EXISTS { ?o ?p ?v }</c> is false for these properties, whichever cell <c>?o</c> is: a condition on the
/// property, which is known before any cell is read.
/// </remarks>
internal static class DecidePresence
{
    /// <summary>Rewrites a tree.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="scope">The graphs it is matched in.</param>
    /// <returns>A tree with the same solutions.</returns>
    public static AlgebraNode Rewrite(AlgebraNode node, QueryScope scope)
    {
        AlgebraNode rewritten = Decide(node, scope);
        return ReferenceEquals(rewritten, node) ? node : PlaceFilters.Rewrite(rewritten, scope);
    }

    private static AlgebraNode Decide(AlgebraNode node, QueryScope scope)
    {
        switch (node)
        {
            case GraphPattern { Name: Constant name } when scope.In(name.Value) is { } inner:
                return node.WithInputs(input => Decide(input, inner));
            case GraphPattern:
                return node;
            case Filter filter when PlaceFilters.HasExists(filter.Condition):
                Filter decided = (Filter)filter.WithInputs(input => Decide(input, scope));
                Expression[] conjuncts = [.. decided.Condition.Conjuncts()];
                Expression?[] known = [.. conjuncts.Select(c => Condition(c, decided.Input, scope))];
                return Array.TrueForAll(known, static k => k is null)
                    ? decided
                    : FoldConstants.Rewrite(decided.Input.Where(conjuncts.SelectMany((c, i) => known[i] switch
                    {
                        null => [c],
                        ConstantExpression truth => [truth],
                        { } property => (Expression[])[property, c],
                    })), scope);
            default:
                return node.WithInputs(input => Decide(input, scope));
        }
    }

    // What is known of an EXISTS: that it is true or false, or which properties a NOT EXISTS is false for.
    private static Expression? Condition(Expression condition, AlgebraNode input, QueryScope scope)
    {
        (Exists? exists, bool isNegated) = condition switch
        {
            Exists direct => (direct, direct.IsNegated),
            Call { Name: "!", Arguments: [Exists inner] } => (inner, !inner.IsNegated),
            _ => (null, false),
        };
        if (exists?.Pattern is not BasicGraphPattern { Triples: [{ Subject: Variable subject } triple] }
            || !IsFree(triple, input)
            || input.JoinOperands().OfType<CubePattern>().FirstOrDefault(c => c.Subject == subject) is not { } cube)
        {
            return null;
        }

        if (triple.Predicate is Constant { Value: Iri property })
        {
            bool? isPresent = IsPresent(cube, scope, scope.Snapshot.Find(property), property);
            return isPresent is { } present ? new ConstantExpression(Truth(present != isNegated)) : null;
        }

        return isNegated && triple.Predicate is Variable variable
            && PatternVariables.Certain(input).Contains(variable.Name)
            ? new Call("NOT IN", [
                new VariableExpression(variable),
                .. AlwaysPresent(cube, scope).Select(static p => new ConstantExpression(p)),
            ])
            : null;
    }

    // True when any object will do.
    private static bool IsFree(TriplePattern triple, AlgebraNode input) =>
        triple.Object is Variable value && value != triple.Subject && value != triple.Predicate
        && !PatternVariables.InScope(input).Contains(value.Name);

    private static bool? IsPresent(CubePattern cube, QueryScope scope, TermId property, Iri name)
    {
        if (AlwaysPresent(cube, scope).Contains(name))
        {
            return true;
        }

        bool isNowhere = !scope.Graph.ExtraCellPredicates.Contains(property)
            && cube.Tables.All(t => !t.Dimensions.Contains(property) && !t.Measures.Contains(property)
                && !t.Attributes.Contains(property));
        return isNowhere ? false : null;
    }

    private static IEnumerable<Iri> AlwaysPresent(CubePattern cube, QueryScope scope)
    {
        IEnumerable<TermId> properties = cube.Tables
            .Select(static table => Complete(table).ToImmutableHashSet())
            .Aggregate(static (left, right) => left.Intersect(right));
        return [
            RdfVocabulary.Type, CubeVocabulary.DataSetOf, .. properties.Select(id => (Iri)scope.Snapshot.Get(id))];
    }

    private static IEnumerable<TermId> Complete(CubeTable table) =>
        table.Dimensions.Concat(table.Measures.Where((_, measure) => table.MissingCount(measure) == 0));

    private static Literal Truth(bool value) => new(value ? "true" : "false", XsdVocabulary.Boolean);
}
