using LinkedStats.Publishing;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Tests.Architecture;

namespace LinkedStats.Tests.Publishing;

/// <summary>The packages under <c>data/</c>, in the order in which a first start publishes them.</summary>
public sealed class SamplePackageTests
{
    [Fact]
    public void Publish_EverySamplePackage_IsAcceptedWithoutAWarning()
    {
        using var cube = new PublishedCube();
        string[] packages = [
            .. Directory.GetDirectories(Path.Combine(SourceTree.Root, "data")).Order(StringComparer.Ordinal)];

        Assert.NotEmpty(packages);
        Assert.All(packages, package =>
        {
            PublishOutcome outcome = cube.Publish(package);
            Assert.True(outcome.Report.Problems.IsEmpty, package + "\n" + PublishedCube.Show(outcome.Report));
            Assert.Single(outcome.Published);
        });
    }

    [Fact]
    public void Publish_Flagship_LinksVersionsRunsAndModels()
    {
        using PublishedCube cube = PublishedCube.Of(
            [.. Enumerable.Range(0, 4).Select(i => Path.Combine(SourceTree.Root, "data", $"champs-sirene-1.{i}.0"))]);
        var version = Iri.FromTrusted("http://localhost:5080/datasets/champs-sirene/versions/1.2.0");
        var terms = new LinkedStatsVocabulary(cube.Store.Options.Base);

        var run = Assert.IsType<Iri>(cube.Snapshot.Default.FirstObject(version, ProvVocabulary.WasGeneratedBy));
        Assert.Equal("http://localhost:5080/runs/sirene-2018-06-11", run.Text);
        Assert.Equal(
            "http://localhost:5080/models/sirene-matcher/versions/1.2.0",
            Assert.IsType<Iri>(cube.Snapshot.Default.FirstObject(run, terms.Term("usesModelVersion"))).Text);
        Assert.NotNull(cube.Snapshot.Graph(cube.Snapshot.Find(run)));
    }
}
