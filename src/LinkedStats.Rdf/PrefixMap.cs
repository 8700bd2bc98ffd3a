using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf;

/// <summary>Prefixes and the namespaces they stand for, in the order of their declaration.</summary>
/// <remarks>Any number of threads may read a map that nobody changes any more.</remarks>
public sealed class PrefixMap : IEnumerable<KeyValuePair<string, string>>
{
    private readonly Dictionary<string, string> _namespaces = new(StringComparer.Ordinal);
    private readonly List<string> _prefixes = [];
    private KeyValuePair<string, string>[]? _longestFirst;
    private ConcurrentDictionary<Func<string, string, bool>, PrefixMap>? _usable;

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
        foreach (KeyValuePair<string, string> pair in _longestFirst ??= SortByLength())
        {
            // Namespaces differ most at their end, and most of them do not fit.
            string namespaceIri = pair.Value;
            if (iri.Text.Length >= namespaceIri.Length && iri.Text[namespaceIri.Length - 1] == namespaceIri[^1]
                && iri.Text.StartsWith(namespaceIri, StringComparison.Ordinal))
            {
                (prefix, namespaceLength) = (pair.Key, namespaceIri.Length);
                return true;
            }
        }

        (prefix, namespaceLength) = (null, 0);
        return false;
    }

    /// <summary>The prefixes that a syntax can declare; what it says of a map is remembered with the map.</summary>
    /// <param name="isUsable">Tells whether the syntax can declare a prefix and its namespace. It is remembered too,
    /// so a syntax has one such object.</param>
    /// <returns>A map that others read too: whoever wants to change it makes a copy.</returns>
    internal PrefixMap UsableBy(Func<string, string, bool> isUsable) =>
        (_usable ??= []).GetOrAdd(isUsable, (rule, all) => all.Where(rule), this);

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

    private KeyValuePair<string, string>[] SortByLength()
    {
        var sorted = new List<KeyValuePair<string, string>>(_prefixes.Count);
        foreach (string prefix in _prefixes)
        {
            // Of namespaces that are equal the first one declared wins, so that it has to stand before the others.
            string namespaceIri = _namespaces[prefix];
            int place = sorted.Count;
            while (place > 0 && sorted[place - 1].Value.Length < namespaceIri.Length)
            {
                place--;
            }

            if (namespaceIri.Length > 0)
            {
                sorted.Insert(place, KeyValuePair.Create(prefix, namespaceIri));
            }
        }

        return [.. sorted];
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        _prefixes.Select(prefix => KeyValuePair.Create(prefix, _namespaces[prefix])).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
