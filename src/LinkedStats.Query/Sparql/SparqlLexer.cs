using System.Buffers;
using System.Text;

namespace LinkedStats.Query.Sparql;

/// <summary>Cuts a query into tokens, one at a time; the longest token wins.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 19.8, productions 139 to 173, and sections 19.3 and 19.4.</remarks>
internal sealed partial class SparqlLexer
{
    /// <summary>What ends the search for the <c>&gt;</c> of an IRI.</summary>
    private static readonly SearchValues<char> NotInIri = SearchValues.Create(
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F"
        + " <>\"{}|^`\\");

    private static readonly string[] LongSymbols = ["&&", "||", "!=", "<=", ">=", "^^"];

    private readonly QueryText _query;
    private readonly string _text;
    private int _position;

    /// <summary>Creates a lexer at the start of a query.</summary>
    /// <param name="query">The query.</param>
    public SparqlLexer(QueryText query)
    {
        _query = query;
        _text = query.Text;
    }

    /// <summary>Reads the next token.</summary>
    /// <returns>The token; at the end, one of kind <see cref="TokenKind.End"/>.</returns>
    /// <exception cref="SparqlSyntaxException">No token starts here, or one does not end.</exception>
    public Token Next()
    {
        SkipSpace();
        int start = _position;
        if (start == _text.Length)
        {
            return new Token(TokenKind.End, start, 0);
        }

        TokenKind kind = ReadToken(_text[start]);
        return new Token(kind, start, _position - start);
    }

    private TokenKind ReadToken(char first) => first switch
    {
        '<' => ReadIriOrLess(),
        '?' or '$' => ReadVariableOrSymbol(),
        '"' or '\'' => ReadString(first),
        '@' => ReadLanguageTag(),
        '_' when Peek(1) == ':' => ReadBlankNodeLabel(),
        ':' => ReadLocalName(_position + 1),
        '+' or '-' when IsNumberAt(_position + 1) => ReadNumber(_position + 1),
        '.' when char.IsAsciiDigit(Peek(1)) => ReadNumber(_position),
        _ when char.IsAsciiDigit(first) => ReadNumber(_position),
        _ when NameCharacters.IsBase(RuneAt(_position)) => ReadWordOrName(),
        _ => ReadSymbol(first),
    };

    private void SkipSpace()
    {
        int i = _position;
        while (i < _text.Length)
        {
            char c = _text[i];
            if (c == '#')
            {
                int end = _text.AsSpan(i).IndexOfAny('\r', '\n');
                i = end < 0 ? _text.Length : i + end;
            }
            else if (c is ' ' or '\t' or '\r' or '\n')
            {
                i++;
            }
            else
            {
                break;
            }
        }

        _position = i;
    }

    private TokenKind ReadIriOrLess()
    {
        int end = _text.AsSpan(_position + 1).IndexOfAny(NotInIri);
        if (end < 0 || _text[_position + 1 + end] != '>')
        {
            return ReadSymbol('<');
        }

        _position += end + 2;
        return TokenKind.IriReference;
    }

    private TokenKind ReadVariableOrSymbol()
    {
        int end = _position + 1;
        if (end == _text.Length || !NameCharacters.IsVariableStart(RuneAt(end)))
        {
            return ReadSymbol(_text[_position]);
        }

        while (end < _text.Length && NameCharacters.IsVariablePart(RuneAt(end)))
        {
            end += RuneAt(end).Utf16SequenceLength;
        }

        _position = end;
        return TokenKind.Variable;
    }

    private TokenKind ReadSymbol(char first)
    {
        foreach (string symbol in LongSymbols)
        {
            if (string.CompareOrdinal(_text, _position, symbol, 0, symbol.Length) == 0)
            {
                _position += symbol.Length;
                return TokenKind.Symbol;
            }
        }

        if (!"{}()[],;.*/+-=<>!|^?".Contains(first, StringComparison.Ordinal))
        {
            throw RefuseCharacter(first);
        }

        _position++;
        return TokenKind.Symbol;
    }

    private SparqlSyntaxException RefuseCharacter(char first)
    {
        Rune found = RuneAt(_position);
        string hint = first switch
        {
            '\u201C' or '\u201D' or '\u00AB' or '\u00BB' => "; strings stand between \" or '",
            '\u2018' or '\u2019' => "; strings stand between \" or '",
            '\u00A0' or '\u200B' or '\uFEFF' => "; it looks like a space but is none",
            '&' => "; 'and' is written &&",
            '$' => "; a variable's name follows it directly, as in $name",
            '\\' => "; a backslash stands only in strings and in the local part of prefixed names",
            _ => string.Empty,
        };
        return _query.ErrorAt(
            _position, $"The character '{found}' (U+{found.Value:X4}) cannot stand here{hint}.", found.ToString());
    }

    private bool IsNumberAt(int index) =>
        char.IsAsciiDigit(CharAt(index)) || (CharAt(index) == '.' && char.IsAsciiDigit(CharAt(index + 1)));

    private char Peek(int offset) => CharAt(_position + offset);

    private char CharAt(int index) => index < _text.Length ? _text[index] : '\0';

    private Rune RuneAt(int index) => Rune.GetRuneAt(_text, index);
}
