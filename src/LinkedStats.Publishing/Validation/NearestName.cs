namespace LinkedStats.Publishing.Validation;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class NearestName
{
    private const int CandidatesMax = 10_000;

    /// <summary>Phrases a suggestion.</summary>
    /// <param name="name">The name as written.</param>
    /// <param name="known">The names that would be right.</param>
    /// <returns>The end of a sentence: <c>; did you mean 'x'?</c>, or the list of the names when it is short, or a full
    /// stop.</returns>
    internal static string Suggest(string name, IEnumerable<string> known)
    {
        string[] candidates = [.. known.Take(CandidatesMax)];
        (string Name, int Distance) best = candidates
            .Select(candidate => (candidate, Distance(name, candidate)))
            .DefaultIfEmpty((name, int.MaxValue))
            .MinBy(static pair => pair.Item2);
        int distanceMax = Math.Max(1, name.Length / 3);
        return best.Distance <= distanceMax ? $"; did you mean '{best.Name}'?"
            : candidates.Length is > 0 and <= 12 ? $"; known are {string.Join(", ", candidates)}."
            : ".";
    }

    // Levenshtein's distance, letters compared without case; names longer than this are compared by their beginnings.
    private static int Distance(string left, string right)
    {
        const int LengthMax = 64;
        ReadOnlySpan<char> a = left.AsSpan(0, Math.Min(left.Length, LengthMax));
        ReadOnlySpan<char> b = right.AsSpan(0, Math.Min(right.Length, LengthMax));
        Span<int> row = stackalloc int[LengthMax + 1];
        for (int k = 0; k <= b.Length; k++)
        {
            row[k] = k;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int k = 1; k <= b.Length; k++)
            {
                bool isSame = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[k - 1]);
                int cost = Math.Min(Math.Min(row[k], row[k - 1]) + 1, diagonal + (isSame ? 0 : 1));
                diagonal = row[k];
                row[k] = cost;
            }
        }

        return row[b.Length];
    }
}
