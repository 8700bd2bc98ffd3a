using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Sparql;

/// <content>Expressions.</content>
public sealed partial class SparqlParser
{
    // [110] Expression
    private ExpressionSyntax ParseExpression()
    {
        Enter();
        ExpressionSyntax expression = ParseOr();
        Leave();
        return expression;
    }

    // [120] BrackettedExpression
    private ExpressionSyntax ParseBracketted()
    {
        ExpectSymbol("(");
        ExpressionSyntax expression = ParseExpression();
        ExpectSymbol(")");
        return expression;
    }

    // [111] ConditionalOrExpression
    private ExpressionSyntax ParseOr() => ParseChain("||", static parser => parser.ParseAnd());

    // [112] ConditionalAndExpression
    private ExpressionSyntax ParseAnd() => ParseChain("&&", static parser => parser.ParseRelational());

    private ExpressionSyntax ParseChain(string symbol, Func<SparqlParser, ExpressionSyntax> parseOperand)
    {
        ExpressionSyntax first = parseOperand(this);
        if (!IsSymbol(symbol))
        {
            return first;
        }

        var operands = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        operands.Add(first);
        while (AcceptSymbol(symbol))
        {
            operands.Add(parseOperand(this));
        }

        return Bounded(new CallSyntax(symbol, operands.ToImmutable()));
    }

    // [114] RelationalExpression
    private ExpressionSyntax ParseRelational()
    {
        ExpressionSyntax left = ParseAdditive();
        foreach (string symbol in (ReadOnlySpan<string>)["=", "!=", "<", ">", "<=", ">="])
        {
            if (AcceptSymbol(symbol))
            {
                return Bounded(new CallSyntax(symbol, [left, ParseAdditive()]));
            }
        }

        if (AcceptWord("IN"))
        {
            return Bounded(new CallSyntax("IN", [left, .. ParseExpressionList()]));
        }

        if (!AcceptWord("NOT"))
        {
            return left;
        }

        ExpectWord("IN");
        return Bounded(new CallSyntax("NOT IN", [left, .. ParseExpressionList()]));
    }

    // [116] AdditiveExpression
    private ExpressionSyntax ParseAdditive()
    {
        ExpressionSyntax left = ParseMultiplicative(ParseUnary());
        while (true)
        {
            if (IsSymbol("+") || IsSymbol("-"))
            {
                string symbol = TokenText().ToString();
                Advance();
                left = Bounded(new CallSyntax(symbol, [left, ParseMultiplicative(ParseUnary())]));
            }
            else if (AtLiteral && TokenText()[0] is '+' or '-')
            {
                // The lexer gave the sign to the number: in ?x -1 it is the operator all the same.
                string symbol = TokenText()[..1].ToString();
                _token = _token with { Start = _token.Start + 1, Length = _token.Length - 1 };
                left = Bounded(new CallSyntax(symbol, [left, ParseMultiplicative(new ConstantSyntax(ParseLiteral()))]));
            }
            else
            {
                return left;
            }
        }
    }

    // [117] MultiplicativeExpression
    private ExpressionSyntax ParseMultiplicative(ExpressionSyntax left)
    {
        while (IsSymbol("*") || IsSymbol("/"))
        {
            string symbol = TokenText().ToString();
            Advance();
            left = Bounded(new CallSyntax(symbol, [left, ParseUnary()]));
        }

        return left;
    }

    // [118] UnaryExpression
    private ExpressionSyntax ParseUnary()
    {
        if (AcceptSymbol("!"))
        {
            return Bounded(new CallSyntax("!", [ParsePrimary()]));
        }

        if (AcceptSymbol("-"))
        {
            return Bounded(new CallSyntax("UNARY-", [ParsePrimary()]));
        }

        return AcceptSymbol("+") ? Bounded(new CallSyntax("UNARY+", [ParsePrimary()])) : ParsePrimary();
    }

    // [119] PrimaryExpression
    private ExpressionSyntax ParsePrimary()
    {
        if (_token.Kind == TokenKind.Symbol && TokenText() is "(")
        {
            return ParseBracketted();
        }

        if (AtLiteral)
        {
            return new ConstantSyntax(ParseLiteral());
        }

        if (AtIri)
        {
            // [128] iriOrFunction
            Iri iri = ParseIri();
            return IsSymbol("(") ? ParseIriCall(iri) : new ConstantSyntax(iri);
        }

        if (TryParseKey() is { } expression)
        {
            return expression;
        }

        _expected.RemoveAll(static word => word is "a function call" or "a variable");
        _expected.Add(SyntaxMessages.Expression);
        throw Unexpected();
    }

    /// <summary>Reads what may stand without brackets in GROUP BY and ORDER BY: a variable or a call.</summary>
    /// <returns>The expression; null, with nothing read, when none starts here.</returns>
    private ExpressionSyntax? TryParseKey()
    {
        int position = _token.Start;
        return IsKind(TokenKind.Variable, "a variable")
            ? new VariableValueSyntax(ParseVariable(), position)
            : TryParseCall();
    }

    private ExpressionSyntax? TryParseCall()
    {
        if (!AtIri)
        {
            return TryParseBuiltIn();
        }

        Iri function = ParseIri();
        return IsSymbol("(") ? ParseIriCall(function) : throw Unexpected();
    }

    // [69] Constraint
    private bool IsConstraint()
    {
        bool isConstraint = (_token.Kind == TokenKind.Symbol && TokenText() is "(") || AtIri || IsBuiltIn();
        if (!isConstraint)
        {
            _expected.Add("a condition in brackets or a function call");
        }

        return isConstraint;
    }

    private ExpressionSyntax ParseConstraint()
    {
        if (!IsConstraint())
        {
            throw Unexpected();
        }

        return _token.Kind == TokenKind.Symbol ? ParseBracketted() : TryParseCall() ?? throw Unexpected();
    }

    // [70] FunctionCall with [71] ArgList
    private ExpressionSyntax ParseIriCall(Iri function)
    {
        ExpectSymbol("(");
        if (AcceptSymbol(")"))
        {
            return new IriCallSyntax(function, []);
        }

        // The grammar leaves room for aggregates of others; none is known here, so DISTINCT changes nothing.
        AcceptWord("DISTINCT");
        return Bounded(new IriCallSyntax(function, ParseArguments()));
    }

    // [72] ExpressionList
    private ImmutableArray<ExpressionSyntax> ParseExpressionList()
    {
        ExpectSymbol("(");
        return AcceptSymbol(")") ? [] : ParseArguments();
    }

    /// <summary>Reads one or more expressions and the bracket after them.</summary>
    private ImmutableArray<ExpressionSyntax> ParseArguments()
    {
        var arguments = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        do
        {
            arguments.Add(ParseExpression());
        }
        while (AcceptSymbol(","));

        ExpectSymbol(")");
        return arguments.ToImmutable();
    }
}
