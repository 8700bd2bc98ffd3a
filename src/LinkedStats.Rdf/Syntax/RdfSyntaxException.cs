namespace LinkedStats.Rdf.Syntax;

/// <summary>The input is not well-formed RDF; the message says where and why.</summary>
public sealed class RdfSyntaxException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was found, and what would have been accepted.</param>
    /// <param name="line">The line in the input, from 1; 0 when there is no input to point into.</param>
    /// <param name="column">The column in characters, from 1; 0 when unknown.</param>
    public RdfSyntaxException(string message, long line = 0, long column = 0)
        : base(line == 0 ? message : $"line {line}, column {column}: {message}")
    {
        Line = line;
        Column = column;
    }

    /// <summary>The line in the input, from 1; 0 when unknown.</summary>
    public long Line { get; }

    /// <summary>The column in characters (Unicode code points), from 1; 0 when unknown.</summary>
    public long Column { get; }
}
