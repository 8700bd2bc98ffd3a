using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf;

/// <summary>Prefixes and the namespaces they stand for, in the order of their declaration.</summary>
/// <remarks>Any number of threads may read a map that nobody changes any more.</remarks>
public sealed class PrefixMap : IEnumerable<KeyValuePair<string, string>>
{
    /// <summary>Parts are told apart by the bits of a word, and so many of them are remembered.</summary>
    private const int PartBits = 64;
    private const int PartsMax = 64;

    private readonly Dictionary<string, string> _namespaces = new(StringComparer.Ordinal);
    private readonly List<string> _prefixes = [];
    private Namespace[]? _longestFirst;
    private ConcurrentDictionary<Func<string, string, bool>, PrefixMap>? _usable;
    private ConcurrentDictionary<ulong, PrefixMap>? _parts;

    /// <summary>The number of prefixes.</summary>
    public int Count => _prefixes.Count;

    /// <summary>Makes a map of the vocabularies that statistical linked data uses.</summary>
    /// <returns>A new map, which the caller may change.</returns>
    public static PrefixMap CreateWellKnown() => new()
    {
        { "rdf", RdfVocabulary.Namespace },
        { "rdfs", RdfsVocabulary.Namespace },
        { "xsd", XsdVocabulary.Namespace },
        { "owl", OwlVocabulary.Namespace },
        { "skos", SkosVocabulary.Namespace },
        { "xkos", XkosVocabulary.Namespace },
        { "qb", CubeVocabulary.Namespace },
        { "sdmx-dimension", SdmxVocabulary.DimensionNamespace },
        { "sdmx-measure", SdmxVocabulary.MeasureNamespace },
        { "sdmx-attribute", SdmxVocabulary.AttributeNamespace },
        { "sdmx-code", SdmxVocabulary.CodeNamespace },
        { "sdmx-concept", SdmxVocabulary.ConceptNamespace },
        { "sdmx-subject", SdmxVocabulary.SubjectNamespace },
        { "dcterms", DctermsVocabulary.Namespace },
        { "dcat", DcatVocabulary.Namespace },
        { "prov", ProvVocabulary.Namespace },
        { "mls", MlsVocabulary.Namespace },
        { "pav", PavVocabulary.Namespace },
        { "adms", AdmsVocabulary.Namespace },
        { "org", OrgVocabulary.Namespace },
        { "foaf", FoafVocabulary.Namespace },
        { "schema", SchemaOrgVocabulary.Namespace },
        { "spdx", SpdxVocabulary.Namespace },
        { "dqv", DqvVocabulary.Namespace },
        { "void", VoidVocabulary.Namespace },
        { "sd", ServiceDescriptionVocabulary.Namespace },
        { "hydra", HydraVocabulary.Namespace },
    };

    /// <summary>Declares a prefix; a later declaration of the same prefix replaces the earlier.</summary>
    /// <param name="prefix">The prefix without its colon; may be empty.</param>
    /// <param name="namespaceIri">The namespace.</param>
    public void Add(string prefix, string namespaceIri)
    {
        if (!_namespaces.ContainsKey(prefix))
        {
            _prefixes.Add(prefix);
        }

        _namespaces[prefix] = namespaceIri;
        _longestFirst = null;
        _usable = null;
        _parts = null;
    }

    /// <summary>Looks a prefix up.</summary>
    /// <param name="prefix">The prefix without its colon.</param>
    /// <param name="namespaceIri">The namespace.</param>
    /// <returns>False when the prefix is not declared.</returns>
    public bool TryGetNamespace(string prefix, [NotNullWhen(true)] out string? namespaceIri) =>
        _namespaces.TryGetValue(prefix, out namespaceIri);

    /// <summary>Expands a prefixed name such as <c>qb:DataSet</c>.</summary>
    /// <param name="name">The prefixed name.</param>
    /// <param name="iri">The IRI.</param>
    /// <returns>False when the prefix is not declared or the result is not an absolute IRI.</returns>
    public bool TryExpand(string name, [NotNullWhen(true)] out Iri? iri)
    {
        iri = null;
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0
            && _namespaces.TryGetValue(name[..colon], out string? namespaceIri)
            && Iri.TryParse(namespaceIri + name[(colon + 1)..], out iri);
    }

