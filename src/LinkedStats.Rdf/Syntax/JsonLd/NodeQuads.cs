using System.Globalization;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Turns expanded nodes into statements.</summary>
/// <remarks>
/// Source: JSON-LD 1.1 API, sections 7.2 (node map generation), 8.1 and 8.3. A sink merges what is said in several
/// places about a node, so that no map of nodes need be built; what is not well-formed is dropped, as they say.
/// </remarks>
/// <param name="sink">Receives the statements.</param>
/// <param name="options">The limits and hooks.</param>
internal sealed class NodeQuads(IQuadSink sink, RdfReadOptions options)
{
    private const int ResourcesMax = 1 << 13;

    private readonly BlankNodeScope _blankNodes = new(options.BlankNodeScope);
    private readonly Dictionary<string, Term?> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<(Term? Graph, string Id), string> _indexes = [];
    private readonly ValueLiterals _literals = new(options.JsonLd);
    private long _statementCount;

    /// <summary>Adds the statements of a node object and of all that it holds.</summary>
    /// <param name="node">The node object.</param>
    /// <param name="graph">The graph that it stands in; null for the default graph.</param>
    /// <exception cref="RdfSyntaxException">There are too many statements, or two indexes for a node.</exception>
    public void Add(ExpandedObject node, Term? graph) => AddNode(node, graph, isGraphGood: true);

    /// <summary>Gives the IRI or the blank node of an identifier.</summary>
    /// <returns>The term; null where the text is neither.</returns>
    public Term? Resource(string text)
    {
        if (!_resources.TryGetValue(text, out Term? term))
        {
            term = IriExpansion.IsBlankNode(text) ? _blankNodes.Labelled(text[2..])
                : IriExpansion.IsWellFormed(text) ? Iri.FromTrusted(text)
                : null;
            if (_resources.Count == ResourcesMax)
            {
                _resources.Clear();
            }

            _resources.Add(text, term);
        }

        return term;
    }

    /// <returns>The node; null where it is not well-formed.</returns>
    private Term? AddNode(ExpandedObject node, Term? graph, bool isGraphGood)
    {
        options.Cancellation.ThrowIfCancellationRequested();
        Term? subject = !node.HasId ? _blankNodes.Anonymous() : node.Id is null ? null : Resource(node.Id);
        CheckIndex(node, graph);
        var place = new Target(subject, graph, isGraphGood);
        foreach (string type in node.Types ?? [])
        {
            Emit(place, RdfVocabulary.Type, Resource(type), node.Place);
        }

        foreach ((string property, List<ExpandedObject> values) in node.Properties)
        {
            Iri? predicate = Predicate(property);
            foreach (ExpandedObject value in values)
            {
                Emit(place, predicate, Object(value, graph, isGraphGood), value.Place);
            }
        }

        foreach ((string property, List<ExpandedObject> subjects) in node.Reverse)
        {
            Iri? predicate = Predicate(property);
            foreach (ExpandedObject other in subjects)
            {
                Term? found = AddNode(other, graph, isGraphGood);
                Emit(place with { Subject = found }, predicate, subject, other.Place);
            }
        }

        foreach (ExpandedObject inner in node.Graph ?? [])
        {
            AddNode(inner, subject, subject is not null);
        }

        foreach (ExpandedObject included in node.Included ?? [])
        {
            AddNode(included, graph, isGraphGood);
        }

        return subject;
    }

    /// <summary>The term for a value; 8.2.2, steps 1 to 3, and all of 8.3.</summary>
    private Term? Object(ExpandedObject value, Term? graph, bool isGraphGood)
    {
        if (value.Value is not null)
        {
            Literal? literal = _literals.Make(value, Resource);
            return literal is not null && _literals.IsCompound(value)
                ? AddCompound(literal, value, new(_blankNodes.Anonymous(), graph, isGraphGood))
                : literal;
        }

        return value.List is null ? AddNode(value, graph, isGraphGood) : AddList(value.List, graph, isGraphGood);
    }

    private Term AddList(List<ExpandedObject> items, Term? graph, bool isGraphGood)
    {
        if (items.Count == 0)
        {
            return RdfVocabulary.Nil;
        }

        BlankNode[] cells = [.. items.Select(_ => _blankNodes.Anonymous())];
        for (int i = 0; i < cells.Length; i++)
        {
            var place = new Target(cells[i], graph, isGraphGood);
            Emit(place, RdfVocabulary.First, Object(items[i], graph, isGraphGood), items[i].Place);
            Term rest = i + 1 < cells.Length ? cells[i + 1] : RdfVocabulary.Nil;
            Emit(place, RdfVocabulary.Rest, rest, items[i].Place);
        }

        return cells[0];
    }

    /// <summary>8.2.2, step 13.2.</summary>
    private Term AddCompound(Literal text, ExpandedObject value, in Target place)
    {
        Emit(place, RdfVocabulary.Value, new Literal(text.Lexical), value.Place);
        if (value.Language is not null)
        {
            Emit(place, RdfVocabulary.Language, new Literal(value.Language.ToLowerInvariant()), value.Place);
        }

        Emit(place, RdfVocabulary.Direction, new Literal(value.Direction!), value.Place);
        return place.Subject!;
    }

    private Iri? Predicate(string property) => Resource(property) switch
    {
        BlankNode node => options.JsonLd.BlankPredicate?.Invoke(node),
        Term term => (Iri)term,
        null => null,
    };

    /// <summary>7.2, step 6.6: a node has one index in a graph.</summary>
    private void CheckIndex(ExpandedObject node, Term? graph)
    {
        if (node is { Index: not null, Id: not null }
            && !_indexes.TryAdd((graph, node.Id), node.Index) && _indexes[(graph, node.Id)] != node.Index)
        {
            throw JsonLdError.At(
                node.Place, "conflicting indexes", $"a second @index of {IriSyntax.Shorten(node.Id)}", "the same one");
        }
    }

    private void Emit(in Target place, Iri? predicate, Term? value, JsonPlace valuePlace)
    {
        if (place.Subject is null || predicate is null || value is null || !place.IsGraphGood)
        {
            return;
        }

        if (++_statementCount > options.StatementsMax)
        {
            throw new RdfSyntaxException(
                string.Create(CultureInfo.InvariantCulture,
                    $"there are more statements than the limit of {options.StatementsMax:N0}"),
                valuePlace.Line, valuePlace.Column);
        }

        if (options.Position is { } position)
        {
            position.Line = valuePlace.Line;
        }

        sink.Add(new Quad(place.Subject, predicate, value, place.Graph));
    }

    /// <summary>Where statements go.</summary>
    /// <param name="Subject">Their subject; null where it is not well-formed.</param>
    /// <param name="Graph">Their graph; null for the default graph.</param>
    /// <param name="IsGraphGood">False in a graph whose name is not well-formed.</param>
    private readonly record struct Target(Term? Subject, Term? Graph, bool IsGraphGood);
}
