using System.Collections.Immutable;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Server.Negotiation;

/// <summary>One representation that a resource offers.</summary>
/// <param name="Suffix">Its name in addresses and in <c>format=</c>, as <c>ttl</c>.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Title">What people call it.</param>
internal sealed record Variant(string Suffix, MediaType MediaType, string Title)
{
    /// <summary>Flat JSON; on resources the same document as JSON-LD.</summary>
    public static readonly Variant Json = Create("json", "application/json", "JSON");

    /// <summary>JSON-LD 1.1.</summary>
    public static readonly Variant JsonLd = Create("jsonld", "application/ld+json", "JSON-LD");

    /// <summary>JSON-LD in each of its forms, as clients name them by the profile.</summary>
    public static readonly ImmutableDictionary<JsonLdForm, Variant> JsonLdForms = Enum.GetValues<JsonLdForm>()
        .ToImmutableDictionary(static form => form, static form => Create(
            "jsonld", $"application/ld+json;profile=\"{ProfileOf(form)}\"", "JSON-LD"));

    /// <summary>Turtle.</summary>
    public static readonly Variant Turtle = Create("ttl", "text/turtle", "Turtle");

    /// <summary>N-Triples.</summary>
    public static readonly Variant NTriples = Create("nt", "application/n-triples", "N-Triples");

    /// <summary>RDF/XML.</summary>
    public static readonly Variant RdfXml = Create("rdf", "application/rdf+xml", "RDF/XML");

    /// <summary>TriG.</summary>
    public static readonly Variant TriG = Create("trig", "application/trig", "TriG");

    /// <summary>N-Quads.</summary>
    public static readonly Variant NQuads = Create("nq", "application/n-quads", "N-Quads");

    /// <summary>Comma-separated values.</summary>
    public static readonly Variant Csv = Create("csv", "text/csv", "CSV");

    /// <summary>A page for people.</summary>
    public static readonly Variant Html = Create("html", "text/html", "HTML");

    /// <summary>Web links as a document, RFC 6690.</summary>
    public static readonly Variant LinkFormat = Create("link", "application/link-format", "Link format");

    /// <summary>iCalendar, RFC 5545.</summary>
    public static readonly Variant Calendar = Create("ics", "text/calendar", "iCalendar");

    /// <summary>SPARQL results as JSON.</summary>
    public static readonly Variant ResultsJson = Create("json", "application/sparql-results+json", "JSON");

    /// <summary>SPARQL results as XML.</summary>
    public static readonly Variant ResultsXml = Create("xml", "application/sparql-results+xml", "XML");

    /// <summary>SPARQL results as CSV.</summary>
    public static readonly Variant ResultsCsv = Create("csv", "text/csv", "CSV");

    /// <summary>SPARQL results as TSV.</summary>
    public static readonly Variant ResultsTsv = Create("tsv", "text/tab-separated-values", "TSV");

    /// <summary>The RDF formats, as any resource offers them: JSON for whoever accepts anything.</summary>
    public static readonly ImmutableArray<Variant> Resource =
        [Json, JsonLd, Turtle, NTriples, RdfXml, TriG, NQuads, Html];

    /// <summary>What observations offer.</summary>
    public static readonly ImmutableArray<Variant> Observations =
        [Json, JsonLd, Turtle, NTriples, RdfXml, TriG, NQuads, Csv, Html];

    /// <summary>What CONSTRUCT, DESCRIBE and the service description offer: Turtle for whoever accepts
    /// anything.</summary>
    public static readonly ImmutableArray<Variant> Graphs =
        [Turtle, NTriples, JsonLd, RdfXml, TriG, NQuads, Json, Html];

    /// <summary>What SELECT and ASK offer.</summary>
    public static readonly ImmutableArray<Variant> Results =
    [
        ResultsJson, ResultsXml, ResultsCsv, ResultsTsv, Json, Html,
        Create("xml", "application/xml", "XML"), Create("xml", "text/xml", "XML"),
    ];

    /// <summary>The suffixes that addresses may end in, without the dot.</summary>
    public static readonly ImmutableHashSet<string> Suffixes =
        [.. Observations.Select(static variant => variant.Suffix), Calendar.Suffix];

    /// <summary>The value of Content-Type: with a charset where the type is text, with the profile where it has
    /// one.</summary>
    public string ContentType { get; } = MediaType.Type == "text" ? MediaType.Name + "; charset=utf-8"
        : MediaType.Profile is null ? MediaType.Name
        : $"{MediaType.Name};profile=\"{MediaType.Profile}\"";

    /// <summary>The profile that the client asked for; null for none.</summary>
    public string? Profile => MediaType.Profile;

    /// <summary>The form of JSON-LD.</summary>
    public JsonLdForm Form => Profile is null
        ? default
        : Enum.GetValues<JsonLdForm>().FirstOrDefault(form => ProfileOf(form) == Profile);

    /// <summary>The IRI of a form of JSON-LD (JSON-LD 1.1, appendix C, IANA Considerations).</summary>
    public static string ProfileOf(JsonLdForm form) =>
        "http://www.w3.org/ns/json-ld#" + form.ToString().ToLowerInvariant();

    private static Variant Create(string suffix, string mediaType, string title)
    {
        bool isMediaType = MediaType.TryParse(mediaType, out MediaType parsed, out _);
        System.Diagnostics.Debug.Assert(isMediaType, "Variants are written with well-formed media types.");
        return new Variant(suffix, parsed, title);
    }
}
