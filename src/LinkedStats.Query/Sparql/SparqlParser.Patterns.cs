using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Sparql;

/// <content>Group graph patterns.</content>
public sealed partial class SparqlParser
{
    private VariableScope _scope = new();

    // [53] GroupGraphPattern
    private GroupSyntax ParseGroup()
    {
        int open = _token.Start;
        ExpectSymbol("{");
        Enter();
        (VariableScope scope, AggregateUse use, int block) = (_scope, _aggregates, _block);
        _scope = new VariableScope();
        _aggregates = AggregateUse.Forbidden;
        StartBlock();

        ImmutableArray<ElementSyntax> elements = IsWord("SELECT") ? [ParseSubSelect()] : ParseElements();
        if (_token.Kind == TokenKind.End)
        {
            (int line, int column) = _query.PositionOf(open);
            throw _query.ErrorAt(
                _token.Start,
                $"The query ends, but the group opened with {{ in line {line}, column {column} is not closed.",
                expected: ["}"]);
        }

        ExpectSymbol("}");
        GroupSyntax group = Bounded(new GroupSyntax(elements, _scope.ToArray()));
        (_scope, _aggregates, _block) = (scope, use, block);
        Leave();
        return group;
    }

    private SubSelectSyntax ParseSubSelect()
    {
        QueryBodySyntax body = ParseSelect(isSubquery: true);
        _scope.AddRange(body.Projected);
        return new SubSelectSyntax(body);
    }

    // [54] GroupGraphPatternSub
    private ImmutableArray<ElementSyntax> ParseElements()
    {
        var elements = ImmutableArray.CreateBuilder<ElementSyntax>();
        bool mayStartTriples = true;
        int stackedCount = 0;
        while (true)
        {
            if (IsTriplesStart())
            {
                // Between two triples stands a dot, which the block would have taken.
                elements.Add(mayStartTriples ? ParseTriplesBlock() : throw Unexpected());
                mayStartTriples = false;
            }
            else if (TryParseElement() is { } element)
            {
                // The group's height is known at its end; this refuses hostile ones before all of it is read.
                stackedCount += element is FilterSyntax ? 0 : 1;
                elements.Add(stackedCount > HeightMax ? throw TooTall() : element);
                AcceptSymbol(".");
                mayStartTriples = true;
            }
            else
            {
                return elements.ToImmutable();
            }
        }
    }

    // [56] GraphPatternNotTriples
    private ElementSyntax? TryParseElement()
    {
        if (IsSymbol("{"))
        {
            return EndBlock(ParseGroupOrUnion());
        }

        if (AcceptWord("FILTER"))
        {
            // Filters apply to the whole group, so the triples around them are one block (section 18.2.2.5).
            return Bounded(new FilterSyntax(ParseConstraint()));
        }

        if (AcceptWord("OPTIONAL"))
        {
            return EndBlock(new OptionalSyntax(InScope(ParseGroup())));
        }

        if (AcceptWord("MINUS"))
        {
            return EndBlock(new MinusSyntax(ParseGroup()));
        }

        if (AcceptWord("GRAPH"))
        {
            NodeSyntax name = ParseVariableOrIri();
            return EndBlock(new GraphSyntax(name, InScope(ParseGroup())));
        }

        if (AcceptWord("SERVICE"))
        {
            bool isSilent = AcceptWord("SILENT");
            NodeSyntax endpoint = ParseVariableOrIri();
            int start = _token.Start;
            GroupSyntax group = InScope(ParseGroup());
            return EndBlock(new ServiceSyntax(endpoint, group, isSilent, _query.Written(start, _previousEnd)));
        }

        if (AcceptWord("BIND"))
        {
            return EndBlock(ParseBind());
        }

        if (!AcceptWord("VALUES"))
        {
            return null;
        }

        ValuesSyntax values = ParseValues();
        _scope.AddRange(values.Variables);
        return EndBlock(values);
    }

    private GroupSyntax InScope(GroupSyntax group)
    {
        _scope.AddRange(group.Variables);
        return group;
    }

    /// <summary>Takes note that an element ended the block of triples before it.</summary>
    private T EndBlock<T>(T element)
        where T : ElementSyntax
    {
        StartBlock();
        return Bounded(element);
    }

    // [67] GroupOrUnionGraphPattern
    private ElementSyntax ParseGroupOrUnion()
    {
        var groups = ImmutableArray.CreateBuilder<GroupSyntax>();
        do
        {
            groups.Add(InScope(ParseGroup()));
        }
        while (AcceptWord("UNION"));

        return groups.Count == 1 ? groups[0] : new UnionSyntax(groups.ToImmutable());
    }

    // [60] Bind, with the restriction of note 12 on its variable
    private BindSyntax ParseBind()
    {
        ExpectSymbol("(");
        ExpressionSyntax value = ParseExpression();
        ExpectWord("AS");
        int position = _token.Start;
        string variable = ParseVariable();
        if (_scope.Contains(variable))
        {
            throw Error(position, $"BIND cannot give a value to ?{variable}: the group uses the variable before it.");
        }

        ExpectSymbol(")");
        _scope.Add(variable);
        return new BindSyntax(value, variable);
    }

    // [62] DataBlock
    private ValuesSyntax ParseValues()
    {
        if (IsKind(TokenKind.Variable, "a variable"))
        {
            ImmutableArray<string> column = [ParseVariable()];
            return new ValuesSyntax(column, ParseRows(static parser => [parser.ParseDataValue()]));
        }

        ExpectSymbol("(");
        var variables = ImmutableArray.CreateBuilder<string>();
        while (!AcceptSymbol(")"))
        {
            int position = _token.Start;
            string variable = ParseVariable();
            variables.Add(variables.Contains(variable)
                ? throw Error(position, $"VALUES names ?{variable} twice.")
                : variable);
        }

        return new ValuesSyntax(variables.ToImmutable(), ParseRows(parser => parser.ParseDataRow(variables.Count)));
    }

    private ImmutableArray<ImmutableArray<Term?>> ParseRows(Func<SparqlParser, ImmutableArray<Term?>> parseRow)
    {
        ExpectSymbol("{");
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Term?>>();
        while (!AcceptSymbol("}"))
        {
            rows.Add(parseRow(this));
        }

        return rows.ToImmutable();
    }

    private ImmutableArray<Term?> ParseDataRow(int width)
    {
        int position = _token.Start;
        ExpectSymbol("(");
        var row = ImmutableArray.CreateBuilder<Term?>(width);
        while (!AcceptSymbol(")"))
        {
            row.Add(ParseDataValue());
        }

        return row.Count == width
            ? row.MoveToImmutable()
            : throw Error(position, $"The row has {row.Count} values, but VALUES names {width} variables.");
    }

    // [65] DataBlockValue
    private Term? ParseDataValue()
    {
        if (AcceptWord("UNDEF"))
        {
            return null;
        }

        if (IsIri())
        {
            return ParseIri();
        }

        return IsLiteral() ? ParseLiteral() : throw Unexpected();
    }
}
