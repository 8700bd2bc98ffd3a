using LinkedStats.Publishing;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Storage;

namespace LinkedStats.Tests.Publishing.Integrity;

/// <summary>The vocabulary editors' own cases for the integrity constraints: what the native checks find, and what the
/// editors' queries find when this engine runs them over the normalised cube.</summary>
public sealed class IntegrityCaseTests
{
    private static readonly string[] Folder = ["conformance", "datacube", "integrity", "fixtures"];

    /// <summary>Each row: the query, the files to load together, and whether it is violated.</summary>
    public static TheoryData<string, string, bool> Cases()
    {
        var cases = new TheoryData<string, string, bool>();
        string table = Path.Combine(SharedMaterial.Root, "conformance", "datacube", "integrity", "cases.tsv");
        foreach (string line in File.Exists(table) ? File.ReadLines(table).Skip(1) : [])
        {
            string[] fields = line.Split('\t');
            cases.Add(fields[0], fields[1], fields[2] == "true");
        }

        return cases;
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Validate_EditorsCase_FindsWhatTheQueryFinds(string query, string files, bool isViolated)
    {
        using var package = new TemporaryPackage();
        foreach (string file in files.Split(' '))
        {
            package.Copy(SharedMaterial.PathOf([.. Folder, file]));
        }

        using Store store = Store.Open(new StoreOptions());
        ValidationReport report = new Publisher(store).Validate(package.Folder);

        Assert.True(
            isViolated == report.Problems.Any(problem => problem.Rule == IntegrityQueries.RuleOf(query)),
            PublishedCube.Show(report));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Ask_EditorsCase_AnswersAsTheEditorsExpect(string query, string files, bool isViolated)
    {
        Quad[] triples = [.. files.Split(' ').SelectMany(static file =>
            RdfReader.ReadFile(SharedMaterial.PathOf([.. Folder, file])).Match(null, null, null))];
        Graph cube = ReferenceNormalisation.Normalise(triples);

        using var graph = new GraphQueries(cube.Match(null, null, null).ToArray());
        Assert.Equal(isViolated, IntegrityQueries.IsViolated(graph, query));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Validate_EditorsCase_AgreesWithAllQueries(string query, string files, bool isViolated)
    {
        using var package = new TemporaryPackage();
        var triples = new List<Quad>();
        foreach (string file in files.Split(' '))
        {
            string path = SharedMaterial.PathOf([.. Folder, file]);
            package.Copy(path);
            triples.AddRange(RdfReader.ReadFile(path).Match(null, null, null));
        }

        Judgement judgement = Judgement.Of(package.Folder, triples);

        Assert.Equal(isViolated, judgement.ByQueries.Contains(IntegrityQueries.RuleOf(query)));
        Assert.True(!judgement.Differences.Any(), judgement.ToString());
    }

    [Fact]
    public void Cases_AreAllThere() => Assert.Equal(
        SharedMaterial.PathOf("conformance").Length > 0 ? 50 : 0, Cases().Count);
}
