using LinkedStats.Query.Algebra;

namespace LinkedStats.Query.Optimizer;

/// <summary>placeholder</summary>
internal static class FoldConstants
{
    /// <summary>Rewrites a tree.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="scope">The graphs it is matched in.</param>
    /// <returns>A tree with the same solutions.</returns>
    public static AlgebraNode Rewrite(AlgebraNode node, QueryScope scope) => node;
}
