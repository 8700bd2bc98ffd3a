using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Writes node objects in compacted form: with terms and prefixes, and values as short as is exact.</summary>
/// <remarks>
/// Source: JSON-LD 1.1, section 5.2. Each value stands under the term that keeps it as it is, or under the IRI of its
/// property; readers put the values of one property together again.
/// </remarks>
/// <param name="output">Receives the document.</param>
/// <param name="options">How it is written.</param>
/// <param name="terms">The terms of the context; null for none.</param>
/// <param name="writeIri">Writes the inner of a string that is an IRI, abbreviated if possible.</param>
internal sealed class CompactNodeWriter(
    Utf8Output output, JsonLdWriteOptions options, CompactTerms? terms, Action<Iri> writeIri)
    : NodeWriter(output, options)
{
    /// <inheritdoc/>
    protected override string IdKey => terms?.IdKey ?? base.IdKey;

    /// <inheritdoc/>
    protected override string TypeKey => terms?.TypeKey ?? base.TypeKey;

    /// <summary>Finds the term for a statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <returns>The term; null where the IRI of the property is written.</returns>
    public CompactTerm? TermOf(in Quad statement) =>
        terms?.ForProperty(statement.Predicate, statement.Object, IsList(statement.Object));

    /// <summary>Tells whether a statement is written as a type.</summary>
    public static bool IsType(in Quad statement) =>
        statement.Predicate.Equals(RdfVocabulary.Type) && statement.Object is not Literal;

    /// <inheritdoc/>
    protected override void WriteProperties(ReadOnlySpan<Quad> statements, int depth, ref bool isFirst)
    {
        for (int index = 0; index < statements.Length;)
        {
            int count = 1;
            CompactTerm? term = TermOf(statements[index]);
            bool isMixed = false;
            while (index + count < statements.Length
                && statements[index + count].Predicate.Equals(statements[index].Predicate))
            {
                isMixed |= IsType(statements[index + count]) != IsType(statements[index])
                    || TermOf(statements[index + count]) != term;
                count++;
            }

            ReadOnlySpan<Quad> values = statements.Slice(index, count);
            if (isMixed)
            {
                WriteMixed(values, depth, ref isFirst);
            }
            else
            {
                WriteEntry(term, values, depth, ref isFirst);
            }

            index += count;
        }
    }

    /// <inheritdoc/>
    protected override void WriteId(Term term)
    {
        Output.Write((byte)'"');
        if (term is BlankNode node)
        {
            Output.WriteBlankNode(node);
        }
        else
        {
            writeIri((Iri)term);
        }

        Output.Write((byte)'"');
    }

    /// <inheritdoc/>
    protected override void WriteLiteral(Literal literal)
    {
        var value = ValueObject.Of(literal, Options);
        if (value.IsPlain)
        {
            value.WriteTo(Output);
        }
        else
        {
            WriteValueObject(value);
        }
    }

    /// <summary>Writes the values of one property, whose names differ, name by name.</summary>
    private void WriteMixed(ReadOnlySpan<Quad> values, int depth, ref bool isFirst)
    {
        var byName = new OrderedDictionary<(bool IsType, string Name), List<Quad>>();
        foreach (Quad value in values)
        {
            (bool IsType, string Name) name = (IsType(value), TermOf(value)?.Name ?? "");
            if (!byName.TryGetValue(name, out List<Quad>? all))
            {
                all = [];
                byName.Add(name, all);
            }

            all.Add(value);
        }

        foreach (List<Quad> same in byName.Values)
        {
            Quad[] statements = [.. same];
            WriteEntry(TermOf(statements[0]), statements, depth, ref isFirst);
        }
    }

    private void WriteEntry(CompactTerm? term, ReadOnlySpan<Quad> values, int depth, ref bool isFirst)
    {
        bool isType = IsType(values[0]);
        if (isType || term is not null)
        {
            BeginEntry(isType ? TypeKey : term!.Name, depth, ref isFirst);
        }
        else
        {
            Separate(depth, ref isFirst);
            WriteId(values[0].Predicate);
            Output.Write(": "u8);
        }

        if (term is { IsLanguageMap: true })
        {
            WriteLanguageMap(values);
            return;
        }

        bool isArray = values.Length > 1 || (term is { IsSet: true } && !isType);
        Output.Write(isArray ? "["u8 : ""u8);
        for (int i = 0; i < values.Length; i++)
        {
            Output.Write(i > 0 ? ", "u8 : ""u8);
            WriteShort(isType, term, values[i].Object, depth);
        }

        Output.Write(isArray ? "]"u8 : ""u8);
    }

    /// <summary>Writes a value as short as its term allows.</summary>
    private void WriteShort(bool isType, CompactTerm? term, Term value, int depth)
    {
        if (isType && value is Iri type && terms?.ForClass(type) is { } named)
        {
            Output.WriteJsonString(named.Name);
        }
        else if (isType || (term?.Definition.Type == "@id" && !IsNested(value)))
        {
            WriteId(value);
        }
        else if (term?.Definition.Type is not null && value is Literal literal)
        {
            (ValueObject.Of(literal, Options) with { Type = null }).WriteTo(Output);
        }
        else
        {
            WriteValue(value, depth);
        }
    }

    private void WriteLanguageMap(ReadOnlySpan<Quad> values)
    {
        bool isFirst = true;
        for (int i = 0; i < values.Length; i++)
        {
            string language = LanguageOf(values[i]);
            int count = 0;
            for (int j = 0; j < values.Length; j++)
            {
                count = LanguageOf(values[j]) != language ? count : j < i ? int.MinValue : count + 1;
            }

            // The texts of a language stand where the first of them does.
            if (count < 0)
            {
                continue;
            }

            Output.Write(isFirst ? "{ "u8 : ", "u8);
            isFirst = false;
            Output.WriteJsonString(language);
            Output.Write(count > 1 ? ": ["u8 : ": "u8);
            int written = 0;
            for (int j = i; j < values.Length; j++)
            {
                if (LanguageOf(values[j]) == language)
                {
                    Output.Write(written++ > 0 ? ", "u8 : ""u8);
                    Output.WriteJsonString(((Literal)values[j].Object).Lexical);
                }
            }

            Output.Write(count > 1 ? "]"u8 : ""u8);
        }

        Output.Write(" }"u8);
    }

    private static string LanguageOf(in Quad statement) => ((Literal)statement.Object).Language!;
}
