using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Publishing.Encoding;
using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Tests.Fuzzing;

namespace LinkedStats.Tests.Publishing.Integrity;

/// <summary>IC-12 is checked by sorting keys, not by comparing pairs.</summary>
public sealed class ObservationKeysTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(30)]
    public void FindRepeated_RandomRows_FindsWhatASetOfKeysFinds(int dimensionCount)
    {
        var random = new Random(dimensionCount);
        var rows = new CubeRows(dimensionCount, 0, 0);
        Term[] codes = [.. Enumerable.Range(0, 50).Select(static i => Ex($"c{i}"))];
        HashSet<string> seen = [];
        List<int> expected = [];
        for (int row = 0; row < 5000; row++)
        {
            // The last dimensions have one code each, so that keys repeat however many dimensions there are.
            int[] key = [.. Enumerable.Range(0, dimensionCount).Select(d => random.Next(d < 3 ? 12 : 1))];
            rows.Add(
                [.. key.Select((code, d) => rows.Dimensions[d].NumberOf(codes[(code * 7) % 50]))], [], [], run: -1);
            if (!seen.Add(string.Join('.', key)))
            {
                expected.Add(row);
            }
        }

        // Keys of thirty dimensions with fifty codes each do not fit into 64 bits.
        IReadOnlyList<Code>[] books = [.. Enumerable.Range(0, dimensionCount).Select(_ => Book(codes))];

        Assert.Equal(expected, new ObservationKeys(rows, books).FindRepeated());
    }

    [Fact]
    public void FindRepeated_RowsThatAscend_FindsNone()
    {
        var rows = new CubeRows(2, 0, 0);
        Term[] codes = [.. Enumerable.Range(0, 10).Select(static i => Ex($"c{i}"))];
        for (int i = 0; i < 100; i++)
        {
            rows.Add(
                [rows.Dimensions[0].NumberOf(codes[i / 10]), rows.Dimensions[1].NumberOf(codes[i % 10])], [], [], -1);
        }

        Assert.Empty(new ObservationKeys(rows, [Book(codes), Book(codes)]).FindRepeated());
    }

    [Fact]
    public void Run_TenTimesTheRows_AllocatesTenTimesTheBytes()
    {
        _ = Survey(1000);
        long small = MemoryBound.Measure(static () => Survey(10_000));
        long large = MemoryBound.Measure(static () => Survey(100_000));

        // A hash table doubles, so between two sizes it may be twice as large as its keys need.
        Assert.InRange(large, small * 5, small * 20);
    }

    [Theory]
    [InlineData("1", "01", true)]
    [InlineData("1", "2", false)]
    [InlineData("1", "+1", true)]
    public void FindRepeated_TwoNumbers_AreOneForOneValue(string left, string right, bool isSame)
    {
        var rows = new CubeRows(1, 0, 0);
        Literal[] codes =
        [
            new(left, XsdVocabulary.Integer),
            new(right, XsdVocabulary.Integer),
            new(right + ".0", XsdVocabulary.Decimal),
        ];
        foreach (Literal code in codes)
        {
            rows.Add([rows.Dimensions[0].NumberOf(code)], [], [], run: -1);
        }

        Assert.Equal(isSame ? [1, 2] : [2], new ObservationKeys(rows, [Book(codes)]).FindRepeated());
    }

    private static long Survey(int rowCount)
    {
        Dimension[] dimensions = [.. Enumerable.Range(0, 3).Select(static i => new Dimension(Ex($"d{i}"), $"d{i}"))];
        var structure = new DataStructureDefinition(
            Ex("dsd"), [.. dimensions], [new Measure(Ex("m"), "m")], []);
        Term[] codes = [.. Enumerable.Range(0, 50).Select(static i => Ex($"c{i}"))];
        var dataset = new PackageDataset
        {
            Iri = Ex("cube"),
            Structure = structure,
            DimensionCodes = [null, null, null],
            AttributeCodes = ImmutableArray<CodeList?>.Empty,
            Describe = static _ => [],
            ReadRows = (rows, _) => Rows(structure, rows, codes, rowCount),
        };
        var report = new ReportBuilder();
        var names = new DigestNames(Ex(""));
        long rows = CubeSurvey.Run(dataset, names, report, static _ => { }, CancellationToken.None).RowCount;
        Assert.Empty(report.Build().Problems);
        return rows;
    }

    private static IEnumerable<ObservationRow> Rows(
        DataStructureDefinition structure, CubeRows rows, Term[] codes, int rowCount)
    {
        var row = new ObservationRow(structure, rows);
        for (int i = 0; i < rowCount; i++)
        {
            row.Clear();
            (row.Codes[0], row.Codes[1], row.Codes[2]) = (
                rows.Dimensions[0].NumberOf(codes[i % 50]),
                rows.Dimensions[1].NumberOf(codes[i / 50 % 40]),
                rows.Dimensions[2].NumberOf(codes[i / 2000]));
            row.Measures[0] = rows.ValueOf(codes[0]);
            yield return row;
        }
    }

    private static Code[] Book(IEnumerable<Term> codes) => [.. codes.Select(static (c, i) => new Code(c, $"n{i}"))];

    private static Iri Ex(string name) => Iri.FromTrusted("http://example.org/" + name);
}
