using System.Collections.Immutable;
using System.Globalization;

namespace LinkedStats.Query.Sparql;

/// <content>The solution modifiers.</content>
public sealed partial class SparqlParser
{
    // [19] GroupClause
    private ImmutableArray<GroupKeySyntax> ParseGroupBy()
    {
        if (!AcceptWord("GROUP"))
        {
            return [];
        }

        ExpectWord("BY");
        var keys = ImmutableArray.CreateBuilder<GroupKeySyntax>();
        while (true)
        {
            if (AcceptSymbol("("))
            {
                ExpressionSyntax value = ParseExpression();
                bool hasAlias = AcceptWord("AS");
                int position = _token.Start;
                keys.Add(new GroupKeySyntax(value, hasAlias ? ParseVariable() : null, position));
                ExpectSymbol(")");
            }
            else if (TryParseKey() is { } value)
            {
                keys.Add(new GroupKeySyntax(value, Alias: null, _token.Start));
            }
            else
            {
                return keys.Count > 0 ? keys.ToImmutable() : throw Unexpected();
            }
        }
    }

    // [21] HavingClause
    private ImmutableArray<ExpressionSyntax> ParseHaving()
    {
        if (!AcceptWord("HAVING"))
        {
            return [];
        }

        var conditions = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        AggregateUse outer = _aggregates;
        _aggregates = AggregateUse.Allowed;
        while (IsConstraint())
        {
            conditions.Add(ParseConstraint());
        }

        _aggregates = outer;
        return conditions.Count > 0 ? conditions.ToImmutable() : throw Unexpected();
    }

    // [23] OrderClause
    private ImmutableArray<OrderKeySyntax> ParseOrderBy()
    {
        if (!AcceptWord("ORDER"))
        {
            return [];
        }

        ExpectWord("BY");
        var keys = ImmutableArray.CreateBuilder<OrderKeySyntax>();
        AggregateUse outer = _aggregates;
        _aggregates = AggregateUse.Allowed;
        while (true)
        {
            bool isDescending = IsWord("DESC");
            if (isDescending || IsWord("ASC"))
            {
                Advance();
                keys.Add(new OrderKeySyntax(ParseBracketted(), isDescending));
            }
            else if ((IsSymbol("(") ? ParseBracketted() : TryParseKey()) is { } value)
            {
                keys.Add(new OrderKeySyntax(value, IsDescending: false));
            }
            else
            {
                _aggregates = outer;
                return keys.Count > 0 ? keys.ToImmutable() : throw Unexpected();
            }
        }
    }

    // [25] LimitOffsetClauses: each at most once, in either order
    private (long Offset, long? Count) ParseLimit()
    {
        long? offset = null;
        long? count = null;
        while (true)
        {
            if (count is null && AcceptWord("LIMIT"))
            {
                count = ParseRowCount();
            }
            else if (offset is null && AcceptWord("OFFSET"))
            {
                offset = ParseRowCount();
            }
            else
            {
                return (offset ?? 0, count);
            }
        }
    }

    private long ParseRowCount()
    {
        if (!IsKind(TokenKind.Integer, "an integer without a sign") || !char.IsAsciiDigit(TokenText()[0]))
        {
            _expected.Add("an integer without a sign");
            throw Unexpected();
        }

        // No result has more rows than the greatest long, so a greater number means the same.
        bool fits = long.TryParse(TokenText(), NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        Advance();
        return fits ? number : long.MaxValue;
    }
}
