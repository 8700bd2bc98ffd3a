using System.Globalization;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Query.Differential;

/// <summary>Small random cubes with code lists, slices and odd triples on cells.</summary>
internal sealed class RandomCubes
{
    private static readonly string[] DimensionPool = ["area", "period", "sex"];
    private readonly Random _random;
    private readonly List<(string Id, CubeSample Cube)> _cubes = [];
    private readonly List<(Iri Graph, List<Quad> Triples)> _graphs = [];

    public RandomCubes(Random random)
    {
        _random = random;
        List<Quad> codes = [.. CodeLists()];
        _graphs.Add((CubeSample.Ex("codes"), codes));
        int count = random.Next(1, 4);
        for (int i = 0; i < count; i++)
        {
            string id = $"d{i}";
            _cubes.Add((id, NewCube(id)));
        }

        _graphs.Add((CubeSample.Ex("notes"), [.. Notes()]));
    }

    /// <summary>The ids of the datasets.</summary>
    public IEnumerable<string> Ids => _cubes.Select(static c => c.Id);

    /// <summary>The address of a cell, for queries that name one.</summary>
    public Iri AnyCell => CellOf(_random.Next(_cubes.Count));

    public static Iri Property(string name) => CubeSample.Ex(name);

    /// <summary>The cubes, and the triples that are no cells.</summary>
    public TestData ToData() => new(
        [.. _graphs.SelectMany(static pair => pair.Triples.Select(quad => quad with { Graph = pair.Graph }))],
        [.. _cubes.Where(static pair => pair.Cube.Rows.Count > 0)]);

    private CubeSample NewCube(string id)
    {
        string[] dimensions = [.. DimensionPool.Where((_, i) => i == 0 || _random.Next(4) > 0)];
        string[] measures = _random.Next(3) == 0 ? ["value"] : ["value", "count"];
        string[] attributes = _random.Next(4) == 0 ? [] : _random.Next(2) == 0 ? ["status"] : ["status", "note"];
        var codes = dimensions.Select(d => CodesOf(d)
            .Where(_ => _random.Next(5) > 0).DefaultIfEmpty(CodesOf(d)[0]).ToArray()).ToArray();
        int form = _random.Next(5);
        bool hasOwnIris = _random.Next(2) == 0;
        var rows = new List<CubeSampleRow>();
        IEnumerable<Term[]> keys = [[]];
        foreach ((Term Term, string Name)[] list in codes)
        {
            keys = [.. keys.SelectMany(key => list.Select(code => (Term[])[.. key, code.Term]))];
        }

        foreach (Term[] key in keys.Where(_ => _random.Next(4) > 0))
        {
            Iri? own = hasOwnIris ? Iri.FromTrusted($"{RandomGraphs.Namespace}obs/{id}/{rows.Count}") : null;
            rows.Add(new CubeSampleRow(
                key,
                [.. measures.Select(m => Maybe(10, m == "count" ? Integer(_random.Next(50)) : Value(form)))],
                [.. attributes.Select(a => Maybe(2, Attribute(a)))],
                OwnIri: own));
        }

        return new CubeSample(
            new CubeSchema(
                [.. dimensions.Select(Property)], [.. measures.Select(Property)], [.. attributes.Select(Property)]),
            [.. codes.Select(static c => (IReadOnlyList<(Term, string)>)c)],
            rows);
    }

    private Term Attribute(string name) => name == "note"
        ? new Literal($"note {_random.Next(3)}", "en")
        : CubeSample.Ex($"status/{"AEP"[_random.Next(3)]}");

    private Term? Maybe(int outOf, Term value) => _random.Next(outOf) == 0 ? null : value;

    // Doubles, decimals, or literals of every kind in one column.
    private Literal Value(int form) => form == 4 && _random.Next(3) > 0
        ? RandomGraphs.AnyLiteral(_random)
        : new Literal(
            string.Create(CultureInfo.InvariantCulture, $"{_random.Next(-50, 500) / 10.0:0.0#}"),
            form % 2 == 0 ? XsdVocabulary.Double : XsdVocabulary.Decimal);

    private static Literal Integer(int value) =>
        new(value.ToString(CultureInfo.InvariantCulture), XsdVocabulary.Integer);

