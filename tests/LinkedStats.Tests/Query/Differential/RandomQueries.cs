using LinkedStats.Rdf;

namespace LinkedStats.Tests.Query.Differential;

/// <summary>Random queries over the whole of SPARQL, about the terms that occur in the data.</summary>
internal sealed class RandomQueries
{
    private static readonly string[] Aggregates = ["COUNT", "SUM", "AVG", "MIN", "MAX", "COUNT", "SUM"];

    private readonly Random _random;
    private readonly string[] _variables;
    private readonly string[] _predicates;
    private readonly string[] _terms;
    private readonly string[] _graphs;
    private readonly RandomExpressions _expressions;
    private readonly RandomPaths _paths;
    private int _freshCount;
    private int _family;

    public RandomQueries(Random random, TestData data)
    {
        _random = random;
        Quad[] quads = [.. data.All];
        _predicates = Texts(quads.Select(static quad => quad.Predicate));
        _graphs = Texts(quads.Select(static quad => quad.Graph!));
        _terms = Texts(quads.SelectMany(static quad => (Term[])[quad.Subject, quad.Object])
            .Where(static term => term is not BlankNode));
        string[] components = [.. data.Cubes.SelectMany(static pair => pair.Cube.Schema.Dimensions
            .Concat(pair.Cube.Schema.Measures))
            .Select(static iri => iri.Text[(iri.Text.LastIndexOf('/') + 1)..]).Distinct()];
        _variables = ["a", "b", "c", .. random.Next(2) == 0 ? (string[])["d", "e"] : [], .. components];
        _expressions = new RandomExpressions(random, Variable, Constant, Group);
        _paths = new RandomPaths(random, _predicates);
    }

    /// <summary>Writes a query.</summary>
    public QueryPart Next()
    {
        _freshCount = 0;
        _family = _random.Next(3);
        return _random.Next(20) switch
        {
            0 => Query($"ASK {Dataset()} {Group(2)}"),
            1 or 2 => Construct(),
            3 => Query($"DESCRIBE {Variables(1)} {Term()} {Dataset()} WHERE {Group(1)}"),
            <= 6 => Query($"SELECT * WHERE {{ {Triples()} {Element(1)} }}"),
            <= 8 => Query($"SELECT * WHERE {{ {Element(1)} }}"),
            _ => Select(Dataset(), 2, isTop: true),
        };
    }

    /// <summary>Writes a query about a few rows of literals, which it computes with, sorts or aggregates.</summary>
    public QueryPart NextOverValues()
    {
        _freshCount = 0;
        _family = _random.Next(3);
        QueryPart rows = QueryPart.List(PartKind.Clause, "", [.. Enumerable.Range(0, _random.Next(1, 8)).Select(
            _ => new QueryPart(PartKind.Element, $"({Literal()} {Literal()} {Literal()})"))], "");
        QueryPart where = new(PartKind.Clause, $"WHERE {{ VALUES (?a ?b ?c) {{ {rows} }} }}");
        return _random.Next(7) switch
        {
            5 or 6 => Query($"SELECT ?a ?b ?c {Results(_ => Comparison())} {where}"),
            0 => Query($"SELECT * {where} ORDER BY {Any("", "DESC")}({_expressions.Value(2)}) DESC(?c)"),
            1 => Query($"SELECT {Results(Aggregate)} {where}"),
            2 => Query($"SELECT ?a ?b {Results(_ => _expressions.Condition(3))} {where}"),
            _ => Query($"SELECT ?a ?b {Results(_ => _expressions.Value(3))} {where}"),
        };
    }

    private static string[] Texts(IEnumerable<Term> terms) => [.. terms.Select(static t => t.ToString()!).Distinct()];

    /// <summary>A comparison of two columns and nothing else.</summary>
    private QueryPart Comparison() => Expression(
        $"({Any("?a", "?b")} {Any("=", "!=", "<", "<=", ">", ">=", "IN", "NOT IN")} ({Any("?a", "?b", "?c")}))");

    private QueryPart Results(Func<bool, QueryPart> expression) =>
        QueryPart.List(PartKind.Clause, "", [.. Enumerable.Range(0, _random.Next(1, 4)).Select(
            _ => Clause($"({expression(true)} AS ?{Fresh()})"))], "");

    private string Literal() => Chance(12) ? "UNDEF"
        : Chance(12) ? Any(_terms)
        : Chance(4) ? RandomGraphs.AnyLiteral(_random).ToString()
        : RandomGraphs.AnyLiteral(_random, _family).ToString();

    private QueryPart Construct()
    {
        string template = string.Concat(Enumerable.Range(0, _random.Next(1, 3)).Select(
            _ => $"{(Chance(4) ? "_:n" : Node())} {Verb()} {(Chance(6) ? "_:n" : Node())} . "));
        return Query($"CONSTRUCT {{ {template} }} {Dataset()} WHERE {Group(2)} {Limit()}");
    }

