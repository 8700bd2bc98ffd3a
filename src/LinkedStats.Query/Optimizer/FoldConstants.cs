using LinkedStats.Query.Algebra;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Optimizer;

/// <summary>Computes what depends on no row, and decides conditions that are then known.</summary>
internal static class FoldConstants
{
    // Their value depends on the moment, the run, the row or the query's base.
    private static readonly HashSet<string> Variable =
        ["RAND", "UUID", "STRUUID", "BNODE", "NOW", "IRI", "URI", "BOUND"];

    private static readonly Batch NoColumns = new(0, 1) { RowCount = 1 };

    /// <summary>Rewrites a tree.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="scope">The graphs it is matched in.</param>
    /// <returns>A tree with the same solutions.</returns>
    public static AlgebraNode Rewrite(AlgebraNode node, QueryScope scope)
    {
        AlgebraNode rewritten = MergePatterns.Simplify(node.WithInputs(input => Rewrite(input, scope)));
        switch (rewritten)
        {
            case Filter filter:
                Expression[] conjuncts = [.. filter.Condition.Conjuncts().Select(c => Fold(c, scope.Context))];
                bool?[] known = [.. conjuncts.Select(c => Decide(c, scope.Context))];
                return known.Contains(false)
                    ? AlgebraInputs.Nothing
                    : filter.Input.Where(conjuncts.Where((_, i) => known[i] != true));
            case LeftJoin { Condition: { } condition } join:
                return join with { Condition = Fold(condition, scope.Context) };
            case Extend extend:
                return extend with { Value = Fold(extend.Value, scope.Context) };
            default:
                return rewritten;
        }
    }

    // An error counts as false, as in a filter; null when the condition depends on the row.
    private static bool? Decide(Expression condition, EvaluationContext context) => condition is ConstantExpression
        ? Evaluate(static (run, compiled) => run.EvaluateBoolean(compiled, NoColumns, 0), condition, context) ?? false
        : null;

    private static Expression Fold(Expression expression, EvaluationContext context)
    {
        Expression folded = expression switch
        {
            Call call => call with { Arguments = [.. call.Arguments.Select(a => Fold(a, context))] },
            IriCall call => call with { Arguments = [.. call.Arguments.Select(a => Fold(a, context))] },
            _ => expression,
        };
        bool isConstant = folded switch
        {
            Call call => !Variable.Contains(call.Name) && !call.Arguments.IsEmpty
                && call.Arguments.All(static a => a is ConstantExpression),
            IriCall call => call.Arguments.All(static a => a is ConstantExpression),
            _ => false,
        };
        return isConstant && Evaluate(Value, folded, context) is { } value ? new ConstantExpression(value) : folded;
    }

    private static Rdf.Term? Value(ExpressionEvaluator run, CompiledExpression compiled)
    {
        TermId id = run.Evaluate(compiled, NoColumns, 0);
        return id.IsNone ? null : run.Terms.Get(id);
    }

    // The limits are those of the run: a constant text may be as long to search as any other.
    private static T Evaluate<T>(
        Func<ExpressionEvaluator, CompiledExpression, T> evaluate, Expression expression, EvaluationContext context)
    {
        var terms = new QueryTerms(null, static _ => TermId.None, context);
        return evaluate(
            new ExpressionEvaluator(terms, context),
            new ExpressionCompiler(terms, new Dictionary<string, int>(StringComparer.Ordinal)).Compile(expression));
    }
}
