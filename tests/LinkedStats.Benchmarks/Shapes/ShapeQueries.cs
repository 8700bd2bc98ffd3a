using LinkedStats.Benchmarks.Duck;
using LinkedStats.Benchmarks.Queries;

namespace LinkedStats.Benchmarks.Shapes;

/// <summary>The same ten questions about a cube of any shape, in SPARQL and in SQL.</summary>
/// <param name="shape">The shape.</param>
internal sealed class ShapeQueries(CubeShape shape)
{
    /// <summary>What the IRIs of codes begin with.</summary>
    public const string Codes = CubeShape.Base + "code/";

    /// <summary>What the IRIs of dimensions and measures begin with.</summary>
    public const string Properties = CubeShape.Base + "def#";

    /// <summary>The attribute that some observations lack.</summary>
    public const string Status = "http://purl.org/linked-data/sdmx/2009/attribute#obsStatus";

    private const string Prefixes = $"""
        PREFIX qb: <http://purl.org/linked-data/cube#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX c: <{Codes}>
        PREFIX p: <{Properties}>

        """;

    private readonly int _dimensionCount = shape.CodeCounts.Length;
    private readonly string _cell = $"?o qb:dataSet <{shape.Dataset}>";
    private readonly string _middle = CubeShape.Code(0, shape.CodeCounts[0] / 2);
    private readonly string _last = $"d{shape.CodeCounts.Length - 1}";

    /// <summary>The datatype of a measure, without its namespace.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The local name.</returns>
    public static string TypeOf(MeasureKind kind) => kind switch
    {
        MeasureKind.Integer => "integer",
        MeasureKind.Decimal => "decimal",
        _ => "double",
    };

    /// <summary>The questions.</summary>
    /// <returns>The queries.</returns>
    public IEnumerable<BenchmarkQuery> All() =>
    [
        Slice(), Range(), RollUp(), Group(), Top(), Distinct(), Ratio(), Missing(), Page(), DrillAcross(),
    ];

    private string Table => shape.Name;

    private string ValueType => TypeOf(shape.Measures[0]);

    // Sums of integers and decimals are exact in both.
    private NumberColumn Sum(int ordinal) => new NumberColumn("s", ValueType, ordinal);

    private IriColumn Cell(params int[] ordinals) => new IriColumn("o", shape.Cells, ordinals);

    private static IriColumn Dimension(string id, int ordinal) => new(id, Codes, ordinal);

    private BenchmarkQuery Query(string name, string sparql, string sql, params JsonColumn[] columns) =>
        new($"{shape.Name}: {name}", Prefixes + sparql, sql, new RowShape(columns));

    private BenchmarkQuery Slice() => Query(
        "slice",
        $"SELECT ?d1 ?l ?v {{ {_cell} ; p:d0 c:{_middle} ; p:d1 ?d1 ; p:{_last} ?l ; p:m0 ?v }} ORDER BY ?d1",
        $"SELECT d1, {_last}, m0 FROM {Table} WHERE d0 = '{_middle}' ORDER BY d1",
        Dimension("d1", 0), Dimension("l", 1), new NumberColumn("v", ValueType, 2));

    private BenchmarkQuery Range() => Query(
        "range",
        $"SELECT ?o ?d0 ?v {{ {_cell} ; p:d0 ?d0 ; p:m0 ?v FILTER(?v >= 5000 && ?v < 5050) }}",
        $"SELECT {CellColumns}, d0, m0 FROM {Table} WHERE m0 >= 5000 AND m0 < 5050",
        Cell(CellOrdinals), Dimension("d0", CellOrdinals.Length),
        new NumberColumn("v", ValueType, CellOrdinals.Length + 1));

    private BenchmarkQuery RollUp() => Query(
        "roll-up",
        $"SELECT ?g (SUM(?v) AS ?s) {{ {_cell} ; p:d0 ?d0 ; p:m0 ?v . ?d0 skos:broader ?g }} GROUP BY ?g",
        $"SELECT parent, sum(m0) FROM {Table} JOIN {Table}_codes ON code = d0 GROUP BY parent",
        Dimension("g", 0), Sum(1));

