using LinkedStats.Rdf.Syntax;
using LinkedStats.Server.Negotiation;
using LinkedStats.Tests.Conformance;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Server;

/// <summary>The forms of JSON-LD, chosen by the profile of the media type.</summary>
[Collection(ServerCollection.Name)]
public sealed class JsonLdFormTests(ServerFixture server)
{
    [Theory]
    [InlineData("datasets/pop", JsonLdForm.Compacted)]
    [InlineData("datasets/pop", JsonLdForm.Expanded)]
    [InlineData("datasets/pop", JsonLdForm.Flattened)]
    [InlineData("concepts/area", JsonLdForm.Expanded)]
    [InlineData("sparql?query=CONSTRUCT%20WHERE%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D", JsonLdForm.Flattened)]
    public async Task Resource_WithAProfile_HasThatFormAndSaysSo(string path, JsonLdForm form)
    {
        string accept = $"application/ld+json;profile=\"{Variant.ProfileOf(form)}\"";
        using HttpResponseMessage answer = await server.SendAsync(path, accept);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        string expected = await server.GetTextAsync(path, "application/n-triples");

        Assert.Equal(
            accept,
            answer.Content.Headers.ContentType?.ToString().Replace("; ", ";", StringComparison.Ordinal));
        Assert.Null(answer.Content.Headers.ContentLocation);
        Assert.Equal(form == JsonLdForm.Compacted ? '{' : '[', text[0]);
        Assert.True(GraphIsomorphism.AreIsomorphic(
            RdfText.Read(expected, RdfFormat.NTriples), RdfText.Read(text, RdfFormat.JsonLd)));
    }

    [Fact]
    public async Task Resource_AsJsonLd_IsCompactedWithTermsOfTheContext()
    {
        string text = await server.GetTextAsync("concepts/area", "application/ld+json");

        Assert.Contains("\"prefLabel\": { \"", text, StringComparison.Ordinal);
        Assert.Contains("\"type\": \"ConceptScheme\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sponsor", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observations_WithAProfile_StayAsTheyAre()
    {
        using HttpResponseMessage answer = await server.SendAsync(
            "datasets/pop/observations", "application/ld+json;profile=\"http://www.w3.org/ns/json-ld#expanded\"");

        Assert.Equal("application/ld+json", answer.Content.Headers.ContentType?.ToString());
    }
}
