using System.Globalization;
using System.Text;

namespace LinkedStats.Benchmarks.Shapes;

/// <summary>Writes a shape as packages: CSV with manifests, or N-Triples where observations have own IRIs.</summary>
internal static class ShapePackage
{
    private const string Cube = "http://purl.org/linked-data/cube#";
    private const string Skos = "http://www.w3.org/2004/02/skos/core#";
    private const string Xsd = "http://www.w3.org/2001/XMLSchema#";
    private const string TypeIri = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

    /// <summary>Writes the packages.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="folder">The folder that gets them.</param>
    /// <returns>The packages.</returns>
    public static string[] Write(CubeShape shape, string folder)
    {
        int[] baseCounts = shape.CodeCounts[..2];
        if (!shape.HasOwnIris)
        {
            return
            [
                WriteTable(
                    shape, folder, shape.Name, shape.CodeCounts, shape.Measures, ShapeFiles.Columns(shape),
                    ShapeFiles.Rows(shape)),
                WriteTable(
                    shape, folder, BaseName(shape), baseCounts, [MeasureKind.Integer], ["d0", "d1", "m0"],
                    ShapeFiles.BaseRows(shape)),
            ];
        }

        string package = Directory.CreateDirectory(Path.Combine(folder, shape.Name)).FullName;
        using StreamWriter writer = File.CreateText(Path.Combine(package, "cube.nt"));
        WriteCodes(shape, writer);
        WriteStructure(writer, shape.Name, shape.CodeCounts.Length, shape.Measures.Length);
        WriteStructure(writer, BaseName(shape), baseCounts.Length, 1);
        foreach (string[] row in ShapeFiles.Rows(shape))
        {
            WriteCell(writer, shape.Name, row[^1], row, shape.CodeCounts.Length, shape.Measures);
        }

        foreach (string[] row in ShapeFiles.BaseRows(shape))
        {
            string iri = $"{CubeShape.Base}data/{BaseName(shape)}/{row[0]}/{row[1]}";
            WriteCell(writer, BaseName(shape), iri, row, baseCounts.Length, [MeasureKind.Integer]);
        }

        return [package];
    }

    /// <summary>The name of the cube beside it, and of its table.</summary>
    /// <param name="shape">The shape.</param>
    /// <returns>The name.</returns>
    public static string BaseName(CubeShape shape) => shape.Name + "base";

    private static string WriteTable(
        CubeShape shape,
        string folder,
        string name,
        int[] codeCounts,
        MeasureKind[] measures,
        string[] columns,
        IEnumerable<string[]> rows)
    {
        string package = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        using (StreamWriter codes = File.CreateText(Path.Combine(package, "codes.nt")))
        {
            WriteCodes(shape, codes);
        }

        var yaml = new StringBuilder($$"""
            dataset: {{name}}
            iri: {{CubeShape.Base}}dataset/{{name}}
            version: 1.0.0
            title: { en: "{{name}}" }
            synthetic: true
            dimensions:

            """);
        for (int i = 0; i < codeCounts.Length; i++)
        {
            yaml.Append(CultureInfo.InvariantCulture, $$"""
                  - { id: d{{i}}, property: "{{Property($"d{i}")}}", title: { en: "d{{i}}" },
                      codes: { file: codes.nt, scheme: "{{Scheme(shape, i)}}" } }

                """);
        }

        yaml.Append("measures:\n");
        for (int i = 0; i < measures.Length; i++)
        {
            yaml.Append(CultureInfo.InvariantCulture, $$"""
                  - { id: m{{i}}, property: "{{Property($"m{i}")}}", title: { en: "m{{i}}" },
                      type: {{TypeOf(measures[i])}} }

                """);
        }

        if (columns.Contains("status"))
        {
            yaml.Append("attributes:\n  - { id: status, property: sdmx-attribute:obsStatus, title: { en: Status }, ")
                .Append("codes: { scheme: sdmx-code:obsStatus } }\n");
        }

        string template = string.Join('/', codeCounts.Select(static (_, i) => $"{{d{i}}}"));
        yaml.Append("missing: [\"\"]\ndata: observations.csv\nobservations: \"")
            .Append(CubeShape.Base + "data/" + name + "/" + template + "\"\n");
        File.WriteAllText(Path.Combine(package, "release.yaml"), yaml.ToString());
        ShapeFiles.Write(Path.Combine(package, "observations.csv"), columns, rows);
        return package;
    }

