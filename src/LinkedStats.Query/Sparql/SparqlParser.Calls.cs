using System.Collections.Immutable;

namespace LinkedStats.Query.Sparql;

/// <content>Built-in calls, EXISTS and aggregates.</content>
public sealed partial class SparqlParser
{
    private AggregateUse _aggregates = AggregateUse.Forbidden;

    /// <summary>True once the query, or the subquery being read, has an aggregate.</summary>
    private bool _usesAggregates;

    /// <summary>Whether an aggregate may stand at the current place.</summary>
    private enum AggregateUse
    {
        /// <summary>In patterns and in GROUP BY.</summary>
        Forbidden,

        /// <summary>In SELECT, HAVING and ORDER BY.</summary>
        Allowed,

        /// <summary>Inside another aggregate.</summary>
        Inside,
    }

    private ExpressionSyntax ParseWithAggregates()
    {
        AggregateUse outer = _aggregates;
        _aggregates = AggregateUse.Allowed;
        ExpressionSyntax expression = ParseExpression();
        _aggregates = outer;
        return expression;
    }

    private bool IsBuiltIn()
    {
        if (_token.Kind != TokenKind.Word)
        {
            return false;
        }

        string name = TokenText().ToString().ToUpperInvariant();
        return name is "EXISTS" or "NOT"
            || BuiltInFunctions.TryGetArity(name, out _)
            || BuiltInFunctions.Aggregates.Contains(name);
    }

    // [121] BuiltInCall
    private ExpressionSyntax? TryParseBuiltIn()
    {
        if (!IsBuiltIn())
        {
            _expected.Add("a function call");
            return null;
        }

        int position = _token.Start;
        string name = TokenText().ToString().ToUpperInvariant();
        Advance();
        if (name is "EXISTS" or "NOT")
        {
            return ParseExists(isNegated: name == "NOT");
        }

        return BuiltInFunctions.Aggregates.Contains(name)
            ? ParseAggregate(name, position)
            : ParseFunction(name, position);
    }

    // [125] ExistsFunc and [126] NotExistsFunc
    private ExpressionSyntax ParseExists(bool isNegated)
    {
        if (isNegated)
        {
            ExpectWord("EXISTS");
        }

        return Bounded(new ExistsSyntax(ParseGroup(), isNegated));
    }

    private ExpressionSyntax ParseFunction(string name, int position)
    {
        if (name == "BOUND")
        {
            ExpectSymbol("(");
            int argument = _token.Start;
            var variable = new VariableValueSyntax(ParseVariable(), argument);
            ExpectSymbol(")");
            return new CallSyntax(name, [variable]);
        }

        ImmutableArray<ExpressionSyntax> arguments = ParseExpressionList();
        BuiltInFunctions.TryGetArity(name, out (int Least, int Most) arity);
        if (arguments.Length < arity.Least || arguments.Length > arity.Most)
        {
            string takes = arity.Least == arity.Most ? $"{arity.Least}" : $"{arity.Least} to {arity.Most}";
            string noun = arity.Most == 1 ? "argument" : "arguments";
            throw Error(position, $"{name} takes {takes} {noun}, not {arguments.Length}.");
        }

        return Bounded(new CallSyntax(name switch { "URI" => "IRI", "ISURI" => "ISIRI", _ => name }, arguments));
    }

    // [127] Aggregate, allowed where note 11 says
    private ExpressionSyntax ParseAggregate(string name, int position)
    {
        if (_aggregates != AggregateUse.Allowed)
        {
            throw Error(position, _aggregates == AggregateUse.Inside
                ? $"{name} cannot stand inside another aggregate."
                : $"{name} is an aggregate; it can stand only in SELECT, HAVING and ORDER BY.");
        }

        _usesAggregates = true;
        _aggregates = AggregateUse.Inside;
        ExpectSymbol("(");
        bool isDistinct = AcceptWord("DISTINCT");
        ExpressionSyntax? argument = name == "COUNT" && AcceptSymbol("*") ? null : ParseExpression();
        string separator = " ";
        if (name == "GROUP_CONCAT" && AcceptSymbol(";"))
        {
            ExpectWord("SEPARATOR");
            ExpectSymbol("=");
            separator = ParseString();
        }

        ExpectSymbol(")");
        _aggregates = AggregateUse.Allowed;
        return Bounded(new AggregateSyntax(name, argument, isDistinct, separator));
    }
}
