namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>The context in which names and values are read.</summary>
/// <remarks>
/// Source: JSON-LD 1.1 API, section 4.1. It changes only while <see cref="ContextProcessor"/> builds it; a clone shares
/// the terms until it defines its first own one, and no clone is kept of a context that still changes.
/// </remarks>
internal sealed class ActiveContext
{
    private const int KeysMax = 1 << 14;

    private readonly Dictionary<string, ExpandedKey> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<(JsonValue Context, bool IsTypeScoped), ActiveContext> _scoped = [];
    private Dictionary<string, TermDefinition> _terms = new(StringComparer.Ordinal);
    private bool _areTermsShared;

    /// <summary>Creates the initial context of a document.</summary>
    /// <param name="originalBase">The base of the document; null for none.</param>
    public ActiveContext(IriResolver? originalBase)
    {
        OriginalBase = originalBase;
        Base = originalBase;
    }

    /// <summary>The terms.</summary>
    public IReadOnlyDictionary<string, TermDefinition> Terms => _terms;

    /// <summary>Whether a term may be protected.</summary>
    public bool HasProtected { get; private set; }

    /// <summary>Whether a term may have a scoped context.</summary>
    public bool HasScoped { get; private set; }

    /// <summary>What relative IRIs are resolved against; null where they stay relative.</summary>
    public IriResolver? Base { get; set; }

    /// <summary>The base of the document, which a null context brings back.</summary>
    public IriResolver? OriginalBase { get; }

    /// <summary>The vocabulary mapping; null for none.</summary>
    public string? Vocabulary { get; set; }

    /// <summary>The default language; null for none.</summary>
    public string? Language { get; set; }

    /// <summary>The default direction, <c>ltr</c> or <c>rtl</c>; null for none.</summary>
    public string? Direction { get; set; }

    /// <summary>The context that node objects go back to; null where this one is propagated.</summary>
    public ActiveContext? Previous { get; set; }

    /// <summary>Makes a copy that may change.</summary>
    public ActiveContext Clone() => new(OriginalBase)
    {
        _terms = _terms,
        _areTermsShared = true,
        HasProtected = HasProtected,
        HasScoped = HasScoped,
        Base = Base,
        Vocabulary = Vocabulary,
        Language = Language,
        Direction = Direction,
        Previous = Previous,
    };

    /// <summary>Finds the definition of a term.</summary>
    public TermDefinition? Find(string term) => _terms.GetValueOrDefault(term);

    /// <summary>Defines a term, or takes its definition away.</summary>
    /// <param name="term">The term.</param>
    /// <param name="definition">The definition; null for none.</param>
    public void Define(string term, TermDefinition? definition)
    {
        if (_areTermsShared)
        {
            _terms = new(_terms, StringComparer.Ordinal);
            _areTermsShared = false;
        }

        if (definition is null)
        {
            _terms.Remove(term);
        }
        else
        {
            _terms[term] = definition;
        }

        HasProtected |= definition is { IsProtected: true };
        HasScoped |= definition is { Context: not null };
    }

    /// <summary>Expands the name of an entry, once for all entries of that name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>What it stands for, and the definition of it as a term.</returns>
    public ExpandedKey ExpandKey(string name)
    {
        if (!_keys.TryGetValue(name, out ExpandedKey key))
        {
            if (_keys.Count == KeysMax)
            {
                _keys.Clear();
            }

            key = new ExpandedKey(IriExpansion.Expand(this, name, isVocabulary: true), Find(name));
            _keys.Add(name, key);
        }

        return key;
    }

    /// <summary>Expands the name of a type, once for all objects of that type.</summary>
    /// <param name="name">The name.</param>
    /// <returns>An IRI, a blank node, a keyword or a text that stayed relative; null where it is dropped.</returns>
    public string? ExpandType(string name)
    {
        if (!_types.TryGetValue(name, out string? type))
        {
            if (_types.Count == KeysMax)
            {
                _types.Clear();
            }

            type = IriExpansion.Expand(this, name, isVocabulary: true, isDocumentRelative: true);
            _types.Add(name, type);
        }

        return type;
    }

    /// <summary>Gives this context with a scoped one applied, made once.</summary>
    /// <param name="context">The scoped context, as it stands in the definition of a term.</param>
    /// <param name="isTypeScoped">Whether it is the one of a type, not of a property.</param>
    /// <param name="process">Makes it.</param>
    public ActiveContext Scoped(JsonValue context, bool isTypeScoped, Func<ActiveContext> process)
    {
        if (!_scoped.TryGetValue((context, isTypeScoped), out ActiveContext? scoped))
        {
            scoped = process();
            _scoped.Add((context, isTypeScoped), scoped);
        }

        return scoped;
    }
}

/// <summary>What the name of an entry stands for.</summary>
/// <param name="Iri">An IRI, a blank node or a keyword; null where the entry is dropped.</param>
/// <param name="Definition">The definition of the name as a term; null where it is none.</param>
internal readonly record struct ExpandedKey(string? Iri, TermDefinition? Definition);
