using System.Buffers;
using System.Text;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Results;

/// <summary>Writes SPARQL 1.1 Query Results JSON, one row a line.</summary>
/// <remarks>Source: SPARQL 1.1 Query Results JSON Format, section 3.</remarks>
internal sealed class JsonResultWriter : ResultWriter
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static code => (byte)code), (byte)'"', (byte)'\\']);

    /// <summary>For each column its name and what follows it, as far as all cells agree.</summary>
    private byte[][] _members = [];
    private bool _hasRows;
    private bool _hasCells;

    /// <summary>Creates a writer.</summary>
    /// <param name="output">Where the bytes go.</param>
    public JsonResultWriter(IBufferWriter<byte> output)
        : base(output)
    {
    }

    /// <inheritdoc/>
    private protected override void WriteHead(IReadOnlyList<string> variables)
    {
        // The grammar of variable names leaves nothing to escape.
        _members = [.. variables.Select(static name => Encoding.UTF8.GetBytes($"\"{name}\":{{\"type\":"))];
        Output.Write("{\"head\":{\"vars\":["u8);
        Output.Write(string.Join(',', variables.Select(static name => $"\"{name}\"")));
        Output.Write("]},\"results\":{\"bindings\":["u8);
    }

    /// <inheritdoc/>
    private protected override void BeginRow()
    {
        Output.Write(_hasRows ? ",\n{"u8 : "\n{"u8);
        _hasRows = true;
        _hasCells = false;
    }

    /// <inheritdoc/>
    private protected override void BeginTerm(int column)
    {
        if (_hasCells)
        {
            Output.Write((byte)',');
        }

        _hasCells = true;
        Output.Write(_members[column]);
    }

    /// <inheritdoc/>
    private protected override void WriteTerm(in TermUtf8 term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                Output.Write("\"uri\",\"value\":\""u8);
                break;
            case TermKind.BlankNode:
                Output.Write("\"bnode\",\"value\":\""u8);
                break;
            default:
                Output.Write("\"literal\",\"value\":\""u8);
                break;
        }

        WriteEscaped(term.Text);
        if (!term.Language.IsEmpty)
        {
            Output.Write("\",\"xml:lang\":\""u8);
            WriteEscaped(term.Language);
        }
        else if (HasWrittenDatatype(term))
        {
            Output.Write("\",\"datatype\":\""u8);
            WriteEscaped(term.Datatype);
        }

        Output.Write("\"}"u8);
    }

    /// <inheritdoc/>
    private protected override void WriteUnbound(int column)
    {
        // Section 3.2.1: a variable without a value has no member.
    }

    /// <inheritdoc/>
    private protected override void EndRow() => Output.Write((byte)'}');

    /// <inheritdoc/>
    private protected override void WriteTail() => Output.Write("\n]}}\n"u8);

    /// <inheritdoc/>
    private protected override void WriteAnswer(ReadOnlySpan<byte> value)
    {
        Output.Write("{\"head\":{},\"boolean\":"u8);
        Output.Write(value);
        Output.Write("}\n"u8);
    }

    private void WriteEscaped(ReadOnlySpan<byte> text)
    {
        for (int plain = text.IndexOfAny(Escaped); plain >= 0; plain = text.IndexOfAny(Escaped))
        {
            Output.Write(text[..plain]);
            WriteEscape(text[plain]);
            text = text[(plain + 1)..];
        }

        Output.Write(text);
    }

    private void WriteEscape(byte value)
    {
        Output.Write(value switch
        {
            (byte)'"' => "\\\""u8,
            (byte)'\\' => "\\\\"u8,
            (byte)'\n' => "\\n"u8,
            (byte)'\r' => "\\r"u8,
            (byte)'\t' => "\\t"u8,
            _ => "\\u00"u8,
        });
        if (value is not ((byte)'"' or (byte)'\\' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
        {
            Output.Write("0123456789abcdef"u8[value >> 4]);
            Output.Write("0123456789abcdef"u8[value & 0xF]);
        }
    }
}
