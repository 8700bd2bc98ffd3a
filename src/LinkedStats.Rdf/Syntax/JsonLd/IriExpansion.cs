namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Expands texts that stand for IRIs.</summary>
/// <remarks>Source: JSON-LD 1.1 API, section 5.2.2.</remarks>
internal static class IriExpansion
{
    /// <summary>Tells whether a text has the form of an IRI.</summary>
    public static bool IsIri(string text) => IriSyntax.SchemeLength(text) > 0;

    /// <summary>Tells whether a text is an IRI: beyond its form, it holds nothing that IRIs forbid.</summary>
    public static bool IsWellFormed(string text) =>
        IriSyntax.FindProblem(text) is null && text.AsSpan().Count('#') < 2;

    /// <summary>Tells whether a text is a blank node identifier.</summary>
    public static bool IsBlankNode(string text) => text.StartsWith("_:", StringComparison.Ordinal);

    /// <summary>Expands a text.</summary>
    /// <param name="context">The active context.</param>
    /// <param name="value">The text.</param>
    /// <param name="isVocabulary">Whether it may be a term, or belong to the vocabulary.</param>
    /// <param name="isDocumentRelative">Whether it is resolved against the base.</param>
    /// <param name="define">While a context is processed, defines a term that it may hold; null otherwise.</param>
    /// <returns>An IRI, a blank node identifier, a keyword, or a text that stayed relative; null for what has the form
    /// of a keyword, or is a term that stands for nothing.</returns>
    public static string? Expand(
        ActiveContext context, string value, bool isVocabulary = false, bool isDocumentRelative = false,
        Action<string>? define = null)
    {
        // Steps 1 and 2.
        if (value.StartsWith('@') && (JsonLdKeyword.Is(value) || JsonLdKeyword.HasForm(value)))
        {
            return JsonLdKeyword.Is(value) ? value : null;
        }

        // Steps 3 to 5.
        define?.Invoke(value);
        TermDefinition? definition = context.Find(value);
        if (definition is not null && (isVocabulary || JsonLdKeyword.Is(definition.Iri)))
        {
            return definition.Iri;
        }

        // Step 6.
        int colon = value.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0)
        {
            if (value.AsSpan(0, colon) is "_" || value.AsSpan(colon + 1).StartsWith("//"))
            {
                return value;
            }

            string prefix = value[..colon];
            define?.Invoke(prefix);
            if (context.Find(prefix) is { Iri: { } mapping, IsPrefix: true })
            {
                return string.Concat(mapping, value.AsSpan(colon + 1));
            }

            if (IsIri(value))
            {
                return value;
            }
        }

        // Steps 7 to 9.
        return isVocabulary && context.Vocabulary is not null ? context.Vocabulary + value
            : isDocumentRelative ? Resolve(context.Base, value)
            : value;
    }

    /// <summary>Resolves a reference; one that no IRI can be made of stays as it is, and is dropped later.</summary>
    public static string Resolve(IriResolver? resolver, string reference) =>
        resolver is null || IriSyntax.FindReferenceProblem(reference) is not null ? reference
            : resolver.Resolve(reference).Text;
}
