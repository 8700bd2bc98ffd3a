using System.Collections.Immutable;
using LinkedStats.Query.Algebra;

namespace LinkedStats.Query.Optimizer;

/// <summary>Turns a group over the cells of cubes into a roll-up over codes.</summary>
/// <remarks>
/// What is joined with the cells through one coded variable each (ancestors by skos:broader, labels, types) maps codes
/// to keys; it is evaluated once for each code in use, not for each cell. A code that maps to several rows multiplies
/// its cells, one that maps to none drops them, as the join would.
/// </remarks>
internal static class PushAggregates
{
    private const double CombinationsMax = 1L << 60;
    private const double MembersOfCode = 8;

    // The most combinations of codes that have a place in an array each: 64 MB of them.
    private const double TupleMax = 1 << 22;

    /// <summary>Rewrites a tree.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="scope">The graphs it is matched in.</param>
    /// <returns>A tree with the same solutions.</returns>
    public static AlgebraNode Rewrite(AlgebraNode node, QueryScope scope)
    {
        if (node is GraphPattern)
        {
            return node is GraphPattern { Name: Constant name } && scope.In(name.Value) is { } inner
                ? node.WithInputs(input => Rewrite(input, inner))
                : node;
        }

        AlgebraNode rewritten = node.WithInputs(input => Rewrite(input, scope));
        return rewritten switch
        {
            // What is grouped in one graph may be grouped inside of it.
            Group { Input: GraphPattern { Name: Constant } graph } group =>
                TryPush(graph.Input, group.Keys, group.Aggregates, scope) is { } inGraph
                    ? graph with { Input = inGraph } : rewritten,
            Group group => TryPush(group.Input, group.Keys, group.Aggregates, scope) ?? rewritten,
            Distinct { Input: Project { Input: GraphPattern { Name: Constant } graph } project }
                when project.Variables.Length > 0 => TryPush(graph.Input, project.Variables, [], scope) is { } codes
                ? new Project(graph with { Input = codes }, project.Variables)
                : rewritten,

            // The distinct codes of a column are its groups.
            Distinct { Input: Project project } when project.Variables.Length > 0 =>
                TryPush(project.Input, project.Variables, [], scope) is { } codes
                    ? new Project(codes, project.Variables) : rewritten,
            _ => rewritten,
        };
    }

    private static CubeGroup? TryPush(
        AlgebraNode input,
        ImmutableArray<Variable> keys,
        ImmutableArray<AggregateBinding> aggregates,
        QueryScope scope)
    {
        var extensions = new Stack<(Variable Variable, Expression Value)>();
        while (input is Extend extend && PlaceFilters.IsStable(extend.Value) && !PlaceFilters.HasExists(extend.Value))
        {
            extensions.Push((extend.Variable, extend.Value));
            input = extend.Input;
        }

        // The largest cube that has all that is aggregated is read; the others say what its codes map to.
        AlgebraNode[] operands = [.. input.JoinOperands()];
        return operands.OfType<CubePattern>().OrderByDescending(scope.Estimator.Rows)
            .Select(cube => TryPush(cube, operands, extensions, keys, aggregates))
            .FirstOrDefault(static group => group is { });
    }

    private static CubeGroup? TryPush(
        CubePattern cube,
        AlgebraNode[] operands,
        IEnumerable<(Variable Variable, Expression Value)> extensions,
        ImmutableArray<Variable> keys,
        ImmutableArray<AggregateBinding> aggregates)
    {
        CodeRelation[]? relations = HasPlainColumns(cube)
            ? Relate(cube, operands.Where(o => o != cube), extensions) : null;
        return relations is { }
            && keys.All(k => IsCode(cube, k.Name) || relations.Any(r => Bound(r).Contains(k.Name)))
            && keys.Distinct().Count() == keys.Length
            && aggregates.All(a => IsPushable(cube, a.Aggregate))
            && AreCountable(cube, keys, relations)
            ? new CubeGroup(cube, [.. relations], keys, aggregates)
            : null;
    }

    // Groups have numbers of 63 bits; what has more is better hashed by its keys. A code may have several members.
    private static bool AreCountable(CubePattern cube, ImmutableArray<Variable> keys, CodeRelation[] relations)
    {
        double own = keys.Where(k => IsCode(cube, k.Name))
            .Aggregate(1.0, (all, key) => all * CardinalityEstimator.CodeCount(cube, key.Name));
        double related = relations.Aggregate(1.0, (all, r) => all * MembersOfCode
            * r.Codes.Aggregate(1.0, (product, code) => product * CardinalityEstimator.CodeCount(cube, code.Name)));
        return own * related < CombinationsMax;
    }

