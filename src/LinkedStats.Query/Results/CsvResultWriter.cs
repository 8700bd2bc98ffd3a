using System.Buffers;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Results;

/// <summary>Writes SPARQL 1.1 Query Results CSV.</summary>
/// <remarks>Source: SPARQL 1.1 Query Results CSV and TSV Formats, section 3; RFC 4180, section 2.</remarks>
internal sealed class CsvResultWriter : ResultWriter
{
    private static readonly SearchValues<byte> Quoted = SearchValues.Create("\",\r\n"u8);

    /// <summary>Creates a writer.</summary>
    /// <param name="output">Where the bytes go.</param>
    public CsvResultWriter(IBufferWriter<byte> output)
        : base(output)
    {
    }

    /// <inheritdoc/>
    private protected override void WriteHead(IReadOnlyList<string> variables)
    {
        Output.Write(string.Join(',', variables));
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
        if (term.Kind == TermKind.BlankNode)
        {
            Output.Write("_:"u8);
        }

        if (!term.Text.ContainsAny(Quoted))
        {
            Output.Write(term.Text);
            return;
        }

        Output.Write((byte)'"');
        ReadOnlySpan<byte> text = term.Text;
        for (int quote = text.IndexOf((byte)'"'); quote >= 0; quote = text.IndexOf((byte)'"'))
        {
            Output.Write(text[..(quote + 1)]);
            Output.Write((byte)'"');
            text = text[(quote + 1)..];
        }

        Output.Write(text);
        Output.Write((byte)'"');
    }

    /// <inheritdoc/>
    private protected override void WriteUnbound(int column)
    {
        if (column > 0)
        {
            Output.Write((byte)',');
        }
    }

    /// <inheritdoc/>
    private protected override void EndRow() => Output.Write("\r\n"u8);

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
}
