namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Expands JSON-LD: contexts are applied and removed, all names become IRIs.</summary>
/// <remarks>Source: JSON-LD 1.1 API, section 5.1.2. Numbers in comments are its steps; there are no frames.</remarks>
/// <param name="contexts">Applies contexts.</param>
/// <param name="options">The version.</param>
/// <param name="baseUrl">The address of the document, which those of contexts are relative to; null for none.</param>
internal sealed partial class Expansion(ContextProcessor contexts, JsonLdReadOptions options, Iri? baseUrl)
{
    /// <summary>Expands a value.</summary>
    /// <param name="context">The active context.</param>
    /// <param name="property">The name of the entry that holds the value; null for none.</param>
    /// <param name="element">The value.</param>
    /// <param name="isFromMap">Whether it stands in an index, id or type map.</param>
    /// <returns>What it expands to.</returns>
    /// <exception cref="RdfSyntaxException">The document is not JSON-LD.</exception>
    public Expanded Expand(ActiveContext context, string? property, JsonValue element, bool isFromMap = false)
    {
        switch (element)
        {
            // Steps 1, 4 and 5.
            case JsonNull:
                return default;
            case JsonArray array:
                return new(null, ExpandItems(context, property, array, isFromMap));
            case not JsonObject when property is null or "@graph":
                return default;
            case not JsonObject:
                return new(ExpandValue(PropertyScoped(context, context, property), property!, element));
            case JsonObject map:
                return ExpandObject(context, property, map, isFromMap);
        }
    }

    /// <summary>Step 5.2.</summary>
    private List<ExpandedObject> ExpandItems(
        ActiveContext context, string? property, JsonArray array, bool isFromMap)
    {
        bool isList = property is not null && ContainersOf(context, property).HasFlag(Containers.List);
        var result = new List<ExpandedObject>(array.Items.Count);
        foreach (JsonValue item in array.Items)
        {
            Expanded expanded = Expand(context, property, item, isFromMap);
            if (isList && expanded.Many is not null)
            {
                result.Add(new ExpandedObject(item.Place) { List = expanded.Many });
            }
            else if (expanded.One is not null)
            {
                result.Add(expanded.One);
            }
            else if (expanded.Many is not null)
            {
                result.AddRange(expanded.Many);
            }
        }

        return result;
    }

    /// <summary>Steps 7 to 20.</summary>
    private Expanded ExpandObject(ActiveContext context, string? property, JsonObject element, bool isFromMap)
    {
        // Step 7: the scope of a type ends at the next node object.
        ActiveContext outer = context;
        if (context.Previous is not null && !isFromMap && !IsValueOrReference(context, element))
        {
            context = context.Previous;
        }

        // Steps 8 and 9. The scoped context is the one that the property had outside.
        context = PropertyScoped(context, outer, property);
        if (element.TryGet("@context", out JsonValue? local))
        {
            context = contexts.Process(context, local, baseUrl);
        }

        // Steps 10 to 12.
        ActiveContext typeScoped = context;
        List<JsonEntry>? typeEntries = TypeEntries(context, element);
        context = typeEntries is null || !context.HasScoped ? context : TypeScoped(context, typeEntries);
        JsonValue? inputTypes = typeEntries?[0].Value;
        JsonValue? last = inputTypes is JsonArray { Items: [.., var item] } ? item : inputTypes;
        string? inputType = last is JsonString type ? context.ExpandType(type.Text) : null;

        var frame = new Frame(context, typeScoped, property, inputType, new ExpandedObject(element.Place));
        ExpandEntries(frame, element);
        return Finish(frame.Result, property);
    }

    /// <summary>Steps 15 to 20.</summary>
    private static Expanded Finish(ExpandedObject result, string? property)
    {
        if (result.Value is not null)
        {
            if (!CheckValueObject(result))
            {
                return default;
            }
        }
        else if (result.Types is null && (result.Set is not null || result.List is not null))
        {
            CheckSetOrList(result);
            if (result.Set is { } set)
            {
                return set;
            }
        }
        else if (result.Set is not null || result.List is not null)
        {
            CheckSetOrList(result);
        }

        // Step 18.
        if (result.Language is not null && result.EntryCount == 1)
        {
            return default;
        }

        // Step 19.
        if (property is null or "@graph")
        {
            int count = result.EntryCount;
            bool isFloating = count == 0 || result.Value is not null || result.List is not null
                || (count == 1 && result.HasId);
            return isFloating ? default : new(result);
        }

        return new(result);
    }

