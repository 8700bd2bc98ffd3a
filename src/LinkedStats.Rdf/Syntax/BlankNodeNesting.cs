using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax;

/// <summary>Finds the blank nodes of a document that can be written inside the one statement that uses them.</summary>
/// <remarks>
/// A node is nested when one statement has it as its object, it is no graph's name, it occurs in one graph only, and
/// the statements that it is nested in do not lead back to it or too deep.
/// </remarks>
internal sealed class BlankNodeNesting
{
    private const int DepthMax = 32;

    private static readonly ILookup<Term, Quad> Nothing = Array.Empty<Quad>().ToLookup(static quad => quad.Subject);

    private readonly Dictionary<BlankNode, Use> _uses = [];
    private ILookup<Term, Quad> _subjects = Nothing;

    /// <summary>Looks through a document.</summary>
    /// <param name="statements">All statements, each once.</param>
    /// <param name="allowsLiteralMembers">Whether the syntax abbreviates lists that hold literals.</param>
    /// <param name="namesTypes">Whether the syntax can only name the types of a node.</param>
    public BlankNodeNesting(Quad[] statements, bool allowsLiteralMembers, bool namesTypes = false)
    {
        foreach (Quad statement in statements)
        {
            if (statement.Graph is BlankNode graph)
            {
                UseOf(graph).IsShared = true;
            }

            if (statement.Subject is BlankNode subject)
            {
                UseOf(subject).Add(statement, isObject: false);
            }

            if (statement.Object is BlankNode value)
            {
                UseOf(value).Add(statement, isObject: true);
                UseOf(value).IsShared |= namesTypes && statement.Predicate.Equals(RdfVocabulary.Type);
            }
        }

        foreach (Use use in _uses.Values.Where(static use => use.IsListEnd))
        {
            MarkList(use, allowsLiteralMembers);
        }

        foreach (BlankNode node in _uses.Keys)
        {
            FindDepth(node);
        }
    }

    /// <summary>True when the document has no blank nodes.</summary>
    public bool IsEmpty => _uses.Count == 0;

    /// <summary>Turns to a graph.</summary>
    /// <param name="subjects">Its statements by subject.</param>
    public void Enter(ILookup<Term, Quad> subjects) => _subjects = subjects;

    /// <summary>Tells whether a term is a node that is written where it is used.</summary>
    public bool IsNested(Term term) => term is BlankNode node && _uses[node].Depth is > 0 and <= DepthMax;

    /// <summary>Tells whether a term is a cell of a list that is abbreviated.</summary>
    public bool IsNestedCell(Term term) => IsNested(term) && _uses[(BlankNode)term].IsListCell;

    /// <summary>Tells whether a statement is part of a list that is abbreviated.</summary>
    public bool IsOfList(in Quad statement) =>
        (statement.Predicate.Equals(RdfVocabulary.First) || statement.Predicate.Equals(RdfVocabulary.Rest))
        && (IsNestedCell(statement.Subject) || IsListSubject(statement.Subject));

    /// <summary>Tells whether a node begins a list that is not used, and about which more is said.</summary>
    public bool IsListSubject(Term term) => term is BlankNode node && IsUnreferenced(node)
        && _uses[node] is { BeginsList: true, Rest: { } rest }
        && (rest.Equals(RdfVocabulary.Nil) || IsNestedCell(rest));

    /// <summary>Tells whether no other statement names a node, so that it needs no label.</summary>
    public bool IsUnreferenced(BlankNode node) => _uses[node] is { IsShared: false, References: 0 };

    /// <summary>Gives the statements about a node of the current graph.</summary>
    public Quad[] StatementsOf(BlankNode node) => [.. _subjects[node]];

    /// <summary>Gives the members of a list; null when the node does not begin one.</summary>
    public List<Term>? ListOf(BlankNode node)
    {
        if (!_uses[node].IsListCell && !IsListSubject(node))
        {
            return null;
        }

        var members = new List<Term>();
        Term? cell = node;
        while (cell is BlankNode)
        {
            Term? rest = null;
            foreach (Quad statement in _subjects[cell])
            {
                if (statement.Predicate.Equals(RdfVocabulary.First))
                {
                    members.Add(statement.Object);
                }
                else if (statement.Predicate.Equals(RdfVocabulary.Rest))
                {
                    rest = statement.Object;
                }
            }

            cell = rest;
        }

        return members;
    }

