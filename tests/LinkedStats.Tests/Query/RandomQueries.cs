using System.Globalization;

namespace LinkedStats.Tests.Query;

/// <summary>Random SPARQL over <see cref="RandomCubes"/>: stars, splits, options, subqueries, graphs, groups.</summary>
internal sealed class RandomQueries(Random random, RandomCubes cubes)
{
    private const string Prologue = """
        PREFIX : <http://example.org/>
        PREFIX qb: <http://purl.org/linked-data/cube#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

        """;

    private static readonly string[] Components = ["area", "period", "sex", "value", "count", "status", "note"];

    private int _names;

    /// <summary>Writes a query whose every pattern on cells has a known predicate.</summary>
    public string Next() => Prologue + (random.Next(3) == 0 ? Grouped() : Selected());

    /// <summary>Writes a query that may ask for all properties of something.</summary>
    public string NextWithUnboundPredicate() => random.Next(8) switch
    {
        0 => Prologue + $"SELECT * WHERE {{ {Star("o")} ?o ?p ?v }}",
        1 => Prologue + $"SELECT ?p ?v WHERE {{ <{cubes.AnyCell.Text}> ?p ?v }}",
        2 => Prologue + $"SELECT * WHERE {{ {Star("o")} FILTER NOT EXISTS {{ ?o ?p :area\\/a1 }} }}".Replace("\\/", "%2F"),
        3 => Prologue + "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?v } GROUP BY ?p",
        4 => Prologue + $"SELECT * WHERE {{ {Star("o")} VALUES ?p {{ :area :sex :status }} FILTER NOT EXISTS {{ ?o ?p ?x }} }}",
        _ => Next(),
    };

    private string Selected() => random.Next(4) == 0
        ? $"SELECT DISTINCT {Any("?area", "?period", "?sex", "?status", "?d")} WHERE {{ {Body()} }}"
        : $"SELECT * WHERE {{ {Body()} }}";

