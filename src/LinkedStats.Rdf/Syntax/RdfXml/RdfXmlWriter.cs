using System.Globalization;
using System.Xml;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.RdfXml;

/// <summary>Writes RDF/XML; graph names are dropped.</summary>
/// <remarks>
/// Source: RDF 1.1 XML Syntax, section 2; Namespaces in XML 1.0. In a short document blank nodes that are used once are
/// nested and lists of nodes are collections; in a streamed one they keep their labels. Properties and classes that are
/// elements have names that parsers of any edition of XML 1.0 take.
/// </remarks>
internal sealed partial class RdfXmlWriter : GroupedQuadWriter
{
    private const string GeneratedPrefix = "ns";

    /// <summary>The most properties, classes and names that are remembered; documents have few of them.</summary>
    private const int RememberedMax = 4096;

    private static readonly Func<string, string, bool> Usable = IsXmlPrefix;

    private readonly HashSet<Iri> _properties = [];
    private readonly Dictionary<Iri, bool> _classes = [];
    private readonly Dictionary<Term, Iri> _elementTypes = [];
    private BlankNodeNesting? _nesting;

    /// <summary>The prefix of the names that declare their namespace themselves; no other name has it.</summary>
    private string _localPrefix = GeneratedPrefix;

    /// <summary>Creates the writer.</summary>
    /// <param name="output">Receives the document.</param>
    /// <param name="prefixes">The prefixes to declare.</param>
    public RdfXmlWriter(Utf8Output output, PrefixMap prefixes)
        : base(output, prefixes.UsableBy(Usable), Usable, writesGraphs: false) =>
        AddPrefix("rdf", RdfVocabulary.Namespace);

    /// <inheritdoc/>
    protected override string? NeededPrefix => "rdf";

    /// <inheritdoc/>
    protected override bool IsLocalName(ReadOnlySpan<char> local) => IsElementName(local);

    /// <inheritdoc/>
    protected override void AddWrittenIris(in Quad quad, HashSet<Iri> iris) => iris.Add(ElementOf(quad));

    /// <inheritdoc/>
    protected override void Check(in Quad quad)
    {
        base.Check(quad);
        if (!_properties.Contains(quad.Predicate))
        {
            CheckProperty(quad.Predicate);
        }

        CheckText(quad.Subject);
        CheckText(quad.Object);
    }

    /// <inheritdoc/>
    protected override Quad[] Prepare(Quad[] statements)
    {
        _nesting = new BlankNodeNesting(statements, allowsLiteralMembers: false);
        foreach (Quad statement in statements.Where(static s => s.Predicate.Equals(RdfVocabulary.Type)))
        {
            if (IsNodeType(statement))
            {
                _elementTypes.TryAdd(statement.Subject, (Iri)statement.Object);
            }
        }

        DeclareNamespaces(statements.Select(statement => ElementOf(statement)).Distinct());

        return statements;
    }

    /// <inheritdoc/>
    protected override void PrepareStream(Quad[] statements)
    {
        IEnumerable<Iri> types = statements.Where(s => IsNodeType(s)).Select(static s => (Iri)s.Object);
        DeclareNamespaces(statements.Select(static s => s.Predicate).Concat(types).Distinct());
    }

    /// <inheritdoc/>
    protected override void Begin()
    {
        while (Prefixes.TryGetNamespace(_localPrefix, out _))
        {
            _localPrefix += "_";
        }

        Output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF"u8);
        foreach ((string prefix, string namespaceIri) in Prefixes)
        {
            Output.Write("\n    xmlns:"u8);
            Output.Write(prefix);
            Output.WriteAttributeValue(namespaceIri);
        }

        Output.Write(">\n"u8);
    }

    /// <inheritdoc/>
    protected override void WriteGroup(Term? graph, Term subject, ReadOnlySpan<Quad> statements) =>
        WriteNode(subject, statements, depth: 1);

    /// <inheritdoc/>
    protected override void WriteWhole(Quad[] statements)
    {
        if (_nesting!.IsEmpty)
        {
            base.WriteWhole(statements);
            return;
        }

        ILookup<Term, Quad> subjects = statements.ToLookup(static quad => quad.Subject);
        _nesting.Enter(subjects);
        foreach (var group in subjects.Where(group => !_nesting.IsNested(group.Key)))
        {
            WriteNode(group.Key, QuadOrder.ByPredicate([.. group]), depth: 1);
        }
    }

