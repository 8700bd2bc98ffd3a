using System.Text;

namespace LinkedStats.Query.Sparql;

/// <content>Prefixed names, keywords, blank node labels and language tags.</content>
internal sealed partial class SparqlLexer
{
    /// <summary>Reads a prefixed name, or a keyword where no colon follows.</summary>
    private TokenKind ReadWordOrName()
    {
        // PN_PREFIX may hold dots and hyphens but not end in a dot; keywords hold neither.
        int end = _position;
        while (end < _text.Length && (_text[end] == '.' || NameCharacters.IsPart(RuneAt(end))))
        {
            end += RuneAt(end).Utf16SequenceLength;
        }

        if (CharAt(end) == ':' && _text[end - 1] != '.')
        {
            return ReadLocalName(end + 1);
        }

        int wordEnd = _position;
        while (wordEnd < end && (char.IsAsciiLetterOrDigit(_text[wordEnd]) || _text[wordEnd] == '_'))
        {
            wordEnd++;
        }

        _position = wordEnd == _position ? end : wordEnd;
        return TokenKind.Word;
    }

    /// <summary>Reads the local part of a prefixed name (PN_LOCAL), which may be empty.</summary>
    /// <param name="start">The index after the colon.</param>
    private TokenKind ReadLocalName(int start)
    {
        int i = start;
        int end = start;
        while (i < _text.Length)
        {
            char c = _text[i];
            if (c == '%')
            {
                RequirePercentEscape(i);
                i += 3;
            }
            else if (c == '\\')
            {
                RequireLocalEscape(i);
                i += 2;
            }
            else if (c == ':' || IsNameCharacter(RuneAt(i), isFirst: i == start))
            {
                i += RuneAt(i).Utf16SequenceLength;
            }
            else if (c == '.' && i > start)
            {
                // A dot belongs to the name only when more of the name follows.
                i++;
                continue;
            }
            else
            {
                break;
            }

            end = i;
        }

        _position = end;
        return TokenKind.PrefixedName;
    }

    private static bool IsNameCharacter(Rune rune, bool isFirst) =>
        isFirst ? NameCharacters.IsVariableStart(rune) : NameCharacters.IsPart(rune);

    private void RequirePercentEscape(int index)
    {
        if (!char.IsAsciiHexDigit(CharAt(index + 1)) || !char.IsAsciiHexDigit(CharAt(index + 2)))
        {
            throw _query.ErrorAt(index, "In a prefixed name, % is followed by two hexadecimal digits.", "%");
        }
    }

    private void RequireLocalEscape(int index)
    {
        if (!"_~.-!$&'()*+,;=/?#@%".Contains(CharAt(index + 1), StringComparison.Ordinal))
        {
            throw _query.ErrorAt(
                index,
                "In a prefixed name, a backslash is followed by one of _ ~ . - ! $ & ' ( ) * + , ; = / ? # @ %.",
                "\\");
        }
    }

    private TokenKind ReadBlankNodeLabel()
    {
        int i = _position + 2;
        if (i == _text.Length || !NameCharacters.IsVariableStart(RuneAt(i)))
        {
            throw _query.ErrorAt(_position, "A blank node label needs a name after _:, as in _:b1.", "_:");
        }

        int end = i;
        while (i < _text.Length && (_text[i] == '.' || NameCharacters.IsPart(RuneAt(i))))
        {
            bool isDot = _text[i] == '.';
            i += RuneAt(i).Utf16SequenceLength;
            end = isDot ? end : i;
        }

        _position = end;
        return TokenKind.BlankNodeLabel;
    }

    private TokenKind ReadLanguageTag()
    {
        int i = _position + 1;
        while (char.IsAsciiLetter(CharAt(i)))
        {
            i++;
        }

        if (i == _position + 1)
        {
            throw _query.ErrorAt(_position, "A language tag follows @, as in \"chat\"@fr.", "@");
        }

        while (CharAt(i) == '-' && char.IsAsciiLetterOrDigit(CharAt(i + 1)))
        {
            i++;
            while (char.IsAsciiLetterOrDigit(CharAt(i)))
            {
                i++;
            }
        }

        _position = i;
        return TokenKind.LanguageTag;
    }
}
