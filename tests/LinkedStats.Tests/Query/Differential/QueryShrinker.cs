namespace LinkedStats.Tests.Query.Differential;

/// <summary>Makes a query on which the engine fails, and its data, as small as it still fails.</summary>
internal static class QueryShrinker
{
    private const int AttemptsMax = 2000;

    /// <summary>Shrinks a failure.</summary>
    /// <param name="query">The query.</param>
    /// <param name="data">The data.</param>
    /// <param name="turn">Which pass is switched off alone.</param>
    /// <returns>The smallest query and data found, with the difference, as a text.</returns>
    public static string Shrink(QueryPart query, TestData data, int turn)
    {
        string difference = Find(query, data, turn)!;
        int attempts = 0;
        bool isSmaller = true;
        while (isSmaller)
        {
            isSmaller = false;
            using (var comparison = new QueryComparison(data, turn))
            {
                foreach (QueryPart candidate in query.Smaller().TakeWhile(_ => attempts++ < AttemptsMax))
                {
                    if (comparison.FindDifference(candidate.ToString(), isSkippedWhenEmpty: false, out _) is { } found)
                    {
                        (query, difference, isSmaller) = (candidate, found, true);
                        break;
                    }
                }
            }

            foreach (TestData candidate in isSmaller ? [] : data.Smaller().TakeWhile(_ => attempts++ < AttemptsMax))
            {
                if (Find(query, candidate, turn) is { } found)
                {
                    (data, difference, isSmaller) = (candidate, found, true);
                    break;
                }
            }
        }

        return $"{query}\nover\n{data}\n{difference}";
    }

    private static string? Find(QueryPart query, TestData data, int turn)
    {
        using var comparison = new QueryComparison(data, turn);
        return comparison.FindDifference(query.ToString(), isSkippedWhenEmpty: false, out _);
    }
}
