using System.Globalization;
using System.Xml;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.RdfXml;

/// <summary>Reads RDF/XML as it comes: no more of the document is held than the elements that are open.</summary>
/// <remarks>Source: RDF 1.1 XML Syntax, sections 5 to 7; the productions are named as there.</remarks>
internal sealed partial class RdfXmlReader
{
    private const int DepthBound = 1000;

    private readonly XmlSource _source;
    private readonly XmlReader _xml;
    private readonly IXmlLineInfo _place;
    private readonly IQuadSink _sink;
    private readonly RdfReadOptions _options;
    private readonly int _depthMax;
    private readonly BlankNodeScope _blankNodes;
    private readonly CanonicalXml _canonicalXml;
    private long _statementCount;

    private RdfXmlReader(XmlSource source, IQuadSink sink, RdfReadOptions options)
    {
        _source = source;
        _xml = source.Open();
        _place = (IXmlLineInfo)_xml;
        _sink = sink;
        _options = options;
        _depthMax = Math.Min(options.DepthMax, DepthBound);
        _blankNodes = new BlankNodeScope(options.BlankNodeScope);
        _canonicalXml = new CanonicalXml(source, _xml, _depthMax, options.TokenBytesMax);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">XML in an encoding that the framework knows.</param>
    /// <param name="baseIri">The base of relative IRIs outside <c>xml:base</c>; without one they are errors.</param>
    /// <param name="sink">Receives statements, and the first meaning of each prefix.</param>
    /// <param name="options">Limits and hooks.</param>
    /// <exception cref="RdfSyntaxException">The input is malformed, or exceeds a limit.</exception>
    public static void Read(Stream stream, Iri? baseIri, IQuadSink sink, RdfReadOptions options)
    {
        using var source = new XmlSource(stream, options);
        try
        {
            var reader = new RdfXmlReader(source, sink, options);
            using (reader._xml)
            {
                reader.ReadDocument(baseIri);
            }
        }
        catch (XmlException problem)
        {
            throw source.Translate(problem);
        }
    }

    /// <summary>Reads 7.2.8 doc, or 7.2.11 nodeElement where that is the root, as section 7.2.1 allows.</summary>
    private void ReadDocument(Iri? baseIri)
    {
        while (_source.MoveNext() && _xml.NodeType != XmlNodeType.Element)
        {
        }

        _source.IsInRoot = true;
        RdfXmlElement root = ReadStart(new(baseIri is null ? null : new IriResolver(baseIri), Language: null));
        if (root.RdfName != "RDF")
        {
            ReadNode(root, SubjectOf(root));
        }
        else if (HasAttributes(root))
        {
            // 7.2.9 RDF
            throw _source.Unexpected("another attribute of rdf:RDF", "only namespaces, xml:base and xml:lang");
        }
        else if (!root.IsEmpty)
        {
            // 7.2.10 nodeElementList
            while (MoveToChild("a node element"))
            {
                RdfXmlElement node = ReadStart(root.Scope);
                ReadNode(node, SubjectOf(node));
            }
        }

        while (_source.MoveNext())
        {
        }
    }

    /// <summary>Gives the subject of 7.2.11 nodeElement, whose attributes were read just now.</summary>
    private Term SubjectOf(in RdfXmlElement node)
    {
        if (node.RdfName is { } name && !RdfXmlNames.IsNodeElement(name))
        {
            throw _source.Unexpected($"rdf:{name}", "a node element: rdf:Description or a class");
        }

        if ((node.Resource ?? node.Datatype ?? node.ParseType) is not null)
        {
            throw node.Resource is not null ? _source.Unexpected("rdf:resource on a node element", "rdf:about")
                : _source.Unexpected(
                    $"{(node.Datatype is null ? "rdf:parseType" : "rdf:datatype")} on a node element",
                    "it on a property element");
        }

        return (node.Id, node.NodeId, node.About) switch
        {
            ({ } id, null, null) => Identify(id, node.Scope),
            (null, { } label, null) => LabelledNode(label),
            (null, null, { } about) => Resolve(about, node.Scope),
            (null, null, null) => _blankNodes.Anonymous(),
            _ => throw _source.Unexpected(
                "more than one of rdf:ID, rdf:nodeID and rdf:about", "only one on a node element"),
        };
    }

    /// <summary>Reads the rest of 7.2.11 nodeElement, whose subject is known, to its end tag.</summary>
    private void ReadNode(in RdfXmlElement node, Term subject)
    {
        if (node.RdfName != "Description")
        {
            Emit(subject, RdfVocabulary.Type, node.Name, node.Line);
        }

        EmitPropertyAttributes(subject, node.Scope);
        if (!node.IsEmpty)
        {
            ReadPropertyList(subject, node.Scope);
        }
    }

    /// <summary>Reads 7.2.13 propertyEltList, to the end tag around it.</summary>
    private void ReadPropertyList(Term subject, RdfXmlScope scope)
    {
        // 7.4: each node element counts its own rdf:li.
        long memberCount = 0;
        while (MoveToChild("a property element"))
        {
            ReadProperty(subject, ReadStart(scope), ref memberCount);
        }
    }

    /// <summary>Moves over white space, comments and instructions to a child element.</summary>
    /// <param name="expected">What the children are.</param>
    /// <returns>False at the end tag of the parent.</returns>
    private bool MoveToChild(string expected)
    {
        while (_source.MoveNext())
        {
            switch (_xml.NodeType)
            {
                case XmlNodeType.Element:
                    return true;
                case XmlNodeType.EndElement:
                    return false;
                case XmlNodeType.Text or XmlNodeType.CDATA when !IsSpace(_xml.Value):
                    throw _source.Unexpected("text", expected);
                default:
                    continue;
            }
        }

        return false;
    }

    private static bool IsSpace(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(" \t\r\n") < 0;

    /// <summary>Reports a statement, and what stands for it where it has an rdf:ID.</summary>
    private void Emit(Term subject, Iri predicate, Term value, int line, Iri? statement = null)
    {
        Push(subject, predicate, value, line);
        if (statement is not null)
        {
            // 7.3 Reification Rules
            Push(statement, RdfVocabulary.Type, RdfVocabulary.Statement, line);
            Push(statement, RdfVocabulary.Subject, subject, line);
            Push(statement, RdfVocabulary.Predicate, predicate, line);
            Push(statement, RdfVocabulary.Object, value, line);
        }
    }

    private void Push(Term subject, Iri predicate, Term value, int line)
    {
        if (++_statementCount > _options.StatementsMax)
        {
            throw _source.Error(string.Create(
                CultureInfo.InvariantCulture,
                $"there are more statements than the limit of {_options.StatementsMax:N0}"));
        }

        if (_options.Position is { } position)
        {
            position.Line = line;
        }

        _sink.Add(new Quad(subject, predicate, value));
    }
}
