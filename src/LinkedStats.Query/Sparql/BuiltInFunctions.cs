using System.Collections.Frozen;

namespace LinkedStats.Query.Sparql;

/// <summary>The built-in calls of the grammar and how many arguments each takes.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 19.8, productions 121 to 127.</remarks>
internal static class BuiltInFunctions
{
    /// <summary>The aggregates.</summary>
    public static readonly FrozenSet<string> Aggregates =
        FrozenSet.Create(StringComparer.Ordinal, "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT");

    private static readonly FrozenDictionary<string, (int Least, int Most)> Arities = CreateArities();

    /// <summary>The names of all calls, aggregates and EXISTS included.</summary>
    public static IEnumerable<string> Names { get; } = [.. Arities.Keys, .. Aggregates, "EXISTS", "NOT"];

    /// <summary>Finds a function.</summary>
    /// <param name="name">The name in upper case.</param>
    /// <param name="arity">The least and the most arguments it takes.</param>
    /// <returns>Whether there is such a function.</returns>
    public static bool TryGetArity(string name, out (int Least, int Most) arity) =>
        Arities.TryGetValue(name, out arity);

    private static FrozenDictionary<string, (int Least, int Most)> CreateArities()
    {
        var arities = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        Add(0, 0, "RAND NOW UUID STRUUID");
        Add(0, 1, "BNODE");
        Add(1, 1, "STR LANG DATATYPE BOUND IRI URI ABS CEIL FLOOR ROUND STRLEN UCASE LCASE ENCODE_FOR_URI");
        Add(1, 1, "YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ MD5 SHA1 SHA256 SHA384 SHA512");
        Add(1, 1, "ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC");
        Add(2, 2, "LANGMATCHES CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER STRLANG STRDT SAMETERM");
        Add(2, 3, "SUBSTR REGEX");
        Add(3, 3, "IF");
        Add(3, 4, "REPLACE");
        Add(0, int.MaxValue, "CONCAT COALESCE");
        return arities.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(int least, int most, string names)
        {
            foreach (string name in names.Split(' '))
            {
                arities.Add(name, (least, most));
            }
        }
    }
}