    /// <summary>Marks the cells of a list from its end to its beginning, or to a member that is no node.</summary>
    private void MarkList(Use end, bool allowsLiteralMembers)
    {
        for (Use? use = end; use is { IsCell: true, IsListCell: false, IsShared: false, References: 1 }
            && (allowsLiteralMembers || !use.HoldsLiteral);)
        {
            use.IsListCell = true;
            use = use.Parent.Predicate.Equals(RdfVocabulary.Rest) && use.Parent.Subject is BlankNode previous
                ? _uses[previous]
                : null;
        }
    }

    /// <summary>Computes how deep a node is nested: 0 for one that is not, or that leads back to itself.</summary>
    private void FindDepth(BlankNode node)
    {
        var path = new List<Use>();
        Use use = _uses[node];
        while (use.Depth < 0)
        {
            if (use.IsShared || use.References != 1)
            {
                use.Depth = 0;
                break;
            }

            path.Add(use);
            use.Depth = Use.OnPath;
            if (use.Parent.Subject is not BlankNode parent)
            {
                break;
            }

            use = _uses[parent];
            if (use.Depth == Use.OnPath)
            {
                // A circle of nodes hangs on nothing: its nodes need labels.
                path.ForEach(static member => member.Depth = 0);
                return;
            }
        }

        int depth = path.Count > 0 && path[^1] == use ? 0 : use.Depth;
        for (int i = path.Count - 1; i >= 0; i--)
        {
            // The cells of a list stand beside each other; a node that is too deep begins anew with a label.
            bool isNextCell = path[i].IsListCell && path[i].Parent.Predicate.Equals(RdfVocabulary.Rest) && depth > 0;
            depth = depth > DepthMax ? 1 : isNextCell ? depth : depth + 1;
            path[i].Depth = depth;
        }
    }

    private Use UseOf(BlankNode node) => _uses.TryGetValue(node, out Use? use) ? use : _uses[node] = new Use();

    /// <summary>What the statements of a document do with one blank node.</summary>
    private sealed class Use
    {
        /// <summary>The depth of a node that is being looked at.</summary>
        public const int OnPath = -2;

        private Term? _graph;
        private bool _isSeen;
        private int _firstCount;
        private int _restCount;
        private int _otherCount;

        /// <summary>How deep the node is nested; negative while unknown, 0 when it is not.</summary>
        public int Depth { get; set; } = -1;

        /// <summary>Whether the node needs its label: it occurs in two graphs, names one, or is a type.</summary>
        public bool IsShared { get; set; }

        /// <summary>Whether the node is written as part of a list.</summary>
        public bool IsListCell { get; set; }

        /// <summary>The number of statements that have the node as their object.</summary>
        public int References { get; private set; }

        /// <summary>One of these statements.</summary>
        public Quad Parent { get; private set; }

        /// <summary>Whether the node has exactly what a cell of a list has.</summary>
        public bool IsCell => _firstCount == 1 && _restCount == 1 && _otherCount == 0;

        /// <summary>Whether the node has what a cell of a list has, and more.</summary>
        public bool BeginsList => _firstCount == 1 && _restCount == 1 && _otherCount > 0;

        /// <summary>The object of rdf:rest; null when there is none.</summary>
        public Term? Rest { get; private set; }

        /// <summary>Whether the node has a literal for rdf:first.</summary>
        public bool HoldsLiteral { get; private set; }

        /// <summary>Whether the node is the last cell of a list.</summary>
        public bool IsListEnd { get; private set; }

        public void Add(in Quad statement, bool isObject)
        {
            IsShared |= _isSeen && !Equals(_graph, statement.Graph);
            _graph = statement.Graph;
            _isSeen = true;
            if (isObject)
            {
                References++;
                Parent = statement;
                return;
            }

            bool isFirst = statement.Predicate.Equals(RdfVocabulary.First);
            bool isRest = statement.Predicate.Equals(RdfVocabulary.Rest);
            _firstCount += isFirst ? 1 : 0;
            _restCount += isRest ? 1 : 0;
            _otherCount += isFirst || isRest ? 0 : 1;
            HoldsLiteral |= isFirst && statement.Object is Literal;
            Rest = isRest ? statement.Object : Rest;
            IsListEnd |= isRest && statement.Object.Equals(RdfVocabulary.Nil);
        }
    }
}
