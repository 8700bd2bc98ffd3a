namespace LinkedStats.SampleData.BenchmarkCubes;

/// <summary>The release package of one generated cube: the same IRIs as its triples have.</summary>
/// <param name="Dataset">The cube: vac, pop or seg.</param>
/// <param name="Title">Its title, as the triples have it.</param>
/// <param name="HasOccupation">Whether it has the dimension of occupations.</param>
/// <param name="ValueType">The datatype of its values.</param>
internal sealed record BenchmarkManifest(string Dataset, string Title, bool HasOccupation, string ValueType)
{
    private const int OccupationColumn = 2;

    /// <summary>The three cubes.</summary>
    public static readonly BenchmarkManifest[] All =
    [
        new("vac", "Job vacancies", true, "decimal"),
        new("pop", "Active population", false, "double"),
        new("seg", "Segregation indicators", true, "double"),
    ];

    /// <summary>The manifest.</summary>
    public string Yaml => $$"""
        dataset: {{Dataset}}
        iri: http://stats.example.org/dataset/{{Dataset}}
        version: 1.0.0
        title: { en: "{{Title}}" }
        synthetic: true
        dimensions:
          - { id: area, property: sdmx-dimension:refArea, title: { en: refArea, fr: "refArea (fr)" },
              codes: { file: codes.nt, scheme: "http://stats.example.org/scheme/area" } }
          - { id: period, property: sdmx-dimension:refPeriod, title: { en: refPeriod, fr: "refPeriod (fr)" },
              codes: { file: codes.nt, scheme: "http://stats.example.org/scheme/period" } }
          {{Occupation}}
          - { id: sex, property: sdmx-dimension:sex, title: { en: sex, fr: "sex (fr)" },
              codes: { file: codes.nt, scheme: "http://stats.example.org/scheme/sex" } }
        measures:
          - { id: value, property: sdmx-measure:obsValue, title: { en: Value }, type: {{ValueType}} }
          - { id: cnt, property: "http://stats.example.org/def#count", title: { en: Count }, type: integer }
        attributes:
          - { id: status, property: sdmx-attribute:obsStatus, title: { en: Status }, codes: { scheme: sdmx-code:obsStatus } }
        observations: "http://stats.example.org/data/{{Dataset}}/{area}/{period}/{{(HasOccupation ? "{occ}/" : "")}}{sex}"
        missing: [""]
        data: observations.csv
        """;

    private string Occupation => HasOccupation
        ? """
          - { id: occ, property: "http://stats.example.org/def#occupation",
              title: { en: occupation, fr: "occupation (fr)" },
              codes: { file: codes.nt, scheme: "http://stats.example.org/scheme/occ" } }
          """.Replace("\n", "\n  ", StringComparison.Ordinal)
        : "# The population has no occupations.";

    /// <summary>A line of the generated CSV as this package has it.</summary>
    /// <param name="line">The line; its fields are never quoted.</param>
    public string Row(string line) => HasOccupation
        ? line
        : string.Join(',', line.Split(',').Where(static (_, column) => column != OccupationColumn));
}