    private BenchmarkQuery Group() => Query(
        "group",
        $"SELECT ?d1 ?l (AVG(?v) AS ?a) {{ {_cell} ; p:d1 ?d1 ; p:{_last} ?l ; p:m0 ?v }} GROUP BY ?d1 ?l",
        $"SELECT d1, {_last}, avg(m0) FROM {Table} GROUP BY d1, {_last}",
        Dimension("d1", 0), Dimension("l", 1), new NumberColumn("a", "double", 2));

    private BenchmarkQuery Top() => Query(
        "top",
        $"SELECT ?d0 (SUM(?v) AS ?s) {{ {_cell} ; p:d0 ?d0 ; p:m0 ?v }} GROUP BY ?d0 ORDER BY DESC(?s) ?d0 LIMIT 10",
        $"SELECT d0, sum(m0) AS s FROM {Table} GROUP BY d0 ORDER BY s DESC, d0 LIMIT 10",
        Dimension("d0", 0), Sum(1));

    private BenchmarkQuery Distinct() => Query(
        "distinct",
        $"SELECT DISTINCT ?d1 {{ {_cell} ; p:d1 ?d1 }}",
        $"SELECT DISTINCT d1 FROM {Table}",
        Dimension("d1", 0));

    private BenchmarkQuery Ratio()
    {
        bool hasTwo = shape.Measures.Length > 1;
        string pattern = hasTwo ? "p:m0 ?v ; p:m1 ?w" : "p:m0 ?v";
        string divisor = hasTwo ? "SUM(?w)" : "COUNT(?v)";
        return Query(
            "ratio",
            $"SELECT ?d1 (SUM(?v) / {divisor} AS ?r) {{ {_cell} ; p:d1 ?d1 ; {pattern} }} GROUP BY ?d1",
            $"SELECT d1, sum(m0) / {(hasTwo ? "sum(m1)" : "count(m0)")} FROM {Table} GROUP BY d1",
            Dimension("d1", 0), new NumberColumn("r", "double", 1));
    }

    private BenchmarkQuery Missing() => Query(
        "missing",
        $"SELECT ?o ?v {{ {_cell} ; p:m0 ?v OPTIONAL {{ ?o <{Status}> ?s }} FILTER(!BOUND(?s)) }}",
        $"SELECT {CellColumns}, m0 FROM {Table} WHERE status IS NULL",
        Cell(CellOrdinals), new NumberColumn("v", ValueType, CellOrdinals.Length));

    private BenchmarkQuery Page() => Query(
        "page",
        $"SELECT ?o ?d0 ?v {{ {_cell} ; p:d0 ?d0 ; p:m0 ?v }} ORDER BY ?o LIMIT 1000 OFFSET 5000",
        $"SELECT {CellColumns}, d0, m0 FROM {Table} ORDER BY {CellColumns} LIMIT 1000 OFFSET 5000",
        Cell(CellOrdinals), Dimension("d0", CellOrdinals.Length),
        new NumberColumn("v", ValueType, CellOrdinals.Length + 1));

    private BenchmarkQuery DrillAcross() => Query(
        "drill-across",
        $$"""
        SELECT ?d0 ?d1 (SUM(?v) / ?w AS ?r) {
          {{_cell}} ; p:d0 ?d0 ; p:d1 ?d1 ; p:m0 ?v .
          ?b qb:dataSet <{{CubeShape.Base}}dataset/{{ShapePackage.BaseName(shape)}}> ; p:d0 ?d0 ; p:d1 ?d1 ; p:m0 ?w .
        } GROUP BY ?d0 ?d1 ?w
        """,
        $"SELECT a.d0, a.d1, sum(a.m0) / b.m0 FROM {Table} a JOIN {ShapePackage.BaseName(shape)} b "
        + "ON a.d0 = b.d0 AND a.d1 = b.d1 GROUP BY a.d0, a.d1, b.m0",
        Dimension("d0", 0), Dimension("d1", 1), new NumberColumn("r", "double", 2));

    // The columns that an observation's IRI is made of.
    private string CellColumns => shape.HasOwnIris
        ? "o"
        : string.Join(", ", Enumerable.Range(0, _dimensionCount).Select(static i => $"d{i}"));

    private int[] CellOrdinals => [.. Enumerable.Range(0, shape.HasOwnIris ? 1 : _dimensionCount)];
}
