using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Query.Optimizer;

/// <summary>Turns stars around observations into scans of the cubes' columns.</summary>
/// <remarks>
/// A pattern <c>?o P ?v</c> matches the column P of each cube in the graph, and the triples with the predicate P: each
/// solution of a star takes each of its patterns from the one or from the other. So a star is the union of
/// the cells that answer all of it from columns; of cells that answer a part from columns and the rest from triples
/// that say more about a cell than its structure declares, where there are such; and of the subjects that triples
/// alone answer. Counts tell which of these are empty: mostly all but the first.
/// </remarks>
internal static class RecognizeCubes
{
    // The parts of a star that may come from either side double the branches; more than these are joined afterwards.
    private const int MixedMax = 3;

    /// <summary>Rewrites a tree.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="scope">The graphs it is matched in.</param>
    /// <returns>A tree with the same solutions.</returns>
    public static AlgebraNode Rewrite(AlgebraNode node, QueryScope scope) =>
        PlaceFilters.Rewrite(Recognize(node, scope), scope);

    private static AlgebraNode Recognize(AlgebraNode node, QueryScope scope)
    {
        switch (node)
        {
            case BasicGraphPattern bgp:
                return HasApartCubes(scope.Graph) ? RecognizeStars(bgp, scope) : bgp;
            case GraphPattern { Name: Constant name } graph:
                return scope.In(name.Value) is { } inner
                    ? graph with { Input = Recognize(graph.Input, inner) }
                    : AlgebraInputs.Nothing;
            case GraphPattern:
                return node;
            case Join:
                return AlgebraInputs.JoinAll(node.JoinOperands().SelectMany(o => Recognize(o, scope).JoinOperands()));
            case LeftJoin { Condition: null, Right: BasicGraphPattern { Triples: [var triple] } } join
                when triple.Predicate is Constant && HasApartCubes(scope.Graph):
                AlgebraNode left = Recognize(join.Left, scope);
                return new OptionalColumns(scope).Absorb(left, triple)
                    ?? new LeftJoin(left, Recognize(join.Right, scope), null);
            default:
                return MergePatterns.Simplify(node.WithInputs(input => Recognize(input, scope)));
        }
    }

    /// <summary>
    /// Tells whether no cell belongs to two cubes of a graph, as it does when FROM merges two versions.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <returns>False as well when the graph has no cubes.</returns>
    public static bool HasApartCubes(GraphView graph) =>
        graph.Cubes.Count > 0 && graph.Cubes.Select(static c => c.Dataset).Distinct().Count() == graph.Cubes.Count;

    private static AlgebraNode RecognizeStars(BasicGraphPattern bgp, QueryScope scope)
    {
        ILookup<Variable?, TriplePattern> stars = bgp.Triples.ToLookup(
            static t => t.Predicate is Constant ? t.Subject as Variable : null);
        var operands = new List<AlgebraNode>();
        foreach (IGrouping<Variable?, TriplePattern> star in stars)
        {
            operands.Add(star.Key is null
                ? new BasicGraphPattern([.. star])
                : RecognizeStar(star.Key, [.. star], scope));
        }

        return AlgebraInputs.JoinAll(operands);
    }

    private static AlgebraNode RecognizeStar(Variable subject, TriplePattern[] triples, QueryScope scope)
    {
        CubePredicate[] all = [.. triples.Select(t => CubePredicate.Create(t, scope.Snapshot, scope.Graph))];
        if (all.Any(static p => p.Tables.IsEmpty && !p.HasStored))
        {
            return AlgebraInputs.Nothing;
        }

        // What may come from either side, beyond the first few, is joined as a star of its own.
        CubePredicate[] excess = [.. all.Where(static p => p.HasExtras && !p.Tables.IsEmpty).Skip(MixedMax)];
        CubePredicate[] own = [.. all.Except(excess)];
        CubePredicate[] mixed = [.. own.Where(static p => p.HasExtras)];
        var branches = new List<AlgebraNode>();
        for (int choice = 0; choice < 1 << Math.Min(mixed.Length, 2 * MixedMax); choice++)
        {
            CubePredicate[] stored = [.. mixed.Where((_, i) => (choice & (1 << i)) != 0)];
            CubePredicate[] columns = [.. own.Except(stored)];
            if (columns.Length > 0 && CommonTables(columns, scope.Graph) is { IsEmpty: false } tables)
            {
                branches.Add(AlgebraInputs.JoinAll([
                    new CubePattern(subject, [.. columns.Select(ToColumn)], tables), .. stored.Select(ToStored)]));
            }
        }

        if (own.All(static p => p.HasStored))
        {
            branches.Add(AlgebraInputs.JoinAll(own.Select(ToStored)));
        }

        return branches.Count == 0
            ? AlgebraInputs.Nothing
            : AlgebraInputs.JoinAll([
                branches.Aggregate(static (left, right) => new Union(left, right)),
                .. excess.Select(p => RecognizeStar(subject, [p.Triple], scope))]);
    }

    private static ImmutableArray<CubeTable> CommonTables(CubePredicate[] columns, GraphView graph) =>
        [.. graph.Cubes.Where(table => columns.All(c => c.Tables.Contains(table)))];

    private static CubeColumn ToColumn(CubePredicate predicate) =>
        new(predicate.Predicate, predicate.PredicateId, predicate.Triple.Object, false);

    private static AlgebraNode ToStored(CubePredicate predicate) => new StoredPattern(predicate.Triple);
}
