using System.Globalization;
using LinkedStats.SampleData;

namespace LinkedStats.Tests.Data;

/// <summary>What is committed under data/ is what the generator writes, and keeps the rules for samples.</summary>
public sealed class SampleGeneratorTests
{
    private const int PackageBytesMax = 1_000_000;

    [Fact]
    public void Packages_WrittenAgain_EqualTheCommittedBytes()
    {
        string folder = Directory.CreateTempSubdirectory("linkedstats-samples-").FullName;
        try
        {
            foreach (SamplePackage package in SampleCatalog.Packages())
            {
                package.WriteTo(folder);
            }

            Assert.Equal(SampleFolder.FilesBelow(folder), SampleFolder.FilesBelow(SampleFolder.Root));
            Assert.All(SampleFolder.FilesBelow(folder), file => Assert.True(
                File.ReadAllBytes(Path.Combine(folder, file)).AsSpan().SequenceEqual(
                    File.ReadAllBytes(Path.Combine(SampleFolder.Root, file))),
                $"{file} differs from what the generator writes; run it again."));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(SampleFolder.Packages), MemberType = typeof(SampleFolder))]
    public void Package_IsSmall(string package)
    {
        long bytes = Directory.EnumerateFiles(Path.Combine(SampleFolder.Root, package))
            .Sum(static path => new FileInfo(path).Length);

        Assert.InRange(bytes, 1, PackageBytesMax - 1);
    }

    [Theory]
    [MemberData(nameof(SampleFolder.Packages), MemberType = typeof(SampleFolder))]
    public void Package_NamesNobody(string package) =>
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(SampleFolder.Root, package)),
            static path => Assert.DoesNotContain('@', File.ReadAllText(path)));

    [Fact]
    public void Titles_SayThatTheFiguresAreSynthetic() =>
        Assert.All(SampleFolder.Made, static package =>
        {
            string manifest = package.Files()["release.yaml"];
            Assert.Contains("(données synthétiques)\"", manifest, StringComparison.Ordinal);
            Assert.Contains("(synthetic data)\"", manifest, StringComparison.Ordinal);
            Assert.Contains("\nsynthetic: true\n", manifest, StringComparison.Ordinal);
        });

    [Fact]
    public void ComponentsOfOneId_MeanTheSameInEveryCube()
    {
        SamplePackage[] packages = [.. SampleFolder.Made];

        Assert.All(
            packages.SelectMany(static p => p.Cube.Dimensions).GroupBy(static d => d.Id, StringComparer.Ordinal),
            static same => Assert.Single(same.Select(static d => (d.Title, d.Property, d.Sdmx)).Distinct()));
        Assert.All(
            packages.SelectMany(static p => p.Cube.Measures).GroupBy(static m => m.Id, StringComparer.Ordinal),
            static same => Assert.Single(same.Select(static m => (m.Title, m.Unit, m.Aggregation)).Distinct()));
    }

    [Fact]
    public void CodeListsOfOneId_AreTheSameInEveryPackage() =>
        Assert.All(
            SampleFolder.Made.SelectMany(static package => package.Files())
                .Where(static file => Path.GetExtension(file.Key) == ".csv" && file.Key != "observations.csv")
                .GroupBy(static file => file.Key, StringComparer.Ordinal),
            static same => Assert.Single(same.Select(static file => file.Value).Distinct(StringComparer.Ordinal)));

    [Fact]
    public void Runs_OfCubes_AreInTheirLineage() =>
        Assert.All(SampleFolder.Made, static package =>
        {
            Run run = Assert.Single(package.Lineage.Runs, run => run.Id == package.Cube.Run);
            Assert.All(run.Uses, used => Assert.Contains(
                package.Lineage.Models,
                model => model.Id == used.Model && model.Versions.Any(version => version.Version == used.Version)));
            Assert.Contains(package.Lineage.Experiments, experiment => experiment.Id == package.Cube.Experiment);
        });

    [Fact]
    public void Experiments_KeepTheRulesOfTheLab() =>
        Assert.All(SampleFolder.Made.SelectMany(static package => package.Lineage.Experiments), static experiment =>
        {
            Assert.NotEmpty(experiment.Sponsors);
            Assert.NotEmpty(experiment.Domains);
            Assert.NotEmpty(experiment.Team);
            if (experiment.End is { } end)
            {
                Assert.NotNull(experiment.Outcome);
                Assert.NotNull(experiment.OutcomeReason);
                Assert.NotEmpty(experiment.Lessons);
                int days = Day(end).DayNumber - Day(experiment.Start).DayNumber;
                Assert.True(days <= 184 || experiment.Phases.Length > 1, $"{experiment.Id} is long and has no phases.");
            }
        });

    [Fact]
    public void Outcomes_IncludeFailures()
    {
        HashSet<string?> outcomes = [.. SampleFolder.Made
            .SelectMany(static package => package.Lineage.Experiments).Select(static experiment => experiment.Outcome)];

        Assert.Superset(new HashSet<string?> { "not-viable", "not-retained", "suspended", "handed-over" }, outcomes);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
