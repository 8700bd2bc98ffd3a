using LinkedStats.Rdf.Syntax;
using LinkedStats.Server.Negotiation;

namespace LinkedStats.Tests.Server.Negotiation;

/// <summary>Content negotiation as RFC 9110, section 12.5.1, and as real clients ask for it.</summary>
public sealed class AcceptHeaderTests
{
    [Theory]
    [InlineData(null, "json")]
    [InlineData("", "json")]
    [InlineData("*/*", "json")]
    [InlineData("text/*", "ttl")]
    [InlineData("text/turtle", "ttl")]
    [InlineData("TEXT/Turtle", "ttl")]
    [InlineData("text/turtle;q=0.5, application/n-triples;q=0.6", "nt")]
    [InlineData("text/turtle;q=0.5, application/n-triples", "nt")]
    [InlineData("*/*;q=0.1, text/html", "html")]
    [InlineData("text/*;q=0.9, text/html;q=0.1, application/json;q=0.2", "ttl")]
    [InlineData("application/json;q=0, */*", "jsonld")]
    [InlineData("text/html;q=0.2, text/html;q=0.6, text/turtle;q=0.5", "html")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "html")]
    [InlineData("application/rdf+xml, text/turtle, application/n-triples, text/html;q=0.2, text/html;q=0.6, */*;q=0.1", "ttl")]
    [InlineData("application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,text/turtle;q=0.6,text/html;q=0.2", "nq")]
    [InlineData("application/ld+json;profile=\"a,b;c\"", "jsonld")]
    [InlineData("application/json; charset=utf-8", "json")]
    [InlineData("nonsense, , ;q=1, text/turtle", "ttl")]
    [InlineData("text/html, image/gif, *; q=.2, */*; q=.2", "html")]
    [InlineData("text/turtle;q=1.5, application/json;q=0.9", "ttl")]
    [InlineData("text/turtle;q=abc, application/n-triples;q=0.1", "nt")]
    public void Choose_AcceptHeader_PicksTheVariant(string? header, string expected) =>
        Assert.Equal(expected, AcceptHeader.Parse(header).Choose(Variant.Resource)?.Suffix);

    [Theory]
    [InlineData("application/ld+json", null)]
    [InlineData("application/ld+json;profile=\"http://www.w3.org/ns/json-ld#expanded\"", JsonLdForm.Expanded)]
    [InlineData("application/ld+json; profile=http://www.w3.org/ns/json-ld#flattened; q=0.5", JsonLdForm.Flattened)]
    [InlineData("application/ld+json;profile=\"urn:x http://www.w3.org/ns/json-ld#compacted\"", JsonLdForm.Compacted)]
    [InlineData("application/ld+json;profile=\"http://www.w3.org/ns/json-ld#framed\"", null)]
    [InlineData(
        "application/ld+json;profile=\"http://www.w3.org/ns/json-ld#flattened\";q=0.2, "
            + "application/ld+json;profile=\"http://www.w3.org/ns/json-ld#expanded\";q=0.4",
        JsonLdForm.Expanded)]
    [InlineData(
        "application/ld+json;profile=\"http://www.w3.org/ns/json-ld#expanded\";q=0.5, application/ld+json;q=0.9", null)]
    [InlineData(
        "application/ld+json;q=0.5, application/ld+json;profile=\"http://www.w3.org/ns/json-ld#expanded\";q=0.9",
        JsonLdForm.Expanded)]
    [InlineData(
        "application/ld+json, application/ld+json;profile=\"http://www.w3.org/ns/json-ld#expanded\"",
        JsonLdForm.Expanded)]
    public void WithProfile_JsonLd_TakesTheFormThatIsNamed(string accept, JsonLdForm? expected)
    {
        Representation chosen = Representation.Choose(Variant.Resource, null, null, accept).WithProfile(accept);

        Assert.Equal(expected, chosen.Variant.Profile is null ? null : chosen.Variant.Form);
        Assert.Equal(
            expected is { } form ? $"application/ld+json;profile=\"{Variant.ProfileOf(form)}\"" : "application/ld+json",
            chosen.Variant.ContentType);
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("*/*;q=0")]
    [InlineData("text/turtle;q=0, image/*")]
    [InlineData("text/csv")]
    public void Choose_NothingAcceptable_IsNull(string header) =>
        Assert.Null(AcceptHeader.Parse(header).Choose(Variant.Resource));

    [Theory]
    [InlineData(null, "en")]
    [InlineData("fr", "fr")]
    [InlineData("fr-CA, en;q=0.5", "fr")]
    [InlineData("de, en;q=0.2, fr;q=0.7", "fr")]
    [InlineData("*", "en")]
    [InlineData("en;q=0, *", "fr")]
    [InlineData("de", "en")]
    [InlineData("fr;q=x, en;q=0.1", "en")]
    public void FromHeader_AcceptLanguage_PicksTheLanguage(string? header, string expected) =>
        Assert.Equal(expected, LanguageChoice.FromHeader(header));
}
