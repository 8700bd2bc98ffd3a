using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Query.Sparql;

/// <content>The prologue, IRIs, literals and variables.</content>
public sealed partial class SparqlParser
{
    /// <summary>More variables than any real query has; each costs a column.</summary>
    private const int VariablesMax = 4096;

    private readonly PrefixMap _prefixes = [];
    private readonly HashSet<string> _variables = new(StringComparer.Ordinal);
    private IriResolver? _resolver;

    private bool AtIri => _token.Kind is TokenKind.IriReference or TokenKind.PrefixedName;

    private bool AtLiteral =>
        _token.Kind is TokenKind.String or TokenKind.Integer or TokenKind.Decimal or TokenKind.Double
        || (_token.Kind == TokenKind.Word
            && (TokenText().Equals("true", StringComparison.OrdinalIgnoreCase)
                || TokenText().Equals("false", StringComparison.OrdinalIgnoreCase)));

    // [4] Prologue
    private void ParsePrologue()
    {
        while (true)
        {
            if (AcceptWord("BASE"))
            {
                Iri iri = IsKind(TokenKind.IriReference, "an IRI between < and >") ? ParseIri() : throw Unexpected();
                _resolver = new IriResolver(iri);
            }
            else if (AcceptWord("PREFIX"))
            {
                ParsePrefix();
            }
            else
            {
                return;
            }
        }
    }

    private void ParsePrefix()
    {
        int colon = TokenText().IndexOf(':');
        if (!IsKind(TokenKind.PrefixedName, "a prefix that ends in a colon") || colon != _token.Length - 1)
        {
            _expected.Add("a prefix that ends in a colon");
            throw Unexpected();
        }

        string prefix = TokenText()[..colon].ToString();
        Advance();
        Iri iri = IsKind(TokenKind.IriReference, "an IRI between < and >") ? ParseIri() : throw Unexpected();
        _prefixes.Add(prefix, iri.Text);
    }

    private bool IsIri()
    {
        if (AtIri)
        {
            return true;
        }

        _expected.Add("an IRI");
        return false;
    }

    // [136] iri
    private Iri ParseIri()
    {
        if (!IsIri())
        {
            throw Unexpected();
        }

        Iri iri = _token.Kind == TokenKind.IriReference ? Resolve(TokenText()[1..^1].ToString()) : ExpandPrefixedName();
        Advance();
        return iri;
    }

    private Iri Resolve(string reference)
    {
        try
        {
            return _resolver is null ? Iri.Parse(reference) : _resolver.Resolve(reference);
        }
        catch (FormatException e)
        {
            string message = _resolver is null && !reference.Contains(':', StringComparison.Ordinal)
                ? $"<{reference}> is relative, and the query has no BASE."
                : e.Message;
            throw _query.ErrorAt(_token.Start, message, $"<{reference}>");
        }
    }

    private Iri ExpandPrefixedName()
    {
        ReadOnlySpan<char> text = TokenText();
        int colon = text.IndexOf(':');
        string prefix = text[..colon].ToString();
        if (!_prefixes.TryGetNamespace(prefix, out string? iri))
        {
            throw _query.ErrorAt(_token.Start, SyntaxMessages.UnknownPrefix(prefix, _prefixes), text.ToString());
        }

        // PN_LOCAL_ESC: the backslash goes, the character stays; %hh stays as it is.
        string local = text[(colon + 1)..].ToString().Replace("\\", string.Empty, StringComparison.Ordinal);
        return Iri.FromTrusted(iri + local);
    }

    private NodeSyntax ParseVariableOrIri()
    {
        if (!IsKind(TokenKind.Variable, "a variable"))
        {
            return new TermSyntax(ParseIri());
        }

        string name = ParseVariable();
        _scope.Add(name);
        return new VariableSyntax(name);
    }

    private string ParseVariable()
    {
        if (!IsKind(TokenKind.Variable, "a variable"))
        {
            throw Unexpected();
        }

        string name = TokenText()[1..].ToString();
        if (_variables.Add(name) && _variables.Count > VariablesMax)
        {
            throw Error(_token.Start, $"The query has more than {VariablesMax} variables.");
        }

        Advance();
        return name;
    }

    private bool IsLiteral()
    {
        if (AtLiteral)
        {
            return true;
        }

        _expected.Add("a literal");
        return false;
    }

    // [129] RDFLiteral, [130] NumericLiteral and [134] BooleanLiteral
    private Literal ParseLiteral()
    {
        if (_token.Kind == TokenKind.String)
        {
            return ParseStringLiteral();
        }

        Iri datatype = _token.Kind switch
        {
            TokenKind.Integer => XsdVocabulary.Integer,
            TokenKind.Decimal => XsdVocabulary.Decimal,
            TokenKind.Double => XsdVocabulary.Double,
            _ => XsdVocabulary.Boolean,
        };
        string lexical = TokenText().ToString();
        Advance();
        return new Literal(datatype == XsdVocabulary.Boolean ? lexical.ToLowerInvariant() : lexical, datatype);
    }

    private Literal ParseStringLiteral()
    {
        string text = ParseString();
        if (IsKind(TokenKind.LanguageTag, "a language tag"))
        {
            string language = TokenText()[1..].ToString();
            Advance();
            return new Literal(text, language);
        }

        return AcceptSymbol("^^") ? new Literal(text, ParseIri()) : new Literal(text);
    }

    // [135] String
    private string ParseString()
    {
        if (!IsKind(TokenKind.String, "a string"))
        {
            throw Unexpected();
        }

        ReadOnlySpan<char> text = TokenText();
        int quotes = text.Length >= 6 && text[1] == text[0] && text[2] == text[0] ? 3 : 1;
        string value = Unescape(text[quotes..^quotes]);
        Advance();
        return value;
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\'))
        {
            return text.ToString();
        }

        var value = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            value.Append(text[i] != '\\' ? text[i] : text[++i] switch
            {
                't' => '\t',
                'b' => '\b',
                'n' => '\n',
                'r' => '\r',
                'f' => '\f',
                char quoted => quoted,
            });
        }

        return value.ToString();
    }
}
