using System.Globalization;

namespace LinkedStats.Tests.Query.Differential;

/// <summary>Random SPARQL over <see cref="RandomCubes"/>: stars, splits, options, subqueries, graphs, groups.</summary>
internal sealed class RandomStars
{
    private static readonly string[] Components = ["area", "period", "sex", "value", "count", "status", "note"];

    private readonly Random _random;
    private readonly RandomCubes _cubes;
    private readonly RandomExpressions _expressions;
    private int _names;
    private bool _isFree;

    public RandomStars(Random random, RandomCubes cubes)
    {
        _random = random;
        _cubes = cubes;
        _expressions = new RandomExpressions(random, () => Any(Components), Constant, Group);
    }

    /// <summary>Writes a query whose every pattern on cells has a known predicate.</summary>
    public QueryPart Next() => _random.Next(3) == 0 ? Grouped() : Selected();

    /// <summary>Writes a query that may ask for all properties of something, and that computes with anything.</summary>
    public QueryPart NextWithUnboundPredicate()
    {
        _isFree = true;
        QueryPart query = NextFree();
        _isFree = false;
        return query;
    }

    private QueryPart NextFree() => _random.Next(8) switch
    {
        0 => Query($"SELECT * WHERE {{ {Star("o")} ?o ?p ?v }}"),
        1 => Query($"SELECT ?p ?v WHERE {{ <{_cubes.AnyCell.Text}> ?p ?v }}"),
        2 => Query($"SELECT * WHERE {{ {Star("o")} FILTER NOT EXISTS {{ ?o ?p {Ex("area/a1")} }} }}"),
        3 => Query($"SELECT ?p (COUNT(*) AS ?n) WHERE {{ ?s ?p ?v }} GROUP BY ?p"),
        4 => Query(
            $"SELECT * WHERE {{ {Star("o")} VALUES ?p {{ :area :sex :status }} FILTER NOT EXISTS {{ ?o ?p ?x }} }}"),
        _ => Next(),
    };

    private QueryPart Selected()
    {
        QueryPart body = Body();
        return _random.Next(_isFree ? 8 : 4) switch
        {
            0 => Query($"SELECT DISTINCT {Any("?area", "?period", "?sex", "?status", "?d")} WHERE {{ {body} }}"),
            4 => Query($"SELECT * WHERE {{ {body} }} {Order()}"),
            5 => Query($"SELECT ?area ({_expressions.Value(2)} AS ?e) WHERE {{ {body} }} ORDER BY ?e"),
            6 => Query($"SELECT ?value FROM {Version()} FROM NAMED {Version()} WHERE {{ {body} }}"),
            _ => Query($"SELECT * WHERE {{ {body} }}"),
        };
    }

    // Orders of dimensions and of the cell may follow the stored order; others need a sort of their own.
    private string Order()
    {
        string[] keys = [.. Enumerable.Range(0, 1 + _random.Next(4)).Select(_ =>
            $"{Any("ASC", "ASC", "DESC")}(?{Any("o", "area", "period", "sex", "value", "count", "status")})")];
        string offset = _random.Next(3) == 0 ? $" OFFSET {_random.Next(9)}" : "";
        return $"ORDER BY {string.Join(' ', keys)}{offset}{(_random.Next(2) == 0 ? $" LIMIT {_random.Next(9)}" : "")}";
    }

    private QueryPart Grouped()
    {
        QueryPart body = Body();
        string text = body.ToString();
        string[] keys = [.. ((string[])["?area", "?period", "?sex", "?status", "?r", "?l", "?d", "?c2"])
            .Where(k => text.Contains(k + " ", StringComparison.Ordinal) && _random.Next(2) == 0)];
        QueryPart aggregates = QueryPart.List(PartKind.Clause, "", [.. Enumerable.Range(0, _random.Next(1, 4))
            .Select(i => Clause($"({Aggregate()} AS ?x{i})"))], "");
        QueryPart having = _random.Next(5) == 0 ? Clause($"HAVING (COUNT(*) > 2)") : Clause($"");
        string group = keys.Length > 0 ? "GROUP BY " + string.Join(' ', keys) : "";
        return Query($"SELECT {string.Join(' ', keys)} {aggregates} WHERE {{ {body} }} {group} {having}");
    }

