using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Publishing.Integrity;

/// <summary>Both judges on cubes that others publish.</summary>
public sealed class RealCubeIntegrityTests
{
    [Theory]
    [InlineData("real", "scotland-healthy-life-expectancy")]
    [InlineData("real", "uk-regional-trade", "ttl")]
    [InlineData("example")]
    public void Validate_RealCube_AgreesWithAllQueries(params string[] parts)
    {
        string folder = SharedMaterial.PathOf(["conformance", "datacube", .. parts]);
        List<Quad> triples = [];
        foreach (string file in Directory.EnumerateFiles(folder).Where(static f => RdfFormat.ForFileName(f) is not null))
        {
            triples.AddRange(RdfReader.ReadFile(file).Match(null, null, null));
        }

        Judgement judgement = Judgement.Of(folder, triples);

        Assert.True(!judgement.Differences.Any(), judgement.ToString());
    }
}
