using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Turns value objects into literals.</summary>
/// <remarks>Source: JSON-LD 1.1 API, section 8.2.2, steps 4 to 14.</remarks>
/// <param name="options">How directions are told.</param>
internal sealed class ValueLiterals(JsonLdReadOptions options)
{
    /// <summary>The namespace of datatypes that tell a language and a direction.</summary>
    public const string I18nNamespace = "https://www.w3.org/ns/i18n#";

    /// <summary>Tells whether a value becomes a node with the parts of its text.</summary>
    public bool IsCompound(ExpandedObject value) =>
        value.Direction is not null && options.Direction == RdfDirection.CompoundLiteral;

    /// <summary>Makes a literal.</summary>
    /// <param name="value">The value object.</param>
    /// <param name="resource">Gives the term of a datatype.</param>
    /// <returns>The literal; null where its datatype or its language is not well-formed.</returns>
    public Literal? Make(ExpandedObject value, Func<string, Term?> resource)
    {
        // Steps 5 to 7.
        string? type = value.Types?[0];
        if (type == "@json")
        {
            return new Literal(CanonicalJson.Write(value.Value!), RdfVocabulary.Json);
        }

        Iri? datatype = type is null ? null : resource(type) as Iri;
        if ((type is not null && datatype is null)
            || (value.Language is not null && !TermWriting.IsLanguage(value.Language)))
        {
            return null;
        }

        // Steps 9 to 11.
        switch (value.Value)
        {
            case JsonBoolean:
                return new Literal(value.Value.Kind, datatype ?? XsdVocabulary.Boolean);
            case JsonNumber number:
                (string lexical, bool isInteger) =
                    JsonNumbers.ToLexical(number, XsdVocabulary.Double.Equals(datatype));
                return new Literal(lexical, datatype ?? (isInteger ? XsdVocabulary.Integer : XsdVocabulary.Double));
        }

        // Steps 12 to 14.
        string text = ((JsonString)value.Value!).Text;
        if (value.Direction is not null && options.Direction == RdfDirection.I18nDatatype)
        {
            string name = $"{value.Language?.ToLowerInvariant()}_{value.Direction}";
            return new Literal(text, Iri.FromTrusted(I18nNamespace + name));
        }

        return value.Language is not null ? new Literal(text, value.Language)
            : datatype is null || datatype.Equals(RdfVocabulary.LangString) ? new Literal(text)
            : new Literal(text, datatype);
    }
}
