using System.Numerics;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <content>The definitions of the terms of one context.</content>
internal sealed partial class ContextProcessor
{
    /// <content>How the values of a term are written.</content>
    private sealed partial class TermCreation
    {
        private const string ExpectedContainer = "@graph, @id, @index, @language, @list, @set, @type, "
            + "or an array of those that go together";

        /// <summary>Steps 19 and 20.</summary>
        private TermDefinition WithContainer(JsonObject value, TermDefinition definition)
        {
            // JSON-LD 1.1, section 9.15.1, allows null for none.
            if (value.TryGet("@container", out JsonValue? container) && container is not JsonNull)
            {
                Containers containers = ContainersOf(container);
                definition = definition with { Containers = containers };
                if (containers.HasFlag(Containers.Type))
                {
                    definition = definition with { Type = definition.Type ?? "@id" };
                    if (definition.Type is not ("@id" or "@vocab"))
                    {
                        throw JsonLdError.At(
                            container.Place, "invalid type mapping",
                            "a type map of another type", "the type @id or @vocab");
                    }
                }
            }

            if (value.TryGet("@index", out JsonValue? index))
            {
                processor.RefuseIn10(index, "invalid term definition", "@index in definitions");
                definition = definition.Containers.HasFlag(Containers.Index) && index is JsonString text
                    && Expand(text.Text) is { } iri && IriExpansion.IsIri(iri)
                    ? definition with { Index = text.Text }
                    : throw JsonLdError.At(
                        index, "invalid term definition", "the IRI of a property, with the container @index");
            }

            return definition;
        }

        private Containers ContainersOf(JsonValue value)
        {
            Containers all = Containers.None;
            foreach (JsonValue item in value.AsItems())
            {
                Containers one = item is not JsonString { Text: var text } ? Containers.None : text switch
                {
                    "@graph" => Containers.Graph,
                    "@id" => Containers.Id,
                    "@index" => Containers.Index,
                    "@language" => Containers.Language,
                    "@list" => Containers.List,
                    "@set" => Containers.Set,
                    "@type" => Containers.Type,
                    _ => Containers.None,
                };
                if (one == Containers.None || all.HasFlag(one))
                {
                    throw JsonLdError.At(item, "invalid container mapping", ExpectedContainer);
                }

                all |= one;
            }

            // Alone, or a graph with its ids or indexes, or a set of anything but lists.
            Containers others = all & ~Containers.Set;
            bool isGood = all != Containers.None && (BitOperations.IsPow2((int)all)
                || others is (Containers.Graph | Containers.Id) or (Containers.Graph | Containers.Index)
                || (all.HasFlag(Containers.Set) && !all.HasFlag(Containers.List)));
            bool is10 = value is JsonString && all is not (Containers.Graph or Containers.Id or Containers.Type);
            return isGood && (is10 || !processor.Options.IsVersion10)
                ? all
                : throw JsonLdError.At(value, "invalid container mapping", ExpectedContainer);
        }

        /// <summary>Step 21; what a scoped context leads to is looked at when it is used.</summary>
        private TermDefinition WithContext(JsonObject value, TermDefinition definition)
        {
            if (!value.TryGet("@context", out JsonValue? context))
            {
                return definition;
            }

            processor.RefuseIn10(context, "invalid term definition", "scoped contexts");
            try
            {
                processor.Process(active, context, new Scope(scope.BaseUrl, scope.Remote)
                {
                    OverridesProtected = true,
                    IsValidation = true,
                });
            }
            catch (RdfSyntaxException error)
            {
                throw new RdfSyntaxException(
                    $"invalid scoped context: {error.Problem}", error.Line, error.Column, "invalid scoped context");
            }

            return definition with { Context = context, BaseUrl = scope.BaseUrl };
        }

        /// <summary>Steps 22 and 23.</summary>
        private static TermDefinition WithText(JsonObject value, TermDefinition definition)
        {
            if (value.TryGet("@type", out _))
            {
                return definition;
            }

            if (value.TryGet("@language", out JsonValue? language))
            {
                string? tag = TextOrNull(language, "invalid language mapping", "a language tag or null");
                definition = definition with { Language = tag, HasLanguage = true };
            }

            return value.TryGet("@direction", out JsonValue? direction)
                ? definition with { Direction = NewDirection(direction), HasDirection = true }
                : definition;
        }

        /// <summary>Steps 24 and 25.</summary>
        private TermDefinition WithNestAndPrefix(string term, JsonObject value, TermDefinition definition)
        {
            if (value.TryGet("@nest", out JsonValue? nest))
            {
                processor.RefuseIn10(nest, "invalid term definition", "@nest");
                definition = nest is JsonString text && (text.Text == "@nest" || !JsonLdKeyword.Is(text.Text))
                    ? definition with { Nest = text.Text }
                    : throw JsonLdError.At(nest, "invalid @nest value", "@nest or a term for it");
            }

            if (!value.TryGet("@prefix", out JsonValue? prefix))
            {
                return definition;
            }

            processor.RefuseIn10(prefix, "invalid term definition", "@prefix");
            if (term.AsSpan().IndexOfAny(':', '/') >= 0)
            {
                throw JsonLdError.At(
                    prefix.Place, "invalid term definition", "@prefix of a term with ':' or '/'", "a term without");
            }

            bool isPrefix = prefix is JsonBoolean flag
                ? flag.Value
                : throw JsonLdError.At(prefix, "invalid @prefix value", "true or false");
            return isPrefix && JsonLdKeyword.Is(definition.Iri)
                ? throw JsonLdError.At(prefix.Place, "invalid term definition", "a keyword as a prefix", "an IRI")
                : definition with { IsPrefix = isPrefix };
        }
    }
}
