namespace LinkedStats.Tests.Query.Differential;

/// <summary>Random expressions over all operators and functions of SPARQL.</summary>
/// <param name="random">The source of randomness.</param>
/// <param name="variable">Gives a variable.</param>
/// <param name="constant">Gives a literal or an IRI.</param>
/// <param name="group">Gives a pattern for EXISTS of a depth.</param>
internal sealed class RandomExpressions(
    Random random, Func<string> variable, Func<string> constant, Func<int, QueryPart> group)
{
    private const string Xsd = "http://www.w3.org/2001/XMLSchema#";

    private static readonly string[] Casts =
    [
        "integer", "decimal", "double", "float", "string", "boolean", "dateTime", "date", "time", "gYear", "gMonthDay",
        "duration", "dayTimeDuration", "yearMonthDuration", "byte", "unsignedInt",
    ];

    /// <summary>Calls whose value nobody knows, in forms whose value is known.</summary>
    private static readonly string[] Volatile =
    [
        "NOW()", "STRLEN(STRUUID())", "isIRI(UUID())", "(RAND() < 1)", "isBLANK(BNODE())", "(BNODE() = BNODE())",
        "(BNODE(\"x\") = BNODE(\"x\"))", "(UUID() = UUID())",
    ];

    private static readonly string[] Patterns = ["a", "^a", "b$", "[0-9]+", "(h)(a)", ".", "x?", "A|É", "\\\\.", "["];

    /// <summary>An expression whose effective boolean value matters.</summary>
    public QueryPart Condition(int depth) => (depth <= 0 ? random.Next(3) : random.Next(16)) switch
    {
        0 => Part($"({Value(depth - 1)} {Any("=", "!=", "<", "<=", ">", ">=")} {Value(depth - 1)})"),
        1 => Part($"BOUND(?{variable()})"),
        2 => Value(depth - 1),
        3 => Part($"({Condition(depth - 1)} || {Condition(depth - 1)})"),
        4 => Part($"({Condition(depth - 1)} && {Condition(depth - 1)})"),
        5 => Part($"(! {Condition(depth - 1)})"),
        6 => Part($"({Value(depth - 1)} {Any("IN", "NOT IN")} ({Value(0)}, {Value(depth - 1)}, {constant()}))"),
        7 => Part($"({Value(depth - 1)} {Any("IN", "NOT IN")} ({Iri()}, {Iri()}))"),
        8 => Part($"{Any("isIRI", "isBLANK", "isLITERAL", "isNUMERIC")}({Value(depth - 1)})"),
        9 => Part($"sameTerm({Value(depth - 1)}, {Value(depth - 1)})"),
        10 => Part($"{Any("CONTAINS", "STRSTARTS", "STRENDS")}({Text(depth - 1)}, {Text(depth - 1)})"),
        11 => Part($"REGEX({Text(depth - 1)}, \"{Any(Patterns)}\"{Any("", ", \"i\"", ", \"s\"", ", \"?\"")})"),
        12 => Part($"LANGMATCHES(LANG({Value(depth - 1)}), \"{Any("fr", "*", "FR-ca", "")}\")"),
        13 => Part($"{Any("", "NOT ")}EXISTS {group(depth - 1)}"),
        14 => Part($"({Number(depth - 1)} {Any("=", "<", ">=")} {Number(depth - 1)})"),
        _ => Part($"({Value(depth - 1)} {Any("=", "!=", "<", ">")} {constant()})"),
    };

    /// <summary>An expression of any kind.</summary>
    public QueryPart Value(int depth) => (depth <= 0 ? random.Next(5) : random.Next(20)) switch
    {
        0 => Part($"{constant()}"),
        <= 4 => Part($"?{variable()}"),
        5 or 6 => Number(depth),
        7 or 8 => Text(depth),
        9 => Condition(depth - 1),
        10 => Part($"IF({Condition(depth - 1)}, {Value(depth - 1)}, {Value(depth - 1)})"),
        11 => Part($"COALESCE({Value(depth - 1)}, {Value(depth - 1)})"),
        12 => Part($"{Any("IRI", "URI")}({Text(depth - 1)})"),
        13 => Part($"STRDT({Text(depth - 1)}, <{Xsd}{Any(Casts)}>)"),
        14 => Part($"STRLANG({Text(depth - 1)}, \"{Any("fr", "en-GB", "")}\")"),
        15 => Part($"DATATYPE({Value(depth - 1)})"),
        16 => Part($"{Any(Volatile)}"),
        _ => Part($"<{Xsd}{Any(Casts)}>({Value(depth - 1)})"),
    };

    private QueryPart Number(int depth) => (depth <= 0 ? random.Next(3) : random.Next(12)) switch
    {
        0 => Part($"{Any("0", "1", "3", "2.5", "1e1", "0.10", "-7", "12345678901234567890")}"),
        1 or 2 => Part($"?{variable()}"),
        <= 6 => Part($"({Value(depth - 1)} {Any("+", "-", "*", "/")} {Number(depth - 1)})"),
        7 => Part($"{Any("ABS", "CEIL", "FLOOR", "ROUND")}({Value(depth - 1)})"),
        8 => Part($"STRLEN({Text(depth - 1)})"),
        9 => Part($"{Any("YEAR", "MONTH", "DAY", "HOURS", "MINUTES", "SECONDS", "TIMEZONE")}({Value(depth - 1)})"),
        10 => Part($"({Any("-", "+")} {Value(depth - 1)})"),
        _ => Part($"<{Xsd}{Any("integer", "decimal", "double", "float")}>({Value(depth - 1)})"),
    };

    private QueryPart Text(int depth) => (depth <= 0 ? random.Next(3) : random.Next(14)) switch
    {
        0 => Part($"\"{Any("a", "b", "h", "", "é", "10", "chat")}\"{Any("", "", "", "@fr", "@en")}"),
        1 => Part($"?{variable()}"),
        2 or 3 => Part($"STR({Value(depth - 1)})"),
        4 => Part($"SUBSTR({Text(depth - 1)}, {Number(depth - 1)})"),
        5 => Part($"SUBSTR({Text(depth - 1)}, {Number(0)}, {Number(depth - 1)})"),
        6 => Part($"{Any("UCASE", "LCASE", "ENCODE_FOR_URI")}({Text(depth - 1)})"),
        7 => Part($"{Any("STRBEFORE", "STRAFTER")}({Text(depth - 1)}, {Text(depth - 1)})"),
        8 => Part($"CONCAT({Text(depth - 1)}, {Text(depth - 1)}, {Text(0)})"),
        9 => Part($"REPLACE({Text(depth - 1)}, \"{Any(Patterns)}\", \"{Any("", "z", "[$1]", "$2$1")}\")"),
        10 => Part($"{Any("MD5", "SHA1", "SHA256", "SHA384", "SHA512")}({Text(depth - 1)})"),
        11 => Part($"{Any("LANG", "TZ")}({Value(depth - 1)})"),
        _ => Part($"STR({Value(depth - 1)})"),
    };

    private string Iri() => constant() is ['<', ..] and var iri ? iri : $"<{RandomGraphs.Namespace}a>";

    private string Any(params string[] choices) => choices[random.Next(choices.Length)];

    private static QueryPart Part(FormattableString text) => new(PartKind.Expression, text);
}
