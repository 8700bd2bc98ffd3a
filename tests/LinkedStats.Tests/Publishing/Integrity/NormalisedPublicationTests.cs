using LinkedStats.Publishing;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Tests.Conformance;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Publishing.Integrity;

/// <summary>An abbreviated cube, published, is the graph that the recommendation's updates make of it.</summary>
/// <remarks>Source: RDF Data Cube, section 10.</remarks>
public sealed class NormalisedPublicationTests
{
    private const string Cells = "http://localhost:5080/datasets/";

    [Theory]
    [InlineData("example")]
    [InlineData("real", "scotland-healthy-life-expectancy")]
    [InlineData("real", "uk-regional-trade", "ttl")]
    public void Publish_RealCube_GivesTheNormalisedGraph(params string[] parts) => Compare(
        SharedMaterial.PathOf(["conformance", "datacube", .. parts]), "");

    [Theory]
    [InlineData("abbrv-cube.ttl")]
    [InlineData("abbrv-cube.ttl codelist-complete.ttl")]
    [InlineData("abbrv-cube.ttl hierarchy-good.ttl")]
    [InlineData("abbrv-cube.ttl hierarchy-good-inverse.ttl")]
    [InlineData("abbrv-cube.ttl collection-complete.ttl")]
    [InlineData("mt-cube.ttl")]
    [InlineData("mt-cube-3-measures.ttl")]
    public void Publish_EditorsCube_GivesTheNormalisedGraph(string files)
    {
        using var package = new TemporaryPackage();
        foreach (string file in files.Split(' '))
        {
            package.Copy(SharedMaterial.PathOf("conformance", "datacube", "integrity", "fixtures", file));
        }

        Compare(package.Folder, files);
    }

    /// <summary>Each row: which share of the statements does not stand with the others about its subject.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    [InlineData(1.0)]
    public void Publish_RandomAbbreviatedCube_GivesTheNormalisedGraph(double scattered)
    {
        for (int seed = 1; seed <= RandomCubeIntegrityTests.Runs * 6; seed++)
        {
            var random = new Random(seed);
            var cube = new RandomDataCube(random);
            Quad[] triples = [.. cube.Triples.OrderBy(_ => random.NextDouble() < scattered ? random.NextDouble() : -1)];
            using TemporaryPackage package =
                new TemporaryPackage().Add("cube.nt", RdfText.Write(triples, RdfFormat.NTriples));

            Compare(package.Folder, $"seed {seed}");
        }
    }

    [Fact]
    public void Publish_ObservationInTwoSlicesThatDiffer_IsRefused()
    {
        using TemporaryPackage package = new TemporaryPackage().Add("cube.ttl", """
            @prefix qb: <http://purl.org/linked-data/cube#> .
            @prefix : <http://example.org/> .
            :cube a qb:DataSet ; qb:structure :dsd ; qb:slice :s1, :s2 .
            :dsd a qb:DataStructureDefinition ; qb:component [ qb:dimension :d ], [ qb:measure :m ] .
            :s1 :d :a ; qb:observation :o .
            :s2 :d :b ; qb:observation :o .
            :o qb:dataSet :cube ; :m 1 .
            """);
        using var cube = new PublishedCube();

        PublishOutcome outcome = cube.Publish(package.Folder);

        Assert.Contains(outcome.Report.Problems, static problem => problem.Rule == "dimension"
            && problem.Message.Contains("two values", StringComparison.Ordinal));
    }

    private static void Compare(string folder, string what)
    {
        List<Quad> triples = [];
        foreach (string file in Directory.EnumerateFiles(folder).Where(static f => RdfFormat.ForFileName(f) is not null))
        {
            triples.AddRange(RdfReader.ReadFile(file).Match(null, null, null));
        }

        using PublishedCube cube = PublishedCube.Of(folder);
        Quad[] published = [.. cube.Snapshot.Default.Match(null, null, null).Where(t => !IsOfTheStore(t, triples))
            .Select(static t => new Quad(Node(t.Subject), t.Predicate, Node(t.Object))).Distinct()];
        Quad[] expected = [.. ReferenceNormalisation.Normalise(triples).Match(null, null, null)];

        Assert.True(
            GraphIsomorphism.AreIsomorphic(expected, published),
            $"{what}\nmissing:\n{Lines(expected, published)}\ntoo much:\n{Lines(published, expected)}");
    }

    // The store describes versions, and links datasets to them.
    private static bool IsOfTheStore(Quad triple, List<Quad> package) =>
        IsOwn(triple.Subject, "/versions/") || IsOwn(triple.Object, "/versions/")
        || (!package.Contains(triple) && (triple.Predicate == DcatVocabulary.Version
            || triple.Predicate == DctermsVocabulary.Modified || triple.Object.Equals(DcatVocabulary.Dataset)));

    private static bool IsOwn(Term term, string part) => term is Iri iri
        && iri.Text.StartsWith(Cells, StringComparison.Ordinal) && iri.Text.Contains(part, StringComparison.Ordinal);

    // An observation that was a blank node has got an address.
    private static Term Node(Term term) =>
        IsOwn(term, "/observations/") ? new BlankNode(((Iri)term).Text[Cells.Length..]) : term;

    private static string Lines(Quad[] these, Quad[] those)
    {
        HashSet<Quad> others = [.. those];
        return string.Join('\n', these.Where(t => !others.Contains(t) && t.Subject is not BlankNode
            && t.Object is not BlankNode).Take(20));
    }
}
