using System.Globalization;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <content>Contexts that stand in other documents.</content>
internal sealed partial class ContextProcessor
{
    private readonly Dictionary<Iri, (Iri Address, JsonObject Document)> _loaded = [];
    private long _loadedBytes;

    /// <summary>Loads and applies a context before the document's own; API, section 9.4.3 (expandContext).</summary>
    public ActiveContext ProcessInitial(ActiveContext active, Iri address)
    {
        var reference = new JsonString(new JsonPlace(1, 1), address.Text);
        return Process(active, reference, new Scope(null, []));
    }

    /// <summary>4.1.2, step 5.2.</summary>
    private ActiveContext ProcessRemote(ActiveContext result, JsonString reference, Scope scope)
    {
        Iri address = AddressOf(reference, scope.BaseUrl);
        if (scope.IsValidation && scope.Remote.Contains(address))
        {
            return result;
        }

        if (scope.Remote.Length >= Options.ContextDepthMax)
        {
            throw JsonLdError.At(reference.Place, JsonLdError.ContextOverflow, string.Create(
                CultureInfo.InvariantCulture,
                $"loaded contexts stand deeper in each other than the limit of {Options.ContextDepthMax}"));
        }

        (Iri baseUrl, JsonObject document) = Load(address, reference);
        if (!document.TryGet("@context", out JsonValue? context))
        {
            throw NoContext(address, reference);
        }

        return Process(result, context, new Scope(baseUrl, scope.Remote.Add(address))
        {
            IsValidation = scope.IsValidation,
        });
    }

    /// <summary>4.1.2, step 5.6: the entries of another context, unless this one has them too.</summary>
    private JsonObject Import(JsonObject context, Scope scope)
    {
        if (!context.TryGet("@import", out JsonValue? value))
        {
            return context;
        }

        RefuseIn10(value, "invalid context entry", "@import");
        if (value is not JsonString reference)
        {
            throw JsonLdError.At(value, "invalid @import value", "the IRI of a context");
        }

        Iri address = AddressOf(reference, scope.BaseUrl);
        if (!Load(address, reference).Document.TryGet("@context", out JsonValue? found)
            || found is not JsonObject imported)
        {
            throw NoContext(address, reference);
        }

        if (imported.TryGet("@import", out _))
        {
            throw JsonLdError.At(
                reference.Place, "invalid context entry", "an imported context that has @import", "one without it");
        }

        var merged = new JsonObject(context.Place);
        foreach (JsonEntry entry in context.Entries.Concat(imported.Entries))
        {
            merged.TryAdd(entry);
        }

        return merged;
    }

    private static Iri AddressOf(JsonString reference, Iri? baseUrl)
    {
        IriResolver? resolver = baseUrl is null ? null : new IriResolver(baseUrl);
        return Iri.TryParse(IriExpansion.Resolve(resolver, reference.Text), out Iri? address)
            ? address
            : throw JsonLdError.At(reference, "loading document failed", "the absolute IRI of a context");
    }

    private static RdfSyntaxException NoContext(Iri address, JsonString reference) => JsonLdError.At(
        reference.Place, "invalid remote context", $"the document {address}", "an object with a context to use here");

    private (Iri Address, JsonObject Document) Load(Iri address, JsonString reference)
    {
        if (_loaded.TryGetValue(address, out var known))
        {
            return known;
        }

        if (_loaded.Count >= Options.ContextsMax)
        {
            throw JsonLdError.At(reference.Place, JsonLdError.ContextOverflow, string.Create(
                CultureInfo.InvariantCulture, $"more contexts are used than the limit of {Options.ContextsMax}"));
        }

        try
        {
            using JsonLdContextDocument? document = Options.ContextLoader?.Invoke(address);
            if (document is null)
            {
                throw JsonLdError.At(reference.Place, JsonLdError.LoadingContextFailed,
                    $"{address} is none of the contexts that can be used here; write its content into the document");
            }

            (Iri, JsonObject) loaded = (document.Address, Parse(document.Content, reference, address));
            _loaded.Add(address, loaded);
            return loaded;
        }
        catch (IOException error)
        {
            throw JsonLdError.At(
                reference.Place, JsonLdError.LoadingContextFailed, $"{address} cannot be read: {error.Message}");
        }
    }

    /// <summary>Parses a context document; its values get the place of the reference.</summary>
    private JsonObject Parse(Stream content, JsonString reference, Iri address)
    {
        var limits = new RdfReadOptions { BytesMax = Options.ContextBytesMax - _loadedBytes };
        try
        {
            var text = new JsonText(content, limits, limits.BytesMax, reference.Place);
            JsonValue document = text.ReadValue(depth: 0);
            text.ReadEnd();
            _loadedBytes += text.Consumed;
            return document as JsonObject ?? throw NoContext(address, reference);
        }
        catch (RdfSyntaxException error) when (error.ErrorCode is null)
        {
            throw JsonLdError.At(reference.Place, JsonLdError.LoadingContextFailed, $"{address}, {error.Message}");
        }
    }
}
