namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <content>Entries whose names are keywords, and plain values.</content>
internal sealed partial class Expansion
{
    /// <summary>Steps 13.4.1 and 13.4.2.</summary>
    private void CheckKeyword(in Frame frame, string keyword, JsonEntry entry)
    {
        if (frame.Property == "@reverse")
        {
            throw JsonLdError.At(
                entry.Place, "invalid reverse property map", keyword, "a property");
        }

        ExpandedObject result = frame.Result;
        bool isTwice = keyword switch
        {
            "@id" => result.HasId,
            "@type" => result.Types is not null && options.IsVersion10,
            "@value" => result.Value is not null,
            "@language" => result.Language is not null,
            "@direction" => result.Direction is not null,
            "@index" => result.Index is not null,
            "@list" => result.List is not null,
            "@set" => result.Set is not null,
            "@graph" => result.Graph is not null,
            "@reverse" => result.Reverse.Count > 0,
            _ => false,
        };
        if (isTwice)
        {
            throw JsonLdError.At(entry.Place, "colliding keywords", $"a second {keyword}", "only one in an object");
        }
    }

    /// <summary>Steps 13.4.3 to 13.4.16.</summary>
    private void ExpandKeyword(in Frame frame, string keyword, JsonEntry entry)
    {
        (ExpandedObject result, JsonValue value) = (frame.Result, entry.Value);
        switch (keyword)
        {
            case "@id":
                string id = Text(value, "invalid @id value");
                result.Id = IriExpansion.Expand(frame.Context, id, isDocumentRelative: true);
                result.HasId = true;
                break;
            case "@type":
                ExpandType(frame, value);
                break;
            case "@graph":
                result.Graph = Expand(frame.Context, "@graph", value).ToList();
                break;
            case "@included" when !options.IsVersion10:
                ExpandIncluded(frame, value);
                break;
            case "@value":
                result.Value = frame.InputType == "@json" || value is not (JsonObject or JsonArray)
                    ? value
                    : throw JsonLdError.At(value, "invalid value object value", "a string, number, boolean or null");
                if (frame.InputType == "@json" && options.IsVersion10)
                {
                    throw JsonLdError.At(
                        value.Place, "invalid value object value", "@json", "none, since JSON-LD 1.0 is asked for");
                }

                break;
            case "@language":
                result.Language = Text(value, "invalid language-tagged string");
                break;
            case "@direction" when !options.IsVersion10:
                result.Direction = value is JsonString { Text: "ltr" or "rtl" } direction
                    ? direction.Text
                    : throw JsonLdError.At(value, "invalid base direction", "\"ltr\" or \"rtl\"");
                break;
            case "@index":
                result.Index = Text(value, "invalid @index value");
                break;
            case "@list" when frame.Property is not (null or "@graph"):
                result.List = Expand(frame.Context, frame.Property, value).ToList();
                break;
            case "@set":
                Expanded set = Expand(frame.Context, frame.Property, value);
                result.Set = set.IsNull ? new(null, []) : set;
                break;
            case "@reverse":
                ExpandReverse(frame, value);
                break;
        }
    }

    /// <summary>Step 13.4.4.</summary>
    private static void ExpandType(in Frame frame, JsonValue value)
    {
        ExpandedObject result = frame.Result;
        bool isArray = value is JsonArray || result.Types is not null;
        List<string> types = result.Types ?? [];
        if (value is JsonArray array)
        {
            foreach (JsonValue item in array.Items)
            {
                AddType(frame, types, item);
            }
        }
        else
        {
            AddType(frame, types, value);
        }

        result.Types = types;
        result.IsTypeArray = isArray;
    }

    private static void AddType(in Frame frame, List<string> types, JsonValue value)
    {
        if (frame.TypeScoped.ExpandType(Text(value, "invalid type value")) is { } iri)
        {
            types.Add(iri);
        }
    }

    /// <summary>Step 13.4.6.</summary>
    private void ExpandIncluded(in Frame frame, JsonValue value)
    {
        Expanded included = Expand(frame.Context, null, value);
        List<ExpandedObject> nodes = included.ToList();
        if (included.IsNull || nodes.Any(static node => !node.IsNode))
        {
            throw JsonLdError.At(value, "invalid @included value", "node objects");
        }

        frame.Result.Included = [.. frame.Result.Included ?? [], .. nodes];
    }

    /// <summary>Step 13.4.13.</summary>
    private void ExpandReverse(in Frame frame, JsonValue value)
    {
        if (value is not JsonObject)
        {
            throw JsonLdError.At(value, "invalid @reverse value", "an object");
        }

        ExpandedObject result = frame.Result;
        ExpandedObject? expanded = Expand(frame.Context, "@reverse", value).One;
        foreach ((string property, List<ExpandedObject> items) in expanded?.Reverse ?? default)
        {
            result.Add(property, new(null, items));
        }

        foreach ((string property, List<ExpandedObject> items) in expanded?.Properties ?? default)
        {
            foreach (ExpandedObject item in items)
            {
                result.AddReverse(property, item);
            }
        }
    }

    /// <summary>Expands a string, a number or a boolean.</summary>
    /// <remarks>Source: JSON-LD 1.1 API, section 5.3.2.</remarks>
    private static ExpandedObject ExpandValue(ActiveContext context, string property, JsonValue value)
    {
        TermDefinition? definition = context.Find(property);
        if (value is JsonString text)
        {
            // Steps 1 and 2.
            if (definition?.Type is "@id" or "@vocab")
            {
                return ExpandedObject.Reference(value.Place, IriExpansion.Expand(
                    context, text.Text, isVocabulary: definition.Type == "@vocab", isDocumentRelative: true));
            }

            // Step 5.
            if (definition?.Type is null or "@none")
            {
                return new ExpandedObject(value.Place)
                {
                    Value = value,
                    Language = definition is { HasLanguage: true } ? definition.Language : context.Language,
                    Direction = definition is { HasDirection: true } ? definition.Direction : context.Direction,
                };
            }
        }

        // Step 4.
        return new ExpandedObject(value.Place)
        {
            Value = value,
            Types = definition?.Type is null or "@id" or "@vocab" or "@none" ? null : [definition.Type],
        };
    }

    private static string Text(JsonValue value, string code) =>
        (value as JsonString)?.Text ?? throw JsonLdError.At(value, code, "a string");
}
