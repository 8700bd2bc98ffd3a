namespace LinkedStats.Server.Negotiation;

/// <summary>Finds the names that somebody who mistyped one may have meant.</summary>
internal static class NearestNames
{
    private const int CountMax = 3;
    private const int LengthMax = 64;
    private const int CandidatesMax = 20_000;

    /// <summary>Finds the nearest names.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What could have been meant.</param>
    /// <returns>At most three, the nearest first; the first known ones when none is near.</returns>
    public static string[] Find(string name, IEnumerable<string> known)
    {
        string wanted = name.Length > LengthMax ? name[..LengthMax] : name;
        return [.. known.Take(CandidatesMax)
            .OrderBy(candidate => Distance(wanted.ToUpperInvariant(), candidate.ToUpperInvariant()))
            .ThenBy(static candidate => candidate, StringComparer.Ordinal)
            .Take(CountMax)];
    }

    /// <summary>Puts names into a sentence.</summary>
    /// <param name="nearest">The names.</param>
    /// <returns>A sentence with a leading space; empty when there are none.</returns>
    public static string Suggest(string[] nearest) =>
        nearest.Length == 0 ? "" : $" Nearest: {string.Join(", ", nearest)}.";

    // The distance of Levenshtein, one row at a time; a name that begins or ends with what was written is near.
    private static int Distance(string wanted, string candidate)
    {
        if (candidate.Length > LengthMax)
        {
            return LengthMax * 2;
        }

        Span<int> row = stackalloc int[candidate.Length + 1];
        for (int k = 0; k <= candidate.Length; k++)
        {
            row[k] = k;
        }

        for (int i = 1; i <= wanted.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int k = 1; k <= candidate.Length; k++)
            {
                int above = row[k];
                row[k] = Math.Min(
                    Math.Min(above, row[k - 1]) + 1,
                    diagonal + (wanted[i - 1] == candidate[k - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[candidate.Length];
    }
}
