using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Tests.Conformance;
using LinkedStats.Tests.Conformance.ResultSets;
using LinkedStats.Tests.Reference;

namespace LinkedStats.Tests.Query.Differential;

/// <summary>The answer of the reference evaluator, and what an engine may answer instead.</summary>
/// <remarks>
/// Blank nodes may have other names, rows that tie may come in any order, LIMIT may choose among them, REDUCED may drop
/// duplicates, and GROUP_CONCAT may take its values in any order.
/// </remarks>
internal sealed class ExpectedAnswer
{
    private readonly QueryAlgebra _query;
    private readonly ReferenceAnswer _answer;
    private readonly Limit? _limit;
    private readonly string[] _variables;

    private ExpectedAnswer(QueryAlgebra query, ReferenceAnswer answer, Limit? limit)
    {
        _query = query;
        _answer = answer;
        _limit = limit;
        _variables = [.. query.Variables.Select(static variable => variable.Name)];
    }

    /// <summary>False where nobody can say what the answer is.</summary>
    public bool IsDecided => _answer.IsDecided && _limit?.Input is not Reduced;

    /// <summary>True for no rows and no triples, and for a false ASK.</summary>
    public bool IsEmpty =>
        _answer.Truth is not true && _answer.Graph is not { Count: > 0 }
        && !_answer.Ties.Any(static tie => tie.Count > 0);

    /// <summary>Asks the reference evaluator.</summary>
    public static ExpectedAnswer Of(QueryAlgebra query, ReferenceDataset dataset, DateTimeOffset now)
    {
        // The rows that LIMIT keeps are compared with all rows.
        var limit = query.Form == QueryForm.Select ? query.Root as Limit : null;
        QueryAlgebra whole = limit is null ? query : query with { Root = limit.Input };
        return new ExpectedAnswer(query, ReferenceQuery.Run(whole, dataset, now), limit);
    }

    /// <summary>Compares with the answer to CONSTRUCT or DESCRIBE.</summary>
    public string? FindDifference(IReadOnlyList<Quad> actual)
    {
        IReadOnlyCollection<Quad> expected = _answer.Graph!;
        return GraphIsomorphism.AreIsomorphic(expected, actual)
            ? null
            : Difference(
                expected.Select(static quad => quad.ToString()), actual.Select(static quad => quad.ToString()));
    }

    /// <summary>Compares with the answer to SELECT or ASK.</summary>
    public string? FindDifference(ResultTable actual)
    {
        if (_answer.Truth is { } truth)
        {
            return actual.Answer == truth ? null : $"ASK is {truth}, not {actual.Answer}.";
        }

        if (!actual.Variables.SequenceEqual(_variables))
        {
            return $"The columns are {string.Join(' ', actual.Variables)}.";
        }

        List<Term?[]> rows = [.. actual.Rows.Select(static row => Array.ConvertAll(row, Settled))];
        List<List<Term?[]>> ties = [.. _answer.Ties.Select(tie => tie
            .Select(row => Array.ConvertAll(_variables, name => Settled(row.GetValueOrDefault(name)))).ToList())];
        bool isSame = _limit is not null ? IsCut(ties, rows, _limit)
            : _query.Root is Reduced ? IsReduced([.. ties.SelectMany(static tie => tie)], rows)
            : IsSequence(ties, rows);
        return isSame ? null : Difference(ties.SelectMany(static tie => tie).Select(Text), rows.Select(Text));
    }

    /// <summary>Rows are in order when each has the number of its tie at its place.</summary>
    private static bool IsSequence(List<List<Term?[]>> ties, List<Term?[]> rows)
    {
        int[] places = [.. ties.SelectMany(static (tie, i) => tie.Select(_ => i))];
        return places.Length == rows.Count && GraphIsomorphism.AreIsomorphic(
            [.. ties.SelectMany((tie, i) => tie.Select(row => Numbered(row, i)))],
            [.. rows.Select((row, i) => Numbered(row, places[i]))]);
    }

    /// <summary>All distinct rows are there, none more often than before.</summary>
    private static bool IsReduced(List<Term?[]> all, List<Term?[]> rows) =>
        rows.Count <= all.Count && GraphIsomorphism.AreIsomorphic(
            [.. all.DistinctBy(Text)], [.. rows.DistinctBy(Text)]);

    /// <summary>Each place has a row of the tie that belongs there; blank nodes are not told apart.</summary>
    private static bool IsCut(List<List<Term?[]>> ties, List<Term?[]> rows, Limit limit)
    {
        int next = 0;
        long place = 0;
        foreach (List<Term?[]> tie in ties)
        {
            long first = Math.Max(place, limit.Offset);
            long end = Math.Min(place + tie.Count, limit.Count is { } count ? limit.Offset + count : long.MaxValue);
            place += tie.Count;
            var candidates = tie.GroupBy(Anonymous).ToDictionary(static g => g.Key, static g => g.Count());
            for (; first < end; first++, next++)
            {
                string row = next < rows.Count ? Anonymous(rows[next]) : "";
                if (next >= rows.Count || candidates.GetValueOrDefault(row) == 0)
                {
                    return false;
                }

                candidates[row]--;
            }
        }

        return next == rows.Count;
    }

    private static Term?[] Numbered(Term?[] row, int tie) => [.. row, new Literal($"tie {tie}")];

    /// <summary>The parts of what GROUP_CONCAT joined, in one order.</summary>
    private static Term? Settled(Term? term) => term is Literal { Language: null } literal
        && literal.Lexical.Contains('|', StringComparison.Ordinal)
            ? new Literal(
                string.Join('|', literal.Lexical.Split('|').Order(StringComparer.Ordinal)), literal.Datatype)
            : term;

    private static string Anonymous(Term?[] row) =>
        Text(Array.ConvertAll(row, static term => term is BlankNode ? new BlankNode("") : term));

    private static string Text(Term?[] row) => string.Join(' ', row.Select(static term => term?.ToString() ?? "-"));

    private static string Difference(IEnumerable<string> expected, IEnumerable<string> actual) =>
        $"expected\n  {string.Join("\n  ", expected.Take(40))}\nfound\n  {string.Join("\n  ", actual.Take(40))}";
}
