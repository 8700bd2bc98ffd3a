using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Tests.Fuzzing;

namespace LinkedStats.Tests.Publishing.Integrity;

/// <summary>IC-12 is checked by one look into a hash table an observation, not by comparing pairs.</summary>
public sealed class ObservationKeysTests
{
    [Theory]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public void Add_ManyKeys_LooksOnceAKeyAndComparesSeldom(int rowCount)
    {
        var comparer = new CountingComparer();
        var keys = new ObservationKeys(3, comparer);
        Span<int> key = stackalloc int[3];
        for (int row = 0; row < rowCount; row++)
        {
            (key[0], key[1], key[2]) = (row % 50, row / 50 % 40, row / 2000);

            Assert.True(keys.Add(key));
        }

        // The pairs would be 50 million and 5,000 million.
        Assert.Equal(rowCount, comparer.HashCount);
        Assert.InRange(comparer.EqualsCount, 0, rowCount);
        Assert.False(keys.Add(key));
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
    public void NumberOf_TwoNumbers_IsOneForOneValue(string left, string right, bool isSame)
    {
        var keys = new ObservationKeys(1);
        int one = keys.NumberOf(0, new Literal(left, XsdVocabulary.Integer), out _);
        int other = keys.NumberOf(0, new Literal(right, XsdVocabulary.Integer), out bool isNew);

        Assert.True(isNew);
        Assert.Equal(isSame, one == other);
        Assert.Equal(isSame, one == keys.NumberOf(0, new Literal(right + ".0", XsdVocabulary.Decimal), out _));
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
            ReadRows = _ => Rows(structure, codes, rowCount),
        };
        var report = new ReportBuilder();
        long rows = CubeSurvey.Run(dataset, report, CancellationToken.None).RowCount;
        Assert.Empty(report.Build().Problems);
        return rows;
    }

    private static IEnumerable<ObservationRow> Rows(DataStructureDefinition structure, Term[] codes, int rowCount)
    {
        var row = new ObservationRow(structure);
        for (int i = 0; i < rowCount; i++)
        {
            row.Clear();
            (row.Codes[0], row.Codes[1], row.Codes[2]) = (codes[i % 50], codes[i / 50 % 40], codes[i / 2000]);
            row.Measures[0] = codes[0];
            yield return row;
        }
    }

    private static Iri Ex(string name) => Iri.FromTrusted("http://example.org/" + name);

    private sealed class CountingComparer : IEqualityComparer<UInt128>
    {
        public int HashCount { get; private set; }

        public int EqualsCount { get; private set; }

        public bool Equals(UInt128 x, UInt128 y)
        {
            EqualsCount++;
            return x == y;
        }

        public int GetHashCode(UInt128 obj)
        {
            HashCount++;
            return ObservationKeys.Comparer.GetHashCode(obj);
        }
    }
}
