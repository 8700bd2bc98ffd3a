namespace LinkedStats.Query.Sparql;

/// <content>Numbers and strings.</content>
internal sealed partial class SparqlLexer
{
    /// <summary>Reads a number.</summary>
    /// <param name="start">The index of its first digit or point, after any sign.</param>
    private TokenKind ReadNumber(int start)
    {
        int i = SkipDigits(start);
        TokenKind kind = TokenKind.Integer;
        if (CharAt(i) == '.')
        {
            int fraction = SkipDigits(i + 1);
            if (fraction > i + 1)
            {
                i = fraction;
                kind = TokenKind.Decimal;
            }
            else if (ExponentEnd(fraction) > 0)
            {
                // DOUBLE allows "1.e5"; "1." alone is an integer and the end of a triple.
                i = fraction;
            }
        }

        int exponent = ExponentEnd(i);
        _position = exponent > 0 ? exponent : i;
        return exponent > 0 ? TokenKind.Double : kind;
    }

    /// <summary>Gives the end of an exponent that starts at an index, or 0 when none does.</summary>
    private int ExponentEnd(int index)
    {
        if (CharAt(index) is not ('e' or 'E'))
        {
            return 0;
        }

        int digits = CharAt(index + 1) is '+' or '-' ? index + 2 : index + 1;
        int end = SkipDigits(digits);
        return end > digits ? end : 0;
    }

    private int SkipDigits(int index)
    {
        while (char.IsAsciiDigit(CharAt(index)))
        {
            index++;
        }

        return index;
    }

    private TokenKind ReadString(char quote)
    {
        int start = _position;
        bool isLong = Peek(1) == quote && Peek(2) == quote;
        int i = start + (isLong ? 3 : 1);
        while (i < _text.Length)
        {
            char c = _text[i];
            if (c == '\\')
            {
                RequireStringEscape(i);
                i += 2;
            }
            else if (c == quote && (!isLong || (CharAt(i + 1) == quote && CharAt(i + 2) == quote)))
            {
                _position = i + (isLong ? 3 : 1);
                return TokenKind.String;
            }
            else if (!isLong && c is '\r' or '\n')
            {
                throw _query.ErrorAt(
                    start,
                    $"The string does not end on its line; close it with {quote}, or use {quote}{quote}{quote} for it.",
                    $"{quote}");
            }
            else
            {
                i++;
            }
        }

        throw _query.ErrorAt(start, "The string does not end.", isLong ? new string(quote, 3) : $"{quote}");
    }

    private void RequireStringEscape(int index)
    {
        if (!"tbnrf\\\"'".Contains(CharAt(index + 1), StringComparison.Ordinal))
        {
            throw _query.ErrorAt(
                index,
                @"In a string, a backslash is followed by one of t b n r f \ "" ' or by u or U and hexadecimal digits.",
                "\\");
        }
    }
}