    private QueryPart Dataset() => Clause(_random.Next(12) switch
    {
        0 => $"FROM {Any(_graphs)} FROM NAMED {Any(_graphs)}",
        1 => $"FROM {Any(_graphs)} FROM {Any(_graphs)} FROM NAMED <http://example.org/unknown>",
        _ => $"",
    });

    private QueryPart Select(QueryPart dataset, int depth, bool isTop)
    {
        if (Chance(3))
        {
            return Grouped(dataset, depth, isTop);
        }

        QueryPart group = Group(depth);
        string modifier = _random.Next(8) switch { 0 or 1 => "DISTINCT", 2 when isTop => "REDUCED", _ => "" };
        QueryPart projection = _random.Next(3) switch
        {
            0 => Projection($"*"),
            1 => Projection($"{Variables(_random.Next(1, 4))}"),
            _ => Projection($"?{Variable()} ({_expressions.Value(2)} AS ?{Fresh()})"),
        };
        return Query($"SELECT {modifier} {projection} {dataset} WHERE {group} {Order()} {Limit()} {Values(4)}");
    }

    private QueryPart Grouped(QueryPart dataset, int depth, bool isTop)
    {
        QueryPart group = Group(depth);
        string key = Variable();
        string alias = Fresh();
        (QueryPart By, string Shown) = _random.Next(4) switch
        {
            0 => (Clause($""), ""),
            1 => (Clause($"GROUP BY ({_expressions.Value(1)} AS ?{alias})"), $"?{alias}"),
            2 => (Clause($"GROUP BY ?{key} ?{Variable()}"), $"?{key}"),
            _ => (Clause($"GROUP BY ?{key}"), $"?{key}"),
        };
        string value = Fresh();
        QueryPart projection = Projection(
            $"{Shown} ({Aggregate(isTop)} AS ?{value}) ({OverAggregates()} AS ?{Fresh()})");
        QueryPart having = Chance(4)
            ? Clause($"HAVING ({OverAggregates()} {Any("<", "=", ">")} {Constant()})")
            : Clause($"");
        QueryPart order = Chance(3)
            ? Clause($"ORDER BY {Any("", "DESC")}({Aggregate(isTop: false)}) {Shown}")
            : Clause($"");
        return Query($"SELECT {projection} {dataset} WHERE {group} {By} {having} {order} {Limit()}");
    }