    /// <inheritdoc/>
    protected override void End() => Output.Write("</rdf:RDF>\n"u8);

    private static bool IsXmlPrefix(string prefix, string namespaceIri) =>
        IsElementName(prefix) && IsUsablePrefix(prefix, namespaceIri)
        && !prefix.StartsWith("xml", StringComparison.OrdinalIgnoreCase)
        && namespaceIri is not (RdfXmlNames.XmlNamespace or RdfXmlNames.XmlnsNamespace)
        && (prefix != "rdf" || namespaceIri == RdfVocabulary.Namespace);

    private void CheckProperty(Iri predicate)
    {
        if (!CanBeElement(predicate))
        {
            throw new RdfSyntaxException($"The property '{IriSyntax.Shorten(predicate.Text)}' has no RDF/XML form: "
                + "it does not end in an XML name.");
        }

        ReadOnlySpan<char> name = RdfXmlNames.InRdf(predicate);
        if (!RdfXmlNames.IsPropertyElement(name) || name is "li")
        {
            throw new RdfSyntaxException($"The property '{predicate}' has no RDF/XML form: XML uses its name.");
        }

        if (_properties.Count < RememberedMax)
        {
            _properties.Add(predicate);
        }
    }

    /// <summary>Makes prefixes for the names that have none.</summary>
    private void DeclareNamespaces(IEnumerable<Iri> names)
    {
        // What one name declares shortens those after it.
        int number = 0;
        foreach (Iri name in names.Where(name => !TryShorten(name, out _, out _)))
        {
            string prefix;
            do
            {
                prefix = string.Create(CultureInfo.InvariantCulture, $"{GeneratedPrefix}{++number}");
            }
            while (Prefixes.TryGetNamespace(prefix, out _));
            AddPrefix(prefix, name.Text[..NameStart(name.Text)]);
        }
    }

    private static bool CanBeElement(Iri iri)
    {
        int start = NameStart(iri.Text);
        return start > 0 && start < iri.Text.Length && iri.Text.AsSpan(0, start) is not RdfXmlNames.XmlNamespace
            and not RdfXmlNames.XmlnsNamespace;
    }

    /// <summary>Tells whether a statement gives its subject a class that can be the name of an element.</summary>
    private bool IsNodeType(in Quad statement)
    {
        if (!statement.Predicate.Equals(RdfVocabulary.Type) || statement.Object is not Iri type)
        {
            return false;
        }

        if (!_classes.TryGetValue(type, out bool canBeElement))
        {
            ReadOnlySpan<char> name = RdfXmlNames.InRdf(type);
            canBeElement = CanBeElement(type) && RdfXmlNames.IsNodeElement(name) && name is not "Description";
            if (_classes.Count < RememberedMax)
            {
                _classes.Add(type, canBeElement);
            }
        }

        return canBeElement;
    }

    private bool IsElementType(in Quad quad) => quad.Predicate.Equals(RdfVocabulary.Type)
        && _elementTypes.TryGetValue(quad.Subject, out Iri? type) && type.Equals(quad.Object);

    private Iri ElementOf(in Quad quad) => IsElementType(quad) ? (Iri)quad.Object : quad.Predicate;

    private static bool IsElementName(ReadOnlySpan<char> text) => text.Length > 0 && NameStart(text) == 0;

    /// <summary>Finds where the name at the end of an IRI begins; the IRI's length when it ends in none.</summary>
    private static int NameStart(ReadOnlySpan<char> text)
    {
        // The framework's parser, like many others, holds to the narrower names of XML 1.0 before its fifth edition.
        int start = text.Length;
        for (int index = text.Length - 1; index >= 0 && XmlConvert.IsNCNameChar(text[index]); index--)
        {
            start = XmlConvert.IsStartNCNameChar(text[index]) ? index : start;
        }

        return start;
    }

    private static void CheckText(Term term) =>
        XmlWriting.CheckText(term switch { Iri iri => iri.Text, Literal literal => literal.Lexical, _ => "" });
}
