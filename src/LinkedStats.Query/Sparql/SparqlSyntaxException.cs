namespace LinkedStats.Query.Sparql;

/// <summary>A query is not well-formed SPARQL; says where, what was found and what was expected.</summary>
public sealed class SparqlSyntaxException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, in a sentence.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column in characters, from 1.</param>
    /// <param name="token">What was found; empty at the end of the query.</param>
    /// <param name="expected">What would have been accepted; empty when the error is not about the next token.</param>
    public SparqlSyntaxException(
        string message, int line, int column, string token = "", IReadOnlyList<string>? expected = null)
        : base($"line {line}, column {column}: {message}")
    {
        Problem = message;
        Line = line;
        Column = column;
        Token = token;
        Expected = expected ?? [];
    }

    /// <summary>The message without the place.</summary>
    public string Problem { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column in characters, from 1.</summary>
    public int Column { get; }

    /// <summary>What was found.</summary>
    public string Token { get; }

    /// <summary>What would have been accepted.</summary>
    public IReadOnlyList<string> Expected { get; }
}
