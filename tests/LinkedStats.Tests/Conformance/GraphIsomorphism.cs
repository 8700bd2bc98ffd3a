using LinkedStats.Rdf;

namespace LinkedStats.Tests.Conformance;

/// <summary>Compares graphs, datasets and solutions up to the names of blank nodes.</summary>
/// <remarks>
/// Source: RDF 1.1 Concepts, section 3.6. Rows of terms are compared as multisets: blank nodes are coloured by what
/// stands around them until nothing changes; where two still look alike, each choice is tried.
/// </remarks>
internal static class GraphIsomorphism
{
    /// <summary>Tells whether two datasets are isomorphic; repeated statements count once.</summary>
    public static bool AreIsomorphic(IEnumerable<Quad> left, IEnumerable<Quad> right) =>
        AreIsomorphic(Rows(left), Rows(right));

    /// <summary>Tells whether two multisets of rows are equal, up to the names of blank nodes.</summary>
    /// <param name="left">Rows of terms; null is an unbound place. All rows have the same length.</param>
    /// <param name="right">The rows to compare with.</param>
    public static bool AreIsomorphic(IReadOnlyList<Term?[]> left, IReadOnlyList<Term?[]> right) =>
        left.Count == right.Count && Match(left, Nodes(left), right, Nodes(right), depth: 0);

    private static List<Term?[]> Rows(IEnumerable<Quad> quads) =>
        [.. quads.Distinct().Select(static quad => new[] { quad.Subject, quad.Predicate, quad.Object, quad.Graph })];

    private static Dictionary<BlankNode, int> Nodes(IReadOnlyList<Term?[]> rows) =>
        rows.SelectMany(static row => row).OfType<BlankNode>().Distinct().ToDictionary(static n => n, static _ => 1);

    private static bool Match(
        IReadOnlyList<Term?[]> left, Dictionary<BlankNode, int> leftColours,
        IReadOnlyList<Term?[]> right, Dictionary<BlankNode, int> rightColours, int depth)
    {
        leftColours = Refine(left, leftColours);
        rightColours = Refine(right, rightColours);
        ILookup<int, BlankNode> byColour = rightColours.ToLookup(static pair => pair.Value, static pair => pair.Key);
        IGrouping<int, BlankNode>[] classes =
            [.. leftColours.GroupBy(static pair => pair.Value, static pair => pair.Key)];
        if (leftColours.Count != rightColours.Count || classes.Any(c => byColour[c.Key].Count() != c.Count()))
        {
            return false;
        }

        IGrouping<int, BlankNode>? open = classes.Where(static c => c.Count() > 1).MinBy(static c => c.Count());
        if (open is null)
        {
            var names = leftColours.ToDictionary(static pair => pair.Key, pair => byColour[pair.Value].First());
            return AreEqual(left.Select(row => Array.ConvertAll(
                row, term => term is BlankNode node ? names[node] : term)), right);
        }

        BlankNode chosen = open.First();
        return byColour[open.Key].Any(candidate => Match(
            left, new(leftColours) { [chosen] = -depth - 1 },
            right, new(rightColours) { [candidate] = -depth - 1 }, depth + 1));
    }

    /// <summary>Colours nodes by their rows until the number of colours stays the same.</summary>
    private static Dictionary<BlankNode, int> Refine(IReadOnlyList<Term?[]> rows, Dictionary<BlankNode, int> colours)
    {
        int count = colours.Values.Distinct().Count();
        while (true)
        {
            var next = colours.ToDictionary(static pair => pair.Key, static pair => unchecked(pair.Value * 31));
            foreach (Term?[] row in rows)
            {
                var hash = default(HashCode);
                foreach (Term? term in row)
                {
                    hash.Add(term is BlankNode node ? colours[node] : term?.GetHashCode() ?? 0);
                }

                // The sum does not depend on the order of the rows.
                int rowHash = hash.ToHashCode();
                for (int i = 0; i < row.Length; i++)
                {
                    if (row[i] is BlankNode node)
                    {
                        next[node] = unchecked(next[node] + HashCode.Combine(rowHash, i));
                    }
                }
            }

            int nextCount = next.Values.Distinct().Count();
            colours = next;
            if (nextCount <= count)
            {
                return colours;
            }

            count = nextCount;
        }
    }

    private static bool AreEqual(IEnumerable<Term?[]> left, IEnumerable<Term?[]> right)
    {
        static string Text(Term?[] row) => string.Join(' ', row.Select(static term => term?.ToString() ?? "-"));
        return left.Select(Text).Order(StringComparer.Ordinal)
            .SequenceEqual(right.Select(Text).Order(StringComparer.Ordinal));
    }
}
