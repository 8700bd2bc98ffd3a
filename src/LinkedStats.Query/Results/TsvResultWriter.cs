using System.Buffers;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Results;

/// <summary>Writes SPARQL 1.1 Query Results TSV: terms as Turtle writes them, numbers without quotes.</summary>
/// <remarks>Source: SPARQL 1.1 Query Results CSV and TSV Formats, section 4.</remarks>
internal sealed class TsvResultWriter : ResultWriter
{
    private static readonly SearchValues<byte> EscapedInStrings = SearchValues.Create("\"\\\t\n\r"u8);

    /// <summary>What IRIREF does not allow; other characters stand as they are.</summary>
    private static readonly SearchValues<byte> EscapedInIris = SearchValues.Create(
        [.. Enumerable.Range(0, 0x21).Select(static code => (byte)code), .. "<>\"{}|^`\\"u8]);

    /// <summary>Creates a writer.</summary>
    /// <param name="output">Where the bytes go.</param>
    public TsvResultWriter(IBufferWriter<byte> output)
        : base(output)
    {
    }

    private static ReadOnlySpan<byte> Xsd => "http://www.w3.org/2001/XMLSchema#"u8;

    /// <inheritdoc/>
    private protected override void WriteHead(IReadOnlyList<string> variables)
    {
        Output.Write(string.Join('\t', variables.Select(static name => "?" + name)));
        EndRow();
    }

    /// <inheritdoc/>
    private protected override void BeginRow()
    {
    }

    /// <inheritdoc/>
    private protected override void BeginTerm(int column) => WriteUnbound(column);

    /// <inheritdoc/>
    private protected override void WriteTerm(in TermUtf8 term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                WriteIri(term.Text);
                break;
            case TermKind.BlankNode:
                Output.Write("_:"u8);
                Output.Write(term.Text);
                break;
            default:
                WriteLiteral(term);
                break;
        }
    }

    /// <inheritdoc/>
    private protected override void WriteUnbound(int column)
    {
        if (column > 0)
        {
            Output.Write((byte)'\t');
        }
    }

    /// <inheritdoc/>
    private protected override void EndRow() => Output.Write((byte)'\n');

    /// <inheritdoc/>
    private protected override void WriteTail()
    {
    }

    /// <summary>The format has no form for ASK; the bare word is what other servers send.</summary>
    private protected override void WriteAnswer(ReadOnlySpan<byte> value)
    {
        Output.Write(value);
        EndRow();
    }

    private void WriteLiteral(in TermUtf8 term)
    {
        if (IsShort(term))
        {
            Output.Write(term.Text);
            return;
        }

        Output.Write((byte)'"');
        WriteEscaped(term.Text);
        Output.Write((byte)'"');
        if (!term.Language.IsEmpty)
        {
            Output.Write((byte)'@');
            Output.Write(term.Language);
        }
        else if (HasWrittenDatatype(term))
        {
            Output.Write("^^"u8);
            WriteIri(term.Datatype);
        }
    }

    private void WriteEscaped(ReadOnlySpan<byte> text)
    {
        for (int plain = text.IndexOfAny(EscapedInStrings); plain >= 0; plain = text.IndexOfAny(EscapedInStrings))
        {
            Output.Write(text[..plain]);
            Output.Write(text[plain] switch
            {
                (byte)'\t' => "\\t"u8,
                (byte)'\n' => "\\n"u8,
                (byte)'\r' => "\\r"u8,
                (byte)'"' => "\\\""u8,
                _ => "\\\\"u8,
            });
            text = text[(plain + 1)..];
        }

        Output.Write(text);
    }

    private void WriteIri(ReadOnlySpan<byte> text)
    {
        Output.Write((byte)'<');
        for (int plain = text.IndexOfAny(EscapedInIris); plain >= 0; plain = text.IndexOfAny(EscapedInIris))
        {
            Output.Write(text[..plain]);
            Output.Write("\\u00"u8);
            Output.Write("0123456789ABCDEF"u8[text[plain] >> 4]);
            Output.Write("0123456789ABCDEF"u8[text[plain] & 0xF]);
            text = text[(plain + 1)..];
        }

        Output.Write(text);
        Output.Write((byte)'>');
    }

    /// <summary>Says whether Turtle reads the bare lexical form as this very literal.</summary>
    private static bool IsShort(in TermUtf8 term)
    {
        if (!term.Datatype.StartsWith(Xsd))
        {
            return false;
        }

        ReadOnlySpan<byte> type = term.Datatype[Xsd.Length..];
        ReadOnlySpan<byte> text = term.Text;
        text = text.IsEmpty || text[0] is not ((byte)'+' or (byte)'-') ? text : text[1..];
        if (type.SequenceEqual("integer"u8))
        {
            return !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        }

        // Turtle, productions DECIMAL and DOUBLE: digits may be absent before the point, never after it alone.
        int digits = SkipDigits(text);
        text = text[digits..];
        int fraction = text.IsEmpty || text[0] != '.' ? -1 : SkipDigits(text[1..]);
        text = text[(fraction + 1)..];
        if (type.SequenceEqual("decimal"u8))
        {
            return fraction > 0 && text.IsEmpty;
        }

        return type.SequenceEqual("double"u8) && (digits > 0 || fraction > 0) && IsExponent(text);
    }

    private static bool IsExponent(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] is not ((byte)'e' or (byte)'E'))
        {
            return false;
        }

        text = text.Length > 1 && text[1] is (byte)'+' or (byte)'-' ? text[2..] : text[1..];
        return !text.IsEmpty && SkipDigits(text) == text.Length;
    }

    private static int SkipDigits(ReadOnlySpan<byte> text)
    {
        int other = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return other < 0 ? text.Length : other;
    }
}
