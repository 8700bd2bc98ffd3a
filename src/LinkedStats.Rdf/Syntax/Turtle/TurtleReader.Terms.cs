using System.Buffers;
using System.Text;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.Turtle;

/// <content>Terms: IRIs, prefixed names, blank nodes, literals.</content>
internal sealed partial class TurtleReader
{
    private static readonly PrefixMap WellKnown = PrefixMap.CreateWellKnown();

    private readonly Dictionary<string, string> _namespaces = new(StringComparer.Ordinal);
    private readonly TermCache _terms = new();
    private readonly BlankNodeScope _blankNodes;
    private IriResolver? _resolver;

    private void DeclarePrefix(string prefix, string namespaceIri)
    {
        // Remembered prefixed names may mean others now.
        if (_namespaces.TryGetValue(prefix, out string? known) && known != namespaceIri)
        {
            _terms.Clear();
        }

        _namespaces[prefix] = namespaceIri;
    }

    private void ChangeBase(Iri baseIri)
    {
        _resolver = new IriResolver(baseIri);
        _terms.Clear();
    }

    private string TakePrefixDeclaration()
    {
        // [139s] PNAME_NS: a prefixed name without a local part.
        if (_lexer.Kind != TurtleToken.PrefixedName || _lexer.ColonOffset != _lexer.Length - 1)
        {
            throw _lexer.Unexpected("a prefix and a colon");
        }

        string prefix = Encoding.UTF8.GetString(_lexer.Bytes[..^1]);
        _lexer.Next();
        return prefix;
    }

    private Iri TakeIriRef(string expected)
    {
        if (_lexer.Kind != TurtleToken.IriRef)
        {
            throw _lexer.Unexpected(expected);
        }

        Iri iri = ParseIriRef();
        _lexer.Next();
        return iri;
    }

    /// <summary>Reads an IRI, a prefixed name or a labelled blank node.</summary>
    private Term ReadResource(string expected)
    {
        Term? term = _lexer.Kind switch
        {
            TurtleToken.IriRef => _terms.Find(_lexer.Bytes) ?? Remember(ParseIriRef()),
            TurtleToken.PrefixedName => _terms.Find(_lexer.Bytes) ?? Remember(ParsePrefixedName()),
            TurtleToken.BlankLabel => _terms.Find(_lexer.Bytes)
                ?? Remember(_blankNodes.Labelled(Encoding.UTF8.GetString(_lexer.Bytes[2..]))),
            _ => throw _lexer.Unexpected(expected),
        };
        _lexer.Next();
        return term;
    }

    private Term ReadObjectTerm()
    {
        const string Expected = "an object: an IRI, a prefixed name, a blank node, a literal, '[' or '('";
        switch (_lexer.Kind)
        {
            case TurtleToken.Punctuation when _lexer.Is('['):
                return ReadBracketed(out _);
            case TurtleToken.Punctuation when _lexer.Is('('):
                return ReadCollection();
            case TurtleToken.String:
                return ReadLiteral();
            case TurtleToken.Integer:
                return TakeShortLiteral(XsdVocabulary.Integer);
            case TurtleToken.Decimal:
                return TakeShortLiteral(XsdVocabulary.Decimal);
            case TurtleToken.Double:
                return TakeShortLiteral(XsdVocabulary.Double);
            case TurtleToken.Word when _lexer.Bytes.SequenceEqual("true"u8) || _lexer.Bytes.SequenceEqual("false"u8):
                return TakeShortLiteral(XsdVocabulary.Boolean);
            default:
                return ReadResource(Expected);
        }
    }

    /// <summary>Takes a number or a boolean written without quotation marks.</summary>
    private Term TakeShortLiteral(Iri datatype)
    {
        Term literal = _terms.Find(_lexer.Bytes)
            ?? Remember(new Literal(Encoding.UTF8.GetString(_lexer.Bytes), datatype));
        _lexer.Next();
        return literal;
    }

    private Literal ReadLiteral()
    {
        ReadOnlySpan<byte> content = _lexer.Bytes[_lexer.QuoteLength..^_lexer.QuoteLength];
        string text = EscapedText.Decode(content, allowsCharacterEscapes: true, out var problem);
        if (problem is { } found)
        {
            throw _lexer.Unexpected(found, _lexer.QuoteLength);
        }

        _lexer.Next();
        if (_lexer.Kind == TurtleToken.AtWord)
        {
            string language = Encoding.UTF8.GetString(_lexer.Bytes[1..]);
            _lexer.Next();
            return new Literal(text, language);
        }

        if (_lexer.Kind != TurtleToken.Carets)
        {
            return new Literal(text);
        }

        _lexer.Next();
        return _lexer.Kind is TurtleToken.IriRef or TurtleToken.PrefixedName
            ? new Literal(text, (Iri)ReadResource("a datatype"))
            : throw _lexer.Unexpected("a datatype: an IRI or a prefixed name");
    }

    private Iri ParseIriRef()
    {
        string text = EscapedText.Decode(_lexer.Bytes[1..^1], allowsCharacterEscapes: false, out var problem);
        if (problem is { } found)
        {
            throw _lexer.Unexpected(found, 1);
        }

        // The lexer has looked at the characters, but for those that were escaped.
        bool isAbsolute = IriSyntax.SchemeLength(text) > 0;
        if ((!isAbsolute || _lexer.Bytes.Contains((byte)'\\'))
            && IriSyntax.FindReferenceProblem(text) is { } reason)
        {
            throw _lexer.Unexpected($"'{IriSyntax.Shorten(text)}'", $"an IRI; {reason}");
        }

        if (isAbsolute)
        {
            return Iri.FromTrusted(text);
        }

        return _resolver?.Resolve(text)
            ?? throw _lexer.Unexpected(
                $"the relative IRI '{IriSyntax.Shorten(text)}'",
                "an absolute one, as there is no base to resolve it against");
    }

    private Iri ParsePrefixedName()
    {
        ReadOnlySpan<byte> bytes = _lexer.Bytes;
        string prefix = Encoding.UTF8.GetString(bytes[.._lexer.ColonOffset]);
        if (!_namespaces.TryGetValue(prefix, out string? namespaceIri))
        {
            string iri = WellKnown.TryGetNamespace(prefix, out string? known) ? known : "…";
            throw _lexer.Unexpected(
                $"the prefix '{IriSyntax.Shorten(prefix)}:', which is not declared",
                $"PREFIX {IriSyntax.Shorten(prefix)}: <{iri}> before it");
        }

        ReadOnlySpan<byte> local = bytes[(_lexer.ColonOffset + 1)..];
        string text = namespaceIri + (local.Contains((byte)'\\') ? Unescape(local) : Encoding.UTF8.GetString(local));
        return Iri.FromTrusted(text);
    }

    /// <summary>Takes the backslashes out of a local name, whose escapes the lexer has checked.</summary>
    private static string Unescape(ReadOnlySpan<byte> local)
    {
        byte[] plain = ArrayPool<byte>.Shared.Rent(local.Length);
        int length = 0;
        foreach (byte next in local)
        {
            if (next != '\\')
            {
                plain[length++] = next;
            }
        }

        string text = Encoding.UTF8.GetString(plain, 0, length);
        ArrayPool<byte>.Shared.Return(plain);
        return text;
    }

    private Term Remember(Term term)
    {
        _terms.Remember(_lexer.Bytes, term);
        return term;
    }
}