    /// <summary>Finds the longest declared namespace that an IRI starts with.</summary>
    /// <param name="iri">The IRI.</param>
    /// <param name="prefix">The prefix of that namespace.</param>
    /// <param name="namespaceLength">Its length in characters; the local name is the rest of the IRI, maybe
    /// empty.</param>
    /// <returns>False when no namespace fits. Whether the local name needs escapes is the syntax's business.</returns>
    public bool TryShorten(Iri iri, [NotNullWhen(true)] out string? prefix, out int namespaceLength)
    {
        int place = FindNamespace(iri, out namespaceLength);
        prefix = place < 0 ? null : _prefixes[place];
        return place >= 0;
    }

    /// <summary>Finds the longest declared namespace that an IRI starts with.</summary>
    /// <param name="iri">The IRI.</param>
    /// <param name="namespaceLength">Its length in characters.</param>
    /// <returns>The place of its prefix among the prefixes, from 0; -1 when no namespace fits.</returns>
    internal int FindNamespace(Iri iri, out int namespaceLength)
    {
        string text = iri.Text;
        foreach (Namespace space in _longestFirst ??= SortByLength())
        {
            // Namespaces differ most at their end, and most of them do not fit.
            string namespaceIri = space.Iri;
            if (text.Length >= namespaceIri.Length && text[namespaceIri.Length - 1] == namespaceIri[^1]
                && text.StartsWith(namespaceIri, StringComparison.Ordinal))
            {
                namespaceLength = namespaceIri.Length;
                return space.Place;
            }
        }

        namespaceLength = 0;
        return -1;
    }

    /// <summary>Finds a prefix.</summary>
    /// <param name="prefix">A declared prefix.</param>
    /// <returns>Its place among the prefixes, from 0.</returns>
    internal int PlaceOf(string prefix) => _prefixes.IndexOf(prefix);

    /// <summary>The prefixes that a syntax can declare; what it says of a map is remembered with the map.</summary>
    /// <param name="isUsable">Tells whether the syntax can declare a prefix and its namespace. It is remembered too,
    /// so a syntax has one such object.</param>
    /// <returns>A map that others read too: whoever wants to change it makes a copy.</returns>
    internal PrefixMap UsableBy(Func<string, string, bool> isUsable) =>
        (_usable ??= []).GetOrAdd(isUsable, (rule, all) => all.Where(rule), this);

    /// <summary>Chooses prefixes by their places; documents of a kind use the same ones, so the answers are
    /// remembered with the map.</summary>
    /// <param name="isKept">Which are kept, one for each prefix.</param>
    /// <returns>A map that others read too: whoever wants to change it makes a copy.</returns>
    internal PrefixMap Part(ReadOnlySpan<bool> isKept)
    {
        if (isKept.Length > PartBits)
        {
            return At(isKept);
        }

        ulong bits = 0;
        for (int i = 0; i < isKept.Length; i++)
        {
            bits |= isKept[i] ? 1UL << i : 0;
        }

        ConcurrentDictionary<ulong, PrefixMap> parts = _parts ??= [];
        if (parts.TryGetValue(bits, out PrefixMap? part))
        {
            return part;
        }

        part = At(isKept);
        return parts.Count < PartsMax ? parts.GetOrAdd(bits, part) : part;
    }

    /// <summary>Chooses prefixes.</summary>
    /// <param name="isKept">Tells whether a prefix and its namespace are kept.</param>
    /// <returns>A new map, which the caller may change.</returns>
    internal PrefixMap Where(Func<string, string, bool> isKept)
    {
        PrefixMap kept = [];
        foreach (string prefix in _prefixes)
        {
            string namespaceIri = _namespaces[prefix];
            if (isKept(prefix, namespaceIri))
            {
                kept.Add(prefix, namespaceIri);
            }
        }

        return kept;
    }

    private PrefixMap At(ReadOnlySpan<bool> isKept)
    {
        PrefixMap kept = [];
        for (int i = 0; i < isKept.Length; i++)
        {
            if (isKept[i])
            {
                kept.Add(_prefixes[i], _namespaces[_prefixes[i]]);
            }
        }

        return kept;
    }

    // Of namespaces that are equal the first one declared wins; the order of equal lengths stays.
    private Namespace[] SortByLength() =>
        [.. _prefixes.Select((prefix, place) => new Namespace(_namespaces[prefix], place))
            .Where(static space => space.Iri.Length > 0)
            .OrderByDescending(static space => space.Iri.Length)];

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        _prefixes.Select(prefix => KeyValuePair.Create(prefix, _namespaces[prefix])).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private readonly record struct Namespace(string Iri, int Place);
}