    private static (Term Term, string Name)[] CodesOf(string dimension) => dimension switch
    {
        "area" => [.. Enumerable.Range(0, 6).Select(static i => ((Term)CubeSample.Ex($"area/a{i}"), $"a{i}"))],
        "period" => [.. Enumerable.Range(2018, 4).Select(static y => ((Term)CubeSample.Year(y), $"{y}"))],
        _ => [.. "FMT".Select(static s => ((Term)CubeSample.Ex($"sex/{s}"), $"{s}"))],
    };

    // Areas below regions below a country; one area lies in two regions, and one in none.
    private IEnumerable<Quad> CodeLists()
    {
        Iri broader = SkosVocabulary.Broader;
        for (int i = 0; i < 5; i++)
        {
            yield return new Quad(CubeSample.Ex($"area/a{i}"), broader, CubeSample.Ex($"region/r{i % 2}"));
            yield return new Quad(CubeSample.Ex($"area/a{i}"), RdfsVocabulary.Label, new Literal($"Area {i}", "en"));
            if (_random.Next(2) == 0)
            {
                yield return new Quad(
                    CubeSample.Ex($"area/a{i}"), RdfsVocabulary.Label, new Literal($"Zone {i}", "fr"));
            }
        }

        yield return new Quad(CubeSample.Ex("area/a2"), broader, CubeSample.Ex("region/r1"));
        foreach (string region in (string[])["r0", "r1"])
        {
            yield return new Quad(CubeSample.Ex("region/" + region), broader, CubeSample.Ex("country/c"));
            yield return new Quad(CubeSample.Ex("region/" + region), RdfVocabulary.Type, CubeSample.Ex("Region"));
        }
    }

    // What is said outside the columns: on cells, on slices that carry a dimension, on what looks like a cell.
    private IEnumerable<Quad> Notes()
    {
        for (int cube = 0; cube < _cubes.Count; cube++)
        {
            if (_cubes[cube].Cube.Rows.Count == 0)
            {
                continue;
            }

            if (_random.Next(2) == 0)
            {
                yield return new Quad(CellOf(cube), RdfsVocabulary.Comment, new Literal("break in series", "en"));
                yield return new Quad(CellOf(cube), RdfsVocabulary.Comment, new Literal("estimated", "en"));
            }

            if (_random.Next(3) == 0)
            {
                yield return new Quad(CellOf(cube), Property("status"), CubeSample.Ex("status/X"));
            }

            // The object is a value of the cell by another property.
            if (_random.Next(3) == 0)
            {
                yield return new Quad(CellOf(cube), Property("like"), CubeVocabulary.Observation);
                yield return new Quad(CellOf(cube), RdfsVocabulary.Comment, CubeVocabulary.Observation);
            }

            if (_random.Next(3) == 0)
            {
                yield return new Quad(CellOf(cube), RdfVocabulary.Type, CubeSample.Ex("Checked"));
            }

            if (_random.Next(3) == 0)
            {
                Iri slice = CubeSample.Ex($"slice/{cube}");
                yield return new Quad(slice, RdfVocabulary.Type, CubeVocabulary.Slice);
                yield return new Quad(slice, Property("area"), CubeSample.Ex("area/a1"));
                yield return new Quad(slice, CubeVocabulary.ObservationOf, CellOf(cube));
                yield return new Quad(slice, CubeVocabulary.ObservationOf, CellOf(cube));
            }

            if (_random.Next(4) == 0)
            {
                Iri loose = CubeSample.Ex($"loose/{cube}");
                yield return new Quad(loose, RdfVocabulary.Type, CubeVocabulary.Observation);
                yield return new Quad(loose, CubeVocabulary.DataSetOf, CubeSample.Ex("dataset/d0"));
                yield return new Quad(loose, Property("area"), CubeSample.Ex("area/a1"));
                yield return new Quad(loose, Property("value"), Value(1));
            }
        }
    }

    private Iri CellOf(int cube)
    {
        (string id, CubeSample sample) = _cubes[cube];
        if (sample.Rows.Count == 0)
        {
            return CubeSample.Ex("nothing");
        }

        CubeSampleRow row = sample.Rows[_random.Next(sample.Rows.Count)];
        string key = ObservationKey.Format(row.Codes.Select((c, d) => sample.Codes[d].First(k => k.Term == c).Name));
        return row.OwnIri ?? Iri.FromTrusted($"http://localhost:5080/datasets/{id}/observations/{key}");
    }
}