    /// <summary>Step 15.</summary>
    /// <returns>False for a value that is null.</returns>
    private static bool CheckValueObject(ExpandedObject result)
    {
        int allowed = (result.Types is null ? 0 : 1) + (result.Language is null ? 0 : 1)
            + (result.Direction is null ? 0 : 1) + (result.Index is null ? 0 : 1);
        bool isText = result.Language is not null || result.Direction is not null;
        if (result.EntryCount > allowed + 1 || (isText && result.Types is not null))
        {
            throw JsonLdError.At(result.Place, "invalid value object", "another entry beside @value",
                "only @type, or @language and @direction, and @index");
        }

        if (result.Types is ["@json"] && !result.IsTypeArray)
        {
            return true;
        }

        if (result.Value is JsonNull)
        {
            return false;
        }

        if (result.Language is not null && result.Value is not JsonString)
        {
            throw JsonLdError.At(result.Value!, "invalid language-tagged value", "a string beside @language");
        }

        bool isTyped = result.Types is null or [_] && !result.IsTypeArray
            && (result.Types is null || IriExpansion.IsWellFormed(result.Types[0]));
        return isTyped
            ? true
            : throw JsonLdError.At(
                result.Place, "invalid typed value", "a @type that is not one IRI", "one IRI as the @type of a value");
    }

    /// <summary>Step 17.1.</summary>
    private static void CheckSetOrList(ExpandedObject result)
    {
        if (result.EntryCount > 1 + (result.Index is null ? 0 : 1))
        {
            throw JsonLdError.At(
                result.Place, "invalid set or list object", "another entry beside @set or @list", "only @index");
        }
    }

    private bool IsValueOrReference(ActiveContext context, JsonObject element)
    {
        bool isReference = element.Entries.Count == 1 && context.ExpandKey(element.Entries[0].Name).Iri == "@id";
        return isReference || element.Entries.Any(entry => context.ExpandKey(entry.Name).Iri == "@value");
    }

    /// <summary>The entries for <c>@type</c> in the order of their names; null for none.</summary>
    private static List<JsonEntry>? TypeEntries(ActiveContext context, JsonObject element)
    {
        List<JsonEntry>? found = null;
        foreach (JsonEntry entry in element.Entries)
        {
            if (context.ExpandKey(entry.Name).Iri == "@type")
            {
                (found ??= []).Add(entry);
            }
        }

        found?.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return found;
    }

    /// <summary>Step 11.</summary>
    private ActiveContext TypeScoped(ActiveContext context, List<JsonEntry> typeEntries)
    {
        ActiveContext typeScoped = context;
        foreach (JsonEntry entry in typeEntries)
        {
            IEnumerable<string> types = entry.Value.AsItems().OfType<JsonString>().Select(static type => type.Text);
            foreach (string type in types.Order(StringComparer.Ordinal))
            {
                if (typeScoped.Find(type) is { Context: { } local } definition)
                {
                    ActiveContext active = context;
                    context = active.Scoped(local, isTypeScoped: true, () => contexts.Process(
                        active, local, definition.BaseUrl, isPropagated: false));
                }
            }
        }

        return context;
    }

    /// <summary>Steps 4.2 and 8: applies the scoped context of a property.</summary>
    private ActiveContext PropertyScoped(ActiveContext context, ActiveContext outer, string? property)
    {
        if (property is null || outer.Find(property) is not { Context: { } local } definition)
        {
            return context;
        }

        return context.Scoped(local, isTypeScoped: false, () => contexts.Process(
            context, local, definition.BaseUrl, overridesProtected: true));
    }

    private static Containers ContainersOf(ActiveContext context, string property) =>
        context.Find(property)?.Containers ?? Containers.None;

    /// <summary>What the steps for one object share.</summary>
    /// <param name="Context">The active context.</param>
    /// <param name="TypeScoped">The context without those of the object's types, which types are read in.</param>
    /// <param name="Property">The name of the entry that holds the object.</param>
    /// <param name="InputType">What its last <c>@type</c> expands to.</param>
    /// <param name="Result">The object under way.</param>
    private readonly record struct Frame(
        ActiveContext Context, ActiveContext TypeScoped, string? Property, string? InputType, ExpandedObject Result);
}
