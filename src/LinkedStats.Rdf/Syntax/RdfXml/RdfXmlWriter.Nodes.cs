using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.RdfXml;

/// <content>Node elements and property elements.</content>
internal sealed partial class RdfXmlWriter
{
    private static readonly ElementName Description = new("rdf", "Description".AsMemory(), LocalNamespace: default);

    private readonly Dictionary<Iri, ElementName> _names = [];

    /// <summary>Writes a node and what is said about it; its first class names the element.</summary>
    private void WriteNode(Term subject, ReadOnlySpan<Quad> statements, int depth)
    {
        int typeIndex = 0;
        while (typeIndex < statements.Length && !IsNodeType(statements[typeIndex]))
        {
            typeIndex++;
        }

        bool isTyped = typeIndex < statements.Length;
        ElementName name = isTyped ? NameOf((Iri)statements[typeIndex].Object) : Description;
        Indent(depth);
        WriteStart(name);
        if (subject is not BlankNode node || !(IsNested(node) || _nesting?.IsUnreferenced(node) == true))
        {
            WriteReference(subject, " rdf:about"u8);
        }

        if (statements.Length == (isTyped ? 1 : 0))
        {
            Output.Write("/>\n"u8);
            return;
        }

        Output.Write(">\n"u8);
        for (int i = 0; i < statements.Length; i++)
        {
            if (i != typeIndex)
            {
                WriteProperty(statements[i], depth + 1);
            }
        }

        Indent(depth);
        WriteEnd(name);
    }

    private void WriteProperty(in Quad statement, int depth)
    {
        ElementName name = NameOf(statement.Predicate);
        Indent(depth);
        WriteStart(name);
        if (statement.Object is Literal literal)
        {
            WriteLiteral(name, literal);
        }
        else if (statement.Object is BlankNode node && IsNested(node))
        {
            WriteNested(name, node, depth);
        }
        else if (statement.Object.Equals(RdfVocabulary.Nil))
        {
            Output.Write(" rdf:parseType=\"Collection\"/>\n"u8);
        }
        else
        {
            WriteReference(statement.Object, " rdf:resource"u8);
            Output.Write("/>\n"u8);
        }
    }

    private void WriteLiteral(ElementName name, Literal literal)
    {
        if (literal.Language is not null)
        {
            Output.WriteAttribute(" xml:lang"u8, literal.Language);
        }
        else if (!literal.Datatype.Equals(XsdVocabulary.String))
        {
            Output.WriteAttribute(" rdf:datatype"u8, literal.Datatype.Text);
        }

        Output.Write((byte)'>');
        Output.WriteXmlText(literal.Lexical);
        WriteEnd(name);
    }

    /// <summary>Writes a list, or a node that only this property refers to.</summary>
    private void WriteNested(ElementName name, BlankNode node, int depth)
    {
        if (_nesting!.ListOf(node) is { } members)
        {
            Output.Write(" rdf:parseType=\"Collection\">\n"u8);
            foreach (Term member in members)
            {
                WriteNode(member, member is BlankNode blank && IsNested(blank) ? StatementsOf(blank) : [], depth + 1);
            }
        }
        else if (_elementTypes.ContainsKey(node))
        {
            Output.Write(">\n"u8);
            WriteNode(node, StatementsOf(node), depth + 1);
        }
        else
        {
            ReadOnlySpan<Quad> statements = StatementsOf(node);
            Output.Write(" rdf:parseType=\"Resource\""u8);
            if (statements.Length == 0)
            {
                Output.Write("/>\n"u8);
                return;
            }

            Output.Write(">\n"u8);
            foreach (Quad statement in statements)
            {
                WriteProperty(statement, depth + 1);
            }
        }

        Indent(depth);
        WriteEnd(name);
    }

    private bool IsNested(BlankNode node) => _nesting?.IsNested(node) == true;

    private ReadOnlySpan<Quad> StatementsOf(BlankNode node) => QuadOrder.ByPredicate(_nesting!.StatementsOf(node));

    private void WriteReference(Term node, ReadOnlySpan<byte> iriAttribute)
    {
        if (node is BlankNode blank)
        {
            Output.WriteAttribute(" rdf:nodeID"u8, TermWriting.SafeLabel(blank.Label, allowsDigitFirst: false));
        }
        else
        {
            Output.WriteAttribute(iriAttribute, ((Iri)node).Text);
        }
    }

    private ElementName NameOf(Iri iri)
    {
        if (_names.TryGetValue(iri, out ElementName name))
        {
            return name;
        }

        int start = NameStart(iri.Text);
        name = TryShorten(iri, out string prefix, out int namespaceLength)
            ? new(prefix, iri.Text.AsMemory(namespaceLength), LocalNamespace: default)
            : new(_localPrefix, iri.Text.AsMemory(start), iri.Text.AsMemory(0, start));
        if (_names.Count < RememberedMax)
        {
            _names.Add(iri, name);
        }

        return name;
    }

    private void WriteStart(in ElementName name)
    {
        Output.Write((byte)'<');
        WriteName(name);
        if (!name.LocalNamespace.IsEmpty)
        {
            Output.Write(" xmlns:"u8);
            Output.Write(name.Prefix);
            Output.WriteAttributeValue(name.LocalNamespace.Span);
        }
    }

    private void WriteEnd(in ElementName name)
    {
        Output.Write("</"u8);
        WriteName(name);
        Output.Write(">\n"u8);
    }

    private void WriteName(in ElementName name)
    {
        Output.Write(name.Prefix);
        Output.Write((byte)':');
        Output.Write(name.Local.Span);
    }

    private void Indent(int depth)
    {
        for (int i = 0; i < depth; i++)
        {
            Output.Write("  "u8);
        }
    }

    /// <summary>The name of an element.</summary>
    /// <param name="Prefix">The prefix.</param>
    /// <param name="Local">The local name.</param>
    /// <param name="LocalNamespace">The namespace that the element itself declares; empty where it need not.</param>
    private readonly record struct ElementName(
        string Prefix, ReadOnlyMemory<char> Local, ReadOnlyMemory<char> LocalNamespace);
}
