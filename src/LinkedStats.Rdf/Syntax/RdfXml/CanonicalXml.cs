using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml;

namespace LinkedStats.Rdf.Syntax.RdfXml;

/// <summary>Writes the content of an element down in the one form that equal contents share.</summary>
/// <remarks>
/// Source: Exclusive XML Canonicalization 1.0, section 3, with comments and without inclusive prefixes; Canonical XML
/// 1.0, sections 2.2 and 2.3. RDF 1.1 XML Syntax, 7.2.17, takes it for the lexical form of rdf:XMLLiteral.
/// </remarks>
/// <param name="source">Moves the parser.</param>
/// <param name="xml">The parser.</param>
/// <param name="depthMax">How deep elements may nest.</param>
/// <param name="charactersMax">The most characters of a literal.</param>
internal sealed class CanonicalXml(XmlSource source, XmlReader xml, int depthMax, int charactersMax)
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("&<>\r");
    private static readonly SearchValues<char> EscapedInAttributes = SearchValues.Create("&<\"\t\n\r");

    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _declared = [];
    private readonly Stack<(string Prefix, string Before)> _redeclared = [];
    private readonly Stack<int> _redeclaredCounts = [];
    private readonly List<Attribute> _attributes = [];
    private readonly List<string> _used = [];

    /// <summary>Reads from the start tag that the parser stands on to its end tag.</summary>
    /// <returns>The content.</returns>
    /// <exception cref="RdfSyntaxException">It is too long, or nests too deep.</exception>
    public string ReadContent()
    {
        _text.Clear();
        int depth = xml.Depth;
        while (source.MoveNext() && xml.Depth > depth)
        {
            WriteNode();
            if (_text.Length > charactersMax)
            {
                throw source.Error(string.Create(
                    CultureInfo.InvariantCulture,
                    $"an XML literal is longer than the limit of {charactersMax:N0} characters"));
            }
        }

        return _text.ToString();
    }

    private void WriteNode()
    {
        switch (xml.NodeType)
        {
            case XmlNodeType.Element:
                WriteStart();
                if (xml.IsEmptyElement)
                {
                    WriteEnd();
                }

                break;
            case XmlNodeType.EndElement:
                WriteEnd();
                break;
            case XmlNodeType.ProcessingInstruction:
                _text.Append("<?").Append(xml.Name).Append(xml.Value.Length > 0 ? " " : "").Append(xml.Value)
                    .Append("?>");
                break;
            case XmlNodeType.Comment:
                _text.Append("<!--").Append(xml.Value).Append("-->");
                break;
            default:
                WriteEscaped(xml.Value, Escaped);
                break;
        }
    }

    private void WriteStart()
    {
        if (xml.Depth >= depthMax)
        {
            throw source.Error(string.Create(
                CultureInfo.InvariantCulture, $"elements nest deeper than the limit of {depthMax:N0}"));
        }

        _text.Append('<').Append(xml.Name);
        _redeclaredCounts.Push(_redeclared.Count);
        _used.Clear();
        _used.Add(xml.Prefix);
        ReadAttributes();
        WriteNamespaces();
        _attributes.Sort(Compare);
        foreach (Attribute attribute in _attributes)
        {
            WriteAttribute(attribute.Name, attribute.Value);
        }

        _text.Append('>');
    }

    private void WriteEnd()
    {
        _text.Append("</").Append(xml.Name).Append('>');
        for (int count = _redeclaredCounts.Pop(); _redeclared.Count > count;)
        {
            (string prefix, string before) = _redeclared.Pop();
            _declared[prefix] = before;
        }
    }

    private void ReadAttributes()
    {
        _attributes.Clear();
        while (xml.MoveToNextAttribute())
        {
            if (xml.NamespaceURI != RdfXmlNames.XmlnsNamespace)
            {
                _attributes.Add(new Attribute(xml.Name, xml.NamespaceURI, xml.LocalName, xml.Value));
                if (xml.Prefix.Length > 0)
                {
                    _used.Add(xml.Prefix);
                }
            }
        }

        xml.MoveToElement();
    }

    /// <summary>Declares the prefixes that the tag uses, unless a tag around it did so alike.</summary>
    private void WriteNamespaces()
    {
        _used.Sort(CompareCodePoints);
        foreach (string prefix in _used)
        {
            string name = xml.LookupNamespace(prefix) ?? "";
            string before = _declared.GetValueOrDefault(prefix, "");
            if (prefix != "xml" && name != before)
            {
                WriteAttribute(prefix.Length == 0 ? "xmlns" : "xmlns:" + prefix, name);
                _redeclared.Push((prefix, before));
                _declared[prefix] = name;
            }
        }
    }

    private void WriteAttribute(string name, string value)
    {
        _text.Append(' ').Append(name).Append("=\"");
        WriteEscaped(value, EscapedInAttributes);
        _text.Append('"');
    }

    private void WriteEscaped(ReadOnlySpan<char> text, SearchValues<char> escaped)
    {
        for (int plain = text.IndexOfAny(escaped); plain >= 0; plain = text.IndexOfAny(escaped))
        {
            _text.Append(text[..plain]).Append(text[plain] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\t' => "&#x9;",
                '\n' => "&#xA;",
                _ => "&#xD;",
            });
            text = text[(plain + 1)..];
        }

        _text.Append(text);
    }

    private static int Compare(Attribute left, Attribute right) =>
        CompareCodePoints(left.Namespace, right.Namespace) is var order and not 0
            ? order
            : CompareCodePoints(left.LocalName, right.LocalName);

    /// <summary>Orders texts by their code points, which differs from UTF-16 above U+FFFF.</summary>
    private static int CompareCodePoints(string left, string right)
    {
        int length = Math.Min(left.Length, right.Length);
        int index = left.AsSpan(0, length).CommonPrefixLength(right);
        return index == length ? left.Length.CompareTo(right.Length)
            : char.IsSurrogate(left[index]) != char.IsSurrogate(right[index]) ? char.IsSurrogate(left[index]) ? 1 : -1
            : left[index].CompareTo(right[index]);
    }

    private sealed record Attribute(string Name, string Namespace, string LocalName, string Value);
}