    private string Grouped()
    {
        string body = Body();
        string[] keys = [.. ((string[])["?area", "?period", "?sex", "?status", "?r", "?l", "?d"])
            .Where(k => body.Contains(k + " ", StringComparison.Ordinal) && random.Next(2) == 0)];
        string aggregates = string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(i => $"({Aggregate()} AS ?x{i})"));
        string having = random.Next(5) == 0 ? "HAVING (COUNT(*) > 2)" : "";
        string group = keys.Length > 0 ? "GROUP BY " + string.Join(' ', keys) : "";
        return $"SELECT {string.Join(' ', keys)} {aggregates} WHERE {{ {body} }} {group} {having}";
    }

    private string Aggregate() => random.Next(9) switch
    {
        0 or 1 => "COUNT(*)",
        2 => "SUM(?value)",
        3 => "AVG(?value)",
        4 => "MIN(?value)",
        5 => "MAX(?count)",
        6 => "COUNT(DISTINCT ?area)",
        7 => "COUNT(?value)",
        _ => "SUM(?count)",
    };

    private string Body() => random.Next(14) switch
    {
        0 => $"GRAPH ?g {{ {Pattern("o")} }}",
        1 => $"GRAPH <{RandomCubes.VersionOf(cubes.Ids.First()).Text}> {{ {Pattern("o")} }}",
        2 => $"{{ {Star("o")} }} {{ {Star("o")} }}",
        3 => $"{{ SELECT DISTINCT ?area WHERE {{ {Star("i")} ?i :area ?area . }} }} {Pattern("o")}",
        4 => $"{{ {Pattern("o")} }} UNION {{ {Star("o")} }}",
        5 => $"{Pattern("o")} MINUS {{ {Star("o")} }}",
        6 => $"{Pattern("o")} FILTER {Any("", "NOT ")}EXISTS {{ {Star("o")} }}",
        7 => $"{Pattern("o")} ?o2 a qb:Observation ; :area ?area ; :period ?period ; :count ?c2 .",
        8 => $"GRAPH ?g {{ {Star("o")} }} {Star("o")}",
        10 => $"{{ {Star("o")} }} UNION {{ {NamedCells()} }} OPTIONAL {{ ?o {Any(":area ?a3", ":value ?v3", ":status ?s3")} }}",
        11 => $"?o :status ?status {Any("", ". ?o :area ?area")} OPTIONAL {{ ?o {Any(":sex ?sex", ":value ?value", ":note ?note")} }}",
        9 => $"?slice qb:observation ?o . {Pattern("o")}",
        _ => Pattern("o"),
    };

    private string NamedCells() => random.Next(4) switch
    {
        0 => "?slice qb:observation ?o",
        1 => $"VALUES ?o {{ <{cubes.AnyCell.Text}> <{cubes.AnyCell.Text}> }}",
        2 => $"SELECT ?o WHERE {{ {Star("o")} }}",
        _ => $"{Star("q")} BIND(?q AS ?o)",
    };

    private string Pattern(string cell)
    {
        string text = Star(cell);
        for (int i = random.Next(4); i > 0; i--)
        {
            text += random.Next(16) switch
            {
                0 => $" OPTIONAL {{ ?{cell} :status ?status }} ",
                1 => $" OPTIONAL {{ ?{cell} :note ?note }} FILTER(!BOUND(?note)) ",
                2 => " ?area skos:broader ?r . ",
                3 => " ?area skos:broader+ ?r . ?r a :Region . ",
                4 => " ?area rdfs:label ?l . FILTER(LANG(?l) = \"en\") ",
                5 => $" FILTER(?value {Any(">=", "<", "=", "!=")} {Number()}) ",
                6 => " FILTER(?area IN (<http://example.org/area/a1>, <http://example.org/area/a2>)) ",
                7 => " VALUES ?sex { <http://example.org/sex/F> <http://example.org/sex/M> } ",
                8 => " FILTER(?period >= \"2019\"^^xsd:gYear) ",
                9 => $" ?{cell} rdfs:comment ?comment . ",
                10 => $" OPTIONAL {{ ?{cell} rdfs:comment ?comment }} ",
                11 => $" OPTIONAL {{ ?{cell} :count ?count . FILTER(?count > 20) }} ",
                12 => " FILTER(STRENDS(STR(?area), \"2\") || ?value > 10) ",
                13 => $" OPTIONAL {{ ?{cell} :status ?status }} OPTIONAL {{ ?{cell} :sex ?sex ; :note ?note }} ",
                14 => $" BIND(STR(?area) AS ?name{_names++}) ",
                _ => " ?area skos:broader* ?up . ",
            };
        }

        return text;
    }

    private string Star(string cell)
    {
        var parts = new List<string>();
        if (random.Next(3) == 0)
        {
            parts.Add($"?{cell} a qb:Observation .");
        }

        switch (random.Next(5))
        {
            case 0:
                parts.Add($"?{cell} qb:dataSet ?d .");
                break;
            case 1 or 2:
                parts.Add($"?{cell} qb:dataSet <http://example.org/dataset/d{random.Next(3)}> .");
                break;
        }

        foreach (string component in Components.Where(_ => random.Next(3) == 0))
        {
            parts.Add($"?{cell} :{component} {(random.Next(8) == 0 ? ConstantOf(component) : "?" + component)} .");
        }

        return parts.Count > 0 ? string.Join(' ', parts) : $"?{cell} a qb:Observation .";
    }

    private string ConstantOf(string component) => component switch
    {
        "area" => $"<http://example.org/area/a{random.Next(7)}>",
        "sex" => "<http://example.org/sex/F>",
        "period" => "\"2019\"^^xsd:gYear",
        "status" => $"<http://example.org/status/{Any("A", "X")}>",
        "count" => random.Next(50).ToString(CultureInfo.InvariantCulture),
        "note" => "\"note 1\"@en",
        _ => Number(),
    };

    private string Number() => string.Create(CultureInfo.InvariantCulture, $"{random.Next(-50, 500) / 10.0:0.0}");

    private string Any(params string[] choices) => choices[random.Next(choices.Length)];
}
