using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Sparql;

/// <content>The query forms, the SELECT clause, and what queries share with subqueries.</content>
public sealed partial class SparqlParser
{
    private readonly ImmutableArray<Iri>.Builder _defaultGraphs = ImmutableArray.CreateBuilder<Iri>();
    private readonly ImmutableArray<Iri>.Builder _namedGraphs = ImmutableArray.CreateBuilder<Iri>();

    // [2] Query, [1] QueryUnit
    private QuerySyntax ParseQuery()
    {
        ParsePrologue();
        if (_token.Kind == TokenKind.Word && SyntaxMessages.IsUpdateKeyword(TokenText()))
        {
            throw _query.ErrorAt(
                _token.Start,
                "This is an update request; only queries (SELECT, ASK, CONSTRUCT, DESCRIBE) are answered here.",
                TokenText().ToString(),
                ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]);
        }

        QuerySyntax query = ParseForm() with
        {
            DefaultGraphs = _defaultGraphs.ToImmutable(),
            NamedGraphs = _namedGraphs.ToImmutable(),
            Base = _resolver?.Base,
            Prefixes = [.. _prefixes.Select(static pair => (pair.Key, pair.Value))],
        };
        return IsKind(TokenKind.End, "the end of the query") ? query : throw Unexpected();
    }

    private QuerySyntax ParseForm()
    {
        if (IsWord("SELECT"))
        {
            QueryBodySyntax body = ParseSelect(isSubquery: false);
            return new QuerySyntax(QueryKind.Select, body);
        }

        if (AcceptWord("ASK"))
        {
            ParseDatasetClauses();
            return new QuerySyntax(QueryKind.Ask, ParseBody(SelectSyntax.Nothing, ParseWhere()));
        }

        if (AcceptWord("CONSTRUCT"))
        {
            return ParseConstruct();
        }

        return AcceptWord("DESCRIBE") ? ParseDescribe() : throw Unexpected();
    }

    // [7] SelectQuery, [8] SubSelect
    private QueryBodySyntax ParseSelect(bool isSubquery)
    {
        (AggregateUse use, bool usesAggregates) = (_aggregates, _usesAggregates);
        _usesAggregates = false;
        SelectSyntax select = ParseSelectClause();
        if (!isSubquery)
        {
            ParseDatasetClauses();
        }

        QueryBodySyntax body = ParseBody(select, ParseWhere());
        (_aggregates, _usesAggregates) = (use, usesAggregates);
        return body;
    }

    // [9] SelectClause
    private SelectSyntax ParseSelectClause()
    {
        ExpectWord("SELECT");
        bool isDistinct = AcceptWord("DISTINCT");
        bool isReduced = !isDistinct && AcceptWord("REDUCED");
        int start = _token.Start;
        if (AcceptSymbol("*"))
        {
            return new SelectSyntax(isDistinct, isReduced, IsAll: true, [], start);
        }

        var items = ImmutableArray.CreateBuilder<SelectItemSyntax>();
        while (true)
        {
            int position = _token.Start;
            if (IsKind(TokenKind.Variable, "a variable"))
            {
                items.Add(new SelectItemSyntax(ParseVariable(), Value: null, position));
            }
            else if (AcceptSymbol("("))
            {
                ExpressionSyntax value = ParseWithAggregates();
                ExpectWord("AS");
                position = _token.Start;
                items.Add(new SelectItemSyntax(ParseVariable(), value, position));
                ExpectSymbol(")");
            }
            else
            {
                break;
            }
        }

        return items.Count > 0
            ? new SelectSyntax(isDistinct, isReduced, IsAll: false, items.ToImmutable(), start)
            : throw Unexpected();
    }

    // [10] ConstructQuery
    private QuerySyntax ParseConstruct()
    {
        if (IsSymbol("{"))
        {
            ImmutableArray<TripleSyntax> template = ParseTemplate();
            _blankNodeOwners.Clear();
            ParseDatasetClauses();
            QueryBodySyntax body = ParseBody(SelectSyntax.Nothing, ParseWhere());
            return new QuerySyntax(QueryKind.Construct, body) { Template = template };
        }

        // The short form: the pattern is the template, so it holds nothing but triples.
        ParseDatasetClauses();
        ExpectWord("WHERE");
        ImmutableArray<TripleSyntax> triples = ParseTemplate();
        var where = new GroupSyntax([new TriplesSyntax(triples)], _scope.ToArray());
        return new QuerySyntax(QueryKind.Construct, ParseBody(SelectSyntax.Nothing, where)) { Template = triples };
    }

    // [11] DescribeQuery
    private QuerySyntax ParseDescribe()
    {
        var items = ImmutableArray.CreateBuilder<SelectItemSyntax>();
        var described = ImmutableArray.CreateBuilder<Iri>();
        int start = _token.Start;
        bool isAll = AcceptSymbol("*");
        while (!isAll)
        {
            int position = _token.Start;
            if (IsKind(TokenKind.Variable, "a variable"))
            {
                items.Add(new SelectItemSyntax(ParseVariable(), Value: null, position));
            }
            else if (IsIri())
            {
                described.Add(ParseIri());
            }
            else
            {
                break;
            }
        }

        if (!isAll && items.Count + described.Count == 0)
        {
            throw Unexpected();
        }

        ParseDatasetClauses();
        var select = new SelectSyntax(IsDistinct: false, IsReduced: false, isAll, items.ToImmutable(), start);
        GroupSyntax where = IsWord("WHERE") || IsSymbol("{") ? ParseWhere() : new GroupSyntax([], []);
        return new QuerySyntax(QueryKind.Describe, ParseBody(select, where)) { Described = described.ToImmutable() };
    }

    // [13] DatasetClause
    private void ParseDatasetClauses()
    {
        while (AcceptWord("FROM"))
        {
            (AcceptWord("NAMED") ? _namedGraphs : _defaultGraphs).Add(ParseIri());
        }
    }

    // [17] WhereClause
    private GroupSyntax ParseWhere()
    {
        AcceptWord("WHERE");
        return ParseGroup();
    }

    // [18] SolutionModifier and [28] ValuesClause
    private QueryBodySyntax ParseBody(SelectSyntax select, GroupSyntax where)
    {
        ImmutableArray<GroupKeySyntax> groupBy = ParseGroupBy();
        ImmutableArray<ExpressionSyntax> having = ParseHaving();
        ImmutableArray<OrderKeySyntax> orderBy = ParseOrderBy();
        (long offset, long? count) = ParseLimit();
        ValuesSyntax? values = AcceptWord("VALUES") ? ParseValues() : null;

        var modifiers = new ModifiersSyntax(groupBy, having, orderBy, offset, count);
        var body = new QueryBodySyntax(select, where, modifiers, values, _usesAggregates || groupBy.Length > 0);
        if (body.Height > HeightMax)
        {
            throw TooTall();
        }

        CheckProjection(body);
        return body;
    }
}
