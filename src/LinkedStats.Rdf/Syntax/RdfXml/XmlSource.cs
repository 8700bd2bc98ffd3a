using System.Globalization;
using System.Xml;

namespace LinkedStats.Rdf.Syntax.RdfXml;

/// <summary>The bytes of an XML document on their way to the framework's parser, within limits.</summary>
/// <remarks>
/// The parser holds one token at a time: what it fetches between two nodes bounds the token. What entities stand for
/// does not pass here, so the parser itself counts it.
/// </remarks>
/// <param name="input">The document.</param>
/// <param name="options">The limits.</param>
internal sealed class XmlSource(Stream input, RdfReadOptions options) : Stream
{
    private XmlReader? _parser;
    private long _byteCount;
    private long _byteCountAtNode;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => _byteCount;
        set => throw new NotSupportedException();
    }

    /// <summary>Whether the root element has begun, behind which no declarations come.</summary>
    public bool IsInRoot { get; set; }

    /// <summary>Makes the parser that reads from here.</summary>
    public XmlReader Open()
    {
        var settings = new XmlReaderSettings
        {
            // Files of ontologies abbreviate namespaces with entities of an internal subset. Nothing else is fetched.
            DtdProcessing = DtdProcessing.Parse,
            XmlResolver = new NoExternalEntities(this),
            MaxCharactersFromEntities = Math.Max(1, options.EntityCharactersMax),
            CloseInput = false,

            // For its larger buffer: a start tag longer than the buffer is moved with every filling of it.
            Async = true,
        };
        _parser = XmlReader.Create(this, settings);
        return _parser;
    }

    // Before the first node the parser has no place yet.
    private (long Line, long Column) Place => _parser is IXmlLineInfo place
        ? (Math.Max(1, place.LineNumber), Math.Max(1, place.LinePosition)) : (1, 1);

    /// <summary>Moves the parser to the next node.</summary>
    /// <returns>False at the end of the document.</returns>
    /// <exception cref="RdfSyntaxException">A limit is passed.</exception>
    /// <exception cref="XmlException">The XML is not well-formed; see <see cref="Translate"/>.</exception>
    public bool MoveNext()
    {
        _byteCountAtNode = _byteCount;
        try
        {
            return _parser!.Read();
        }
        catch (ArgumentException)
        {
            // The framework's parser stumbles over bytes that do not belong to the encoding of a declaration.
            throw Error("this is not well-formed XML: the XML declaration holds bytes of another encoding");
        }
    }

    /// <summary>Makes the exception for the place of the current node.</summary>
    public RdfSyntaxException Error(string message)
    {
        (long line, long column) = Place;
        return new RdfSyntaxException(message, line, column);
    }

    /// <summary>Makes the exception for a node that does not belong where it stands.</summary>
    /// <param name="found">What it is.</param>
    /// <param name="expected">What would have been accepted.</param>
    public RdfSyntaxException Unexpected(string found, string expected)
    {
        (long line, long column) = Place;
        return RdfSyntaxException.Unexpected(found, expected, line, column);
    }

    /// <summary>Turns what the parser says into our exception.</summary>
    public RdfSyntaxException Translate(XmlException problem)
    {
        if (problem.InnerException is RdfSyntaxException own)
        {
            return own;
        }

        string message = problem.Message;
        if (message.Contains(nameof(XmlReaderSettings.MaxCharactersFromEntities), StringComparison.Ordinal))
        {
            message = string.Create(
                CultureInfo.InvariantCulture,
                $"entities stand for more characters than the limit of {options.EntityCharactersMax:N0}");
        }
        else
        {
            int place = message.LastIndexOf(" Line ", StringComparison.Ordinal);
            message = (place < 0 ? message : message[..place]).TrimEnd('.');
            message = $"this is not well-formed XML: {IriSyntax.Shorten(message)}";
        }

        return problem.LineNumber > 0
            ? new RdfSyntaxException(message, problem.LineNumber, Math.Max(1, problem.LinePosition))
            : Error(message);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        options.Cancellation.ThrowIfCancellationRequested();
        if (_byteCount - _byteCountAtNode > options.TokenBytesMax)
        {
            throw Error(string.Create(
                CultureInfo.InvariantCulture,
                $"a token is longer than the limit of {options.TokenBytesMax:N0} bytes"));
        }

        // A full buffer each time, so that what the parser says does not depend on how the bytes trickle in.
        int read = input.ReadAtLeast(buffer.AsSpan(offset, count), count, throwOnEndOfStream: false);
        _byteCount += read;
        return _byteCount <= options.BytesMax ? read : throw Error(string.Create(
            CultureInfo.InvariantCulture, $"the input is longer than the limit of {options.BytesMax:N0} bytes"));
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Leaves declarations outside the document unread, and refuses text outside of it.</summary>
    private sealed class NoExternalEntities(XmlSource source) : XmlResolver
    {
        public override Uri ResolveUri(Uri? baseUri, string? relativeUri) => new("urn:external");

        public override object GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) => source.IsInRoot
            ? throw source.Error("this entity stands outside the document, and nothing outside is fetched")
            : Stream.Null;
    }
}
