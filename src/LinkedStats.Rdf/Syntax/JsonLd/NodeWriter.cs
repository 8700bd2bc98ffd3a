using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Writes the node objects of a document.</summary>
/// <param name="output">Receives the document.</param>
/// <param name="options">How it is written.</param>
internal abstract class NodeWriter(Utf8Output output, JsonLdWriteOptions options)
{
    /// <summary>Receives the document.</summary>
    protected Utf8Output Output { get; } = output;

    /// <summary>How the document is written.</summary>
    protected JsonLdWriteOptions Options { get; } = options;

    /// <summary>The anonymous nodes and the lists of a document that is held; null for a streamed one.</summary>
    public BlankNodeNesting? Nesting { get; set; }

    /// <summary>Tells whether a node is written where it is used, as the part of a list at least.</summary>
    public bool IsNested(Term term) => Nesting is not null
        && (Options.Form == JsonLdForm.Flattened ? Nesting.IsNestedCell(term) : Nesting.IsNested(term));

    /// <summary>Tells whether a node can do without an id.</summary>
    public bool IsAnonymous(Term subject) => Options.Form != JsonLdForm.Flattened
        && subject is BlankNode node && Nesting?.IsUnreferenced(node) == true;

    /// <summary>Writes a node object.</summary>
    /// <param name="id">The node; null for one that has no id.</param>
    /// <param name="statements">The statements about it; equal predicates stand together.</param>
    /// <param name="depth">How deep it stands.</param>
    /// <param name="writeGraph">Writes the nodes of the graph that it names; null for none.</param>
    public void Write(Term? id, ReadOnlySpan<Quad> statements, int depth, Action? writeGraph = null)
    {
        bool isFirst = true;
        if (id is not null)
        {
            BeginEntry(IdKey, depth, ref isFirst);
            WriteId(id);
        }

        WriteProperties(statements, depth, ref isFirst);
        if (writeGraph is not null)
        {
            BeginEntry("@graph", depth, ref isFirst);
            Output.Write((byte)'[');
            writeGraph();
            WriteIndent(depth + 1);
            Output.Write((byte)']');
        }

        Output.Write(isFirst ? "{}"u8 : " }"u8);
    }

    /// <summary>Writes the beginning of a node that names a graph, up to the graph's nodes.</summary>
    public void BeginGraph(Term name, int depth)
    {
        bool isFirst = true;
        BeginEntry(IdKey, depth, ref isFirst);
        WriteId(name);
        BeginEntry("@graph", depth, ref isFirst);
        Output.Write((byte)'[');
    }

    /// <summary>Writes the beginning of a line.</summary>
    public void WriteIndent(int depth)
    {
        Output.Write((byte)'\n');
        for (int i = 0; i < depth; i++)
        {
            Output.Write("  "u8);
        }
    }

    /// <summary>What <c>@id</c> is called.</summary>
    protected virtual string IdKey => "@id";

    /// <summary>What <c>@type</c> is called.</summary>
    protected virtual string TypeKey => "@type";

    /// <summary>Writes the types and the properties of a node.</summary>
    protected abstract void WriteProperties(ReadOnlySpan<Quad> statements, int depth, ref bool isFirst);

    /// <summary>Writes an IRI or a blank node as a string.</summary>
    protected abstract void WriteId(Term term);

    /// <summary>Writes the datatype of a value as a string.</summary>
    protected virtual void WriteDatatype(Iri datatype) => WriteId(datatype);

    /// <summary>Writes a literal.</summary>
    protected abstract void WriteLiteral(Literal literal);

    /// <summary>Writes a value, all that is needed to read it included.</summary>
    protected void WriteValue(Term value, int depth)
    {
        if (value is Literal literal)
        {
            WriteLiteral(literal);
        }
        else if (IsList(value))
        {
            WriteList(value is BlankNode head ? Nesting!.ListOf(head)! : [], depth);
        }
        else if (value is BlankNode node && IsNested(node) && Nesting!.StatementsOf(node) is { Length: > 0 } inner)
        {
            WriteNested(QuadOrder.ByPredicate(inner), depth + 2);
        }
        else
        {
            Output.Write("{ \""u8);
            Output.Write(IdKey);
            Output.Write("\": "u8);
            WriteId(value);
            Output.Write(" }"u8);
        }
    }

    /// <summary>Tells whether a value is written as a list.</summary>
    protected bool IsList(Term value) => value.Equals(RdfVocabulary.Nil) || Nesting?.IsNestedCell(value) == true;

    /// <summary>Writes a value object.</summary>
    protected void WriteValueObject(in ValueObject value)
    {
        Output.Write("{ \"@value\": "u8);
        value.WriteTo(Output);
        if (value.IsJson || value.Type is not null)
        {
            Output.Write(", \""u8);
            Output.Write(TypeKey);
            Output.Write("\": "u8);
            if (value.Type is not null)
            {
                WriteDatatype(value.Type);
            }
            else
            {
                Output.Write("\"@json\""u8);
            }
        }

        WriteText(", \"@language\": "u8, value.Language);
        WriteText(", \"@direction\": "u8, value.Direction);
        Output.Write(" }"u8);
    }

    /// <summary>Writes the name of an entry and what stands before it.</summary>
    protected void BeginEntry(ReadOnlySpan<char> name, int depth, ref bool isFirst)
    {
        Separate(depth, ref isFirst);
        Output.WriteJsonString(name);
        Output.Write(": "u8);
    }

    /// <summary>Writes what stands before the name of an entry.</summary>
    protected void Separate(int depth, ref bool isFirst)
    {
        if (isFirst)
        {
            Output.Write("{ "u8);
        }
        else
        {
            Output.Write((byte)',');
            WriteIndent(depth + 1);
        }

        isFirst = false;
    }

    private void WriteNested(ReadOnlySpan<Quad> statements, int depth)
    {
        if (statements.Length > 1)
        {
            WriteIndent(depth);
        }

        Write(null, statements, depth);
    }

    private void WriteList(List<Term> items, int depth)
    {
        Output.Write("{ \"@list\": ["u8);
        for (int i = 0; i < items.Count; i++)
        {
            Output.Write(i > 0 ? ", "u8 : ""u8);
            WriteValue(items[i], depth + 1);
        }

        Output.Write("] }"u8);
    }

    private void WriteText(ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            Output.Write(name);
            Output.WriteJsonString(text);
        }
    }
}
