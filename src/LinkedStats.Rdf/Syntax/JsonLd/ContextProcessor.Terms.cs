using System.Globalization;
using System.Runtime.CompilerServices;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <content>The definitions of the terms of one context.</content>
internal sealed partial class ContextProcessor
{
    /// <summary>Defines the terms of a context definition.</summary>
    /// <remarks>Source: JSON-LD 1.1 API, section 4.2.2. Numbers in comments are its steps.</remarks>
    /// <param name="processor">What applies the scoped contexts of terms.</param>
    /// <param name="active">The context that receives the definitions.</param>
    /// <param name="local">The context definition.</param>
    /// <param name="isProtected">Whether terms are protected unless they say otherwise.</param>
    /// <param name="scope">How the context is applied.</param>
    private sealed partial class TermCreation(
        ContextProcessor processor, ActiveContext active, JsonObject local, bool isProtected, Scope scope)
    {
        /// <summary>How many terms are copied in the time that one is defined.</summary>
        private const int CopiesPerDefinition = 32;

        private static readonly HashSet<string> Settings =
            ["@base", "@direction", "@import", "@language", "@propagate", "@protected", "@version", "@vocab"];

        private static readonly HashSet<string> DefinitionEntries =
        [
            "@id", "@reverse", "@container", "@context", "@direction", "@index", "@language", "@nest", "@prefix",
            "@protected", "@type",
        ];

        /// <summary>True for terms that are defined, false for those whose definition is under way.</summary>
        private readonly Dictionary<string, bool> _defined = new(StringComparer.Ordinal);

        /// <summary>Defines all terms of the context; 4.1.2, step 5.13.</summary>
        public void CreateAll()
        {
            if (local.Entries.Count > 0)
            {
                // The terms of the context in force are copied, which is quick, but not for nothing.
                Charge(active.Terms.Count / CopiesPerDefinition, local.Place);
            }

            foreach (JsonEntry entry in local.Entries)
            {
                if (!Settings.Contains(entry.Name))
                {
                    Create(entry.Name, entry.Value, entry.Place);
                }
            }
        }

        /// <summary>Defines a term that another depends on, where this context holds it.</summary>
        private void Define(string term)
        {
            if (local.TryGet(term, out JsonValue? value) && !Settings.Contains(term))
            {
                Create(term, value, value.Place);
            }
        }

        private string? Expand(string value) =>
            IriExpansion.Expand(active, value, isVocabulary: true, define: Define);

        private void Create(string term, JsonValue value, JsonPlace place)
        {
            // Step 1.
            if (_defined.TryGetValue(term, out bool isComplete))
            {
                if (isComplete)
                {
                    return;
                }

                throw JsonLdError.At(place, "cyclic IRI mapping", $"the term '{Shown(term)}' depends on itself");
            }

            Charge(1, place);
            CheckStack(place);

            // Step 2.
            if (term.Length == 0)
            {
                throw JsonLdError.At(
                    place, "invalid term definition", "an empty term", "a term of one character at least");
            }

            _defined[term] = false;

            CheckKeyword(term, value, place);
            if (term != "@type" && JsonLdKeyword.HasForm(term))
            {
                return;
            }

            // Step 6.
            TermDefinition? previous = active.Find(term);
            active.Define(term, null);

            TermDefinition? definition = value switch
            {
                JsonNull => new() { IsProtected = isProtected },
                JsonString text => Simple(term, text),
                JsonObject map => Expanded(term, map),
                _ => throw JsonLdError.At(value, "invalid term definition", "null, an IRI or an object"),
            };
            if (definition is null)
            {
                return;
            }

            // Steps 27 and 28.
            if (!scope.OverridesProtected && previous is { IsProtected: true })
            {
                definition = definition.IsSameAs(previous)
                    ? previous
                    : throw JsonLdError.At(
                        place, "protected term redefinition",
                        $"another meaning of '{Shown(term)}'", "the same one, since it is protected");
            }

            active.Define(term, definition);
            _defined[term] = true;
        }

        /// <summary>Defines a term by its IRI alone; null where the text is reserved.</summary>
        private TermDefinition? Simple(string term, JsonString value)
        {
            var definition = new TermDefinition { IsProtected = isProtected };
            return MapIri(term, value, isSimple: true, definition);
        }

        /// <summary>Defines a term by an object; null where its IRI is reserved.</summary>
        private TermDefinition? Expanded(string term, JsonObject value)
        {
            // Steps 10 to 12.
            var definition = new TermDefinition { IsProtected = isProtected };
            if (value.TryGet("@protected", out JsonValue? flag))
            {
                processor.RefuseIn10(flag, "invalid term definition", "@protected");
                definition = definition with { IsProtected = IsTrue(flag) };
            }

            definition = definition with { Type = TypeOf(value) };
            if (value.TryGet("@reverse", out JsonValue? reverse))
            {
                return Reversed(value, reverse, definition);
            }

            // Steps 14 to 18.
            value.TryGet("@id", out JsonValue? id);
            if (MapIri(term, id ?? new JsonString(value.Place, term), isSimple: false, definition) is not { } mapped)
            {
                return null;
            }

            // Steps 19 to 26.
            mapped = WithContainer(value, mapped);
            mapped = WithContext(value, mapped);
            mapped = WithText(value, mapped);
            mapped = WithNestAndPrefix(term, value, mapped);
            foreach (JsonEntry entry in value.Entries)
            {
                if (!DefinitionEntries.Contains(entry.Name))
                {
                    throw JsonLdError.At(
                        entry.Place, "invalid term definition",
                        $"'{Shown(entry.Name)}'", "a keyword that belongs in a definition");
                }
            }

            return mapped;
        }

        /// <summary>Steps 4 and 5.</summary>
        private void CheckKeyword(string term, JsonValue value, JsonPlace place)
        {
            if (term != "@type")
            {
                if (JsonLdKeyword.Is(term))
                {
                    throw JsonLdError.At(
                        place, "keyword redefinition", $"the keyword {term}", "a term that is no keyword");
                }

                return;
            }

            processor.RefuseIn10(value, "keyword redefinition", "definition of @type");
            bool isGood = value is JsonObject { Entries.Count: > 0 } map && map.Entries.All(static entry =>
                entry.Name == "@protected" || entry is { Name: "@container", Value: JsonString { Text: "@set" } });
            if (!isGood)
            {
                throw JsonLdError.At(
                    place, "keyword redefinition",
                    "another definition of @type", "only the container @set, and @protected");
            }
        }

        /// <summary>Bounds what contexts full of contexts may cost.</summary>
        private void Charge(int definitionCount, JsonPlace place)
        {
            processor._termCount += definitionCount;
            if (processor._termCount > processor.Options.TermDefinitionsMax)
            {
                throw JsonLdError.At(place, JsonLdError.ContextOverflow, string.Create(
                    CultureInfo.InvariantCulture,
                    $"contexts define more terms than the limit of {processor.Options.TermDefinitionsMax:N0}"));
            }
        }

        private static void CheckStack(JsonPlace place)
        {
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            {
                throw JsonLdError.At(
                    place, JsonLdError.ContextOverflow, "terms depend on each other in too long a chain");
            }
        }

        private static string Shown(string term) => IriSyntax.Shorten(term);
    }
}
