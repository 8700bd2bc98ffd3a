using LinkedStats.Cubes;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages;

/// <summary>The IRIs of the store's own things, and the prefixes that packages may use.</summary>
/// <param name="baseIri">The base address of the store.</param>
internal sealed class StoreNames(Iri baseIri)
{
    private const int SlugLengthMax = 64;

    private readonly string _base = baseIri.Text.EndsWith('/') ? baseIri.Text : baseIri.Text + "/";
    private readonly PrefixMap _prefixes = PrefixMap.CreateWellKnown();

    /// <summary>The terms of the project's own ontology.</summary>
    internal LinkedStatsVocabulary Terms { get; } = new(baseIri);

    /// <summary>How JSON-LD is read: of contexts outside of a document, only the store's own can be used.</summary>
    internal JsonLdReadOptions JsonLd { get; } =
        new() { ContextLoader = new LinkedStatsContext(baseIri).Load };

    /// <summary>Tells whether a text may be the id of a dataset, a list, an experiment, a model or a run.</summary>
    internal static bool IsSlug(string text) =>
        text.Length is > 0 and <= SlugLengthMax
        && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && text[0] != '-' && text[^1] != '-';

    /// <summary>Tells whether a text may be the id of a run, a review or an erratum, which may hold dots too.</summary>
    internal static bool IsRecordId(string text) =>
        text.Length is > 0 and <= SlugLengthMax
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') && text[0] != '.';

    /// <summary>Tells whether a text may be the id of a component.</summary>
    internal static bool IsComponentId(string text) =>
        text.Length is > 0 and <= SlugLengthMax && char.IsAsciiLetter(text[0])
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    /// <summary>Makes an id from a text: its letters and digits in lower case, hyphens between.</summary>
    internal static string Slug(string text)
    {
        string plain = string.Concat(text.ToLowerInvariant()
            .Normalize(System.Text.NormalizationForm.FormD)
            .Select(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c
                : char.IsLetterOrDigit(c) || char.IsPunctuation(c) || char.IsWhiteSpace(c) ? '-' : '\0')
            .Where(static c => c != '\0'));
        string joined = string.Join('-', plain.Split('-', StringSplitOptions.RemoveEmptyEntries));
        string cut = joined.Length > SlugLengthMax ? joined[..SlugLengthMax].TrimEnd('-') : joined;
        return cut.Length > 0 ? cut : "unnamed";
    }

    internal Iri Dataset(string id) => Own($"datasets/{id}");

    internal Iri DatasetVersion(string id, VersionNumber version) => Own($"datasets/{id}/versions/{version}");

    internal Iri Release(string id, VersionNumber version) => Own($"releases/{id}/{version}");

    internal Iri Structure(string id) => Own($"datasets/{id}/structure");

    internal Iri Cell(string id, IEnumerable<string> names) =>
        Own($"datasets/{id}/observations/{ObservationKey.Format(names)}");

    internal Iri Scheme(string id) => Own($"concepts/{id}");

    internal Iri Code(string scheme, string code) => Own($"concepts/{scheme}/{ObservationKey.Escape(code)}");

    internal Iri Property(string kind, string id) => Own($"def/{kind}/{id}");

    internal Iri Experiment(string id) => Own($"experiments/{id}");

    internal Iri Model(string id) => Own($"models/{id}");

    internal Iri ModelVersion(string id, string version) => Own($"models/{id}/versions/{version}");

    internal Iri Run(string id) => Own($"runs/{id}");

    internal Iri Unit(string id) => Code("units", id);

    /// <summary>The status of versions that were withdrawn.</summary>
    internal Iri WithdrawnStatus => Code("version-statuses", "withdrawn");

    /// <summary>Makes the IRI of something of the store's own.</summary>
    /// <param name="path">Its path below the base.</param>
    internal Iri Own(string path) => Iri.FromTrusted(_base + path);

    /// <summary>Resolves an absolute IRI or a name with a known prefix, as <c>sdmx-dimension:refArea</c>.</summary>
    /// <param name="text">The text; null gives null.</param>
    /// <param name="place">Its place.</param>
    /// <param name="report">Receives what is wrong with it.</param>
    /// <returns>The IRI; null when there is none, which has been reported.</returns>
    internal Iri? Resolve(string? text, Place place, ReportBuilder report)
    {
        if (text is null)
        {
            return null;
        }

        if (text.StartsWith("ls:", StringComparison.Ordinal))
        {
            return Terms.Term(text[3..]);
        }

        if (_prefixes.TryExpand(text, out Iri? expanded) || Iri.TryParse(text, out expanded))
        {
            return expanded;
        }

        report.Error("iri", $"'{text}' is neither an absolute IRI nor a name with a known prefix.", place);
        return null;
    }
}