    private static bool HasPlainColumns(CubePattern cube)
    {
        // A variable for two columns is an equation between them, which the roll-up does not check.
        string[] variables = [cube.Subject.Name, .. cube.Columns.SelectMany(static c => PatternVariables.Of(c.Object))];
        return variables.Distinct().Count() == variables.Length;
    }

    // Groups what is joined with the cube by the coded variables that it shares with it; null when it shares others.
    private static CodeRelation[]? Relate(
        CubePattern cube,
        IEnumerable<AlgebraNode> others,
        IEnumerable<(Variable Variable, Expression Value)> extensions)
    {
        ImmutableHashSet<string> cells = PatternVariables.InScope(cube);
        List<(ImmutableHashSet<string> Variables, AlgebraNode Pattern)> parts = [];
        foreach (AlgebraNode other in others)
        {
            ImmutableHashSet<string> variables = PatternVariables.InScope(other);
            AlgebraNode pattern = other;
            foreach ((ImmutableHashSet<string> Variables, AlgebraNode Pattern) part in parts
                .Where(p => p.Variables.Overlaps(variables)).ToArray())
            {
                variables = variables.Union(part.Variables);
                pattern = new Join(part.Pattern, pattern);
                parts.Remove(part);
            }

            parts.Add((variables, pattern));
        }

        var relations = new List<CodeRelation>();
        foreach ((ImmutableHashSet<string> variables, AlgebraNode pattern) in parts)
        {
            string[] shared = [.. variables.Intersect(cells).Order(StringComparer.Ordinal)];
            if (!MayRelate(cube, shared) || !PatternVariables.Certain(pattern).IsSupersetOf(shared))
            {
                return null;
            }

            relations.Add(new CodeRelation([.. shared.Select(static s => new Variable(s))], pattern, []));
        }

        return extensions.All(e => TryExtend(cube, relations, e.Variable, e.Value)) ? [.. relations] : null;
    }

    // One code maps by itself; several do together, as a number that an array is indexed with.
    private static bool MayRelate(CubePattern cube, string[] shared)
    {
        if (shared is [var code])
        {
            return IsCode(cube, code) && !cube.Find(code)!.IsOptional;
        }

        if (cube.Tables is not [var table] || shared.Length == 0)
        {
            return false;
        }

        double combinations = 1;
        foreach (string variable in shared)
        {
            int dimension = cube.Find(variable) is { } column
                ? CubePredicate.IndexOf(table.Dimensions, column.PredicateId) : -1;
            combinations *= dimension < 0 ? double.PositiveInfinity : table.Codes(dimension).Length;
        }

        return combinations <= TupleMax;
    }

    private static bool TryExtend(CubePattern cube, List<CodeRelation> relations, Variable variable, Expression value)
    {
        ImmutableHashSet<string> mentioned = PatternVariables.Mentioned(value);
        int owner = relations.FindIndex(r => Bound(r).Union(Names(r)).IsSupersetOf(mentioned) && !mentioned.IsEmpty);
        if (owner >= 0)
        {
            CodeRelation relation = relations[owner];
            relations[owner] = relation with { Extensions = relation.Extensions.Add((variable, value)) };
            return true;
        }

        if (mentioned.ToArray() is [string code] && IsCode(cube, code) && !cube.Find(code)!.IsOptional)
        {
            relations.Add(new CodeRelation([new Variable(code)], AlgebraInputs.Unit, [(variable, value)]));
            return true;
        }

        return false;
    }

    private static ImmutableHashSet<string> Bound(CodeRelation relation) =>
        PatternVariables.InScope(relation.Pattern)
            .Union(relation.Extensions.Select(static e => e.Variable.Name))
            .Except(Names(relation));

    private static IEnumerable<string> Names(CodeRelation relation) => relation.Codes.Select(static c => c.Name);

    private static bool IsPushable(CubePattern cube, Aggregate aggregate)
    {
        // COUNT(DISTINCT *) counts different rows; cells differ, but the rows of a relation may not.
        return aggregate.Argument is null
            ? !aggregate.IsDistinct
            : PlaceFilters.IsStable(aggregate.Argument) && !PlaceFilters.HasExists(aggregate.Argument)
                && PatternVariables.Mentioned(aggregate.Argument).IsSubsetOf(PatternVariables.InScope(cube));
    }

    // Dimensions and attributes have codes; so have the dataset and the type, which are one code for each cube.
    private static bool IsCode(CubePattern cube, string variable) => cube.Find(variable) is { } column
        && cube.Tables.All(t => CubePredicate.IndexOf(t.Measures, column.PredicateId) < 0);
}
