using System.Diagnostics.CodeAnalysis;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.Turtle;

/// <summary>The numbers and booleans that Turtle writes without quotation marks.</summary>
internal static class PlainLiteral
{
    /// <summary>Tells whether a literal written without quotation marks reads back as the same term.</summary>
    public static bool Is([NotNullWhen(true)] Literal? literal)
    {
        if (literal is null)
        {
            return false;
        }

        // [19] INTEGER, [20] DECIMAL, [21] DOUBLE, [133s] BooleanLiteral
        if (literal.Datatype.Equals(XsdVocabulary.Boolean))
        {
            return literal.Lexical is "true" or "false";
        }

        ReadOnlySpan<char> rest = literal.Lexical.AsSpan(literal.Lexical is ['+' or '-', ..] ? 1 : 0);
        return literal.Datatype.Equals(XsdVocabulary.Integer) ? Digits(ref rest) > 0 && rest.Length == 0
            : literal.Datatype.Equals(XsdVocabulary.Decimal) ? IsDecimal(rest)
            : literal.Datatype.Equals(XsdVocabulary.Double) && IsDouble(rest);
    }

    private static bool IsDecimal(ReadOnlySpan<char> rest)
    {
        Digits(ref rest);
        return rest is ['.', ..] && Digits(ref rest, skip: 1) > 0 && rest.Length == 0;
    }

    private static bool IsDouble(ReadOnlySpan<char> rest)
    {
        int digits = Digits(ref rest);
        digits += rest is ['.', ..] ? Digits(ref rest, skip: 1) : 0;
        return digits > 0 && rest is ['e' or 'E', ..]
            && Digits(ref rest, skip: rest is [_, '+' or '-', ..] ? 2 : 1) > 0 && rest.Length == 0;
    }

    private static int Digits(ref ReadOnlySpan<char> rest, int skip = 0)
    {
        rest = rest[skip..];
        int count = rest.IndexOfAnyExceptInRange('0', '9');
        count = count < 0 ? rest.Length : count;
        rest = rest[count..];
        return count;
    }
}
