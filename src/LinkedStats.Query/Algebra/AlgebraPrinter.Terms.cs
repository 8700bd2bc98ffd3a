using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Query.Algebra;

/// <content>Terms; different terms have different texts.</content>
public sealed partial class AlgebraPrinter
{
    private void Write(Term term) =>
        _text.Append(term is Literal literal && IsShort(literal) ? literal.Lexical : term.ToString());

    /// <summary>Says whether SPARQL would read the lexical form alone as this literal.</summary>
    private static bool IsShort(Literal literal)
    {
        if (literal.Datatype == XsdVocabulary.Boolean)
        {
            return literal.Lexical is "true" or "false";
        }

        ReadOnlySpan<char> digits = literal.Lexical;
        digits = digits.StartsWith("-") || digits.StartsWith("+") ? digits[1..] : digits;
        if (literal.Datatype == XsdVocabulary.Decimal)
        {
            int point = digits.IndexOf('.');
            return point >= 0 && AreDigits(digits[(point + 1)..]) && (point == 0 || AreDigits(digits[..point]));
        }

        return literal.Datatype == XsdVocabulary.Integer && AreDigits(digits);
    }

    private static bool AreDigits(ReadOnlySpan<char> text) =>
        !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
