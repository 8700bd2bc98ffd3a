using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.Turtle;

/// <summary>Writes Turtle and TriG.</summary>
/// <remarks>
/// Source: RDF 1.1 Turtle, section 2; RDF 1.1 TriG, section 2. In a short document blank nodes that are used once are
/// nested and lists are abbreviated; in a streamed one they keep their labels, since what follows is not known.
/// </remarks>
internal sealed class TurtleWriter : GroupedQuadWriter
{
    private static readonly Func<string, string, bool> Usable = IsUsablePrefix;

    private Term? _graph;
    private BlankNodeNesting? _nesting;
    private bool _isFirst = true;

    /// <summary>Creates the writer.</summary>
    /// <param name="output">Receives the document.</param>
    /// <param name="prefixes">The prefixes to abbreviate with.</param>
    /// <param name="writesGraphs">True for TriG.</param>
    public TurtleWriter(Utf8Output output, PrefixMap prefixes, bool writesGraphs)
        : base(output, prefixes.UsableBy(Usable), Usable, writesGraphs)
    {
    }

    /// <inheritdoc/>
    protected override bool IsLocalName(ReadOnlySpan<char> local) => LocalName.Is(local);

    /// <inheritdoc/>
    protected override Quad[] Prepare(Quad[] statements)
    {
        _nesting = new BlankNodeNesting(statements, allowsLiteralMembers: true);
        return statements;
    }

    /// <inheritdoc/>
    protected override void AddWrittenIris(in Quad quad, HashSet<Iri> iris)
    {
        // What is written in a shorter way still needs no prefix: a, (), plain numbers, the cells of lists.
        AddWrittenIri(quad.Subject, iris);
        AddWrittenIri(quad.Graph, iris);
        if (!quad.Predicate.Equals(RdfVocabulary.Type) && !_nesting!.IsOfList(quad))
        {
            iris.Add(quad.Predicate);
        }

        if (!quad.Object.Equals(RdfVocabulary.Nil) && !PlainLiteral.Is(quad.Object as Literal))
        {
            AddWrittenIri(quad.Object, iris);
        }
    }

    /// <inheritdoc/>
    protected override void Begin()
    {
        foreach ((string prefix, string namespaceIri) in Prefixes)
        {
            Output.Write("@prefix "u8);
            Output.Write(prefix);
            Output.Write(": <"u8);
            Output.Write(namespaceIri);
            Output.Write("> .\n"u8);
            _isFirst = false;
        }
    }

    /// <inheritdoc/>
    protected override void WriteGroup(Term? graph, Term subject, ReadOnlySpan<Quad> statements)
    {
        EnterGraph(graph);
        int depth = graph is null ? 0 : 1;
        BeginStatement(depth);
        WriteTerm(subject);
        Output.Write((byte)' ');
        WriteStatements(statements, depth + 1, nesting: null);
        Output.Write(" .\n"u8);
    }

    /// <inheritdoc/>
    protected override void WriteWhole(Quad[] statements)
    {
        BlankNodeNesting nesting = _nesting!;
        if (nesting.IsEmpty)
        {
            base.WriteWhole(statements);
            return;
        }

        foreach (var graph in statements.GroupBy(static quad => quad.Graph).OrderBy(static g => g.Key is null ? 0 : 1))
        {
            ILookup<Term, Quad> subjects = graph.ToLookup(static quad => quad.Subject);
            nesting.Enter(subjects);
            EnterGraph(graph.Key);
            int depth = graph.Key is null ? 0 : 1;
            foreach (var group in subjects.Where(group => !nesting.IsNested(group.Key)))
            {
                BeginStatement(depth);
                WriteSubject(group.Key, depth, nesting);
                Output.Write((byte)' ');
                Quad[] about = [.. group.Where(quad => !nesting.IsOfList(quad))];
                WriteStatements(QuadOrder.ByPredicate(about), depth + 1, nesting);
                Output.Write(" .\n"u8);
            }
        }
    }

    /// <inheritdoc/>
    protected override void End() => EnterGraph(null);

