using LinkedStats.Benchmarks.Duck;

namespace LinkedStats.Benchmarks.Queries;

/// <summary>The queries of the test material over the generated cubes, with the shapes of their answers.</summary>
internal static class GeneratedQueries
{
    private const string Stats = "http://stats.example.org/";
    private const string AreaIri = Stats + "area/";
    private const string PeriodIri = Stats + "period/";
    private const string OccupationIri = Stats + "occ/";
    private const string SexIri = Stats + "sex/";
    private const string VacancyIri = Stats + "data/vac/";

    private static readonly RowShape Page = new(
        new IriColumn("o", VacancyIri, 0, 1, 2, 3),
        new IriColumn("a", AreaIri, 0),
        new IriColumn("p", PeriodIri, 1),
        new IriColumn("occ", OccupationIri, 2),
        new IriColumn("sex", SexIri, 3),
        new NumberColumn("v", "decimal", 4));

    private static readonly Dictionary<string, AnswerShape> Shapes = new(StringComparer.Ordinal)
    {
        ["a_deref"] = new CellShape("pop"),
        ["c_slice"] = new RowShape(
            new IriColumn("period", PeriodIri, 0), new IriColumn("occ", OccupationIri, 1),
            new NumberColumn("v", "decimal", 2)),
        ["d_range"] = new RowShape(
            new IriColumn("o", VacancyIri, 0), new TextColumn("areaLabel", "fr", 1),
            new TextColumn("occLabel", "fr", 2), new NumberColumn("v", "decimal", 3)),
        ["e_rollup"] = new RowShape(new IriColumn("region", AreaIri, 0), new NumberColumn("total", "integer", 1)),
        ["f_year_sex"] = new RowShape(
            new IriColumn("year", PeriodIri, 0), new IriColumn("sex", SexIri, 1), new NumberColumn("m", "double", 2)),
        ["g_top10"] = new RowShape(
            new IriColumn("a", AreaIri, 0), new TextColumn("label", "fr", 1), new NumberColumn("total", "integer", 2)),
        ["h_count"] = new RowShape(new NumberColumn("n", "integer", 0)),
        ["i_distinct"] = new RowShape(new IriColumn("occ", OccupationIri, 0)),
        ["j_ratio"] = new RowShape(new IriColumn("occ", OccupationIri, 0), new NumberColumn("r", "double", 1)),
        ["k_missing"] = new RowShape(new IriColumn("o", VacancyIri, 0), new NumberColumn("v", "decimal", 1)),
        ["l_drillacross"] = new RowShape(
            new IriColumn("a", AreaIri, 0), new IriColumn("p", PeriodIri, 1), new NumberColumn("r", "double", 2)),
        ["m_page"] = Page,
        ["m2_page_unordered"] = Page,
        ["n_ic11"] = new RowShape(new NumberColumn("bad", "integer", 0)),
        ["n2_ic12"] = new RowShape(
            new IriColumn("a", AreaIri, 0), new IriColumn("p", PeriodIri, 1), new IriColumn("occ", OccupationIri, 2),
            new IriColumn("sex", SexIri, 3), new NumberColumn("c", "integer", 4)),
        ["o_export"] = new CellShape("pop"),

        // The codes of occupations begin with an O. The SQL does not say of which language a label is.
        ["p_text"] = new RowShape(
            new IriColumn("c", static code => code[0] == 'O' ? OccupationIri : AreaIri, 0),
            new TextColumn("l", "fr", 1)),
    };

    /// <summary>Reads the queries.</summary>
    /// <param name="shared">The folder of the test material.</param>
    /// <returns>The queries by name.</returns>
    public static BenchmarkQuery[] Read(string shared) =>
        [.. Directory.GetFiles(Path.Combine(shared, "bench", "queries"), "*.rq").Order().Select(ReadQuery)];

    private static BenchmarkQuery ReadQuery(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        string sql = Path.ChangeExtension(path, ".sql");
        return new BenchmarkQuery(
            name,
            string.Join('\n', File.ReadLines(path).Where(static line => !line.StartsWith('#'))),
            File.Exists(sql) ? File.ReadAllText(sql) : null,
            Shapes.GetValueOrDefault(name));
    }
}
