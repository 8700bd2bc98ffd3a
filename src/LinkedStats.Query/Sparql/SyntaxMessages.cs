using LinkedStats.Rdf;

namespace LinkedStats.Query.Sparql;

/// <summary>The words of syntax errors: what was found, what may stand there, and what was probably meant.</summary>
internal static class SyntaxMessages
{
    /// <summary>What the parser calls the place of an expression.</summary>
    public const string Expression = "an expression";

    /// <summary>What the parser calls the place of a triple pattern.</summary>
    public const string TriplePattern = "a triple pattern";

    private const string CallInSelect = " Expressions in SELECT are named, as in (COUNT(?x) AS ?n).";

    private const int TokenLengthMax = 40;

    private static readonly string[] Aggregates = ["COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"];

    private static readonly string[] UpdateKeywords =
        ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"];

    /// <summary>What lists of expected tokens call by one name, when all of its members may stand there.</summary>
    private static readonly (string Name, string[] Members)[] Families =
    [
        ("an operator", ["*", "/", "+", "-", "=", "!=", "<", ">", "<=", ">=", "IN", "NOT", "&&", "||"]),
        ("an operator", ["=", "!=", "<", ">", "<=", ">=", "IN", "NOT", "&&", "||"]),
        (Expression, [Expression, "!", "-", "+"]),
        (
            "a keyword such as FILTER or OPTIONAL",
            ["{", "FILTER", "OPTIONAL", "MINUS", "GRAPH", "SERVICE", "BIND", "VALUES"]),
    ];

    /// <summary>What people write out of habit, from other languages or by memory, and what to tell them.</summary>
    private static readonly Habit[] Habits =
    [
        new(["A"], "a", " The keyword a is written in lower case."),
        new(["="], Expression, " Equality is written with one =."),
        new(["AND", "OR"], "&&", " Conditions are combined with && and ||."),
        new([","], "FROM", " Variables in SELECT stand without commas."),
        new(["@PREFIX", "@BASE"], "PREFIX", " SPARQL has PREFIX and BASE, without @ and without a dot at the end."),
        new(["."], "PREFIX", " In SPARQL no dot follows PREFIX and BASE."),
        new(["=", "!=", ">", "<=", ">="], TriplePattern, " A condition with an operator stands between ( and )."),
        new(["/"], TriplePattern, " In the local part of a name a slash is written \\/."),
        new(["UNION"], TriplePattern, " UNION stands between groups, as in { … } UNION { … }."),
        new(
            ["GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET"],
            TriplePattern,
            " Modifiers such as LIMIT stand behind the } that closes WHERE."),
        new(Aggregates, "REDUCED", CallInSelect),
        new(Aggregates, "FROM", CallInSelect),
        new(
            ["GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET"],
            "the end of the query",
            " Modifiers stand in this order, each once: GROUP BY, HAVING, ORDER BY, LIMIT and OFFSET."),
    ];

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
        if (prefix is "http" or "https" or "urn")
        {
            return $"IRIs stand between < and >, as in <{prefix}:…>.";
        }

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

    /// <summary>Cuts a text that the sender of a query can make as long as the query.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lengthMax">The most characters to keep.</param>
    /// <returns>The text, or its beginning and an ellipsis.</returns>
    public static string Shorten(string text, int lengthMax)
    {
        if (text.Length <= lengthMax)
        {
            return text;
        }

        bool splitsPair = char.IsHighSurrogate(text[lengthMax - 1]);
        return string.Concat(text.AsSpan(0, splitsPair ? lengthMax - 1 : lengthMax), "…");
    }

    private static string Hint(string found, TokenKind kind, IReadOnlyList<string> expected)
    {
        if (Habits.FirstOrDefault(habit => habit.Fits(found.ToUpperInvariant(), expected)) is { } habit)
        {
            return habit.Advice;
        }

        if (found == "<" && expected.Any(static what => what is TriplePattern or "a predicate" or "an IRI"
            or "an IRI between < and >"))
        {
            return " If it begins an IRI, that must end with > and hold no space, quote, brace or backslash.";
        }

        if (kind == TokenKind.IriReference && expected.Contains("<"))
        {
            return " If < means 'less than', put a space behind it.";
        }

        if (kind != TokenKind.Word)
        {
            return string.Empty;
        }

        bool mayBeFunction = expected.Contains(Expression);
        IEnumerable<string> functions = mayBeFunction ? BuiltInFunctions.Names : [];
        string? near = Nearest(
            found, expected.Where(static word => char.IsAsciiLetterUpper(word[0])).Concat(functions));
        return near is not null ? $" Did you mean {near}?"
            : mayBeFunction ? $" There is no function {Shorten(found)}."
            : string.Empty;
    }

    private static string List(IReadOnlyList<string> expected)
    {
        // What was tried last is nearest to the structure around: the end of the group, the bracket, the comma.
        string[] all = [.. expected.Reverse()];
        foreach ((string name, string[] members) in Families)
        {
            all = members.All(all.Contains) ? [.. all.Except(members), name] : all;
        }

        string[] shown = Array.ConvertAll(all, Quote);
        return shown.Length switch
        {
            0 => "nothing more",
            1 => shown[0],
            _ => $"{string.Join(", ", shown.SkipLast(1))} or {shown[^1]}",
        };
    }

    /// <summary>Symbols stand between quotes; keywords and descriptions as they are.</summary>
    private static string Quote(string expected) => char.IsLetter(expected[0]) ? expected : $"'{expected}'";

    private static string Shorten(string token) => Shorten(token, TokenLengthMax);

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

    /// <summary>A frequent mistake: one of these words, in upper case, where something else may stand.</summary>
    private sealed record Habit(string[] Words, string Expected, string Advice)
    {
        public bool Fits(string found, IReadOnlyList<string> expected) =>
            Words.Contains(found, StringComparer.Ordinal) && expected.Contains(Expected);
    }
}
