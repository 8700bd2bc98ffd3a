namespace LinkedStats.Rdf.Syntax;

/// <summary>The input is not well-formed RDF; the message says where and why.</summary>
public sealed class RdfSyntaxException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was found, and what would have been accepted.</param>
    /// <param name="line">The line in the input, from 1; 0 when there is no input to point into.</param>
    /// <param name="column">The column in characters, from 1; 0 when unknown.</param>
    /// <param name="errorCode">The code that the specification gives to the error; null for none.</param>
    public RdfSyntaxException(string message, long line = 0, long column = 0, string? errorCode = null)
        : base(line == 0 ? Cut(message) : $"line {line}, column {column}: {Cut(message)}")
    {
        Problem = Cut(message);
        Line = line;
        Column = column;
        ErrorCode = errorCode;
    }

    /// <summary>The message without the place.</summary>
    public string Problem { get; }

    /// <summary>What was found; empty where the error is not that something else was expected.</summary>
    public string Found { get; private init; } = "";

    /// <summary>What would have been accepted; empty where the error is not that something else was found.</summary>
    public string Expected { get; private init; } = "";

    /// <summary>The line in the input, from 1; 0 when unknown.</summary>
    public long Line { get; }

    /// <summary>The column in characters (Unicode code points), from 1; 0 when unknown.</summary>
    public long Column { get; }

    /// <summary>
    /// The code that the specification gives to the error, such as <c>invalid @id value</c>; null for none. Of the
    /// syntaxes only JSON-LD has codes (JSON-LD 1.1 API, section 9.6.2), for what is wrong with it beyond its JSON.
    /// </summary>
    public string? ErrorCode { get; }

    /// <summary>Creates the exception for what stands where something else belongs.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="expected">What would have been accepted.</param>
    /// <param name="line">The line in the input, from 1.</param>
    /// <param name="column">The column in characters, from 1.</param>
    /// <param name="errorCode">The code that the specification gives to the error; null for none.</param>
    /// <returns>The exception, to be thrown.</returns>
    public static RdfSyntaxException Unexpected(
        string found, string expected, long line, long column, string? errorCode = null)
    {
        string problem = $"found {found}, expected {expected}";
        return new(errorCode is null ? problem : $"{errorCode}: {problem}", line, column, errorCode)
        {
            Found = Cut(found),
            Expected = Cut(expected),
        };
    }

    // A message quotes what stands in the input, which may be as long as the input.
    private static string Cut(string text)
    {
        const int LengthMax = 1000;
        if (text.Length <= LengthMax)
        {
            return text;
        }

        int length = char.IsHighSurrogate(text[LengthMax - 1]) ? LengthMax - 1 : LengthMax;
        return string.Concat(text.AsSpan(0, length), "…");
    }
}
