using System.Buffers;
using System.Globalization;

namespace LinkedStats.Rdf.Syntax.NQuads;

/// <summary>Reads N-Triples and N-Quads, a line at a time.</summary>
/// <remarks>Source: RDF 1.1 N-Triples, section 7; RDF 1.1 N-Quads, section 4. Bracketed numbers: productions.</remarks>
internal sealed partial class NQuadsReader
{
    /// <summary>Longer literals are seldom repeated.</summary>
    private const int RememberedLiteralBytesMax = 100;

    private static readonly SearchValues<byte> IriStops =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(static code => (byte)code), .. "<>\"{}|^`\\"u8]);

    private readonly Utf8Input _input;
    private readonly IQuadSink _sink;
    private readonly RdfReadOptions _options;
    private readonly bool _allowsGraphs;
    private readonly BlankNodeScope _blankNodes;
    private readonly TermCache _terms = new();
    private byte[] _subjectBytes = [];
    private int _subjectLength;
    private Term? _subject;
    private long _statementCount;

    private NQuadsReader(Stream stream, bool allowsGraphs, IQuadSink sink, RdfReadOptions options)
    {
        _input = new Utf8Input(stream, options);
        _sink = sink;
        _options = options;
        _allowsGraphs = allowsGraphs;
        _blankNodes = new BlankNodeScope(options.BlankNodeScope);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">UTF-8.</param>
    /// <param name="allowsGraphs">True for N-Quads.</param>
    /// <param name="sink">Receives the statements.</param>
    /// <param name="options">Limits and hooks.</param>
    /// <exception cref="RdfSyntaxException">The input is malformed, or exceeds a limit.</exception>
    public static void Read(Stream stream, bool allowsGraphs, IQuadSink sink, RdfReadOptions options) =>
        new NQuadsReader(stream, allowsGraphs, sink, options).ReadLines();

    private void ReadLines()
    {
        while (_input.At(0) >= 0)
        {
            int length = _input.FindLineBreak();
            ReadLine(_input.Slice(0, length));
            _input.AdvanceOverLines(_input.At(length) < 0 ? length : length + 1);
        }
    }

    /// <summary>Reads [2] statement: at most one on a line.</summary>
    private void ReadLine(ReadOnlySpan<byte> line)
    {
        int offset = SkipSpace(line, 0);
        if (offset == line.Length || line[offset] == '#')
        {
            return;
        }

        Term subject = ReadSubject(line, ref offset);
        offset = SkipSpace(line, offset);
        Iri predicate = ReadIri(line, ref offset, "a predicate: an IRI in angle brackets");
        offset = SkipSpace(line, offset);
        Term value = ReadObject(line, ref offset);
        offset = SkipSpace(line, offset);
        Term? graph = null;
        if (_allowsGraphs && offset < line.Length && line[offset] is (byte)'<' or (byte)'_')
        {
            graph = ReadResource(line, ref offset, "a graph name");
            offset = SkipSpace(line, offset);
        }

        if (offset == line.Length || line[offset] != '.')
        {
            throw Unexpected(offset, _allowsGraphs && graph is null ? "a graph name or '.'" : "'.'");
        }

        int end = SkipSpace(line, offset + 1);
        if (end < line.Length && line[end] != '#')
        {
            throw Unexpected(end, "the end of the line or a comment");
        }

        if (++_statementCount > _options.StatementsMax)
        {
            throw _input.Error(0, string.Create(
                CultureInfo.InvariantCulture,
                $"there are more statements than the limit of {_options.StatementsMax:N0}"));
        }

        if (_options.Position is { } position)
        {
            position.Line = _input.Line;
        }

        _sink.Add(new Quad(subject, predicate, value, graph));
    }

    private Term ReadSubject(ReadOnlySpan<byte> line, ref int offset)
    {
        // Files stand in groups of equal subjects, and other subjects seldom come back soon.
        int start = offset;
        ReadOnlySpan<byte> rest = line[offset..];
        if (_subject is not null && rest.Length > _subjectLength && rest[_subjectLength] is (byte)' ' or (byte)'\t'
            && rest[.._subjectLength].SequenceEqual(_subjectBytes.AsSpan(0, _subjectLength)))
        {
            offset += _subjectLength;
            return _subject;
        }

        _subject = line[offset] == '<'
            ? Iri.FromTrusted(IriText(line, ref offset))
            : ReadResource(line, ref offset, "a subject: an IRI in angle brackets or a blank node");
        _subjectLength = offset - start;
        if (_subjectBytes.Length < _subjectLength)
        {
            _subjectBytes = new byte[Math.Max(256, _subjectLength * 2)];
        }

        line[start..offset].CopyTo(_subjectBytes);
        return _subject;
    }

    private Term ReadObject(ReadOnlySpan<byte> line, ref int offset) => offset < line.Length && line[offset] == '"'
        ? ReadLiteral(line, ref offset)
        : ReadResource(line, ref offset, "an object: an IRI in angle brackets, a blank node or a literal");

    private RdfSyntaxException Unexpected(int offset, string expected) =>
        _input.Unexpected(offset, expected);

    private static int SkipSpace(ReadOnlySpan<byte> line, int offset)
    {
        while (offset < line.Length && line[offset] is (byte)' ' or (byte)'\t')
        {
            offset++;
        }

        return offset;
    }
}
