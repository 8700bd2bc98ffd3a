using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>The terms of a context, by what they stand for.</summary>
/// <remarks>
/// Source: what JSON-LD 1.1 API, section 4.3, calls the inverse context, for the containers and types that
/// <see cref="LinkedStatsContext"/> uses. A term is chosen for each value alone, so that none is ever changed by it.
/// </remarks>
internal sealed class CompactTerms
{
    private readonly Dictionary<string, List<CompactTerm>> _byIri = new(StringComparer.Ordinal);

    /// <summary>Reads the terms of a context.</summary>
    public CompactTerms(LinkedStatsContext context)
    {
        var text = new JsonText(new MemoryStream(context.Content.ToArray()), RdfReadOptions.Default, long.MaxValue);
        ((JsonObject)text.ReadValue(depth: 0)).TryGet("@context", out JsonValue? local);
        ActiveContext active = new ContextProcessor(JsonLdReadOptions.Default).Process(new(null), local!, null);
        foreach ((string name, TermDefinition definition) in active.Terms
            .OrderBy(static pair => pair.Key.Length).ThenBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            if (definition.Iri is "@id")
            {
                IdKey = name;
            }
            else if (definition.Iri is "@type")
            {
                TypeKey = name;
            }
            else if (CompactTerm.IsUsable(definition))
            {
                Add(new CompactTerm(name, definition));
            }
        }
    }

    /// <summary>What <c>@id</c> is called.</summary>
    public string IdKey { get; } = "@id";

    /// <summary>What <c>@type</c> is called.</summary>
    public string TypeKey { get; } = "@type";

    /// <summary>All terms that can be used, in the order of their names.</summary>
    public IEnumerable<CompactTerm> All => _byIri.Values.SelectMany(static terms => terms)
        .OrderBy(static term => term.Name, StringComparer.Ordinal);

    /// <summary>Tells whether a name is taken.</summary>
    public bool IsTerm(string name) =>
        name == IdKey || name == TypeKey || _byIri.Values.Any(terms => terms.Exists(term => term.Name == name));

    /// <summary>Finds the term for a property and a value of it.</summary>
    /// <param name="property">The property.</param>
    /// <param name="value">The value.</param>
    /// <param name="isList">Whether the value is written as a list.</param>
    /// <returns>The term; null where none keeps the value as it is.</returns>
    public CompactTerm? ForProperty(Iri property, Term value, bool isList) =>
        _byIri.GetValueOrDefault(property.Text)?.Find(term => term.Fits(value, isList));

    /// <summary>Finds the term for a class or a datatype.</summary>
    /// <returns>The term; null where there is none.</returns>
    public CompactTerm? ForClass(Iri type) => _byIri.GetValueOrDefault(type.Text)?[0];

    private void Add(CompactTerm term)
    {
        string iri = term.Definition.Iri!;
        if (!_byIri.TryGetValue(iri, out List<CompactTerm>? terms))
        {
            terms = [];
            _byIri.Add(iri, terms);
        }

        // A term that says what its values are is the better one.
        terms.Insert(term.IsPlain ? terms.Count : terms.FindLastIndex(static other => !other.IsPlain) + 1, term);
    }
}

/// <summary>A term that compacted documents use.</summary>
/// <param name="Name">The term.</param>
/// <param name="Definition">Its definition.</param>
internal sealed record CompactTerm(string Name, TermDefinition Definition)
{
    /// <summary>Whether values are written in full.</summary>
    public bool IsPlain => Definition.Type is null && !IsLanguageMap;

    /// <summary>Whether values are texts by language.</summary>
    public bool IsLanguageMap => Definition.Containers == Containers.Language;

    /// <summary>Whether values always stand in an array.</summary>
    public bool IsSet => Definition.Containers == Containers.Set;

    /// <summary>Tells whether the writer knows how to use a term.</summary>
    public static bool IsUsable(TermDefinition definition) =>
        definition is { IsPrefix: false, IsReverse: false, HasLanguage: false, HasDirection: false, Context: null }
        && definition.Containers is Containers.None or Containers.Set or Containers.Language
        && definition.Iri is not null && IriExpansion.IsIri(definition.Iri)
        && (definition.Type is null or "@id" || IriExpansion.IsIri(definition.Type));

    /// <summary>Tells whether a value can be written with the term.</summary>
    public bool Fits(Term value, bool isList) => IsPlain
        || (IsLanguageMap ? value is Literal { Language: not null }
            : Definition.Type == "@id" ? value is not Literal && !isList
            : value is Literal literal && literal.Datatype.Text == Definition.Type);

    /// <summary>Writes the definition of the term into a context.</summary>
    public void WriteDefinition(Utf8Output output)
    {
        if (IsPlain && !IsSet)
        {
            output.WriteJsonString(Definition.Iri);
            return;
        }

        output.Write("{ \"@id\": "u8);
        output.WriteJsonString(Definition.Iri);
        if (Definition.Type is not null)
        {
            output.Write(", \"@type\": "u8);
            output.WriteJsonString(Definition.Type);
        }

        if (IsLanguageMap || IsSet)
        {
            output.Write(IsSet ? ", \"@container\": \"@set\""u8 : ", \"@container\": \"@language\""u8);
        }

        output.Write(" }"u8);
    }
}
