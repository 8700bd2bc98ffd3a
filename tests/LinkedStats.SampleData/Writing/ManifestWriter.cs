namespace LinkedStats.SampleData.Writing;

/// <summary>Writes <c>release.yaml</c>.</summary>
internal static class ManifestWriter
{
    private const string Agency = "SSPLAB";

    /// <summary>Writes the manifest; titles get the mark of synthetic data.</summary>
    /// <param name="cube">What it says.</param>
    public static string Write(CubeRelease cube)
    {
        Text marked = new(cube.Title.Fr + " (données synthétiques)", cube.Title.En + " (synthetic data)");
        YamlText yaml = new YamlText()
            .Entry(0, "dataset", cube.Dataset)
            .Entry(0, "version", cube.Version)
            .Entry(0, "title", marked)
            .Entry(0, "description", cube.Description)
            .Entry(0, "notes", cube.Notes)
            .Entry(0, "licence", "etalab-2.0")
            .Entry(0, "experiment", cube.Experiment)
            .Entry(0, "run", cube.Run)
            .Entry(0, "release", cube.Released)
            .Entry(0, "synthetic", "true")
            .Entry(0, "sdmx", $"{{ agency: {Agency}, structure: {SdmxId(cube.Dataset)}, version: \"1.0\" }}")
            .Line(0, "dimensions:");
        foreach (Dimension dimension in cube.Dimensions)
        {
            yaml.Entry(2, "- id", dimension.Id)
                .Entry(4, "property", dimension.Property)
                .Entry(4, "title", YamlText.Flow(dimension.Title))
                .Entry(4, "type", dimension.Type)
                .Entry(4, "codes", dimension.Type is null
                    ? $"{{ file: {dimension.Codes.Id}.csv, title: {YamlText.Flow(dimension.Codes.Title)} }}"
                    : null)
                .Entry(4, "sdmx", dimension.Sdmx);
        }

        yaml.Line(0, "measures:");
        foreach (Measure measure in cube.Measures)
        {
            yaml.Entry(2, "- id", measure.Id)
                .Entry(4, "title", YamlText.Flow(measure.Title))
                .Entry(4, "type", measure.Digits == 0 ? "integer" : "decimal")
                .Entry(4, "unit", measure.Unit)
                .Entry(4, "aggregation", measure.Aggregation);
        }

        return yaml.Line(0, "attributes:")
            .Line(2, "- id: obsStatus")
            .Line(4, "property: sdmx-attribute:obsStatus")
            .Line(4, "title: { fr: \"Statut de l'observation\", en: \"Observation status\" }")
            .Line(4, "codes: { scheme: sdmx-code:obsStatus }")
            .Line(4, "sdmx: OBS_STATUS")
            .Line(0, "missing: [\":\", \"\"]")
            .Line(0, "data: observations.csv")
            .ToString();
    }

    private static string SdmxId(string dataset) => dataset.Replace('-', '_').ToUpperInvariant();
}
