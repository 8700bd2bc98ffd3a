using LinkedStats.Publishing;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.SampleData;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Architecture;

namespace LinkedStats.Tests.Data;

/// <summary>The sample packages are published whole, one after the other, into an empty store.</summary>
public sealed class SamplePublicationTests(PublishedSamples samples) : IClassFixture<PublishedSamples>
{
    [Theory]
    [MemberData(nameof(SampleFolder.Packages), MemberType = typeof(SampleFolder))]
    public void Package_IsPublishedWithoutErrors(string folder)
    {
        PublishOutcome outcome = samples.Outcomes[folder];
        CubeRelease cube = SampleFolder.Made.Single(package => package.Cube.Folder == folder).Cube;

        Assert.Empty(outcome.Report.Problems.Where(static problem => problem.Severity == Severity.Error));
        Assert.Equal([$"{cube.Dataset} {cube.Version}"], outcome.Published);
    }

    [Theory]
    [MemberData(nameof(SampleFolder.Packages), MemberType = typeof(SampleFolder))]
    public void Package_IsWarnedOfMissingValuesOnly(string folder) =>
        Assert.All(samples.Outcomes[folder].Report.Problems, static problem => Assert.Equal("IC-14", problem.Rule));

    [Fact]
    public void Cells_AreAsManyAsRows()
    {
        using SnapshotLease lease = samples.Store.Acquire(Viewer.Public);

        Assert.All(SampleFolder.Made, package =>
        {
            DatasetEntry dataset = Assert.Single(
                lease.Snapshot.Datasets, dataset => dataset.Id == package.Cube.Dataset);
            DatasetVersionEntry version = Assert.Single(
                dataset.Versions, version => version.Version == package.Cube.Version);
            Assert.Equal(package.Observations.AsSpan().Count('\n') - 1, version.Cells.RowCount);
        });
    }

    [Fact]
    public void OwnTerms_InThePublishedGraphs_AreDeclaredByTheOntology()
    {
        using SnapshotLease lease = samples.Store.Acquire(Viewer.Public);
        Iri name = Iri.Parse(lease.Snapshot.Base.Text + "def/linkedstats");
        Graph ontology = RdfReader.ReadFile(Path.Combine(SourceTree.Root, "ontologies", "linkedstats.ttl"), name);
        HashSet<Iri> used =
        [
            .. lease.Snapshot.GraphNames.Select(graph => lease.Snapshot.Graph(graph)!)
                .SelectMany(static graph => graph.Match(null, null, null))
                .SelectMany(static triple => (Term[])[triple.Predicate, triple.Object])
                .OfType<Iri>().Where(iri => iri.Text.StartsWith(name.Text + "#", StringComparison.Ordinal)),
        ];

        Assert.NotEmpty(used);
        Assert.All(used, term => Assert.True(ontology.Match(term, RdfVocabulary.Type, null).Any(), term.Text));
    }

    [Fact]
    public void StagesOutcomesAndDomains_OfExperiments_AreInTheCodeListsOfTheOntology()
    {
        using SnapshotLease lease = samples.Store.Acquire(Viewer.Public);
        var ls = new LinkedStatsVocabulary(lease.Snapshot.Base);
        (Iri Property, string Scheme)[] coded =
            [(ls.Stage, "stages"), (ls.Outcome, "outcomes"), (ls.DomainOfAction, "domains-of-action")];
        Assert.All(coded, row =>
        {
            (Iri property, string scheme) = row;
            Iri name = Iri.Parse(lease.Snapshot.Base.Text + "concepts/" + scheme);
            Graph codes = RdfReader.ReadFile(
                Path.Combine(SourceTree.Root, "ontologies", "concepts", scheme + ".ttl"), name);

            Term[] values =
                [.. lease.Snapshot.Default.Match(null, property, null).Select(static triple => triple.Object)];
            Assert.NotEmpty(values);
            Assert.All(values, value => Assert.True(codes.Match(value, SkosVocabulary.InScheme, name).Any()));
        });
    }

    [Fact]
    public void Definitions_OfTheOntologysCodes_OutliveAPackageThatBringsTheCodes()
    {
        using Store store = Store.Open(new StoreOptions());
        Iri scheme = Iri.Parse(store.Options.Base.Text + "concepts/stages");
        Graph codes = RdfReader.ReadFile(
            Path.Combine(SourceTree.Root, "ontologies", "concepts", "stages.ttl"), scheme);
        using (StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken))
        {
            writer.AddGraph(scheme, GraphRole.Metadata, codes.Match(null, null, null));
            writer.Commit();
        }

        new Publisher(store).Publish(
            Path.Combine(SampleFolder.Root, "lab-indicators"), cancellation: TestContext.Current.CancellationToken);

        using SnapshotLease lease = store.Acquire(Viewer.Public);
        static int Count(IGraph graph, Iri predicate) => graph.Match(null, predicate, null).Count();
        GraphView published = lease.Snapshot.Graph(lease.Snapshot.Find(scheme))!;
        Assert.Equal(Count(codes, SkosVocabulary.Definition), Count(published, SkosVocabulary.Definition));
        Assert.Equal(Count(codes, SkosVocabulary.PrefLabel), Count(published, SkosVocabulary.PrefLabel));
    }
}
