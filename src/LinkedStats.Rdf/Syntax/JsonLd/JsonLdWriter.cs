using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Writes JSON-LD in one of its forms.</summary>
/// <remarks>
/// Source: JSON-LD 1.1, sections 4, 5 and 9; JSON-LD 1.1 API, section 8.4. Values are exact. In a short document lists
/// are abbreviated, anonymous nodes stand where they are used (but in flattened form), and the context holds what is
/// used; a long one is streamed with the whole context, and nodes that do not come in a row stand in several places,
/// which readers merge. A short flattened document is what the algorithm of section 8.4 gives.
/// </remarks>
internal sealed class JsonLdWriter : GroupedQuadWriter
{
    /// <summary>
    /// Schemes that are no prefixes: with a prefix <c>urn</c> in the context, <c>urn:x</c> has no full form.
    /// </summary>
    private static readonly HashSet<string> Schemes = new(StringComparer.OrdinalIgnoreCase)
    {
        "http", "https", "urn", "mailto", "tag", "info", "ftp", "file", "data", "tel", "geo", "did", "doi", "ark",
        "swh", "news", "ldap", "hdl", "cid", "mid", "about", "blob", "javascript", "ni", "oid", "jdbc", "s3", "ssh",
    };

    private readonly JsonLdWriteOptions _options;
    private readonly CompactTerms? _terms;
    private readonly NodeWriter _nodes;
    private HashSet<CompactTerm>? _usedTerms;
    private Term? _graph;
    private bool _isFirst = true;

    /// <summary>Creates the writer.</summary>
    /// <param name="output">Receives the document.</param>
    /// <param name="prefixes">The prefixes of a compacted document.</param>
    /// <param name="options">The form, and what is inexact.</param>
    public JsonLdWriter(Utf8Output output, PrefixMap prefixes, JsonLdWriteOptions options)
        : this(output, prefixes, options, (prefix, iri) => IsContextPrefix(prefix, iri, options))
    {
    }

    private JsonLdWriter(
        Utf8Output output, PrefixMap prefixes, JsonLdWriteOptions options, Func<string, string, bool> isUsable)
        : base(output, prefixes.Where(isUsable), isUsable, writesGraphs: true)
    {
        _options = options;
        _terms = IsCompact ? options.Context?.Terms : null;
        _nodes = IsCompact
            ? new CompactNodeWriter(output, options, _terms, WriteIri)
            : new ExpandedNodeWriter(output, options);
    }

    private bool IsCompact => _options.Form == JsonLdForm.Compacted;

    /// <summary>How deep the nodes of the default graph stand.</summary>
    private int Depth => IsCompact ? 2 : 1;

    /// <inheritdoc/>
    /// <remarks>Behind a prefix, two slashes would make a reader take the whole for an absolute IRI.</remarks>
    protected override bool IsLocalName(ReadOnlySpan<char> local) => local.Length > 0 && !local.StartsWith("//");

    /// <inheritdoc/>
    /// <remarks>A full IRI whose scheme is a prefix of the context would be expanded like a short one.</remarks>
    protected override PrefixMap WithoutMistaken(PrefixMap prefixes, List<Iri> full)
    {
        PrefixMap kept = prefixes.Where((prefix, _) => !full.Exists(iri => IsMistakenFor(prefix, iri)));
        return kept.Count == prefixes.Count ? prefixes : kept;
    }

    /// <inheritdoc/>
    protected override Quad[] Prepare(Quad[] statements)
    {
        statements = _options.IsExact ? statements : InexactStatements.Simplify(statements, _options);
        _nodes.Nesting = new BlankNodeNesting(statements, allowsLiteralMembers: true, namesTypes: true);
        foreach (var graph in statements.GroupBy(static quad => quad.Graph))
        {
            _nodes.Nesting.Enter(graph.ToLookup(static quad => quad.Subject));
            FindTerms(graph);
        }

        return statements;
    }

    /// <inheritdoc/>
    protected override void AddWrittenIris(in Quad quad, HashSet<Iri> iris)
    {
        if (_nodes is not CompactNodeWriter nodes)
        {
            return;
        }

        CompactTerm? term = nodes.TermOf(quad);
        bool isType = CompactNodeWriter.IsType(quad);
        AddWrittenIri(quad.Subject, iris);
        AddWrittenIri(quad.Graph, iris);
        if (!isType && term is null && !nodes.Nesting!.IsNestedCell(quad.Subject))
        {
            iris.Add(quad.Predicate);
        }

        bool isShortType = isType && quad.Object is Iri type && _terms?.ForClass(type) is not null;
        bool isTyped = term?.Definition.Type is not null && quad.Object is Literal;
        bool isPlain = quad.Object is Literal literal && ValueObject.Of(literal, _options).Type is null;
        if (!isShortType && !isTyped && !isPlain && !quad.Object.Equals(RdfVocabulary.Nil))
        {
            AddWrittenIri(quad.Object, iris);
        }
    }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (IsCompact)
        {
            JsonLdContextText.Write(Output, _terms, _usedTerms, Prefixes);
            Output.Write(",\n  \"@graph\": "u8);
        }

