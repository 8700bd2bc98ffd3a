using LinkedStats.Rdf;

namespace LinkedStats.Query.Sparql;

/// <summary>The words of syntax errors: what was found, what may stand there, and what was probably meant.</summary>
internal static class SyntaxMessages
{
    private const int ListedMax = 8;
    private const int TokenLengthMax = 40;

    private static readonly string[] UpdateKeywords =
        ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"];

    private static readonly PrefixMap KnownPrefixes = PrefixMap.CreateWellKnown();

    /// <summary>Says that a word starts an update request.</summary>
    /// <param name="word">The word.</param>
    /// <returns>True for the keywords of SPARQL 1.1 Update.</returns>
    public static bool IsUpdateKeyword(ReadOnlySpan<char> word)
    {
        foreach (string keyword in UpdateKeywords)
        {
            if (word.Equals(keyword, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Words an error about the next token.</summary>
    /// <param name="found">The token; empty at the end.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="expected">What may stand there.</param>
    /// <returns>A sentence or two.</returns>
    public static string Unexpected(string found, TokenKind kind, IReadOnlyList<string> expected)
    {
        string what = kind == TokenKind.End ? "The query ends too early" : $"Found '{Shorten(found)}'";
        return $"{what}; expected {List(expected)}.{Hint(found, kind, expected)}";
    }

    /// <summary>Words an error about a prefix without declaration.</summary>
    /// <param name="prefix">The prefix without its colon.</param>
    /// <param name="declared">The declared prefixes.</param>
    /// <returns>A sentence or two.</returns>
    public static string UnknownPrefix(string prefix, PrefixMap declared)
    {
        string? near = Nearest(prefix, declared.Select(static pair => pair.Key));
        if (near is not null)
        {
            return $"The prefix '{prefix}:' is not declared; did you mean '{near}:'?";
        }

        string known = KnownPrefixes.TryGetNamespace(prefix, out string? iri) ? iri : "…";
        return $"The prefix '{prefix}:' is not declared; add PREFIX {prefix}: <{known}> before the query.";
    }

    /// <summary>Finds the word that a misspelt one probably stands for.</summary>
    /// <param name="word">The word.</param>
    /// <param name="candidates">What it may stand for.</param>
    /// <returns>The nearest candidate without case, or null when none is near.</returns>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is < 3 or > TokenLengthMax)
        {
            return null;
        }

        (string? Word, int Distance) best = (null, word.Length < 5 ? 2 : 3);
        foreach (string candidate in candidates)
        {
            int distance = EditDistance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            best = distance < best.Distance ? (candidate, distance) : best;
        }

        return best.Word;
    }

    private static string Hint(string found, TokenKind kind, IReadOnlyList<string> expected)
    {
        if (found == "A" && expected.Contains("a"))
        {
            return " The keyword a is written in lower case.";
        }

        if (found == "=" && expected.Contains("an expression"))
        {
            return " Equality is written with one =.";
        }

        if (kind == TokenKind.IriReference && expected.Contains("<"))
        {
            return " If < means 'less than', put a space behind it.";
        }

        if (kind != TokenKind.Word)
        {
            return string.Empty;
        }

        IEnumerable<string> words = expected.Where(static word => char.IsAsciiLetterUpper(word[0]));
        IEnumerable<string> functions = expected.Contains("an expression") ? BuiltInFunctions.Names : [];
        string? near = Nearest(found, words.Concat(functions));
        return near is null ? string.Empty : $" Did you mean {near}?";
    }

    private static string List(IReadOnlyList<string> expected)
    {
        // What was tried last is nearest to the structure around: the end of the group, the bracket, the comma.
        List<string> shown = [.. expected.Reverse().Take(ListedMax).Select(Quote)];
        if (expected.Count > ListedMax)
        {
            return $"{string.Join(", ", shown)} or {expected.Count - ListedMax} other possibilities";
        }

        return shown.Count < 2
            ? shown.FirstOrDefault() ?? "nothing more"
            : $"{string.Join(", ", shown.SkipLast(1))} or {shown[^1]}";
    }

    /// <summary>Symbols stand between quotes; keywords and descriptions as they are.</summary>
    private static string Quote(string expected) => char.IsLetter(expected[0]) ? expected : $"'{expected}'";

    private static string Shorten(string token) =>
        token.Length <= TokenLengthMax ? token : token[..TokenLengthMax] + "…";

    /// <summary>
    /// The number of letters to insert, delete, replace or swap with the next (optimal string alignment).
    /// </summary>
    private static int EditDistance(string a, string b)
    {
        var distances = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                distances[i, j] = i == 0 || j == 0 ? i + j : Step(i, j);
            }
        }

        return distances[a.Length, b.Length];

        int Step(int i, int j)
        {
            int replaced = distances[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            int least = Math.Min(replaced, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
            bool isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            return isSwap ? Math.Min(least, distances[i - 2, j - 2] + 1) : least;
        }
    }
}
