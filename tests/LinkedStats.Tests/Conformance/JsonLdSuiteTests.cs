namespace LinkedStats.Tests.Conformance;

/// <summary>The W3C suite of the JSON-LD 1.1 API, as far as it is about RDF.</summary>
[Trait("Category", "Conformance")]
public sealed class JsonLdSuiteTests
{
    private static readonly KnownFailures KnownFailures = [];

    private static readonly Lazy<Dictionary<string, JsonLdTest>> Tests = new(static () =>
        JsonLdTests.Load(PathOf("toRdf")).ToDictionary(static test => test.Id));

    public static TheoryData<string> ToRdf() => Ids("toRdf");

    [Theory]
    [InlineData("toRdf", 456)]
    public void Suite_IsComplete(string suite, int count) =>
        Assert.Equal(count, JsonLdTests.Load(PathOf(suite)).Count);

    [Theory]
    [MemberData(nameof(ToRdf))]
    public void ToRdf_Test_Passes(string id) => KnownFailures.Run(id, () => JsonLdTests.RunToRdf(Tests.Value[id]));

    private static TheoryData<string> Ids(string suite)
    {
        string path = Path.Combine(SharedMaterial.Root, "conformance", "jsonld", suite + "-manifest.jsonld");
        return File.Exists(path) ? [.. JsonLdTests.Load(path).Select(static test => test.Id)] : ["absent"];
    }

    private static string PathOf(string suite) =>
        SharedMaterial.PathOf("conformance", "jsonld", suite + "-manifest.jsonld");
}
