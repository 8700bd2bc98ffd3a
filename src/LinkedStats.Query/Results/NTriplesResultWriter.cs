using System.Buffers;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Results;

/// <summary>Writes the answer to CONSTRUCT or DESCRIBE as N-Triples, a batch at a time, from ids.</summary>
/// <remarks>
/// The bytes are those of <see cref="RdfWriter"/>, which writes what is not remembered; only cells and numbers, of
/// which there are many, have no term made of them. What is in no named graph looks the same in N-Quads.
/// </remarks>
/// <param name="output">Where the bytes go.</param>
public sealed class NTriplesResultWriter(IBufferWriter<byte> output)
{
    /// <summary>The bytes that no IRI may hold, and therefore no line.</summary>
    private static readonly SearchValues<byte> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0x21).Append(0x7F).Select(static code => (byte)code), .. "<>\"{}|^`\\"u8]);

    private readonly Utf8Output _output = new(output);
    private readonly WrittenTerms _written = new();
    private readonly ArrayBufferWriter<byte> _scratch = new(256);

    /// <summary>Writes the triples of a batch, and leaves all of them in the buffer writer.</summary>
    /// <param name="triples">Subjects, predicates and objects.</param>
    /// <param name="terms">Turns the ids into terms.</param>
    /// <exception cref="RdfSyntaxException">N-Triples has no way to write a term.</exception>
    public void Write(Batch triples, ITermReader terms)
    {
        for (int row = 0; row < triples.RowCount; row++)
        {
            Write(triples.Column(0)[row], terms);
            _output.Write((byte)' ');
            Write(triples.Column(1)[row], terms);
            _output.Write((byte)' ');
            Write(triples.Column(2)[row], terms);
            _output.Write(" .\n"u8);
        }

        _output.Flush();
    }

    private void Write(TermId id, ITermReader terms)
    {
        if (_written.TryGet(id, out ReadOnlySpan<byte> written))
        {
            _output.Write(written);
        }
        else if (id.IsInline)
        {
            // The lexical forms of inlined terms hold nothing to escape.
            TermUtf8 term = terms.GetUtf8(id, _scratch);
            _output.Write((byte)'"');
            _output.Write(term.Text);
            _output.Write("\"^^<"u8);
            _output.Write(term.Datatype);
            _output.Write((byte)'>');
        }
        else if (id.Tag == TermTag.Cell && terms.GetUtf8(id, _scratch).Text is var iri && !iri.ContainsAny(Forbidden))
        {
            _output.Write((byte)'<');
            _output.Write(iri);
            _output.Write((byte)'>');
        }
        else
        {
            _scratch.ResetWrittenCount();
            RdfWriter.WriteTerm(terms.Get(id), _scratch);
            _output.Write(_scratch.WrittenSpan);
            _written.Add(id, _scratch.WrittenSpan);
        }
    }
}
