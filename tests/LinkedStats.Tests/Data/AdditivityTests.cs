using System.Globalization;
using LinkedStats.SampleData;

namespace LinkedStats.Tests.Data;

/// <summary>Totals of the samples agree with their parts, for every measure that says that it adds up.</summary>
public sealed class AdditivityTests
{
    [Fact]
    public void Totals_OfAdditiveMeasures_EqualTheSumOfTheirParts() =>
        Assert.All(SampleFolder.Made, static package =>
        {
            CubeRelease cube = package.Cube;
            Dictionary<string, string[]> rows = package.Observations.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Skip(1).Select(static line => line.Split(','))
                .ToDictionary(row => string.Join('|', row[..cube.Dimensions.Length]), StringComparer.Ordinal);
            for (int m = 0; m < cube.Measures.Length; m++)
            {
                if (cube.Measures[m].Aggregation == "sum")
                {
                    CheckTotals(package, rows, cube.Dimensions.Length + m);
                }
            }
        });

    private static void CheckTotals(SamplePackage package, Dictionary<string, string[]> rows, int column)
    {
        CubeRelease cube = package.Cube;
        for (int d = 0; d < cube.Dimensions.Length; d++)
        {
            ILookup<string?, string> below =
                cube.Dimensions[d].Codes.Codes.ToLookup(static code => code.Parent, static code => code.Id);
            foreach (string[] row in rows.Values.Where(row => below.Contains(row[d]) && row[column] != ":"))
            {
                string[]?[] parts = [.. below[row[d]].Select(code => rows.GetValueOrDefault(
                    string.Join('|', [.. row[..d], code, .. row[(d + 1)..cube.Dimensions.Length]])))];
                if (parts.All(part => part is not null && part[column] != ":"))
                {
                    Assert.True(
                        Number(row[column]) == parts.Sum(part => Number(part![column])),
                        $"{cube.Folder}: {string.Join(',', row)} is not its parts' sum over {cube.Dimensions[d].Id}.");
                }
            }
        }
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
