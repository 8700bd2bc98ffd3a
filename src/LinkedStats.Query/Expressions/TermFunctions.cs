using System.Buffers.Binary;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Query.Expressions;

/// <summary>Functions on RDF terms.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 17.4.2.</remarks>
internal static class TermFunctions
{
    /// <summary>isIRI.</summary>
    public static TermValue IsIri(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TermValue.Of(arguments[0].Kind == ValueKind.Iri);

    /// <summary>isBLANK.</summary>
    public static TermValue IsBlank(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TermValue.Of(arguments[0].Kind == ValueKind.BlankNode);

    /// <summary>isLITERAL.</summary>
    public static TermValue IsLiteral(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TermValue.Of(arguments[0].IsLiteral);

    /// <summary>isNUMERIC: false for ill-typed numbers.</summary>
    public static TermValue IsNumeric(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TermValue.Of(arguments[0].Kind == ValueKind.Number);

    /// <summary>STR.</summary>
    public static TermValue Str(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) => arguments[0].Kind switch
    {
        ValueKind.Iri => TermValue.Of(((Iri)run.Terms.TermOf(arguments[0])).Text),
        ValueKind.BlankNode => TermValue.Error,
        _ => TermValue.Of(run.Terms.LexicalOf(arguments[0])),
    };

    /// <summary>LANG: empty for literals without a tag.</summary>
    public static TermValue Lang(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        !arguments[0].IsLiteral ? TermValue.Error
        : arguments[0].Source is Literal { Language: string language } ? TermValue.Of(language)
        : TermValue.Of("");

    /// <summary>DATATYPE.</summary>
    public static TermValue Datatype(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        arguments[0].IsLiteral
            ? TermValue.Of(run.Terms.DatatypeOf(arguments[0]), default)
            : TermValue.Error;

    /// <summary>IRI and URI: resolves a string against the query's base.</summary>
    public static TermValue ToIri(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments)
    {
        if (arguments[0].Kind == ValueKind.Iri)
        {
            return arguments[0];
        }

        if (arguments[0].Kind != ValueKind.String)
        {
            return TermValue.Error;
        }

        string text = run.Terms.LexicalOf(arguments[0]);
        run.Context.Demand(2L * text.Length);
        try
        {
            return TermValue.Of(
                run.Context.Base is Iri baseIri ? new IriResolver(baseIri).Resolve(text) : Iri.Parse(text), default);
        }
        catch (RdfSyntaxException)
        {
            return TermValue.Error;
        }
    }

    /// <summary>BNODE: a new blank node, or the one that a label has in this row.</summary>
    public static TermValue BlankNode(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        arguments.IsEmpty ? run.Terms.NewBlankNode()
        : arguments[0].Kind == ValueKind.String ? run.BlankNodeOf(run.Terms.LexicalOf(arguments[0]))
        : TermValue.Error;

    /// <summary>STRDT: a string becomes a literal of a datatype.</summary>
    public static TermValue StrDt(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments)
    {
        if (arguments[0].Kind != ValueKind.String || arguments[1].Kind != ValueKind.Iri)
        {
            return TermValue.Error;
        }

        Iri datatype = (Iri)run.Terms.TermOf(arguments[1]);

        // A language-tagged string cannot be made without its language.
        return datatype == RdfVocabulary.LangString
            ? TermValue.Error
            : Interned(run, new Literal(run.Terms.LexicalOf(arguments[0]), datatype));
    }

    /// <summary>STRLANG: a string gets a language tag.</summary>
    public static TermValue StrLang(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments)
    {
        if (arguments[0].Kind != ValueKind.String || arguments[1].Kind != ValueKind.String)
        {
            return TermValue.Error;
        }

        string language = run.Terms.LexicalOf(arguments[1]);
        return language.Length == 0 || !XsdDatatype.IsValid(language, XsdType.Language)
            ? TermValue.Error
            : TermValue.Of(new Literal(run.Terms.LexicalOf(arguments[0]), language), default);
    }

    /// <summary>UUID: an IRI of the urn:uuid scheme.</summary>
    public static TermValue Uuid(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TermValue.Of(Iri.FromTrusted("urn:uuid:" + NewUuid(run.Context.Random)), default);

    /// <summary>STRUUID.</summary>
    public static TermValue StrUuid(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TermValue.Of(NewUuid(run.Context.Random));

    /// <summary>Makes a value of a literal whose lexical form has to be kept.</summary>
    internal static TermValue Interned(ExpressionEvaluator run, Literal literal)
    {
        run.Context.Demand(2L * literal.Lexical.Length);
        return run.Terms.ValueOf(run.Terms.Intern(literal));
    }

    /// <summary>Makes a UUID of version 4 (RFC 9562, section 5.4).</summary>
    private static string NewUuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, random.NextInt64(long.MinValue, long.MaxValue));
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], random.NextInt64(long.MinValue, long.MaxValue));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
