using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Applies local contexts to an active context.</summary>
/// <remarks>Source: JSON-LD 1.1 API, sections 4.1 and 4.2. Numbers in comments are steps of these.</remarks>
/// <param name="options">The limits, the version, and how other documents are loaded.</param>
internal sealed partial class ContextProcessor(JsonLdReadOptions options)
{
    /// <summary>How a local context is applied.</summary>
    /// <param name="BaseUrl">What relative addresses of contexts are relative to; null where they are errors.</param>
    /// <param name="Remote">The loaded contexts that this one stands in, the outermost first.</param>
    private readonly record struct Scope(Iri? BaseUrl, ImmutableArray<Iri> Remote)
    {
        /// <summary>Whether protected terms may change.</summary>
        public bool OverridesProtected { get; init; }

        /// <summary>Whether node objects inside keep the context.</summary>
        public bool IsPropagated { get; init; } = true;

        /// <summary>Whether this is only the check of a scoped context.</summary>
        public bool IsValidation { get; init; }
    }

    private long _termCount;

    private JsonLdReadOptions Options { get; } = options;

    /// <summary>Applies a context.</summary>
    /// <param name="active">The context to start from; it stays as it is.</param>
    /// <param name="local">The value of an <c>@context</c> entry.</param>
    /// <param name="baseUrl">What relative addresses in it are relative to.</param>
    /// <param name="overridesProtected">Whether protected terms may change.</param>
    /// <param name="isPropagated">False for the scoped context of a type.</param>
    /// <returns>A new context.</returns>
    /// <exception cref="RdfSyntaxException">The context is wrong, cannot be loaded or exceeds a limit.</exception>
    public ActiveContext Process(
        ActiveContext active, JsonValue local, Iri? baseUrl, bool overridesProtected = false, bool isPropagated = true)
    {
        var scope = new Scope(baseUrl, [])
        {
            OverridesProtected = overridesProtected,
            IsPropagated = isPropagated,
        };
        return Process(active, local, scope);
    }

    private ActiveContext Process(ActiveContext active, JsonValue local, Scope scope)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw JsonLdError.At(local.Place, JsonLdError.ContextOverflow, "contexts stand too deep in each other");
        }

        // 4.1.2, steps 1 to 4.
        ActiveContext result = active.Clone();
        if (local is JsonObject definition && definition.TryGet("@propagate", out JsonValue? propagate))
        {
            scope = scope with { IsPropagated = propagate is not JsonBoolean { Value: false } };
        }

        if (!scope.IsPropagated)
        {
            result.Previous ??= active;
        }

        // Step 5.
        foreach (JsonValue context in local.AsItems())
        {
            result = context switch
            {
                JsonNull => Nullify(result, context, scope),
                JsonString reference => ProcessRemote(result, reference, scope),
                JsonObject map => ProcessMap(result, map, scope),
                _ => throw JsonLdError.At(context, "invalid local context", "null, the IRI of a context or an object"),
            };
        }

        return result;
    }

    /// <summary>Step 5.1.</summary>
    private static ActiveContext Nullify(ActiveContext result, JsonValue context, Scope scope)
    {
        if (!scope.OverridesProtected && result.HasProtected
            && result.Terms.Values.Any(static term => term.IsProtected))
        {
            throw JsonLdError.At(
                context.Place, "invalid context nullification",
                "null", "a context, since terms in force are protected");
        }

        return new ActiveContext(result.OriginalBase) { Previous = scope.IsPropagated ? null : result };
    }

    /// <summary>Steps 5.4 to 5.13.</summary>
    private ActiveContext ProcessMap(ActiveContext result, JsonObject context, Scope scope)
    {
        CheckVersion(context);
        context = Import(context, scope);
        if (scope.Remote.IsEmpty && context.TryGet("@base", out JsonValue? baseIri))
        {
            result.Base = NewBase(result, baseIri);
        }

        if (context.TryGet("@vocab", out JsonValue? vocabulary))
        {
            result.Vocabulary = NewVocabulary(result, vocabulary);
        }

        if (context.TryGet("@language", out JsonValue? language))
        {
            result.Language = TextOrNull(language, "invalid default language", "a language tag or null");
        }

        if (context.TryGet("@direction", out JsonValue? direction))
        {
            RefuseIn10(direction, "invalid context entry", "@direction");
            result.Direction = NewDirection(direction);
        }

        if (context.TryGet("@propagate", out JsonValue? propagate))
        {
            RefuseIn10(propagate, "invalid context entry", "@propagate");
            if (propagate is not JsonBoolean)
            {
                throw JsonLdError.At(propagate, "invalid @propagate value", "true or false");
            }
        }

        bool isProtected = context.TryGet("@protected", out JsonValue? value) && IsTrue(value);
        new TermCreation(this, result, context, isProtected, scope).CreateAll();
        return result;
    }

    /// <summary>Step 5.5.</summary>
    private void CheckVersion(JsonObject context)
    {
        if (context.TryGet("@version", out JsonValue? version))
        {
            if (version is not JsonNumber number || JsonNumbers.ToDouble(number) is not 1.1)
            {
                throw JsonLdError.At(version, "invalid @version value", "the number 1.1");
            }

            RefuseIn10(version, "processing mode conflict", "@version");
        }
    }

    /// <summary>Step 5.7.</summary>
    private static IriResolver? NewBase(ActiveContext result, JsonValue value)
    {
        if (value is JsonNull)
        {
            return null;
        }

        // A base that is not well-formed only makes IRIs that are dropped.
        if (value is JsonString { Text: var text } && IriExpansion.Resolve(result.Base, text) is var resolved
            && IriExpansion.IsIri(resolved))
        {
            return new IriResolver(Iri.FromTrusted(resolved));
        }

        throw JsonLdError.At(value, "invalid base IRI", "an IRI, a relative one only where there is a base, or null");
    }

    /// <summary>Step 5.8.</summary>
    private string? NewVocabulary(ActiveContext result, JsonValue value)
    {
        if (value is JsonNull)
        {
            return null;
        }

        if (value is JsonString { Text: var text } && (!Options.IsVersion10 || text.Length == 0 || HasColon(text))
            && IriExpansion.Expand(result, text, isVocabulary: true, isDocumentRelative: true) is { } expanded
            && (IriExpansion.IsIri(expanded) || IriExpansion.IsBlankNode(expanded)))
        {
            return expanded;
        }

        throw JsonLdError.At(value, "invalid vocab mapping", "an IRI, a blank node identifier or null");
    }

    /// <summary>Step 5.10, and 4.2.2, step 23.</summary>
    private static string? NewDirection(JsonValue value) => value switch
    {
        JsonNull => null,
        JsonString { Text: "ltr" or "rtl" } text => text.Text,
        _ => throw JsonLdError.At(value, "invalid base direction", "\"ltr\", \"rtl\" or null"),
    };

    private static bool HasColon(string text) => text.Contains(':', StringComparison.Ordinal);

    private static string? TextOrNull(JsonValue value, string code, string expected) =>
        value is JsonNull ? null : (value as JsonString)?.Text ?? throw JsonLdError.At(value, code, expected);

    private static bool IsTrue(JsonValue value) => value is JsonBoolean flag
        ? flag.Value
        : throw JsonLdError.At(value, "invalid @protected value", "true or false");

    private void RefuseIn10(JsonValue value, string code, string what)
    {
        if (Options.IsVersion10)
        {
            throw JsonLdError.At(value.Place, code, what, "none, since JSON-LD 1.0 is asked for");
        }
    }
}
