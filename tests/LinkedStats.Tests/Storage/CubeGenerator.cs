using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>
/// Random cubes: any number of components, missing values, numbers in mixed forms, odd names and IRIs.
/// </summary>
internal static class CubeGenerator
{
    private static readonly string[] Names =
        ["FR1", "FR10", "a.b", "a b", "é", "~", "x/y", "T", "2018", "-", "_", "%41", "A"];

    private static readonly Gen<Term?> Value = Gen.Frequency<Term?>(
        (6, Number("decimal", static (m, s) => Plain(m, s))),
        (2, Number("decimal", static (m, _) => Plain(m, 2))),
        (2, Number("double", static (m, s) => Plain(m, s))),
        (2, Number("double", static (m, s) =>
            ((double)m / Math.Pow(10, s)).ToString("0.0###E0", CultureInfo.InvariantCulture))),
        (2, Number("integer", static (m, _) => m.ToString(CultureInfo.InvariantCulture))),
        (1, Gen.OneOf<Term?>(
            new Literal("n/a"), new Literal("INF", XsdVocabulary.Double), new Literal("+5", XsdVocabulary.Decimal),
            new Literal("99999999999999999999", XsdVocabulary.Integer), new Literal("1E-200", XsdVocabulary.Double),
            Ex("nothing"))),
        (2, Gen.Const(static () => (Term?)null)));

    /// <summary>Cubes with up to a given number of rows; columns tend to be of one form.</summary>
    public static Gen<CubeSample> Cube(int rowsMax = 60) =>
        from dimensionCount in Gen.Int[1, 4]
        from codeCounts in Gen.Int[1, Names.Length].Array[dimensionCount]
        from measureCount in Gen.Int[0, 3]
        from attributeCount in Gen.Int[0, 2]
        from keys in Gen.Int[0, 1000].Array[dimensionCount].Array[0, rowsMax]
        from measures in Gen.Frequency((1, Value), (2, Number("decimal", static (m, _) => Plain(m, 1))))
            .Array[measureCount].Array[keys.Length]
        from attributes in Gen.Int[-1, 2].Array[attributeCount + 1].Array[keys.Length]
        from iriForm in Gen.Int[0, 3]
        select Create(codeCounts, keys, measures, attributes, iriForm);

    private static CubeSample Create(
        int[] codeCounts, int[][] keys, Term?[][] measures, int[][] attributes, int iriForm)
    {
        int attributeCount = attributes.Length == 0 ? 0 : attributes[0].Length - 1;
        int measureCount = measures.Length == 0 ? 0 : measures[0].Length;
        var schema = new CubeSchema(
            [.. codeCounts.Select(static (_, d) => Ex($"dimension{d}"))],
            [.. Enumerable.Range(0, measureCount).Select(static m => Ex($"measure{m}"))],
            [.. Enumerable.Range(0, attributeCount).Select(static a => Ex($"attribute{a}"))]);
        (Term Term, string Name)[][] codes = [.. codeCounts.Select(static (count, d) => Enumerable.Range(0, count)
            .Select(c => (d == 1 ? (Term)new Literal(Names[c]) : Ex($"code/{d}/{c}"), Names[c])).ToArray())];
        var rows = ImmutableArray.CreateBuilder<CubeSampleRow>();
        var seen = new HashSet<string>();
        for (int row = 0; row < keys.Length; row++)
        {
            int[] key = [.. keys[row].Select((k, d) => k % codeCounts[d])];
            if (seen.Add(string.Join(',', key)))
            {
                rows.Add(new CubeSampleRow(
                    [.. key.Select((c, d) => codes[d][c].Term)],
                    measures[row],
                    [.. attributes[row].Skip(1).Select(static a => a < 0 ? null : (Term)Ex($"status{a}"))],
                    attributes[row][0] < 0 ? null : Ex($"run{attributes[row][0]}"),
                    OwnIri(iriForm, key, row)));
            }
        }

        return new CubeSample(schema, codes, rows.ToImmutable());
    }

    /// <summary>No own IRIs; IRIs with a rule; IRIs without one; some with and some without.</summary>
    private static Iri? OwnIri(int form, int[] key, int row) => form switch
    {
        0 => null,
        1 => Ex("cell/" + string.Join('/', key)),
        2 => Ex($"cell/{(row * 7919L) + 13}"),
        _ => row % 3 == 0 ? null : Ex($"cell/{row}"),
    };

    private static Gen<Term?> Number(string datatype, Func<long, int, string> write) =>
        Gen.Select(Gen.Long[-99_999, 99_999], Gen.Int[0, 3])
            .Select((m, s) => (Term?)new Literal(write(m, s), Iri.Parse(XsdVocabulary.Namespace + datatype)));

    private static string Plain(long mantissa, int scale) =>
        ((decimal)mantissa / (decimal)Math.Pow(10, scale)).ToString("F" + scale, CultureInfo.InvariantCulture);
}
