using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Tests.Storage;

/// <summary>A cube as terms, to be published into a store and to be compared with what the store says.</summary>
internal sealed record CubeSample(
    CubeSchema Schema, IReadOnlyList<(Term Term, string Name)>[] Codes, IReadOnlyList<CubeSampleRow> Rows)
{
    public static readonly Iri RdfType = RdfVocabulary.Type;

    public static readonly Iri GeneratedBy = Iri.FromTrusted("http://www.w3.org/ns/prov#wasGeneratedBy");

    public static Iri Ex(string local) => Iri.FromTrusted("http://example.org/" + local);

    /// <summary>Area × year, with a value and a status: small enough to read in a test.</summary>
    public static CubeSample Small(params (string Area, int Year, string? Value)[] cells) => new(
        new CubeSchema([Ex("area"), Ex("year")], [Ex("value")], [Ex("status")]),
        [
            [.. cells.Select(static c => c.Area).Distinct().Select(static a => ((Term)Ex("code/" + a), a))],
            [.. cells.Select(static c => c.Year).Distinct().Order().Select(static y => ((Term)Year(y), $"{y}"))],
        ],
        [.. cells.Select(static c => new CubeSampleRow(
            [Ex("code/" + c.Area), Year(c.Year)],
            [c.Value is null ? null : new Literal(c.Value, XsdVocabulary.Decimal)],
            [null]))]);

    public static Literal Year(int year) => new($"{year:D4}", XsdVocabulary.GYear);

    /// <summary>Adds the cube to a release.</summary>
    public void AddTo(StoreWriter writer, string id, string version, Iri? dataset = null)
    {
        CubeTableBuilder builder =
            writer.AddCube(new DatasetVersionInfo(id, dataset ?? Ex("dataset/" + id), version), Schema);
        for (int d = 0; d < Codes.Length; d++)
        {
            foreach ((Term term, string name) in Codes[d])
            {
                builder.DeclareCode(d, term, name);
            }
        }

        foreach (CubeSampleRow row in Rows)
        {
            builder.AddRow(row.Codes, row.Measures, row.Attributes, row.Run, row.OwnIri);
        }
    }

    /// <summary>Publishes the cube alone.</summary>
    public void Publish(Store store, string id, string version, DateTimeOffset? visibleFrom = null)
    {
        using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
        AddTo(writer, id, version);
        writer.Commit(visibleFrom);
    }

    /// <summary>The triples that the cube means, the cells being called by their own IRIs or the store's.</summary>
    public Graph ToGraph(Iri baseIri, string id, Iri? dataset = null)
    {
        var graph = new Graph();
        foreach (CubeSampleRow row in Rows)
        {
            string key = ObservationKey.Format(row.Codes.Select((c, d) => Codes[d].First(k => k.Term == c).Name));
            Iri cell = row.OwnIri ?? Iri.FromTrusted($"{baseIri.Text}datasets/{id}/observations/{key}");
            graph.Add(new Quad(cell, RdfType, CubeVocabulary.Observation));
            graph.Add(new Quad(cell, CubeVocabulary.DataSetOf, dataset ?? Ex("dataset/" + id)));
            Add(graph, cell, Schema.Dimensions, row.Codes);
            Add(graph, cell, Schema.Measures, row.Measures);
            Add(graph, cell, Schema.Attributes, row.Attributes);
            Add(graph, cell, [GeneratedBy], [row.Run]);
        }

        return graph;
    }

    private static void Add(Graph graph, Iri cell, IReadOnlyList<Iri> properties, Term?[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is Term value)
            {
                graph.Add(new Quad(cell, properties[i], value));
            }
        }
    }
}

/// <summary>A cell of a <see cref="CubeSample"/>.</summary>
internal sealed record CubeSampleRow(
    Term[] Codes, Term?[] Measures, Term?[] Attributes, Iri? Run = null, Iri? OwnIri = null);
