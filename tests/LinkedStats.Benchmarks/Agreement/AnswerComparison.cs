namespace LinkedStats.Benchmarks.Agreement;

/// <summary>Compares answers as multisets of rows.</summary>
internal static class AnswerComparison
{
    /// <summary>Compares two answers.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>The first difference; null for none.</returns>
    public static string? Compare(AnswerRows left, AnswerRows right)
    {
        AnswerRow[] lefts = Sort(left);
        AnswerRow[] rights = Sort(right);
        for (int i = 0; i < Math.Min(lefts.Length, rights.Length); i++)
        {
            if (lefts[i].Key != rights[i].Key || !Agree(lefts[i].Numbers, rights[i].Numbers))
            {
                return $"`{Show(lefts[i])}` against `{Show(rights[i])}`";
            }
        }

        return CompareCounts(left, right);
    }

    /// <summary>Compares how many rows two answers have.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>The difference; null for none.</returns>
    public static string? CompareCounts(AnswerRows left, AnswerRows right) =>
        left.Rows.Count == right.Rows.Count ? null : $"{left.Rows.Count} rows against {right.Rows.Count}";

    private static AnswerRow[] Sort(AnswerRows answer) =>
    [
        .. answer.Rows.OrderBy(static row => row.Key, StringComparer.Ordinal)
            .ThenBy(static row => row.Numbers, Comparer<AnswerNumber[]>.Create(CompareNumbers)),
    ];

    private static int CompareNumbers(AnswerNumber[]? left, AnswerNumber[]? right) =>
        left!.Zip(right!).Select(static pair => pair.First.Value.CompareTo(pair.Second.Value))
            .FirstOrDefault(static order => order != 0);

    private static bool Agree(AnswerNumber[] left, AnswerNumber[] right) =>
        left.Length == right.Length && left.Zip(right).All(static pair => pair.First.Agrees(pair.Second));

    private static string Show(AnswerRow row)
    {
        IEnumerable<string> numbers = row.Numbers.Select(static number => $"{number.Exact ?? (object)number.Value}");
        return string.Join(' ', numbers.Prepend(row.Key.Trim()));
    }
}