        Output.Write((byte)'[');
    }

    /// <inheritdoc/>
    protected override void WriteGroup(Term? graph, Term subject, ReadOnlySpan<Quad> statements)
    {
        EnterGraph(graph);
        int depth = graph is null ? Depth : Depth + 2;
        Separate(depth);
        _nodes.Write(subject, statements, depth);
    }

    /// <inheritdoc/>
    protected override void WriteWhole(Quad[] statements)
    {
        ILookup<Term?, Quad> graphs = statements.ToLookup(static quad => quad.Graph);
        ILookup<Term, Quad> nodes = graphs[null].ToLookup(static quad => quad.Subject);
        WriteNodes(nodes, Depth, graphs);
        foreach (IGrouping<Term?, Quad> graph in graphs)
        {
            if (graph.Key is not null && (!nodes.Contains(graph.Key) || _nodes.IsNested(graph.Key)))
            {
                Separate(Depth);
                _nodes.Write(graph.Key, [], Depth, () => WriteGraph(graph, Depth + 2));
            }
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        EnterGraph(null);
        Output.Write(IsCompact ? "\n  ]\n}\n"u8 : "\n]\n"u8);
    }

    private static bool IsContextPrefix(string prefix, string namespaceIri, JsonLdWriteOptions options) =>
        options.Form == JsonLdForm.Compacted && prefix.Length > 0 && IsUsablePrefix(prefix, namespaceIri)
        && !Schemes.Contains(prefix) && options.Context?.Terms.IsTerm(prefix) != true;

    private void WriteNodes(ILookup<Term, Quad> nodes, int depth, ILookup<Term?, Quad>? graphs)
    {
        foreach (IGrouping<Term, Quad> node in nodes)
        {
            _nodes.Nesting!.Enter(nodes);
            if (_nodes.IsNested(node.Key))
            {
                continue;
            }

            Separate(depth);
            bool hasGraph = graphs?.Contains(node.Key) == true;
            Action? writeGraph = hasGraph ? () => WriteGraph(graphs![node.Key], depth + 2) : null;
            Term? id = _nodes.IsAnonymous(node.Key) ? null : node.Key;
            _nodes.Write(id, QuadOrder.ByPredicate([.. node]), depth, writeGraph);
        }
    }

    private void WriteGraph(IEnumerable<Quad> graph, int depth)
    {
        bool isFirst = _isFirst;
        _isFirst = true;
        WriteNodes(graph.ToLookup(static quad => quad.Subject), depth, null);
        _isFirst = isFirst;
    }

    /// <summary>Notes the terms that the statements of a graph are written with.</summary>
    private void FindTerms(IEnumerable<Quad> graph)
    {
        _usedTerms ??= [];
        if (_nodes is not CompactNodeWriter nodes || _terms is null)
        {
            return;
        }

        foreach (Quad quad in graph)
        {
            CompactTerm? term = !CompactNodeWriter.IsType(quad) ? nodes.TermOf(quad)
                : quad.Object is Iri type ? _terms.ForClass(type)
                : null;
            if (term is not null)
            {
                _usedTerms.Add(term);
            }
        }
    }

    private void EnterGraph(Term? graph)
    {
        if (Equals(graph, _graph))
        {
            return;
        }

        if (_graph is not null)
        {
            _nodes.WriteIndent(Depth + 1);
            Output.Write("] }"u8);
            _isFirst = false;
        }

        _graph = graph;
        if (graph is not null)
        {
            Separate(Depth);
            _nodes.BeginGraph(graph, Depth);
            _isFirst = true;
        }
    }

    private void Separate(int depth)
    {
        Output.Write(_isFirst ? ""u8 : ","u8);
        _nodes.WriteIndent(depth);
        _isFirst = false;
    }

    private void WriteIri(Iri iri)
    {
        int written = 0;
        if (TryShorten(iri, out string prefix, out int namespaceLength))
        {
            Output.Write(prefix);
            Output.Write((byte)':');
            written = namespaceLength;
        }
        else if (!iri.Text.StartsWith("http", StringComparison.Ordinal))
        {
            CheckScheme(iri);
        }

        Output.WriteJsonText(iri.Text.AsSpan(written));
    }

    private static bool IsMistakenFor(string prefix, Iri iri) =>
        iri.Text.StartsWith(prefix, StringComparison.Ordinal)
        && iri.Text.AsSpan(prefix.Length) is [':', ..] and not [':', '/', '/', ..];

    /// <summary>Refuses a full IRI that the context would change; only streamed documents have such prefixes.</summary>
    private void CheckScheme(Iri iri)
    {
        foreach ((string prefix, _) in Prefixes)
        {
            if (IsMistakenFor(prefix, iri))
            {
                throw new RdfSyntaxException($"'{IriSyntax.Shorten(iri.Text)}' has no JSON-LD form: "
                    + $"'{prefix}' is a prefix for another namespace.");
            }
        }
    }
}