    private string Aggregate() => _random.Next(_isFree ? 16 : 9) switch
    {
        9 => $"SUM(DISTINCT ?{Any(Components)})",
        10 => $"COUNT(DISTINCT ?{Any(Components)})",
        11 => $"{Any("MIN", "MAX")}({_expressions.Value(1)})",
        12 => $"{Any("SUM", "AVG", "COUNT")}({_expressions.Value(1)})",
        13 => $"COUNT(DISTINCT *)",
        14 => $"STRLEN(GROUP_CONCAT(?{Any(Components)}))",
        15 => $"{Any("MIN", "MAX")}(?{Any(Components)})",
        0 or 1 => "COUNT(*)",
        2 => "SUM(?value)",
        3 => "AVG(?value)",
        4 => "MIN(?value)",
        5 => "MAX(?count)",
        6 => "COUNT(DISTINCT ?area)",
        7 => "COUNT(?value)",
        _ => "SUM(?count)",
    };

    private QueryPart Body() => Element(_random.Next(14) switch
    {
        0 => $"GRAPH ?g {{ {Pattern("o")} }}",
        1 => $"GRAPH <{TestData.VersionOf(_cubes.Ids.First()).Text}> {{ {Pattern("o")} }}",
        2 => $"{{ {Star("o")} }} {{ {Star("o")} }}",
        3 => $"{{ SELECT DISTINCT ?area WHERE {{ {Star("i")} ?i :area ?area . }} }} {Pattern("o")}",
        4 => $"{{ {Pattern("o")} }} UNION {{ {Star("o")} }}",
        5 => $"{Pattern("o")} MINUS {{ {Star("o")} }}",
        6 => $"{Pattern("o")} FILTER {Any("", "NOT ")}EXISTS {{ {Star("o")} }}",
        7 => $"{Pattern("o")} ?o2 a qb:Observation ; :area ?area ; :period ?period ; :count ?c2 .",
        8 => $"GRAPH ?g {{ {Star("o")} }} {Star("o")}",
        9 => $"?slice qb:observation ?o . {Pattern("o")}",
        10 => $"{{ {Star("o")} }} UNION {{ {NamedCells()} }} OPTIONAL {{ {Property("3")} }}",
        11 => $"?o :status ?status {Any("", ". ?o :area ?area")} OPTIONAL {{ {Property("")} }}",
        _ => $"{Pattern("o")}",
    });

    private string Property(string suffix) =>
        $"?o {Any(":area ?area", ":value ?value", ":status ?status", ":sex ?sex", ":note ?note")}{suffix}";

    private QueryPart NamedCells() => Element(_random.Next(4) switch
    {
        0 => $"?slice qb:observation ?o",
        1 => $"VALUES ?o {{ <{_cubes.AnyCell.Text}> <{_cubes.AnyCell.Text}> }}",
        2 => $"SELECT ?o WHERE {{ {Star("o")} }}",
        _ => $"{Star("q")} BIND(?q AS ?o)",
    });

    private QueryPart Pattern(string cell) => QueryPart.List(
        PartKind.Element, "", [Star(cell), .. Enumerable.Range(0, _random.Next(4)).Select(_ => Extra(cell))], "");

