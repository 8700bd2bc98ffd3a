using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Results;

/// <summary>A format for the answers to SELECT and ASK.</summary>
/// <param name="Name">A short name, as it stands in a <c>format</c> parameter: <c>json</c>, <c>xml</c>, <c>csv</c>,
/// <c>tsv</c>.</param>
/// <param name="MediaType">The media type, without parameters.</param>
/// <param name="Suffix">The file suffix with its dot.</param>
/// <param name="Iri">What service descriptions call the format.</param>
public sealed record ResultFormat(string Name, string MediaType, string Suffix, Iri Iri)
{
    private const string Formats = "http://www.w3.org/ns/formats/";

    /// <summary>SPARQL 1.1 Query Results JSON Format.</summary>
    public static ResultFormat Json { get; } = new(
        "json", "application/sparql-results+json", ".srj", Iri.FromTrusted(Formats + "SPARQL_Results_JSON"))
    {
        OtherMediaTypes = ["application/json"],
    };

    /// <summary>SPARQL Query Results XML Format (Second Edition).</summary>
    public static ResultFormat Xml { get; } = new(
        "xml", "application/sparql-results+xml", ".srx", Iri.FromTrusted(Formats + "SPARQL_Results_XML"))
    {
        OtherMediaTypes = ["application/xml", "text/xml"],
    };

    /// <summary>SPARQL 1.1 Query Results CSV; keeps the values and drops what they are.</summary>
    public static ResultFormat Csv { get; } = new(
        "csv", "text/csv", ".csv", Iri.FromTrusted(Formats + "SPARQL_Results_CSV"));

    /// <summary>SPARQL 1.1 Query Results TSV; keeps the terms.</summary>
    public static ResultFormat Tsv { get; } = new(
        "tsv", "text/tab-separated-values", ".tsv", Iri.FromTrusted(Formats + "SPARQL_Results_TSV"));

    /// <summary>All formats, the one for clients without a preference first.</summary>
    public static ImmutableArray<ResultFormat> All { get; } = [Json, Xml, Csv, Tsv];

    /// <summary>Media types that clients ask for and mean this format by.</summary>
    public ImmutableArray<string> OtherMediaTypes { get; init; } = [];

    /// <summary>The value of the Content-Type header.</summary>
    public string ContentType =>
        MediaType.StartsWith("text/", StringComparison.Ordinal) ? MediaType + "; charset=utf-8" : MediaType;

    /// <summary>Finds a format by its media type.</summary>
    /// <param name="mediaType">The media type without parameters, in any case.</param>
    /// <returns>The format; null when there is none.</returns>
    public static ResultFormat? FindByMediaType(string mediaType) => All.FirstOrDefault(
        format => format.OtherMediaTypes.Append(format.MediaType)
            .Contains(mediaType, StringComparer.OrdinalIgnoreCase));

    /// <summary>Finds a format by its short name or its file suffix.</summary>
    /// <param name="name">The name or the suffix, in any case, such as <c>json</c> or <c>.srj</c>.</param>
    /// <returns>The format; null when there is none.</returns>
    public static ResultFormat? FindByName(string name) => All.FirstOrDefault(
        format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            || format.Suffix.Equals(name, StringComparison.OrdinalIgnoreCase));
}
