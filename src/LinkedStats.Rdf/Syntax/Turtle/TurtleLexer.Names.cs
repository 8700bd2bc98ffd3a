using System.Text;

namespace LinkedStats.Rdf.Syntax.Turtle;

/// <content>Names, labels, language tags and numbers.</content>
internal sealed partial class TurtleLexer
{
    private void ReadAtWord()
    {
        // [144s] LANGTAG ::= '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*
        int offset = 1;
        int subtag = 1;
        while (true)
        {
            int next = input.At(offset);
            if (next == '-' && offset > subtag)
            {
                subtag = offset + 1;
            }
            else if (next < 0 || !(char.IsAsciiLetter((char)next) || (subtag > 1 && IsDigit(next))))
            {
                break;
            }

            offset++;
        }

        if (offset == 1)
        {
            throw input.Unexpected(1, "a language tag such as @en or @fr-FR, @prefix or @base");
        }

        if (offset == subtag)
        {
            throw input.Unexpected(offset, "the next part of the language tag");
        }

        Set(TurtleToken.AtWord, offset);
    }

    private void ReadBlankLabel()
    {
        Expect(1, ':', "a blank node such as _:b1");
        int offset = 2;
        int code = CodePointAt(offset, out int size);
        if (!NameCharacters.IsLabelStart(code))
        {
            throw input.Unexpected(offset, "a blank node label such as _:b1");
        }

        int end = offset + size;
        for (offset = end; (code = CodePointAt(offset, out size)) == '.' || NameCharacters.IsName(code); offset += size)
        {
            end = code == '.' ? end : offset + size;
        }

        Set(TurtleToken.BlankLabel, end);
    }

    private void ReadNumber()
    {
        int offset = input.At(0) is '+' or '-' ? 1 : 0;
        int start = offset;
        offset = SkipDigits(offset);
        int digits = offset - start;
        TurtleToken kind = TurtleToken.Integer;

        // A full stop belongs to the number only where a digit or an exponent follows; else it ends the statement.
        if (input.At(offset) == '.' && (IsDigit(input.At(offset + 1)) || (digits > 0 && IsExponent(offset + 1))))
        {
            int fraction = SkipDigits(offset + 1);
            digits += fraction - offset - 1;
            offset = fraction;
            kind = TurtleToken.Decimal;
        }

        if (digits == 0)
        {
            throw input.Unexpected(0, "a number, an IRI, a literal or a blank node");
        }

        if (IsExponent(offset))
        {
            offset = SkipDigits(offset + (input.At(offset + 1) is '+' or '-' ? 2 : 1));
            kind = TurtleToken.Double;
        }

        Set(kind, offset);
    }

    private bool IsExponent(int offset) => input.At(offset) is 'e' or 'E'
        && (IsDigit(input.At(offset + 1)) || (input.At(offset + 1) is '+' or '-' && IsDigit(input.At(offset + 2))));

    private int SkipDigits(int offset)
    {
        while (IsDigit(input.At(offset)))
        {
            offset++;
        }

        return offset;
    }

    private void ReadName()
    {
        // [167s] PN_PREFIX ::= PN_CHARS_BASE ((PN_CHARS | '.')* PN_CHARS)?
        int offset = 0;
        int code = CodePointAt(0, out int size);
        if (code != ':' && !NameCharacters.IsBase(code))
        {
            throw input.Unexpected(0, "an IRI, a prefixed name, a literal or a blank node");
        }

        int wordEnd = 0;
        while (code == '.' || NameCharacters.IsName(code))
        {
            offset += size;
            wordEnd = code == '.' ? wordEnd : offset;
            code = CodePointAt(offset, out size);
        }

        if (code != ':')
        {
            // A word such as "true" or "a", maybe with the full stop of the statement behind it.
            int stop = input.Slice(0, wordEnd).IndexOf((byte)'.');
            Set(TurtleToken.Word, stop < 0 ? wordEnd : stop);
            return;
        }

        if (wordEnd != offset)
        {
            throw input.Unexpected(offset - 1, "no full stop at the end of a prefix");
        }

        ColonOffset = offset;
        ReadLocalName(offset + 1);
    }

    private void ReadLocalName(int offset)
    {
        // [168s] PN_LOCAL ::= (PN_CHARS_U | ':' | [0-9] | PLX) ((PN_CHARS | '.' | ':' | PLX)* (PN_CHARS | ':' | PLX))?
        int end = offset;
        while (true)
        {
            int code = CodePointAt(offset, out int size);
            if (code == '%')
            {
                size = HexDigitsAt(offset + 1) ? 3 : throw input.Unexpected(
                    offset, "two hexadecimal digits after it, or \\% for the character itself");
            }
            else if (code == '\\')
            {
                // [173s] PN_LOCAL_ESC: only these characters may be escaped.
                int escaped = input.At(offset + 1);
                size = escaped >= 0 && "_~.-!$&'()*+,;=/?#@%".Contains((char)escaped, StringComparison.Ordinal)
                    ? 2
                    : throw input.Unexpected(
                        offset,
                        $"an escape of {input.Describe(offset + 1)}",
                        "one of _ ~ . - ! $ & ' ( ) * + , ; = / ? # @ %");
            }
            else if (code != ':' && !(offset == ColonOffset + 1
                ? NameCharacters.IsLabelStart(code)
                : code == '.' || NameCharacters.IsName(code)))
            {
                break;
            }

            offset += size;
            end = code == '.' ? end : offset;
        }

        Set(TurtleToken.PrefixedName, end);
    }

    private bool HexDigitsAt(int offset) =>
        input.At(offset) is >= 0 and var high && char.IsAsciiHexDigit((char)high)
        && input.At(offset + 1) is >= 0 and var low && char.IsAsciiHexDigit((char)low);

    private int CodePointAt(int offset, out int size)
    {
        int first = input.At(offset);
        size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (size == 1)
        {
            return first;
        }

        _ = input.At(offset + size - 1);
        _ = Rune.DecodeFromUtf8(input.Slice(offset, size), out Rune rune, out _);
        return rune.Value;
    }
}
