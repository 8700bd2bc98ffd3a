namespace LinkedStats.Tests.Conformance;

/// <summary>The evaluation tests of the W3C suite of SPARQL 1.1 Federated Query.</summary>
[Trait("Category", "Conformance")]
public sealed class ServiceSuiteTests
{
    private static readonly Lazy<Dictionary<string, ManifestTest>> Tests = new(static () =>
        Manifest.Load(SharedMaterial.PathOf("conformance", "w3c", "sparql11", "service", "manifest.ttl"))
            .ToDictionary(static test => test.Id));

    public static TheoryData<string> Ids() => Manifest.Ids("conformance", "w3c", "sparql11", "service", "manifest.ttl");

    [Fact]
    public void Suite_IsComplete() => Assert.Equal(7, Tests.Value.Count);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Suite_Query_GivesTheResult(string id) => ServiceEvaluation.Run(Tests.Value[id]);
}
