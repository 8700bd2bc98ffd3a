namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Reads JSON-LD 1.1.</summary>
/// <remarks>
/// Source: JSON-LD 1.1 API, section 9.3 (expand, toRdf). An array at the top, and a <c>@graph</c> that ends the
/// top-level object, are read an item at a time; any other document is held whole.
/// </remarks>
internal sealed class JsonLdReader
{
    /// <summary>A <c>@graph</c> is held until it is longer than this, in case that an <c>@id</c> follows it.</summary>
    private const int HeldGraphBytes = 4 << 20;

    private readonly JsonText _text;
    private readonly ContextProcessor _contexts;
    private readonly Expansion _expansion;
    private readonly NodeQuads _quads;
    private readonly IQuadSink _sink;
    private readonly Iri? _baseIri;

    private JsonLdReader(Stream stream, Iri? baseIri, IQuadSink sink, RdfReadOptions options)
    {
        _text = new JsonText(stream, options, options.JsonLd.HeldBytesMax);
        _contexts = new ContextProcessor(options.JsonLd);
        _expansion = new Expansion(_contexts, options.JsonLd, baseIri);
        _quads = new NodeQuads(sink, options);
        _sink = sink;
        _baseIri = baseIri;
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">UTF-8.</param>
    /// <param name="baseIri">The address of the document; null for none.</param>
    /// <param name="sink">Receives the statements, and the prefixes of the outermost context.</param>
    /// <param name="options">Limits and hooks.</param>
    /// <exception cref="RdfSyntaxException">The input is malformed, or exceeds a limit.</exception>
    public static void Read(Stream stream, Iri? baseIri, IQuadSink sink, RdfReadOptions options) =>
        new JsonLdReader(stream, baseIri, sink, options).Read(options.JsonLd.ExpandContext);

    private void Read(Iri? expandContext)
    {
        var context = new ActiveContext(_baseIri is null ? null : new IriResolver(_baseIri));
        if (expandContext is not null)
        {
            context = _contexts.ProcessInitial(context, expandContext);
        }

        switch (_text.Peek())
        {
            case '[':
                ReadItems(context);
                break;
            case '{':
                ReadObject(context);
                break;
            default:
                throw _text.Unexpected("'[' or '{'");
        }

        _text.ReadEnd();
    }

    /// <summary>Reads an array, adding what its items say one after the other.</summary>
    private void ReadItems(ActiveContext context)
    {
        _text.TryRead('[', out _);
        bool isFirst = true;
        while (_text.HasNext(']', ref isFirst))
        {
            _text.Hold();
            AddItems(context, null, [_text.ReadValue(depth: 1)]);
        }
    }

    private void AddItems(ActiveContext context, string? property, List<JsonValue> items)
    {
        foreach (JsonValue item in items)
        {
            foreach (ExpandedObject node in _expansion.Expand(context, property, item).ToList())
            {
                _quads.Add(node, graph: null);
            }
        }
    }

    private void ReadObject(ActiveContext initial)
    {
        _text.TryRead('{', out JsonPlace place);
        var document = new JsonObject(place);
        ActiveContext context = initial;
        bool isFirst = true;
        while (_text.HasNext('}', ref isFirst))
        {
            (string name, JsonPlace namePlace) = _text.ReadName();
            bool isOutermost = document.Entries.All(static entry => entry.Name == "@context");
            if (isOutermost && context.ExpandKey(name).Iri == "@graph" && _text.Peek() == '[')
            {
                if (!TryHoldGraph(context, out JsonArray graph))
                {
                    ReadNothingElse(context);
                    return;
                }

                Add(document, new JsonEntry(namePlace, name, graph));
                continue;
            }

            var entry = new JsonEntry(namePlace, name, _text.ReadValue(depth: 1));
            Add(document, entry);
            if (isOutermost && name == "@context")
            {
                context = _contexts.Process(initial, entry.Value, _baseIri);
                AddPrefixes(context);
            }
        }

        AddDocument(initial, document);
    }

    private static void Add(JsonObject document, JsonEntry entry)
    {
        if (!document.TryAdd(entry))
        {
            throw JsonText.Twice(entry.Name, entry.Place);
        }
    }

    private void AddDocument(ActiveContext context, JsonObject document)
    {
        // API, section 9.3.1, step 8.1: a map with nothing but a graph is the default graph.
        List<ExpandedObject> nodes = _expansion.Expand(context, null, document).ToList();
        foreach (ExpandedObject node in nodes is [{ Graph: { } items, EntryCount: 1 }] ? items : nodes)
        {
            _quads.Add(node, graph: null);
        }
    }

    /// <summary>Reads the items of a graph; those of a long one are added to the default graph right away.</summary>
    /// <returns>False for a long one.</returns>
    private bool TryHoldGraph(ActiveContext context, out JsonArray graph)
    {
        _text.TryRead('[', out JsonPlace place);
        List<JsonValue> held = [];
        graph = new JsonArray(place, held);
        long start = _text.Consumed;
        bool isHeld = true;
        bool isFirst = true;
        while (_text.HasNext(']', ref isFirst))
        {
            held.Add(_text.ReadValue(depth: 2));
            isHeld &= _text.Consumed - start <= HeldGraphBytes;
            if (!isHeld)
            {
                AddItems(context, "@graph", held);
                held.Clear();
                _text.Hold();
            }
        }

        return isHeld;
    }

    /// <summary>Reads what follows a long graph: entries that mean nothing.</summary>
    private void ReadNothingElse(ActiveContext context)
    {
        bool isFirst = false;
        while (_text.HasNext('}', ref isFirst))
        {
            (string name, JsonPlace place) = _text.ReadName();
            if (name == "@context" || context.ExpandKey(name).Iri?.Contains(':', StringComparison.Ordinal) == true
                || JsonLdKeyword.Is(context.ExpandKey(name).Iri))
            {
                throw new RdfSyntaxException(
                    $"'{IriSyntax.Shorten(name)}' has to stand before a @graph of more than {HeldGraphBytes >> 20} MiB",
                    place.Line, place.Column);
            }

            _text.ReadValue(depth: 1);
        }
    }

    private void AddPrefixes(ActiveContext context)
    {
        foreach ((string term, TermDefinition definition) in context.Terms
            .Where(static pair => pair.Value.IsPrefix).OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            if (Iri.TryParse(definition.Iri, out _))
            {
                _sink.AddPrefix(term, definition.Iri);
            }
        }
    }
}
