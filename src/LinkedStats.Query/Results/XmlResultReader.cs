using System.Xml;

namespace LinkedStats.Query.Results;

/// <summary>Reads SPARQL Query Results XML.</summary>
/// <remarks>
/// Source: SPARQL Query Results XML Format (Second Edition), section 2. There are no entities and no DTD to follow; an
/// element at an unknown place is passed over.
/// </remarks>
internal sealed class XmlResultReader : ResultReader
{
    private const string Namespace = "http://www.w3.org/2005/sparql-results#";
    private const int DepthMax = 32;

    private readonly XmlReader _xml;
    private readonly IReadOnlyList<string> _columns;
    private bool _hasRows;
    private bool _isStarted;

    /// <summary>Creates the reader.</summary>
    /// <param name="stream">The answer.</param>
    /// <param name="columns">The variables asked for.</param>
    public XmlResultReader(Stream stream, IReadOnlyList<string> columns)
        : base(columns)
    {
        _columns = columns;
        _xml = XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _xml.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override bool ReadRow()
    {
        try
        {
            while (Advance())
            {
                if (IsStart("boolean"))
                {
                    throw new InvalidDataException("it is an answer to ASK");
                }

                _hasRows |= IsStart("results");
                if (_hasRows && IsStart("result"))
                {
                    ReadBindings();
                    return true;
                }
            }

            return _hasRows ? false : throw new InvalidDataException("it has no results");
        }
        catch (XmlException error)
        {
            throw new InvalidDataException($"it is not XML: {Shorten(error.Message.TrimEnd('.'), 300)}", error);
        }
        catch (ArgumentException error)
        {
            // The framework's parser stumbles over bytes that do not belong to the encoding of a declaration.
            throw new InvalidDataException("it is not XML: its declaration holds bytes of another encoding", error);
        }
    }

    private bool Advance()
    {
        if (!_xml.Read())
        {
            return false;
        }

        if (!_isStarted && _xml.NodeType == XmlNodeType.Element)
        {
            _isStarted = true;
            Require(IsStart("sparql"));
        }

        return _xml.Depth <= DepthMax ? true : throw new InvalidDataException("its elements are nested too deeply");
    }

    private void ReadBindings()
    {
        int depth = _xml.Depth;
        if (_xml.IsEmptyElement)
        {
            return;
        }

        while (Advance() && _xml.Depth > depth)
        {
            if (IsStart("binding"))
            {
                string name = _xml.GetAttribute("name") ?? "";
                int column = IndexOf(name);
                if (column >= 0)
                {
                    ReadTerm(column);
                }
            }
        }
    }

    private int IndexOf(string name)
    {
        for (int i = 0; i < _columns.Count; i++)
        {
            if (_columns[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    private void ReadTerm(int column)
    {
        do
        {
            Require(!_xml.IsEmptyElement || _xml.LocalName != "binding");
            Require(Advance());
        }
        while (_xml.NodeType is XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace);

        Require(_xml.NodeType == XmlNodeType.Element && _xml.NamespaceURI == Namespace);
        string kind = _xml.LocalName;
        string? language = _xml.GetAttribute("xml:lang");
        string? datatype = _xml.GetAttribute("datatype");
        bool isEmpty = _xml.IsEmptyElement;
        string value = isEmpty ? "" : _xml.ReadString();
        Require(isEmpty || (_xml.NodeType == XmlNodeType.EndElement && _xml.LocalName == kind));
        Row[column] = TermOf(kind, value, datatype is null ? language : null, datatype);
    }

    private bool IsStart(string name) =>
        _xml.NodeType == XmlNodeType.Element && _xml.LocalName == name && _xml.NamespaceURI == Namespace;

    private static void Require(bool isSo)
    {
        if (!isSo)
        {
            throw new InvalidDataException("its XML has not the form of results");
        }
    }
}
