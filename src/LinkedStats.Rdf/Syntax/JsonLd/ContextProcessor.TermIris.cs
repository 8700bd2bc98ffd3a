namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <content>The definitions of the terms of one context.</content>
internal sealed partial class ContextProcessor
{
    /// <content>What a term stands for: its type mapping and its IRI mapping.</content>
    private sealed partial class TermCreation
    {
        /// <summary>Step 12.</summary>
        private string? TypeOf(JsonObject value)
        {
            if (!value.TryGet("@type", out JsonValue? found))
            {
                return null;
            }

            if (found is JsonString text && Expand(text.Text) is { } type)
            {
                if (type is "@json" or "@none")
                {
                    processor.RefuseIn10(found, "invalid type mapping", type);
                    return type;
                }

                if (type is "@id" or "@vocab" || IriExpansion.IsIri(type))
                {
                    return type;
                }
            }

            throw JsonLdError.At(found, "invalid type mapping", "an IRI, @id, @vocab, @json or @none");
        }

        /// <summary>Step 13; null where the IRI is reserved.</summary>
        private TermDefinition? Reversed(JsonObject value, JsonValue reverse, TermDefinition definition)
        {
            foreach (JsonEntry entry in value.Entries)
            {
                if (entry.Name is "@id" or "@nest")
                {
                    throw JsonLdError.At(
                        entry.Place, "invalid reverse property",
                        $"{entry.Name} beside @reverse", $"no {entry.Name} there");
                }
            }

            if (reverse is not JsonString text)
            {
                throw JsonLdError.At(reverse, "invalid IRI mapping", "an IRI");
            }

            if (JsonLdKeyword.HasForm(text.Text) && !JsonLdKeyword.Is(text.Text))
            {
                return null;
            }

            if (Expand(text.Text) is not { } iri || !(IriExpansion.IsIri(iri) || IriExpansion.IsBlankNode(iri)))
            {
                throw JsonLdError.At(reverse, "invalid IRI mapping", "an IRI or a blank node identifier");
            }

            Containers containers = Containers.None;
            if (value.TryGet("@container", out JsonValue? container))
            {
                containers = container switch
                {
                    JsonNull => Containers.None,
                    JsonString { Text: "@set" } => Containers.Set,
                    JsonString { Text: "@index" } => Containers.Index,
                    _ => throw JsonLdError.At(container, "invalid reverse property", "@set, @index or null"),
                };
            }

            return definition with { Iri = iri, IsReverse = true, Containers = containers };
        }

        /// <summary>Steps 14 to 18; null where the IRI is reserved.</summary>
        private TermDefinition? MapIri(string term, JsonValue id, bool isSimple, TermDefinition definition)
        {
            if (id is JsonNull)
            {
                return definition;
            }

            if (id is not JsonString text)
            {
                throw JsonLdError.At(id, "invalid IRI mapping", "an IRI, a keyword or null");
            }

            return text.Text == term
                ? definition with { Iri = OwnIri(term, id) }
                : MapOther(term, text, isSimple, definition);
        }

        /// <summary>Step 14.2.</summary>
        private TermDefinition? MapOther(string term, JsonString id, bool isSimple, TermDefinition definition)
        {
            if (JsonLdKeyword.HasForm(id.Text) && !JsonLdKeyword.Is(id.Text))
            {
                return null;
            }

            string? iri = Expand(id.Text);
            bool isBlankNode = iri is not null && IriExpansion.IsBlankNode(iri);
            if (iri is null || !(JsonLdKeyword.Is(iri) || IriExpansion.IsIri(iri) || isBlankNode))
            {
                throw JsonLdError.At(id, "invalid IRI mapping", "an IRI, a blank node identifier or a keyword");
            }

            if (iri == "@context")
            {
                throw JsonLdError.At(id.Place, "invalid keyword alias", "another name for @context", "none");
            }

            // Step 14.2.4: a term that looks like an IRI must mean just that.
            bool hasInnerColon = term.Length > 2 && term.AsSpan(1, term.Length - 2).Contains(':');
            if (hasInnerColon || term.Contains('/', StringComparison.Ordinal))
            {
                _defined[term] = true;
                if (Expand(term) != iri)
                {
                    throw JsonLdError.At(
                        id.Place, "invalid IRI mapping", Shown(iri), $"the IRI that '{Shown(term)}' itself stands for");
                }
            }

            // Step 14.2.5.
            bool isPrefix = isSimple && term.AsSpan().IndexOfAny(':', '/') < 0
                && (isBlankNode || (IriExpansion.IsIri(iri) && ":/?#[]@".Contains(iri[^1], StringComparison.Ordinal)));
            return definition with { Iri = iri, IsPrefix = isPrefix };
        }

        /// <summary>Steps 15 to 18: what a term without an <c>@id</c> of its own stands for.</summary>
        private string OwnIri(string term, JsonValue value)
        {
            int colon = term.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                string prefix = term[..colon];
                Define(prefix);
                return active.Find(prefix) is { } definition
                    ? string.Concat(definition.Iri, term.AsSpan(colon + 1))
                    : term;
            }

            if (term.Contains('/', StringComparison.Ordinal))
            {
                return IriExpansion.Expand(active, term, isVocabulary: true) is { } iri && IriExpansion.IsIri(iri)
                    ? iri
                    : throw JsonLdError.At(value, "invalid IRI mapping", "an IRI, or a vocabulary to complete it");
            }

            return term == "@type" ? term
                : active.Vocabulary is not null ? active.Vocabulary + term
                : throw JsonLdError.At(
                    value.Place, "invalid IRI mapping",
                    $"'{Shown(term)}' without @id", "an @id, or @vocab to complete it");
        }
    }
}