    private static void WriteCodes(CubeShape shape, StreamWriter writer)
    {
        for (int i = 0; i < shape.CodeCounts.Length; i++)
        {
            string scheme = Scheme(shape, i);
            Triple(writer, scheme, TypeIri, $"<{Skos}ConceptScheme>");
            string[] groups = i > 0 ? [] : [.. Enumerable.Range(0, 8).Select(CubeShape.Group)];
            foreach (string code in groups.Concat(
                Enumerable.Range(0, shape.CodeCounts[i]).Select(code => CubeShape.Code(i, code))))
            {
                string concept = Concept(code);
                Triple(writer, concept, TypeIri, $"<{Skos}Concept>");
                Triple(writer, concept, Skos + "inScheme", $"<{scheme}>");
                Triple(writer, concept, Skos + "notation", $"\"{code}\"");
                Triple(writer, concept, Skos + "prefLabel", $"\"Code {code}\"@en");
            }

            for (int code = 0; i == 0 && code < shape.CodeCounts[0]; code++)
            {
                string concept = Concept(CubeShape.Code(0, code));
                Triple(writer, concept, Skos + "broader", $"<{Concept(CubeShape.Group(code))}>");
            }
        }
    }

    private static void WriteStructure(StreamWriter writer, string name, int dimensionCount, int measureCount)
    {
        string dataset = $"{CubeShape.Base}dataset/{name}";
        string structure = $"{CubeShape.Base}structure/{name}";
        Triple(writer, dataset, TypeIri, $"<{Cube}DataSet>");
        Triple(writer, dataset, Cube + "structure", $"<{structure}>");
        Triple(writer, structure, TypeIri, $"<{Cube}DataStructureDefinition>");
        IEnumerable<(string Kind, string Property)> components =
        [
            .. Enumerable.Range(0, dimensionCount).Select(static i => ("dimension", Property($"d{i}"))),
            .. Enumerable.Range(0, measureCount).Select(static i => ("measure", Property($"m{i}"))),
            ("attribute", ShapeQueries.Status),
        ];
        foreach (((string kind, string property), int i) in components.Select(static (component, i) => (component, i)))
        {
            string component = $"{structure}/{i}";
            string kindName = kind == "dimension" ? "Dimension" : kind == "measure" ? "Measure" : "Attribute";
            Triple(writer, structure, Cube + "component", $"<{component}>");
            Triple(writer, component, Cube + kind, $"<{property}>");
            Triple(writer, property, TypeIri, $"<{Cube}{kindName}Property>");
        }
    }

    private static void WriteCell(
        StreamWriter writer, string name, string iri, string[] row, int dimensionCount, MeasureKind[] measures)
    {
        Triple(writer, iri, TypeIri, $"<{Cube}Observation>");
        Triple(writer, iri, Cube + "dataSet", $"<{CubeShape.Base}dataset/{name}>");
        for (int i = 0; i < dimensionCount; i++)
        {
            Triple(writer, iri, Property($"d{i}"), $"<{Concept(row[i])}>");
        }

        for (int i = 0; i < measures.Length; i++)
        {
            string number = row[dimensionCount + i];
            Triple(writer, iri, Property($"m{i}"), $"\"{number}\"^^<{Xsd}{TypeOf(measures[i])}>");
        }

        int status = dimensionCount + measures.Length;
        if (status < row.Length && row[status].Length > 0)
        {
            string code = $"<http://purl.org/linked-data/sdmx/2009/code#obsStatus-{row[status]}>";
            Triple(writer, iri, ShapeQueries.Status, code);
        }
    }

    private static string Scheme(CubeShape shape, int dimension) => $"{CubeShape.Base}scheme/{shape.Name}-{dimension}";

    private static string Concept(string code) => ShapeQueries.Codes + code;

    private static string Property(string id) => ShapeQueries.Properties + id;

    private static string TypeOf(MeasureKind kind) => ShapeQueries.TypeOf(kind);

    private static void Triple(StreamWriter writer, string subject, string predicate, string @object) =>
        writer.Write($"<{subject}> <{predicate}> {@object} .\n");
}
