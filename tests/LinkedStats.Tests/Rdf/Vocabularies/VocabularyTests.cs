using System.Reflection;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Rdf.Vocabularies;

public sealed class VocabularyTests
{
    [Fact]
    public void CubeVocabulary_HasAllTermsOfTheRecommendationAndNoOther()
    {
        Graph published = RdfReader.ReadFile(SharedMaterial.PathOf("conformance", "datacube", "vocab", "cube.ttl"));

        IEnumerable<string> defined = published.Match(null, RdfsVocabulary.IsDefinedBy, null)
            .Concat(published.Match(null, RdfVocabulary.Type, null))
            .Select(static quad => quad.Subject).OfType<Iri>().Select(static iri => iri.Text).Distinct()
            .Where(static iri => iri.Length > CubeVocabulary.Namespace.Length
                && iri.StartsWith(CubeVocabulary.Namespace, StringComparison.Ordinal));

        Assert.Equal(defined.Order(StringComparer.Ordinal), Terms(typeof(CubeVocabulary)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("dimension")]
    [InlineData("measure")]
    [InlineData("attribute")]
    [InlineData("code")]
    [InlineData("concept")]
    public void SdmxVocabulary_NamesOnlyTermsThatExist(string part)
    {
        Graph published = RdfReader.ReadFile(
            SharedMaterial.PathOf("conformance", "datacube", "vocab", $"sdmx-{part}.ttl"));

        Assert.All(
            Terms(typeof(SdmxVocabulary)).Where(iri => iri.Contains($"/{part}#", StringComparison.Ordinal)),
            iri => Assert.True(published.Has(Iri.Parse(iri), RdfVocabulary.Type, null), $"{iri} does not exist"));
    }

    [Fact]
    public void Vocabularies_NameEachTermAfterItsLocalName()
    {
        Type[] vocabularies = [.. typeof(RdfVocabulary).Assembly.GetExportedTypes().Where(static type =>
            type.Namespace == typeof(RdfVocabulary).Namespace && type.IsAbstract && type != typeof(SdmxVocabulary))];

        Assert.NotEmpty(vocabularies);
        Assert.All(vocabularies, static vocabulary =>
        {
            string start = (string)vocabulary.GetField("Namespace")!.GetRawConstantValue()!;
            foreach (FieldInfo field in vocabulary.GetFields().Where(static f => f.FieldType == typeof(Iri)))
            {
                string iri = ((Iri)field.GetValue(null)!).Text;
                string local = iri[start.Length..].Replace("_", "", StringComparison.Ordinal);
                Assert.StartsWith(start, iri, StringComparison.Ordinal);
                Assert.True(
                    field.Name.Equals(local, StringComparison.OrdinalIgnoreCase)
                        || field.Name.Equals(local + "Of", StringComparison.OrdinalIgnoreCase),
                    $"{vocabulary.Name}.{field.Name} is {iri}");
            }
        });
    }

    [Theory]
    [InlineData("http://localhost:5080/", "http://localhost:5080/def/linkedstats#Experiment")]
    [InlineData("https://stats.example/lab", "https://stats.example/lab/def/linkedstats#Experiment")]
    public void LinkedStatsVocabulary_AnyBase_HasItsTermsBelowIt(string baseIri, string expected) =>
        Assert.Equal(expected, new LinkedStatsVocabulary(Iri.Parse(baseIri)).Experiment.Text);

    private static IEnumerable<string> Terms(Type vocabulary) =>
        vocabulary.GetFields().Where(static f => f.FieldType == typeof(Iri))
            .Select(static f => ((Iri)f.GetValue(null)!).Text);
}
