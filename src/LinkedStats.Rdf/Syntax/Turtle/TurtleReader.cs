using System.Globalization;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.Turtle;

/// <summary>Reads Turtle and TriG.</summary>
/// <remarks>Source: RDF 1.1 Turtle, section 6.5; RDF 1.1 TriG, section 4.5. Bracketed numbers: productions.</remarks>
internal sealed partial class TurtleReader
{
    private const int DepthBound = 1000;

    private readonly TurtleLexer _lexer;
    private readonly IQuadSink _sink;
    private readonly RdfReadOptions _options;
    private readonly bool _allowsGraphs;
    private readonly int _depthMax;
    private Term? _graph;
    private long _statementCount;
    private int _depth;

    private TurtleReader(Stream stream, bool allowsGraphs, Iri? baseIri, IQuadSink sink, RdfReadOptions options)
    {
        _lexer = new TurtleLexer(new Utf8Input(stream, options));
        _sink = sink;
        _options = options;
        _allowsGraphs = allowsGraphs;
        _depthMax = Math.Min(options.DepthMax, DepthBound);
        _resolver = baseIri is null ? null : new IriResolver(baseIri);
        _blankNodes = new BlankNodeScope(options.BlankNodeScope);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">UTF-8.</param>
    /// <param name="allowsGraphs">True for TriG.</param>
    /// <param name="baseIri">The base of relative IRIs; without one they are errors.</param>
    /// <param name="sink">Receives statements and prefixes.</param>
    /// <param name="options">Limits and hooks.</param>
    /// <exception cref="RdfSyntaxException">The input is malformed, or exceeds a limit.</exception>
    public static void Read(
        Stream stream, bool allowsGraphs, Iri? baseIri, IQuadSink sink, RdfReadOptions options) =>
        new TurtleReader(stream, allowsGraphs, baseIri, sink, options).ReadDocument();

    private void ReadDocument()
    {
        _lexer.Next();
        while (_lexer.Kind != TurtleToken.End)
        {
            // [3] directive; [5s] and [6s] are SPARQL's, in any case of letters and without a full stop.
            if (_lexer.Kind == TurtleToken.AtWord)
            {
                bool isPrefix = _lexer.Bytes.SequenceEqual("@prefix"u8);
                if (!isPrefix && !_lexer.Bytes.SequenceEqual("@base"u8))
                {
                    throw _lexer.Unexpected("a statement, @prefix or @base");
                }

                ReadDirective(isPrefix);
                Take('.', "'.' after the directive");
            }
            else if (_lexer.IsWord("PREFIX"u8) || _lexer.IsWord("BASE"u8))
            {
                ReadDirective(_lexer.IsWord("PREFIX"u8));
            }
            else if (_allowsGraphs)
            {
                ReadBlock();
            }
            else
            {
                ReadTriples();
                Take('.', "'.', ';' or ',' after the object");
            }
        }
    }

    private void ReadDirective(bool isPrefix)
    {
        _lexer.Next();
        if (isPrefix)
        {
            string prefix = TakePrefixDeclaration();
            Iri iri = TakeIriRef("the namespace IRI in angle brackets");
            DeclarePrefix(prefix, iri.Text);
            _sink.AddPrefix(prefix, iri.Text);
        }
        else
        {
            ChangeBase(TakeIriRef("the base IRI in angle brackets"));
        }
    }

    /// <summary>Reads [6] triples, without the full stop.</summary>
    private void ReadTriples()
    {
        bool isPropertyList = false;
        Term subject = _lexer.Is('[') ? ReadBracketed(out isPropertyList)
            : _lexer.Is('(') ? ReadCollection()
            : ReadResource("a subject: an IRI, a prefixed name, a blank node, '[' or '('");
        if (!isPropertyList || !(_lexer.Is('.') || _lexer.Is('}')))
        {
            ReadPredicateObjectList(subject);
        }
    }

    /// <summary>Reads [7] predicateObjectList.</summary>
    private void ReadPredicateObjectList(Term subject)
    {
        while (true)
        {
            Iri predicate = ReadVerb();
            ReadObject(subject, predicate);
            while (_lexer.Is(','))
            {
                _lexer.Next();
                ReadObject(subject, predicate);
            }

            if (!_lexer.Is(';'))
            {
                return;
            }

            while (_lexer.Is(';'))
            {
                _lexer.Next();
            }

            if (_lexer.Is('.') || _lexer.Is(']') || _lexer.Is('}'))
            {
                return;
            }
        }
    }

    private Iri ReadVerb()
    {
        const string Expected = "a predicate: an IRI, a prefixed name or 'a'";
        if (_lexer.Kind == TurtleToken.Word && _lexer.Bytes.SequenceEqual("a"u8))
        {
            _lexer.Next();
            return RdfVocabulary.Type;
        }

        return _lexer.Kind is TurtleToken.IriRef or TurtleToken.PrefixedName
            ? (Iri)ReadResource(Expected)
            : throw _lexer.Unexpected(Expected);
    }

    private void ReadObject(Term subject, Iri predicate)
    {
        // The line is that of the object's beginning, also where the object is a long string or a property list.
        long line = _lexer.Line;
        Emit(subject, predicate, ReadObjectTerm(), line);
    }

    /// <summary>Reads [162s] ANON or [14] blankNodePropertyList.</summary>
    private BlankNode ReadBracketed(out bool isPropertyList)
    {
        Descend();
        _lexer.Next();
        BlankNode node = _blankNodes.Anonymous();
        isPropertyList = !_lexer.Is(']');
        if (isPropertyList)
        {
            ReadPredicateObjectList(node);
        }

        Take(']', "']', ';' or ',' after the object");
        _depth--;
        return node;
    }

    private Term ReadCollection()
    {
        // [15] collection
        Descend();
        long line = _lexer.Line;
        _lexer.Next();
        Term head = RdfVocabulary.Nil;
        Term? last = null;
        while (!_lexer.Is(')'))
        {
            BlankNode node = _blankNodes.Anonymous();
            if (last is null)
            {
                head = node;
            }
            else
            {
                Emit(last, RdfVocabulary.Rest, node, line);
            }

            line = _lexer.Line;
            ReadObject(node, RdfVocabulary.First);
            last = node;
        }

        if (last is not null)
        {
            Emit(last, RdfVocabulary.Rest, RdfVocabulary.Nil, line);
        }

        _lexer.Next();
        _depth--;
        return head;
    }

    private void Descend()
    {
        if (++_depth > _depthMax)
        {
            throw _lexer.Error(string.Create(
                CultureInfo.InvariantCulture,
                $"collections and property lists nest deeper than the limit of {_depthMax:N0}"));
        }
    }

    private void Take(char mark, string expected)
    {
        if (!_lexer.Is(mark))
        {
            throw _lexer.Unexpected(expected);
        }

        _lexer.Next();
    }

    private void Emit(Term subject, Iri predicate, Term value, long line)
    {
        if (++_statementCount > _options.StatementsMax)
        {
            throw _lexer.Error(string.Create(
                CultureInfo.InvariantCulture,
                $"there are more statements than the limit of {_options.StatementsMax:N0}"));
        }

        if (_options.Position is { } position)
        {
            position.Line = line;
        }

        _sink.Add(new Quad(subject, predicate, value, _graph));
    }
}
