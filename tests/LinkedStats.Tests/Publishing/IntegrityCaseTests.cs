using LinkedStats.Publishing;
using LinkedStats.Publishing.Validation;
using LinkedStats.Storage;

namespace LinkedStats.Tests.Publishing;

/// <summary>The vocabulary editors' own cases for the integrity constraints, against the native checks.</summary>
public sealed class IntegrityCaseTests
{
    /// <summary>Each row: the constraint, the files to load together, and whether it is violated.</summary>
    public static TheoryData<string, string, bool> Cases()
    {
        var cases = new TheoryData<string, string, bool>();
        string table = Path.Combine(SharedMaterial.Root, "conformance", "datacube", "integrity", "cases.tsv");
        foreach (string line in File.Exists(table) ? File.ReadLines(table).Skip(1) : [])
        {
            string[] fields = line.Split('\t');
            string number = fields[0]["integrity-".Length..].Split('.')[0].TrimEnd('a', 'b');
            cases.Add($"IC-{number}", fields[1], fields[2] == "true");
        }

        return cases;
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Validate_EditorsCase_FindsWhatTheQueryFinds(string rule, string files, bool isViolated)
    {
        using var package = new TemporaryPackage();
        foreach (string file in files.Split(' '))
        {
            package.Copy(SharedMaterial.PathOf("conformance", "datacube", "integrity", "fixtures", file));
        }

        using Store store = Store.Open(new StoreOptions());
        ValidationReport report = new Publisher(store).Validate(package.Folder);

        Assert.True(
            isViolated == report.Problems.Any(problem => problem.Rule == rule), PublishedCube.Show(report));
    }

    [Fact]
    public void Cases_AreAllThere() => Assert.Equal(
        SharedMaterial.PathOf("conformance").Length > 0 ? 50 : 0, Cases().Count);
}