    private QueryPart Extra(string cell) => Element(_random.Next(_isFree ? 22 : 16) switch
    {
        16 or 17 => $" FILTER({_expressions.Condition(2)}) ",
        18 => $" BIND({_expressions.Value(2)} AS ?name{_names++}) ",
        19 => $" OPTIONAL {{ ?{cell} :{Any(Components)} ?{Any(Components)} FILTER({_expressions.Condition(1)}) }} ",
        20 => $" FILTER(?{Any(Components)} {Any("=", "<", ">=", "IN")} ({Constant()})) ",
        21 => $" VALUES ?{Any(Components)} {{ {Constant()} {Constant()} }} ",
        0 => $" OPTIONAL {{ ?{cell} :status ?status }} ",
        1 => $" OPTIONAL {{ ?{cell} :note ?note }} FILTER(!BOUND(?note)) ",
        2 => $" ?area skos:broader ?r . ",
        3 => $" ?area skos:broader+ ?r . ?r a :Region . ",
        4 => $" ?area rdfs:label ?l . FILTER(LANG(?l) = \"en\") ",
        5 => $" FILTER(?value {Any(">=", "<", "=", "!=")} {Number()}) ",
        6 => $" FILTER(?area IN ({Ex("area/a1")}, {Ex("area/a2")})) ",
        7 => $" VALUES ?sex {{ {Ex("sex/F")} {Ex("sex/M")} }} ",
        8 => $" FILTER(?period >= \"2019\"^^xsd:gYear) ",
        9 => $" ?{cell} rdfs:comment ?comment . ",
        10 => $" OPTIONAL {{ ?{cell} rdfs:comment ?comment }} ",
        11 => $" OPTIONAL {{ ?{cell} :count ?count . FILTER(?count > 20) }} ",
        12 => $" FILTER(STRENDS(STR(?area), \"2\") || ?value > 10) ",
        13 => $" OPTIONAL {{ ?{cell} :status ?status }} OPTIONAL {{ ?{cell} :sex ?sex ; :note ?note }} ",
        14 => $" BIND(STR(?area) AS ?name{_names++}) ",
        _ => $" ?area skos:broader* ?up . ",
    });

    private QueryPart Star(string cell)
    {
        List<QueryPart> parts = [];
        if (_random.Next(3) == 0)
        {
            parts.Add(Element($"?{cell} a qb:Observation ."));
        }

        switch (_random.Next(5))
        {
            case 0:
                parts.Add(Element($"?{cell} qb:dataSet ?d ."));
                break;
            case 1 or 2:
                parts.Add(Element($"?{cell} qb:dataSet {Ex($"dataset/d{_random.Next(3)}")} ."));
                break;
        }

        foreach (string component in Components.Where(_ => _random.Next(3) == 0))
        {
            parts.Add(Element(
                $"?{cell} :{component} {(_random.Next(8) == 0 ? ConstantOf(component) : "?" + component)} ."));
        }

        return parts.Count > 0
            ? QueryPart.List(PartKind.Element, "", parts, "")
            : Element($"?{cell} a qb:Observation .");
    }

    private string ConstantOf(string component) => component switch
    {
        "area" => Ex($"area/a{_random.Next(7)}"),
        "sex" => Ex("sex/F"),
        "period" => "\"2019\"^^xsd:gYear",
        "status" => Ex($"status/{Any("A", "X")}"),
        "count" => _random.Next(50).ToString(CultureInfo.InvariantCulture),
        "note" => "\"note 1\"@en",
        _ => Number(),
    };

    private string Constant() =>
        _random.Next(3) == 0 ? RandomGraphs.AnyLiteral(_random).ToString() : ConstantOf(Any(Components));

    private QueryPart Group(int depth) => new(PartKind.Group, $"{{ {(depth > 0 ? Pattern("o") : Star("o"))} }}");

    private string Version() => $"<{TestData.VersionOf(Any([.. _cubes.Ids])).Text}>";

    private string Number() => string.Create(CultureInfo.InvariantCulture, $"{_random.Next(-50, 500) / 10.0:0.0}");

    private static string Ex(string local) => $"<{RandomGraphs.Namespace}{local}>";

    private string Any(params string[] choices) => choices[_random.Next(choices.Length)];

    private static QueryPart Query(FormattableString text) => new(PartKind.Query, text);

    private static QueryPart Element(FormattableString text) => new(PartKind.Element, text);

    private static QueryPart Clause(FormattableString text) => new(PartKind.Clause, text);
}
