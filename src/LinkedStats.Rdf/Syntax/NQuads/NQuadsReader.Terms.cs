using System.Text;

namespace LinkedStats.Rdf.Syntax.NQuads;

/// <content>Terms: IRIs, blank nodes, literals.</content>
internal sealed partial class NQuadsReader
{
    private Term ReadResource(ReadOnlySpan<byte> line, ref int offset, string expected)
    {
        if (offset == line.Length || line[offset] != '_')
        {
            return ReadIri(line, ref offset, expected);
        }

        // [141s] BLANK_NODE_LABEL
        int start = offset;
        if (offset + 1 == line.Length || line[offset + 1] != ':')
        {
            throw Unexpected(offset + 1, "':' and a blank node label");
        }

        offset += 2;
        int end = offset;
        while (offset < line.Length)
        {
            _ = Rune.DecodeFromUtf8(line[offset..], out Rune rune, out int size);
            if (!(end == start + 2 ? NameCharacters.IsLabelStart(rune.Value)
                : rune.Value == '.' || NameCharacters.IsName(rune.Value)))
            {
                break;
            }

            offset += size;
            end = rune.Value == '.' ? end : offset;
        }

        offset = end;
        if (end == start + 2)
        {
            throw Unexpected(end, "a blank node label such as _:b1");
        }

        ReadOnlySpan<byte> token = line[start..end];
        Term? node = _terms.Find(token);
        if (node is null)
        {
            node = _blankNodes.Labelled(Encoding.UTF8.GetString(token[2..]));
            _terms.Remember(token, node);
        }

        return node;
    }

    private Iri ReadIri(ReadOnlySpan<byte> line, ref int offset, string expected)
    {
        if (offset == line.Length || line[offset] != '<')
        {
            throw Unexpected(offset, expected);
        }

        int length = line[(offset + 1)..].IndexOfAny(IriStops) + 2;
        ReadOnlySpan<byte> token = line[offset..Math.Min(line.Length, offset + length)];
        if (length >= 2 && token[^1] == '>' && _terms.Find(token) is Iri known)
        {
            offset += length;
            return known;
        }

        int start = offset;
        var iri = Iri.FromTrusted(IriText(line, ref offset));
        _terms.Remember(line[start..offset], iri);
        return iri;
    }

    /// <summary>Reads [8] IRIREF, which must be absolute.</summary>
    private string IriText(ReadOnlySpan<byte> line, ref int offset)
    {
        int start = offset + 1;
        int end = start;
        bool isEscaped = false;
        while (true)
        {
            int stop = line[end..].IndexOfAny(IriStops);
            end = stop < 0 ? line.Length : end + stop;
            if (end < line.Length && line[end] == '\\')
            {
                isEscaped = true;
                end = Math.Min(end + 2, line.Length);
            }
            else if (end < line.Length && line[end] == '>')
            {
                break;
            }
            else
            {
                throw _input.Unexpected(end, $"{_input.Describe(end)} in an IRI", "'>' to end it");
            }
        }

        string text = EscapedText.Decode(line[start..end], allowsCharacterEscapes: false, out var problem);
        if (problem is { } found)
        {
            throw _input.Unexpected(start + found.Offset, found.Found, found.Expected);
        }

        if ((isEscaped || IriSyntax.SchemeLength(text) == 0) && IriSyntax.FindProblem(text) is { } reason)
        {
            throw _input.Unexpected(start, $"'{IriSyntax.Shorten(text)}'", $"an absolute IRI; {reason}");
        }

        offset = end + 1;
        return text;
    }

    private Literal ReadLiteral(ReadOnlySpan<byte> line, ref int offset)
    {
        // [9] STRING_LITERAL_QUOTE
        int start = offset + 1;
        int end = start;
        while (true)
        {
            int stop = line[end..].IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0)
            {
                throw _input.Unexpected(line.Length, $"{_input.Describe(line.Length)} in a string", "'\"'");
            }

            end += stop;
            if (line[end] == '"')
            {
                break;
            }

            end = Math.Min(end + 2, line.Length);
        }

        int tokenStart = offset;
        int suffix = end + 1;
        if (suffix < line.Length && line[suffix] == '^')
        {
            suffix = DatatypeEnd(line, suffix);
        }
        else if (suffix < line.Length && line[suffix] == '@')
        {
            suffix = LanguageEnd(line, suffix + 1);
        }

        ReadOnlySpan<byte> token = line[tokenStart..suffix];
        offset = suffix;
        if (token.Length <= RememberedLiteralBytesMax && _terms.Find(token) is Literal known)
        {
            return known;
        }

        Literal literal = MakeLiteral(line, start, end, suffix);
        if (token.Length <= RememberedLiteralBytesMax)
        {
            _terms.Remember(token, literal);
        }

        return literal;
    }

    private Literal MakeLiteral(ReadOnlySpan<byte> line, int start, int end, int suffix)
    {
        string text = EscapedText.Decode(line[start..end], allowsCharacterEscapes: true, out var problem);
        if (problem is { } found)
        {
            throw _input.Unexpected(start + found.Offset, found.Found, found.Expected);
        }

        if (suffix == end + 1)
        {
            return new Literal(text);
        }

        if (line[end + 1] == '@')
        {
            return new Literal(text, Encoding.ASCII.GetString(line[(end + 2)..suffix]));
        }

        int offset = end + 3;
        return new Literal(text, ReadIri(line, ref offset, "a datatype"));
    }

    private int DatatypeEnd(ReadOnlySpan<byte> line, int offset)
    {
        if (!line[offset..].StartsWith("^^<"u8))
        {
            throw Unexpected(
                line[offset..].StartsWith("^^"u8) ? offset + 2 : offset, "'^^' and a datatype in angle brackets");
        }

        int start = offset + 2;
        int stop = line[(start + 1)..].IndexOfAny(IriStops);
        if (stop >= 0 && line[start + 1 + stop] == '>')
        {
            return start + stop + 2;
        }

        // An escape or an error: the slow way says which.
        _ = IriText(line, ref start);
        return start;
    }

    private int LanguageEnd(ReadOnlySpan<byte> line, int offset)
    {
        // [144s] LANGTAG ::= '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*
        bool isFirst = true;
        while (true)
        {
            int length = 0;
            while (offset + length < line.Length && (isFirst
                ? char.IsAsciiLetter((char)line[offset + length])
                : char.IsAsciiLetterOrDigit((char)line[offset + length])))
            {
                length++;
            }

            if (length == 0)
            {
                throw Unexpected(
                    offset, isFirst ? "a language tag such as @en or @fr-FR" : "the next part of the language tag");
            }

            offset += length;
            isFirst = false;
            if (offset == line.Length || line[offset] != '-')
            {
                return offset;
            }

            offset++;
        }
    }
}
