using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Query.Algebra;

/// <summary>Terms as the printed algebra shows them; different terms have different texts.</summary>
internal static class TermText
{
    /// <summary>Appends a term.</summary>
    /// <param name="text">What to append to.</param>
    /// <param name="term">The term.</param>
    public static void Append(StringBuilder text, Term term)
    {
        if (term is Literal literal)
        {
            Append(text, literal);
        }
        else
        {
            text.Append(term);
        }
    }

    private static void Append(StringBuilder text, Literal literal)
    {
        if (IsShort(literal))
        {
            text.Append(literal.Lexical);
            return;
        }

        text.Append('"');
        foreach (char c in literal.Lexical)
        {
            text.Append(c switch { '"' => "\\\"", '\\' => @"\\", '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ => $"{c}" });
        }

        text.Append('"');
        if (literal.Language is not null)
        {
            text.Append('@').Append(literal.Language);
        }
        else if (literal.Datatype != XsdVocabulary.String)
        {
            text.Append("^^").Append(literal.Datatype);
        }
    }

    /// <summary>Says whether SPARQL would read the lexical form alone as this literal.</summary>
    private static bool IsShort(Literal literal)
    {
        ReadOnlySpan<char> digits = literal.Lexical.AsSpan().TrimStart("+-");
        if (literal.Lexical.Length - digits.Length > 1 || digits.IsEmpty)
        {
            return false;
        }

        if (literal.Datatype == XsdVocabulary.Boolean)
        {
            return literal.Lexical is "true" or "false";
        }

        int point = digits.IndexOf('.');
        bool areDigits = digits.IndexOfAnyExceptInRange('0', '9') is int other && (other < 0 || other == point);
        return literal.Datatype == XsdVocabulary.Integer
            ? areDigits && point < 0
            : literal.Datatype == XsdVocabulary.Decimal && point >= 0 && point < digits.Length - 1
                && areDigits && digits[(point + 1)..].IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
