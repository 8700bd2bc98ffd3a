namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <content>The entries of an object.</content>
internal sealed partial class Expansion
{
    /// <summary>Steps 13 and 14.</summary>
    private void ExpandEntries(in Frame frame, JsonObject element)
    {
        List<JsonEntry>? nests = null;
        foreach (JsonEntry entry in element.Entries)
        {
            if (entry.Name == "@context")
            {
                continue;
            }

            (string? expanded, TermDefinition? definition) = frame.Context.ExpandKey(entry.Name);
            if (expanded is null)
            {
                continue;
            }

            if (expanded == "@nest")
            {
                CheckKeyword(frame, expanded, entry);
                (nests ??= []).Add(entry);
            }
            else if (JsonLdKeyword.Is(expanded))
            {
                CheckKeyword(frame, expanded, entry);
                ExpandKeyword(frame, expanded, entry);
            }
            else if (expanded.Contains(':', StringComparison.Ordinal))
            {
                ExpandProperty(frame, expanded, definition, entry);
            }
        }

        foreach (JsonEntry nest in nests ?? [])
        {
            ExpandNest(frame, nest);
        }
    }

    /// <summary>Step 14; the scoped context of a nesting term applies to what is nested.</summary>
    private void ExpandNest(in Frame frame, JsonEntry nest)
    {
        ActiveContext context = PropertyScoped(frame.Context, frame.Context, nest.Name);
        foreach (JsonValue item in nest.Value.AsItems())
        {
            if (item is not JsonObject nested
                || nested.Entries.Any(entry => context.ExpandKey(entry.Name).Iri == "@value"))
            {
                throw JsonLdError.At(item, "invalid @nest value", "an object that has no @value");
            }

            ExpandEntries(frame with { Context = context }, nested);
        }
    }

    /// <summary>Steps 13.5 to 13.14.</summary>
    private void ExpandProperty(in Frame frame, string expanded, TermDefinition? definition, JsonEntry entry)
    {
        Containers containers = definition?.Containers ?? Containers.None;
        bool isMap = (containers & (Containers.Index | Containers.Type | Containers.Id)) != Containers.None;
        Expanded value = (entry.Value, containers, definition?.Type) switch
        {
            (_, _, "@json") =>
                new(new ExpandedObject(entry.Value.Place) { Value = entry.Value, Types = ["@json"] }),
            (JsonObject map, _, _) when containers.HasFlag(Containers.Language) =>
                new(null, ExpandLanguageMap(frame.Context, definition!, map)),
            (JsonObject map, _, _) when isMap =>
                new(null, ExpandIndexMap(frame.Context, entry.Name, definition!, map)),
            _ => Expand(frame.Context, entry.Name, entry.Value),
        };
        if (value.IsNull)
        {
            return;
        }

        if (containers.HasFlag(Containers.List) && value.One?.List is null)
        {
            value = new(new ExpandedObject(entry.Value.Place) { List = value.ToList() });
        }

        if ((containers & (Containers.Graph | Containers.Id | Containers.Index)) == Containers.Graph)
        {
            value = new(null, value.ToList().ConvertAll(
                static item => new ExpandedObject(item.Place) { Graph = [item] }));
        }

        if (definition is { IsReverse: true })
        {
            foreach (ExpandedObject item in value.ToList())
            {
                frame.Result.AddReverse(expanded, item);
            }
        }
        else
        {
            frame.Result.Add(expanded, value);
        }
    }

    /// <summary>Step 13.7.</summary>
    private static List<ExpandedObject> ExpandLanguageMap(
        ActiveContext context, TermDefinition definition, JsonObject map)
    {
        List<ExpandedObject> result = [];
        string? direction = definition.HasDirection ? definition.Direction : context.Direction;
        foreach (JsonEntry entry in map.Entries)
        {
            bool isNone = entry.Name == "@none" || context.ExpandKey(entry.Name).Iri == "@none";
            foreach (JsonValue item in entry.Value.AsItems())
            {
                if (item is JsonNull)
                {
                    continue;
                }

                if (item is not JsonString)
                {
                    throw JsonLdError.At(item, "invalid language map value", "a string, an array of strings or null");
                }

                result.Add(new ExpandedObject(item.Place)
                {
                    Value = item,
                    Language = isNone ? null : entry.Name,
                    Direction = direction,
                });
            }
        }

        return result;
    }

    /// <summary>Step 13.8.</summary>
    private List<ExpandedObject> ExpandIndexMap(
        ActiveContext context, string property, TermDefinition definition, JsonObject map)
    {
        List<ExpandedObject> result = [];
        Containers containers = definition.Containers;
        foreach (JsonEntry entry in map.Entries)
        {
            // Steps 13.8.3.1 to 13.8.3.3.
            ActiveContext mapContext = context;
            if ((containers & (Containers.Id | Containers.Type)) != Containers.None)
            {
                mapContext = context.Previous ?? context;
            }

            if (containers.HasFlag(Containers.Type) && mapContext.Find(entry.Name) is { Context: { } local } scoped)
            {
                mapContext = contexts.Process(mapContext, local, scoped.BaseUrl);
            }

            string? expandedIndex = context.ExpandKey(entry.Name).Iri;
            JsonValue items = entry.Value is JsonArray ? entry.Value : new JsonArray(entry.Value.Place, [entry.Value]);
            foreach (ExpandedObject item in Expand(mapContext, property, items, isFromMap: true).ToList())
            {
                ExpandedObject indexed = containers.HasFlag(Containers.Graph) && !item.IsGraph
                    ? new ExpandedObject(item.Place) { Graph = [item] }
                    : item;
                if (expandedIndex != "@none")
                {
                    AddIndex(context, definition, indexed, entry, expandedIndex);
                }

                result.Add(indexed);
            }
        }

        return result;
    }

    /// <summary>Steps 13.8.3.7.2 to 13.8.3.7.5: an item of a map gets the key that it stands under.</summary>
    private void AddIndex(
        ActiveContext context, TermDefinition definition, ExpandedObject item, JsonEntry entry, string? expandedIndex)
    {
        Containers containers = definition.Containers;
        if (containers.HasFlag(Containers.Index) && definition.Index is { } indexProperty && indexProperty != "@index")
        {
            ExpandedObject index = ExpandValue(context, indexProperty, new JsonString(entry.Place, entry.Name));
            string name = context.ExpandKey(indexProperty).Iri!;
            if (item.Value is not null)
            {
                throw JsonLdError.At(
                    item.Place, "invalid value object", $"a value with the property {indexProperty}", "a node");
            }

            item.AddFirst(name, index);
        }
        else if (containers.HasFlag(Containers.Index))
        {
            item.Index ??= entry.Name;
        }
        else if (containers.HasFlag(Containers.Id) && !item.HasId)
        {
            item.Id = IriExpansion.Expand(context, entry.Name, isDocumentRelative: true);
            item.HasId = true;
        }
        else if (containers.HasFlag(Containers.Type) && expandedIndex is not null)
        {
            item.Types = [expandedIndex, .. item.Types ?? []];
            item.IsTypeArray = true;
        }
    }
}
