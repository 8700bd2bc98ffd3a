namespace LinkedStats.Tests.Server.Embargo;

/// <summary>The SPARQL queries of the walk.</summary>
internal static class WalkQueries
{
    private const string Prefixes = """
        PREFIX qb: <http://purl.org/linked-data/cube#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX dct: <http://purl.org/dc/terms/>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        BASE <http://stats.example.org/>

        """;

    /// <summary>Queries whose answers have no order, or the one that they ask for.</summary>
    public static readonly string[] All =
    [
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
        "SELECT (COUNT(DISTINCT ?s) AS ?n) (COUNT(DISTINCT ?p) AS ?m) (COUNT(DISTINCT ?o) AS ?k) { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o }",
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
        "SELECT DISTINCT ?g { GRAPH ?g { } }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
        "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p",
        "SELECT DISTINCT ?type { ?s a ?type } ORDER BY ?type",
        "SELECT ?d (COUNT(?o) AS ?n) { ?o qb:dataSet ?d } GROUP BY ?d ORDER BY ?d",
        "SELECT ?area (SUM(?v) AS ?n) { ?o qb:dataSet <datasets/rates> ; <datasets/rates/structure/area> ?area ;"
            + " <datasets/rates/structure/people> ?v } GROUP BY ?area ORDER BY ?area",
        "SELECT ?o ?v { ?o <datasets/rates/structure/people> ?v } ORDER BY ?o",
        "SELECT ?o ?v { ?o qb:dataSet <datasets/rates> ; <datasets/rates/structure/people> ?v }",
        "SELECT ?g ?o ?v { GRAPH ?g { ?o qb:dataSet <datasets/rates> ; <datasets/rates/structure/people> ?v } }",
        "SELECT ?c { ?c skos:inScheme <concepts/areas> } ORDER BY ?c",
        "SELECT ?c ?l { ?c skos:inScheme ?s . OPTIONAL { ?c skos:prefLabel ?l } }",
        "SELECT ?c { ?c skos:inScheme <concepts/areas> FILTER NOT EXISTS { ?o ?p ?c . ?o a qb:Observation } } ORDER BY ?c",
        "SELECT ?s ?l { ?s ?p ?l FILTER CONTAINS(LCASE(STR(?l)), \"secret\") } ORDER BY ?s ?l",
        "SELECT ?l { ?s ?p ?l FILTER STRSTARTS(?l, \"Lieu Z\") }",
        "SELECT ?l { ?s rdfs:label|skos:prefLabel|dct:title ?l FILTER REGEX(?l, \"^Area\") } ORDER BY ?l",
        "SELECT (MIN(?l) AS ?min) (MAX(?l) AS ?max) { ?s skos:prefLabel ?l }",
        "SELECT ?s { VALUES ?s { <concepts/areas/ZSECRET> <datasets/secret> <datasets/rates> } ?s ?p ?o }",
        "SELECT ?s { ?s ?p <concepts/areas/ZSECRET> }",
        "SELECT * { <datasets/rates/observations/ZSECRET.2023> ?p ?o }",
        "SELECT * { <datasets/rates/observations/FR.2023> ?p ?o }",
        "SELECT ?a ?b { ?a prov:wasGeneratedBy/prov:used* ?b }",
        "SELECT ?a ?b { ?a (prov:wasGeneratedBy|^prov:wasGeneratedBy|prov:used)+ ?b }",
        "SELECT ?x { <concepts/areas/FR> (!skos:inScheme)+ ?x }",
        "SELECT ?v { <datasets/rates> <http://www.w3.org/ns/dcat#hasVersion>|^<http://www.w3.org/ns/dcat#isVersionOf> ?v }",
        "SELECT * FROM <datasets/rates/versions/1.1.0> { ?s ?p ?o }",
        "SELECT * FROM <datasets/rates/versions/1.0.0> FROM <datasets/rates/versions/2.0.0> { ?s ?p ?o }",
        "SELECT * FROM NAMED <datasets/secret/versions/1.0.0> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { GRAPH <datasets/rates/versions/1.1.0> { ?s ?p ?o } }",
        "SELECT * { GRAPH <concepts/areas> { ?s ?p ?o } }",
        "SELECT (GROUP_CONCAT(?l; separator=\"|\") AS ?all) { { SELECT ?l { ?s skos:prefLabel ?l } ORDER BY ?l } }",
        "SELECT (SAMPLE(?o) AS ?x) { <datasets/secret> ?p ?o }",
        "SELECT ?n { ?n rdfs:label ?l FILTER isBlank(?n) }",
        "ASK { <concepts/areas/ZSECRET> ?p ?o }",
        "ASK { GRAPH <datasets/rates/versions/1.1.0> { } }",
        "DESCRIBE <datasets/rates>",
        "DESCRIBE <datasets/secret>",
        "DESCRIBE <concepts/areas/ZSECRET>",
        "DESCRIBE <datasets/rates/versions/1.1.0>",
        "DESCRIBE <concepts/areas>",
        "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }",
        "CONSTRUCT { [] rdfs:label ?l } { ?s skos:prefLabel ?l }",
    ];

    /// <summary>A query with its prefixes.</summary>
    public static string Whole(string query) => Prefixes + query;
}
