using LinkedStats.Rdf;

namespace LinkedStats.Query.Sparql;

/// <summary>Reads SPARQL 1.1 queries.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 19.8, by recursive descent, one method a production or a few.
/// Cost: linear in the length of the text; the stack is bounded by the depth.
/// </remarks>
public sealed partial class SparqlParser
{
    private readonly QueryText _query;
    private readonly SparqlLexer _lexer;
    private readonly int _depthMax;

    /// <summary>What was tried at the current token without success; becomes the list of an error.</summary>
    private readonly List<string> _expected = [];

    private Token _token;
    private int _previousEnd;
    private int _depth;

    private SparqlParser(QueryText query, Iri? baseIri, int depthMax)
    {
        _query = query;
        _lexer = new SparqlLexer(query);
        _resolver = baseIri is null ? null : new IriResolver(baseIri);
        _depthMax = depthMax;
        _token = _lexer.Next();
    }

    /// <summary>How tall a tree may become: chains such as <c>1 + 1 + 1</c> grow it without any nesting.</summary>
    private int HeightMax => 5 * _depthMax;

    /// <summary>Parses a query.</summary>
    /// <param name="text">The query.</param>
    /// <param name="baseIri">What relative IRIs resolve against unless the query says BASE; null for nothing.</param>
    /// <param name="depthMax">The deepest nesting.</param>
    /// <returns>The syntax tree.</returns>
    /// <exception cref="SparqlSyntaxException">The query is not well-formed, or nests too deeply.</exception>
    public static QuerySyntax Parse(string text, Iri? baseIri, int depthMax) =>
        new SparqlParser(QueryText.Decode(text), baseIri, depthMax).ParseQuery();

    private ReadOnlySpan<char> TokenText() => _query.Text.AsSpan(_token.Start, _token.Length);

    private void Advance()
    {
        _expected.Clear();
        _previousEnd = _token.Start + _token.Length;
        _token = _lexer.Next();
    }

    private bool IsKind(TokenKind kind, string description)
    {
        if (_token.Kind == kind)
        {
            return true;
        }

        _expected.Add(description);
        return false;
    }

    private bool IsSymbol(string symbol)
    {
        if (_token.Kind == TokenKind.Symbol && TokenText().SequenceEqual(symbol))
        {
            return true;
        }

        _expected.Add(symbol);
        return false;
    }

    private bool AcceptSymbol(string symbol)
    {
        if (!IsSymbol(symbol))
        {
            return false;
        }

        Advance();
        return true;
    }

    private void ExpectSymbol(string symbol)
    {
        if (!AcceptSymbol(symbol))
        {
            throw Unexpected();
        }
    }

    /// <summary>Says whether the current token is a keyword; they are matched without case (section 19.1).</summary>
    private bool IsWord(string keyword)
    {
        if (_token.Kind == TokenKind.Word && TokenText().Equals(keyword, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        _expected.Add(keyword);
        return false;
    }

    private bool AcceptWord(string keyword)
    {
        if (!IsWord(keyword))
        {
            return false;
        }

        Advance();
        return true;
    }

    private void ExpectWord(string keyword)
    {
        if (!AcceptWord(keyword))
        {
            throw Unexpected();
        }
    }

    private void Enter()
    {
        if (++_depth > _depthMax)
        {
            throw Error(_token.Start, $"The query nests too deeply; at most {_depthMax} levels are allowed.");
        }
    }

    private void Leave() => _depth--;

    private ExpressionSyntax Bounded(ExpressionSyntax expression) =>
        expression.Height > HeightMax ? throw TooTall() : expression;

    private PathSyntax Bounded(PathSyntax path) => path.Height > HeightMax ? throw TooTall() : path;

    private T Bounded<T>(T element)
        where T : ElementSyntax =>
        element.Height > HeightMax ? throw TooTall() : element;

    private SparqlSyntaxException TooTall() => Error(
        _token.Start, $"The query chains too many operators or patterns; at most {HeightMax} are allowed.");

    private SparqlSyntaxException Error(int index, string message) => _query.ErrorAt(index, message);

    private SparqlSyntaxException Unexpected()
    {
        string found = TokenText().ToString();
        string[] expected = [.. _expected.Distinct(StringComparer.Ordinal)];
        return _query.ErrorAt(_token.Start, SyntaxMessages.Unexpected(found, _token.Kind, expected), found, expected);
    }
}
