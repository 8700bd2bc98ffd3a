using System.Buffers;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.RdfXml;

/// <summary>Writes RDF/XML: a flat list of descriptions, each property an element. Graph names are dropped.</summary>
/// <remarks>Source: RDF 1.1 XML Syntax, section 2; XML 1.0 (Fifth Edition); Namespaces in XML 1.0.</remarks>
internal sealed class RdfXmlWriter : GroupedQuadWriter
{
    /// <summary>What XML text cannot hold as it is: markup, and carriage returns, which parsers change.</summary>
    private static readonly SearchValues<char> Escaped = SearchValues.Create("&<>\"\r");

    private static readonly SearchValues<char> EscapedInAttributes = SearchValues.Create("&<>\"\r\n\t");

    /// <summary>Production 2.2 Char leaves these out; the surrogates are checked in pairs.</summary>
    private static readonly SearchValues<char> Impossible = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static code => (char)code).Except("\t\n\r"), '\uFFFE', '\uFFFF']);

    /// <summary>Creates the writer.</summary>
    /// <param name="output">Receives the document.</param>
    /// <param name="prefixes">The prefixes to declare.</param>
    public RdfXmlWriter(Utf8Output output, PrefixMap prefixes)
        : base(output, prefixes, writesGraphs: false) =>
        AddPrefix("rdf", RdfVocabulary.Namespace);

    /// <inheritdoc/>
    protected override bool IsUsablePrefix(string prefix, string namespaceIri) =>
        prefix.Length > 0 && base.IsUsablePrefix(prefix, namespaceIri)
        && !prefix.StartsWith("xml", StringComparison.OrdinalIgnoreCase)
        && namespaceIri is not (RdfXmlNames.XmlNamespace or RdfXmlNames.XmlnsNamespace)
        && (prefix != "rdf" || namespaceIri == RdfVocabulary.Namespace);

    /// <inheritdoc/>
    protected override bool IsNeeded(string prefix) => prefix == "rdf";

    /// <inheritdoc/>
    protected override bool IsLocalName(ReadOnlySpan<char> local) => RdfXmlNames.IsName(local);

    /// <inheritdoc/>
    protected override IEnumerable<Iri> WrittenIris(Quad quad) => [quad.Predicate];

    /// <inheritdoc/>
    protected override void Check(in Quad quad)
    {
        base.Check(quad);
        string predicate = quad.Predicate.Text;
        int start = RdfXmlNames.NameStart(predicate);
        if (start == predicate.Length || predicate.AsSpan(0, start) is RdfXmlNames.XmlNamespace)
        {
            throw new RdfSyntaxException(
                $"The property '{IriSyntax.Shorten(predicate)}' has no RDF/XML form: it does not end in an XML name.");
        }

        ReadOnlySpan<char> name = RdfXmlNames.InRdf(quad.Predicate);
        if (!RdfXmlNames.IsPropertyElement(name) || name is "li")
        {
            throw new RdfSyntaxException($"The property '{predicate}' has no RDF/XML form: XML uses its name.");
        }

        CheckText(quad.Subject);
        CheckText(quad.Object);
    }

    /// <inheritdoc/>
    protected override void Begin()
    {
        Output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF"u8);
        foreach ((string prefix, string namespaceIri) in Prefixes)
        {
            Output.Write("\n    xmlns:"u8);
            Output.Write(prefix);
            WriteValue(namespaceIri);
        }

        Output.Write(">\n"u8);
    }

    /// <inheritdoc/>
    protected override void WriteGroup(Term? graph, Term subject, ReadOnlySpan<Quad> statements)
    {
        Output.Write("  <rdf:Description"u8);
        WriteNode(subject, " rdf:about"u8);
        Output.Write(">\n"u8);
        foreach (Quad statement in statements)
        {
            WriteProperty(statement.Predicate, statement.Object);
        }

        Output.Write("  </rdf:Description>\n"u8);
    }

    /// <inheritdoc/>
    protected override void End() => Output.Write("</rdf:RDF>\n"u8);

    private void WriteProperty(Iri predicate, Term value)
    {
        bool isDeclared = TryShorten(predicate, out string prefix, out int split);
        if (!isDeclared)
        {
            split = RdfXmlNames.NameStart(predicate.Text);
            prefix = "ns";
        }

        ReadOnlySpan<char> name = predicate.Text.AsSpan(split);
        Output.Write("    <"u8);
        WriteName(prefix, name);
        if (!isDeclared)
        {
            Output.Write(" xmlns:ns"u8);
            WriteValue(predicate.Text.AsSpan(0, split));
        }

        if (value is not Literal literal)
        {
            WriteNode(value, " rdf:resource"u8);
            Output.Write("/>\n"u8);
            return;
        }

        if (literal.Language is not null)
        {
            Output.Write(" xml:lang"u8);
            WriteValue(literal.Language);
        }
        else if (!literal.Datatype.Equals(XsdVocabulary.String))
        {
            Output.Write(" rdf:datatype"u8);
            WriteValue(literal.Datatype.Text);
        }

        Output.Write((byte)'>');
        WriteEscaped(literal.Lexical, Escaped);
        Output.Write("</"u8);
        WriteName(prefix, name);
        Output.Write(">\n"u8);
    }

    private void WriteName(string prefix, ReadOnlySpan<char> name)
    {
        Output.Write(prefix);
        Output.Write((byte)':');
        Output.Write(name);
    }

    private void WriteNode(Term node, ReadOnlySpan<byte> iriAttribute)
    {
        if (node is BlankNode blank)
        {
            Output.Write(" rdf:nodeID"u8);
            WriteValue(TermWriting.SafeLabel(blank.Label, allowsDigitFirst: false));
        }
        else
        {
            Output.Write(iriAttribute);
            WriteValue(((Iri)node).Text);
        }
    }

    private void WriteValue(ReadOnlySpan<char> value)
    {
        Output.Write("=\""u8);
        WriteEscaped(value, EscapedInAttributes);
        Output.Write((byte)'"');
    }

    private void WriteEscaped(ReadOnlySpan<char> text, SearchValues<char> escaped)
    {
        for (int plain = text.IndexOfAny(escaped); plain >= 0; plain = text.IndexOfAny(escaped))
        {
            Output.Write(text[..plain]);
            Output.Write(text[plain] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '"' => "&quot;"u8,
                '\r' => "&#xD;"u8,
                '\n' => "&#xA;"u8,
                _ => "&#x9;"u8,
            });
            text = text[(plain + 1)..];
        }

        Output.Write(text);
    }

    private static void CheckText(Term term)
    {
        string text = term switch { Iri iri => iri.Text, Literal literal => literal.Lexical, _ => "" };
        int index = text.AsSpan().IndexOfAny(Impossible);
        if (index >= 0)
        {
            throw new RdfSyntaxException(
                $"A text has no RDF/XML form: XML cannot hold {IriSyntax.NameOf(text[index])}, not even escaped.");
        }
    }
}
