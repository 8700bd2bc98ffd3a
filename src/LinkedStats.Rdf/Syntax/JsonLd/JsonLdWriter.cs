using System.Buffers;
using System.Globalization;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Writes JSON-LD: a context of prefixes, and a flat array of nodes whose IRIs it abbreviates.</summary>
/// <remarks>
/// Source: JSON-LD 1.1, sections 4 and 9; the IRI expansion of JSON-LD 1.1 API, section 5.2. Values are exact: a number
/// is its lexical form as a string with its datatype, since JSON numbers would change it. Nodes of a graph that do not
/// come in a row stand in several places, which JSON-LD readers merge.
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

    /// <summary>JSON's own, and the less-than sign, so that the text can stand inside an HTML script element.</summary>
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static code => (char)code), '"', '\\', '<', '\u007F', '\u2028', '\u2029']);

    private Term? _graph;
    private bool _isFirst = true;

    /// <summary>Creates the writer.</summary>
    /// <param name="output">Receives the document.</param>
    /// <param name="prefixes">The prefixes of the context.</param>
    public JsonLdWriter(Utf8Output output, PrefixMap prefixes)
        : base(output, prefixes, writesGraphs: true)
    {
    }

    /// <inheritdoc/>
    protected override bool IsUsablePrefix(string prefix, string namespaceIri) =>
        prefix.Length > 0 && base.IsUsablePrefix(prefix, namespaceIri) && !Schemes.Contains(prefix);

    /// <inheritdoc/>
    /// <remarks>Behind a prefix, two slashes would make a reader take the whole for an absolute IRI.</remarks>
    protected override bool IsLocalName(ReadOnlySpan<char> local) => local.Length > 0 && !local.StartsWith("//");

    /// <inheritdoc/>
    /// <remarks>A full IRI whose scheme is a prefix of the context would be expanded like a short one.</remarks>
    protected override bool IsMistakenFor(string prefix, Iri iri) =>
        iri.Text.StartsWith(prefix, StringComparison.Ordinal)
        && iri.Text.AsSpan(prefix.Length) is [':', ..] and not [':', '/', '/', ..];

    /// <inheritdoc/>
    protected override void Begin()
    {
        Output.Write("{\n  \"@context\": {"u8);
        bool isFirst = true;
        foreach ((string prefix, string namespaceIri) in Prefixes)
        {
            Output.Write(isFirst ? "\n    "u8 : ",\n    "u8);
            isFirst = false;
            WriteString(prefix);
            Output.Write(": "u8);

            // JSON-LD 1.1 API, section 4.2.2, 14.2.5: only these endings make a plain term a prefix.
            if (":/?#[]@".Contains(namespaceIri[^1], StringComparison.Ordinal))
            {
                WriteString(namespaceIri);
            }
            else
            {
                Output.Write("{ \"@id\": "u8);
                WriteString(namespaceIri);
                Output.Write(", \"@prefix\": true }"u8);
            }
        }

        Output.Write(isFirst ? "},\n  \"@graph\": ["u8 : "\n  },\n  \"@graph\": ["u8);
    }

    /// <inheritdoc/>
    protected override void WriteGroup(Term? graph, Term subject, ReadOnlySpan<Quad> statements)
    {
        EnterGraph(graph);
        Separate();
        Output.Write("    { \"@id\": "u8);
        WriteId(subject);
        int index = 0;
        while (index < statements.Length)
        {
            Iri predicate = statements[index].Predicate;
            int count = 1;
            while (index + count < statements.Length && statements[index + count].Predicate.Equals(predicate))
            {
                count++;
            }

            WriteValues(predicate, statements.Slice(index, count));
            index += count;
        }

        Output.Write(" }"u8);
    }

    /// <inheritdoc/>
    protected override void End()
    {
        EnterGraph(null);
        Output.Write("\n  ]\n}\n"u8);
    }

    private void EnterGraph(Term? graph)
    {
        if (Equals(graph, _graph))
        {
            return;
        }

        if (_graph is not null)
        {
            Output.Write("\n    ] }"u8);
            _isFirst = false;
        }

        _graph = graph;
        if (graph is not null)
        {
            Separate();
            Output.Write("    { \"@id\": "u8);
            WriteId(graph);
            Output.Write(", \"@graph\": ["u8);
            _isFirst = true;
        }
    }

    private void Separate()
    {
        Output.Write(_isFirst ? "\n"u8 : ",\n"u8);
        _isFirst = false;
    }

    private void WriteValues(Iri predicate, ReadOnlySpan<Quad> statements)
    {
        // "@type" holds nodes only; a literal type is legal RDF, and needs the property's own name.
        bool isType = predicate.Equals(RdfVocabulary.Type);
        foreach (Quad statement in statements)
        {
            isType &= statement.Object is not Literal;
        }

        Output.Write(",\n      "u8);
        if (isType)
        {
            Output.Write("\"@type\""u8);
        }
        else
        {
            WriteId(predicate);
        }

        Output.Write(statements.Length > 1 ? ": ["u8 : ": "u8);
        for (int i = 0; i < statements.Length; i++)
        {
            Output.Write(i > 0 ? ", "u8 : ""u8);
            if (isType)
            {
                WriteId(statements[i].Object);
            }
            else
            {
                WriteObject(statements[i].Object);
            }
        }

        Output.Write(statements.Length > 1 ? "]"u8 : ""u8);
    }

    private void WriteObject(Term term)
    {
        if (term is not Literal literal)
        {
            Output.Write("{ \"@id\": "u8);
            WriteId(term);
            Output.Write(" }"u8);
            return;
        }

        if (literal.Language is null && literal.Datatype.Equals(XsdVocabulary.String))
        {
            WriteString(literal.Lexical);
            return;
        }

        Output.Write("{ \"@value\": "u8);
        WriteString(literal.Lexical);
        if (literal.Language is not null)
        {
            Output.Write(", \"@language\": "u8);
            WriteString(literal.Language);
        }
        else
        {
            Output.Write(", \"@type\": "u8);
            WriteId(literal.Datatype);
        }

        Output.Write(" }"u8);
    }

    private void WriteId(Term term)
    {
        Output.Write((byte)'"');
        if (term is BlankNode node)
        {
            Output.WriteBlankNode(node);
        }
        else
        {
            var iri = (Iri)term;
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

            WriteEscaped(iri.Text.AsSpan(written));
        }

        Output.Write((byte)'"');
    }

    private void WriteString(ReadOnlySpan<char> text)
    {
        Output.Write((byte)'"');
        WriteEscaped(text);
        Output.Write((byte)'"');
    }

    private void WriteEscaped(ReadOnlySpan<char> text)
    {
        for (int plain = text.IndexOfAny(Escaped); plain >= 0; plain = text.IndexOfAny(Escaped))
        {
            Output.Write(text[..plain]);
            int index = "\t\b\n\r\f\"\\".IndexOf(text[plain], StringComparison.Ordinal);
            Output.Write((byte)'\\');
            if (index >= 0)
            {
                Output.Write("tbnrf\"\\"u8[index]);
            }
            else
            {
                Output.Write(string.Create(CultureInfo.InvariantCulture, $"u{(int)text[plain]:X4}"));
            }

            text = text[(plain + 1)..];
        }

        Output.Write(text);
    }

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