    /// <summary>Ends the graph in braces and begins another, where the graph changes.</summary>
    private void EnterGraph(Term? graph)
    {
        if (Equals(graph, _graph))
        {
            return;
        }

        if (_graph is not null)
        {
            Output.Write("}\n"u8);
        }

        _graph = graph;
        if (graph is not null)
        {
            BeginStatement(0);
            WriteTerm(graph);
            Output.Write(" {\n"u8);
            _isFirst = true;
        }
    }

    private void BeginStatement(int depth)
    {
        // An empty line parts statements, but none stands at the top.
        if (!_isFirst)
        {
            Output.Write((byte)'\n');
        }

        _isFirst = false;
        for (int i = 0; i < depth; i++)
        {
            Output.Write("    "u8);
        }
    }

    private void WriteSubject(Term subject, int depth, BlankNodeNesting nesting)
    {
        if (nesting.IsListSubject(subject))
        {
            WriteList(nesting.ListOf((BlankNode)subject)!, depth, nesting);
        }
        else if (subject is BlankNode node && nesting.IsUnreferenced(node))
        {
            Output.Write("[]"u8);
        }
        else
        {
            WriteTerm(subject);
        }
    }

    /// <summary>Writes predicates and objects, each predicate on a line.</summary>
    private void WriteStatements(ReadOnlySpan<Quad> statements, int depth, BlankNodeNesting? nesting)
    {
        Iri? predicate = null;
        foreach (Quad statement in statements)
        {
            if (statement.Predicate.Equals(predicate))
            {
                Output.Write(", "u8);
            }
            else
            {
                if (predicate is not null)
                {
                    Output.Write(" ;"u8);
                    Output.WriteLine(depth);
                }

                predicate = statement.Predicate;
                WriteVerb(predicate);
                Output.Write((byte)' ');
            }

            WriteObject(statement.Object, depth, nesting);
        }
    }

    private void WriteVerb(Iri predicate)
    {
        if (predicate.Equals(RdfVocabulary.Type))
        {
            Output.Write((byte)'a');
        }
        else
        {
            WriteIri(predicate);
        }
    }

    private void WriteObject(Term term, int depth, BlankNodeNesting? nesting)
    {
        if (term.Equals(RdfVocabulary.Nil))
        {
            Output.Write("()"u8);
        }
        else if (nesting is null || term is not BlankNode node || !nesting.IsNested(node))
        {
            WriteTerm(term);
        }
        else if (nesting.ListOf(node) is { } members)
        {
            WriteList(members, depth, nesting);
        }
        else if (nesting.StatementsOf(node) is { Length: > 0 } statements)
        {
            Output.Write((byte)'[');
            Output.WriteLine(depth + 1);
            WriteStatements(QuadOrder.ByPredicate(statements), depth + 1, nesting);
            Output.WriteLine(depth);
            Output.Write((byte)']');
        }
        else
        {
            Output.Write("[]"u8);
        }
    }

    private void WriteList(List<Term> members, int depth, BlankNodeNesting nesting)
    {
        Output.Write((byte)'(');
        foreach (Term member in members)
        {
            Output.Write((byte)' ');
            WriteObject(member, depth, nesting);
        }

        Output.Write(" )"u8);
    }

    private void WriteTerm(Term term)
    {
        if (term is Iri iri)
        {
            WriteIri(iri);
        }
        else if (term is not Literal literal)
        {
            Output.WriteTerm(term);
        }
        else if (PlainLiteral.Is(literal))
        {
            Output.Write(literal.Lexical);
        }
        else
        {
            Output.WriteQuoted(literal.Lexical);
            if (literal.Language is not null)
            {
                Output.WriteLanguage(literal.Language);
            }
            else if (!literal.Datatype.Equals(XsdVocabulary.String))
            {
                Output.Write("^^"u8);
                WriteIri(literal.Datatype);
            }
        }
    }

    private void WriteIri(Iri iri)
    {
        if (TryShorten(iri, out string prefix, out int namespaceLength))
        {
            Output.Write(prefix);
            Output.Write((byte)':');
            Output.Write(iri.Text.AsSpan(namespaceLength));
        }
        else
        {
            Output.WriteIri(iri);
        }
    }
}
