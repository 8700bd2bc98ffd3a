using System.Collections.Immutable;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Query.Sparql;

/// <content>Triples, blank node property lists and collections.</content>
public sealed partial class SparqlParser
{
    /// <summary>
    /// Which block of triples each blank node label stands in; a label stands in one only (section 19.6).
    /// </summary>
    private readonly Dictionary<string, int> _blankNodeOwners = new(StringComparer.Ordinal);

    private ImmutableArray<TripleSyntax>.Builder _triples = ImmutableArray.CreateBuilder<TripleSyntax>();
    private bool _allowsPaths;
    private int _block;
    private int _blockCount;
    private int _blankNodeCount;

    private void StartBlock() => _block = ++_blockCount;

    private bool IsTriplesStart()
    {
        if (_token.Kind is TokenKind.Variable or TokenKind.BlankNodeLabel || AtIri || AtLiteral)
        {
            return true;
        }

        _expected.Add(SyntaxMessages.TriplePattern);
        return _token.Kind == TokenKind.Symbol && TokenText() is "[" or "(";
    }

    // [55] TriplesBlock
    private TriplesSyntax ParseTriplesBlock()
    {
        _allowsPaths = true;
        return Bounded(new TriplesSyntax(ParseTriples()));
    }

    // [73] ConstructTemplate, and the pattern of the short form
    private ImmutableArray<TripleSyntax> ParseTemplate()
    {
        ExpectSymbol("{");
        StartBlock();
        _allowsPaths = false;
        ImmutableArray<TripleSyntax> triples = IsTriplesStart() ? ParseTriples() : [];
        ExpectSymbol("}");
        return triples;
    }

    // [52] TriplesTemplate and [55] TriplesBlock
    private ImmutableArray<TripleSyntax> ParseTriples()
    {
        _triples = ImmutableArray.CreateBuilder<TripleSyntax>();
        do
        {
            ParseTriplesSameSubject();
        }
        while (AcceptSymbol(".") && IsTriplesStart());

        return _triples.ToImmutable();
    }

    // [75] TriplesSameSubject and [81] TriplesSameSubjectPath
    private void ParseTriplesSameSubject()
    {
        // A subject that brings triples of its own may stand without a property list.
        int count = _triples.Count;
        NodeSyntax subject = ParseNode();
        if (_triples.Count == count || IsVerb())
        {
            ParsePropertyList(subject);
        }
    }

    // [77] PropertyListNotEmpty and [83] PropertyListPathNotEmpty
    private void ParsePropertyList(NodeSyntax subject)
    {
        do
        {
            PathSyntax verb = ParseVerb();
            do
            {
                NodeSyntax @object = ParseNode();
                _triples.Add(new TripleSyntax(subject, verb, @object));
            }
            while (AcceptSymbol(","));

            if (!IsSymbol(";"))
            {
                return;
            }

            while (AcceptSymbol(";"))
            {
                // Semicolons may stand alone.
            }
        }
        while (IsVerb());
    }

    // [104] GraphNode and [105] GraphNodePath
    private NodeSyntax ParseNode()
    {
        switch (_token.Kind)
        {
            case TokenKind.Variable:
                string name = ParseVariable();
                _scope.Add(name);
                return new VariableSyntax(name);
            case TokenKind.BlankNodeLabel:
                return ParseBlankNode();
            default:
                if (IsIri())
                {
                    return new TermSyntax(ParseIri());
                }

                if (IsLiteral())
                {
                    return new TermSyntax(ParseLiteral());
                }

                if (AcceptSymbol("["))
                {
                    return ParseBlankNodePropertyList();
                }

                _expected.AddRange(["a variable", "a blank node"]);
                return AcceptSymbol("(") ? ParseCollection() : throw Unexpected();
        }
    }

    private BlankNodeSyntax ParseBlankNode()
    {
        string label = TokenText()[2..].ToString();
        if (_blankNodeOwners.TryGetValue(label, out int block) && block != _block)
        {
            throw Error(
                _token.Start,
                $"The blank node _:{label} stands in two groups of triples, but belongs to one; use a variable.");
        }

        _blankNodeOwners[label] = _block;
        Advance();
        return new BlankNodeSyntax(label);
    }

    /// <summary>Labels that start with a dot cannot be written, so they meet no other.</summary>
    private BlankNodeSyntax FreshBlankNode() => new($".{_blankNodeCount++}");

    // [99] BlankNodePropertyList, [101] BlankNodePropertyListPath and ANON
    private BlankNodeSyntax ParseBlankNodePropertyList()
    {
        BlankNodeSyntax node = FreshBlankNode();
        if (!AcceptSymbol("]"))
        {
            Enter();
            ParsePropertyList(node);
            ExpectSymbol("]");
            Leave();
        }

        return node;
    }

    // [102] Collection and [103] CollectionPath
    private NodeSyntax ParseCollection()
    {
        if (AcceptSymbol(")"))
        {
            return new TermSyntax(RdfVocabulary.Nil);
        }

        Enter();
        BlankNodeSyntax first = FreshBlankNode();
        NodeSyntax cell = first;
        while (true)
        {
            NodeSyntax item = ParseNode();
            _triples.Add(new TripleSyntax(cell, new LinkSyntax(RdfVocabulary.First), item));
            bool isLast = AcceptSymbol(")");
            NodeSyntax rest = isLast ? new TermSyntax(RdfVocabulary.Nil) : FreshBlankNode();
            _triples.Add(new TripleSyntax(cell, new LinkSyntax(RdfVocabulary.Rest), rest));
            if (isLast)
            {
                Leave();
                return first;
            }

            cell = rest;
        }
    }
}
