using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Writes node objects in expanded form: all names are IRIs, all values objects in arrays.</summary>
/// <remarks>Source: JSON-LD 1.1, section 5.1; JSON-LD 1.1 API, section 8.4.2, step 5.7.</remarks>
/// <param name="output">Receives the document.</param>
/// <param name="options">How it is written.</param>
internal sealed class ExpandedNodeWriter(Utf8Output output, JsonLdWriteOptions options) : NodeWriter(output, options)
{
    /// <inheritdoc/>
    protected override void WriteProperties(ReadOnlySpan<Quad> statements, int depth, ref bool isFirst)
    {
        for (int index = 0; index < statements.Length;)
        {
            Iri predicate = statements[index].Predicate;
            int count = 1;
            while (index + count < statements.Length && statements[index + count].Predicate.Equals(predicate))
            {
                count++;
            }

            ReadOnlySpan<Quad> values = statements.Slice(index, count);
            bool isType = predicate.Equals(RdfVocabulary.Type) && !Options.UsesRdfType;
            if (isType)
            {
                // "@type" holds nodes only; a literal type is legal RDF, and needs the property's own name.
                WriteArray(TypeKey, values, depth, ofTypes: true, ref isFirst);
            }

            WriteArray(predicate.Text, values, depth, ofTypes: isType ? false : null, ref isFirst);
            index += count;
        }
    }

    /// <inheritdoc/>
    protected override void WriteId(Term term)
    {
        if (term is BlankNode node)
        {
            Output.Write((byte)'"');
            Output.WriteBlankNode(node);
            Output.Write((byte)'"');
        }
        else
        {
            Output.WriteJsonString(((Iri)term).Text);
        }
    }

    /// <inheritdoc/>
    protected override void WriteLiteral(Literal literal) => WriteValueObject(ValueObject.Of(literal, Options));

    /// <param name="name">The name of the entry.</param>
    /// <param name="values">The values of one property.</param>
    /// <param name="depth">How deep the node stands.</param>
    /// <param name="ofTypes">True for the values that can be types, false for the others; null for all.</param>
    /// <param name="isFirst">Whether the node has no entry yet.</param>
    private void WriteArray(string name, ReadOnlySpan<Quad> values, int depth, bool? ofTypes, ref bool isFirst)
    {
        bool isEmpty = true;
        foreach (Quad statement in values)
        {
            if (ofTypes is { } wanted && statement.Object is not Literal != wanted)
            {
                continue;
            }

            if (isEmpty)
            {
                BeginEntry(name, depth, ref isFirst);
            }

            Output.Write(isEmpty ? "["u8 : ", "u8);
            isEmpty = false;
            if (ofTypes == true)
            {
                WriteId(statement.Object);
            }
            else
            {
                WriteValue(statement.Object, depth);
            }
        }

        Output.Write(isEmpty ? ""u8 : "]"u8);
    }
}