    private QueryPart Aggregate(bool isTop)
    {
        string distinct = Chance(3) ? "DISTINCT " : "";
        return _random.Next(12) switch
        {
            0 => Expression($"COUNT({distinct}*)"),
            1 => Expression($"SAMPLE({distinct}?{Variable()})"),
            2 when isTop => Expression($"GROUP_CONCAT({distinct}{_expressions.Value(1)}; SEPARATOR = \"|\")"),
            3 => Expression(
                $"STRLEN(GROUP_CONCAT({distinct}{_expressions.Value(1)}{Any("", "; SEPARATOR = \", \"")}))"),
            <= 8 => Expression($"{Any(Aggregates)}({distinct}?{Variable()})"),
            _ => Expression($"{Any(Aggregates)}({distinct}{_expressions.Value(1)})"),
        };
    }

    private QueryPart OverAggregates() => _random.Next(4) switch
    {
        0 => Expression($"({Aggregate(false)} {Any("+", "-", "*", "/")} {Aggregate(false)})"),
        1 => Expression($"COALESCE({Aggregate(false)}, \"none\")"),
        2 => Expression($"IF({Aggregate(false)} {Any("<", "=")} {Aggregate(false)}, {Aggregate(false)}, 0)"),
        _ => Aggregate(false),
    };

    private QueryPart Order() => Clause(_random.Next(5) switch
    {
        0 => $"ORDER BY ?{Variable()} DESC(?{Variable()})",
        1 => $"ORDER BY {Any("ASC", "DESC")}({_expressions.Value(1)}) ?{Variable()}",
        _ => $"",
    });

    private QueryPart Limit() => Clause(_random.Next(8) switch
    {
        0 => $"LIMIT {_random.Next(8)}",
        1 => $"LIMIT {_random.Next(8)} OFFSET {_random.Next(4)}",
        2 => $"OFFSET {_random.Next(4)}",
        _ => $"",
    });

    private QueryPart Group(int depth)
    {
        List<QueryPart> elements = [];
        for (int i = _random.Next(1, Math.Max(2, depth + 2)); i > 0; i--)
        {
            elements.Add(elements.Count == 0 ? Triples() : Element(depth));
        }

        return QueryPart.List(PartKind.Group, "{ ", elements, "}");
    }

    private QueryPart Element(int depth) => new(PartKind.Element, _random.Next(depth <= 0 ? 5 : 27) switch
    {
        0 => $"{Triples()}",
        1 => $"FILTER({_expressions.Condition(2)}) ",
        2 => $"BIND({_expressions.Value(2)} AS ?{Fresh()}) ",
        3 => $"{Values(1)}",
        4 => $"{PathEnd()} {_paths.Path(2)} {PathEnd()} . ",
        5 => $"OPTIONAL {Group(depth - 1)} ",
        6 or 7 => $"OPTIONAL {{ {Triples()} FILTER({_expressions.Condition(1)}) }} ",
        8 => $"{Group(depth - 1)} UNION {Group(depth - 1)} ",
        9 => $"MINUS {Group(depth - 1)} ",
        10 or 11 => $"FILTER {Any("", "NOT ")}EXISTS {Group(depth - 1)} ",
        12 => $"GRAPH ?{Any("g", Variable())} {Group(depth - 1)} ",
        13 => $"GRAPH {Any(_graphs)} {Group(depth - 1)} ",
        14 => $"{{ {Select(Clause($""), depth - 1, isTop: false)} }} ",
        15 => $"{Group(depth - 1)} ",
        17 => $"OPTIONAL {{ {Triples()} {Element(depth - 1)} FILTER({_expressions.Condition(2)}) }} ",
        18 => $"{{ {Triples()} }} UNION {{ {Triples()} {Element(depth - 1)} }} ",
        19 => $"{Values(1)}",
        24 => $"MINUS {{ ?m {Any(_predicates)} ?n }} ",
        25 => $"MINUS {{ ?m {Any(_predicates)} ?n OPTIONAL {{ {Triples()} }} }} ",
        21 => $"GRAPH ?g {{ {Triples()} FILTER({Any("BOUND(?g)", "isIRI(?g)", "! BOUND(?g)")}) }} ",
        22 => $"FILTER {Any("", "NOT ")}EXISTS {{ {Triples()} FILTER({_expressions.Condition(1)}) }} ",
        23 => $"FILTER {Any("", "NOT ")}EXISTS {{ {Triples()} FILTER(?{Variable()} {Any("=", "!=")} ?{Variable()}) }} ",
        20 => $"OPTIONAL {{ {Triples()} }} OPTIONAL {{ {Triples()} {Element(depth - 1)} }} ",
        16 => $"{PathEnd()} {_paths.Path(2)} {PathEnd()} . ",
        _ => $"FILTER({_expressions.Condition(1)}) ",
    });

    /// <summary>A few triples, mostly about one subject, or each about the object of the one before.</summary>
    private QueryPart Triples()
    {
        List<QueryPart> triples = [];
        string subject = Node(6);
        for (int i = _random.Next(4) switch { 0 => 3, 1 => 2, _ => 1 }; i > 0; i--)
        {
            string @object = Chance(12) ? "[]" : Chance(8) ? Any(_terms) : Node(6);
            triples.Add(new QueryPart(PartKind.Element, $"{subject} {Verb()} {@object} . "));
            subject = Chance(3) && @object[0] == '?' ? @object : subject;
        }

        return QueryPart.List(PartKind.Element, "", triples, "");
    }

    private QueryPart Values(int chance)
    {
        if (!Chance(chance))
        {
            return Clause($"");
        }

        string[] variables = [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => "?" + Variable()).Distinct()];
        IEnumerable<string> rows = Enumerable.Range(0, _random.Next(0, 4)).Select(_ =>
            $"({string.Join(' ', variables.Select(_ => Chance(4) ? "UNDEF" : Chance(2) ? Any(_terms) : Constant()))})");
        return Clause($"VALUES ({string.Join(' ', variables)}) {{ {string.Join(' ', rows)} }} ");
    }

    private string Verb() => Chance(4) ? Any("?p", "?p", "?p", "?" + Variable()) : Any(_predicates);

    /// <summary>A subject or an object: mostly a variable; a literal as the subject is written all the same.</summary>
    private string Node(int rarity = 4) => Chance(rarity) ? Term() : "?" + Variable();

    /// <summary>An end of a path, which may be no node of the graph, or a literal.</summary>
    private string PathEnd() => _random.Next(9) switch
    {
        0 => "<http://example.org/unknown>",
        1 => Constant(),
        _ => Node(),
    };

    private string Term() => Any(_terms) is ['<', ..] and var iri ? iri : "?" + Variable();

    private string Constant() => _random.Next(6) switch
    {
        0 => RandomGraphs.AnyLiteral(_random).ToString(),
        1 or 2 => RandomGraphs.AnyLiteral(_random, _family).ToString(),
        _ => Any(_terms),
    };

    private string Variable() => Chance(10) && _freshCount > 0 ? $"x{_random.Next(_freshCount)}" : Any(_variables);

    private string Variables(int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => "?" + Variable()).Distinct());

    private string Fresh() => $"x{_freshCount++}";

    private bool Chance(int outOf) => _random.Next(outOf) == 0;

    private string Any(params string[] choices) => choices[_random.Next(choices.Length)];

    private static QueryPart Query(FormattableString text) => new(PartKind.Query, text);

    private static QueryPart Projection(FormattableString text) => new(PartKind.Projection, text);

    private static QueryPart Clause(FormattableString text) => new(PartKind.Clause, text);

    private static QueryPart Expression(FormattableString text) => new(PartKind.Expression, text);
}
