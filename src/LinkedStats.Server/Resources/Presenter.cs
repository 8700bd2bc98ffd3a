using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Pages;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Resources;

/// <summary>Shows terms to people: labels in their language, links to where a term is explained.</summary>
internal sealed class Presenter
{
    private const int ValueLengthMax = 5_000;

    private static readonly SearchValues<char> PlainInHeaders =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(static c => (char)c).Except("<>\"")]);

    private readonly Site _site;
    private readonly Snapshot _snapshot;
    private readonly string _basePath;
    private readonly string _language;
    private readonly bool _isLanguageAsked;

    private readonly Dictionary<Term, (string Text, string? Language)> _labels = [];

    /// <summary>Creates the presenter.</summary>
    /// <param name="request">The request: what it sees, and the reader's language.</param>
    public Presenter(ResourceRequest request)
    {
        (_site, _snapshot, _language) = (request.Site, request.Snapshot, request.Language);
        _basePath = request.Site.BasePath + request.Address.Prefix;
        _isLanguageAsked = request.Parameters.First("lang") is not null;
        LanguagesUsed = new SortedSet<string>(StringComparer.Ordinal) { _language };
    }

    /// <summary>The languages of the labels given so far; fallbacks show here.</summary>
    public SortedSet<string> LanguagesUsed { get; }

    /// <summary>The label of a resource.</summary>
    /// <param name="term">The resource, or a literal.</param>
    /// <param name="fallback">What to show where it has none; null for the last part of its IRI.</param>
    /// <returns>The text, and its language where that is not the reader's.</returns>
    public (string Text, string? Language) Label(Term term, string? fallback = null)
    {
        if (_labels.TryGetValue(term, out (string Text, string? Language) known))
        {
            return known;
        }

        (string, string?) label = term switch
        {
            Literal literal => (literal.Lexical, literal.Language == _language ? null : literal.Language),
            _ => Choose(CubeQuads.ReadLabels(_snapshot.Default, term)) ?? (fallback ?? LocalName(term), null),
        };
        _labels[term] = label;
        return label;
    }

    /// <summary>Chooses a text for the reader.</summary>
    /// <param name="texts">The text in several languages.</param>
    /// <returns>The text, and its language where that is not the reader's; null when there is no text.</returns>
    public (string Text, string? Language)? Choose(LanguageMap texts)
    {
        if (texts.Choose(_language, out string found) is not { } text)
        {
            return null;
        }

        if (found.Length > 0)
        {
            LanguagesUsed.Add(found);
        }

        return (text, found == _language || found.Length == 0 ? null : found);
    }

    /// <summary>Shows a term: its label and its link, or its value.</summary>
    /// <param name="term">The term.</param>
    /// <param name="fallback">What to show where it has no label.</param>
    /// <returns>The view.</returns>
    public TermView View(Term term, string? fallback = null)
    {
        if (term is Literal literal)
        {
            string text = literal.Lexical.Length > ValueLengthMax
                ? literal.Lexical[..ValueLengthMax] + "…"
                : literal.Lexical;
            string? other = literal.Language == _language ? null : literal.Language;
            return new TermView(text, null, other, literal.Language is null ? LocalName(literal.Datatype) : null);
        }

        (string label, string? labelLanguage) = Label(term, fallback);
        return term is Iri iri
            ? new TermView(label, Href(iri), labelLanguage, iri.Text)
            : new TermView(label, null, labelLanguage);
    }

    /// <summary>Shows the values of a property, those in the reader's language first.</summary>
    /// <param name="values">The values.</param>
    /// <returns>The views.</returns>
    public ImmutableArray<TermView> Views(IEnumerable<Term> values) =>
    [
        .. values
            .OrderBy(value => value is Literal { Language: { } other } && other != _language)
            .ThenBy(
                static value => value is Literal literal ? literal.Lexical : value.ToString(),
                StringComparer.Ordinal)
            .Select(value => View(value)),
    ];

    /// <summary>The address where an IRI is answered.</summary>
    /// <param name="iri">The IRI.</param>
    /// <returns>A path here where it is ours or something is known of it; the IRI itself otherwise.</returns>
    public string Href(Iri iri)
    {
        if (_site.PathOf(iri.Text) is { } path)
        {
            return Keep(_basePath + "/" + EscapeIri(path));
        }

        return IsDescribed(_snapshot.Find(iri)) || !IsWeb(iri.Text) ? ResourceHref(iri) : iri.Text;
    }

    /// <summary>The address that answers for an IRI of another _site.</summary>
    /// <param name="iri">The IRI.</param>
    /// <returns>A path.</returns>
    public string ResourceHref(Iri iri) => Keep(_basePath + "/resource?iri=" + Uri.EscapeDataString(iri.Text));

    /// <summary>The last part of an IRI, the label of a blank node, the lexical form of a literal.</summary>
    /// <param name="term">The term.</param>
    /// <returns>A short text.</returns>
    public static string LocalName(Term term) => term switch
    {
        Iri iri when iri.Text.TrimEnd('/', '#') is var text && text.LastIndexOfAny(['/', '#']) is var cut and >= 0
            && cut + 1 < text.Length => Uri.UnescapeDataString(text[(cut + 1)..]),
        Iri iri => iri.Text,
        BlankNode node => "_:" + node.Label,
        Literal literal => literal.Lexical,
        _ => term.ToString(),
    };

    /// <summary>Percent-encodes what an IRI may hold and a URI may not.</summary>
    /// <param name="iri">An IRI, or a part of one.</param>
    /// <returns>The same as a URI.</returns>
    /// <remarks>Source: RFC 3987, section 3.1.</remarks>
    public static string EscapeIri(string iri)
    {
        if (!iri.AsSpan().ContainsAnyExcept(PlainInHeaders))
        {
            return iri;
        }

        var escaped = new StringBuilder(iri.Length + 16);
        foreach (byte part in Encoding.UTF8.GetBytes(iri))
        {
            _ = part is > (byte)' ' and < 0x7f and not ((byte)'<' or (byte)'>' or (byte)'"')
                ? escaped.Append((char)part)
                : escaped.Append('%').Append(part.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return escaped.ToString();
    }

    /// <summary>What a resource is called by rdf:type, in words.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>One view a type.</returns>
    public ImmutableArray<TermView> Types(Term resource) =>
        Views(_snapshot.Default.Match(resource, RdfVocabulary.Type, null).Select(static triple => triple.Object));

    private string Keep(string address) => _isLanguageAsked
        ? address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + _language
        : address;

    // What is only mentioned is better explained at its own _site.
    private bool IsDescribed(TermId id) => id.Tag == TermTag.Cell
        || (!id.IsNone && _snapshot.Default.CountTriples(id, TermId.None, TermId.None) > 0);

    private static bool IsWeb(string iri) => iri.StartsWith("http", StringComparison.OrdinalIgnoreCase);
}
