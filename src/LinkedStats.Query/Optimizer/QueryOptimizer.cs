using System.Collections.Immutable;
using LinkedStats.Query.Algebra;

namespace LinkedStats.Query.Optimizer;

/// <summary>Rewrites the algebra so that it gives the same solutions faster: an ordered list of passes.</summary>
/// <param name="options">Which passes run.</param>
internal sealed class QueryOptimizer(OptimizerOptions options)
{
    /// <summary>The passes, in their order.</summary>
    public static ImmutableArray<(string Name, Func<AlgebraNode, QueryScope, AlgebraNode> Rewrite)> Passes { get; } =
    [
        // Patterns of neighbouring groups become one, so that the later passes see whole stars.
        (nameof(MergePatterns), MergePatterns.Rewrite),

        // Conditions that are known now need no place; what can never be true empties its branch.
        (nameof(FoldConstants), FoldConstants.Rewrite),

        // Conditions sink to the patterns that bind their variables, before stars are told apart from other patterns,
        // as an equation may turn into a lookup.
        (nameof(PlaceFilters), PlaceFilters.Rewrite),

        // Stars around observations become scans of columns; needs patterns merged.
        (nameof(RecognizeCubes), RecognizeCubes.Rewrite),

        // What every cell has need not be looked for; needs stars, to know what is a cell.
        (nameof(DecidePresence), DecidePresence.Rewrite),

        // Groups that hold one cell each are no groups; needs stars, to know what a row is.
        (nameof(UngroupCells), UngroupCells.Rewrite),

        // Groups over one star become roll-ups over codes; needs conditions and optional columns inside the star.
        (nameof(PushAggregates), PushAggregates.Rewrite),

        // What is left of joins is put in order, the most selective first; last, as it takes patterns apart.
        (nameof(ReorderJoins), ReorderJoins.Rewrite),
    ];

    /// <summary>Rewrites a tree; patterns of EXISTS and of GRAPH with a variable are left to the planner.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="scope">The graphs it is matched in.</param>
    /// <returns>A tree with the same solutions.</returns>
    public AlgebraNode Optimize(AlgebraNode node, QueryScope scope)
    {
        foreach ((string name, Func<AlgebraNode, QueryScope, AlgebraNode> rewrite) in Passes)
        {
            if (!options.Disabled.Contains(name))
            {
                node = rewrite(node, scope);
            }
        }

        return node;
    }
}

/// <summary>Which optimiser passes run: all of them, unless a test or a diagnosis switches some off.</summary>
internal sealed record OptimizerOptions
{
    /// <summary>The names of the passes that are switched off.</summary>
    public ImmutableHashSet<string> Disabled { get; init; } = [];
}
