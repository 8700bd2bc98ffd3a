namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Writes the context that a compacted document holds.</summary>
internal static class JsonLdContextText
{
    /// <summary>Writes the beginning of the document up to the context's end.</summary>
    /// <param name="output">Receives the document.</param>
    /// <param name="terms">The terms; null for none.</param>
    /// <param name="used">The terms in use; null for all.</param>
    /// <param name="prefixes">The prefixes.</param>
    public static void Write(Utf8Output output, CompactTerms? terms, HashSet<CompactTerm>? used, PrefixMap prefixes)
    {
        output.Write("{\n  \"@context\": {"u8);
        bool isFirst = true;
        WriteAlias(output, terms?.IdKey, "@id", ref isFirst);
        WriteAlias(output, terms?.TypeKey, "@type", ref isFirst);
        foreach ((string prefix, string namespaceIri) in prefixes)
        {
            Begin(output, prefix, ref isFirst);

            // JSON-LD 1.1 API, section 4.2.2, step 14.2.5: only these endings make a plain term a prefix.
            if (":/?#[]@".Contains(namespaceIri[^1], StringComparison.Ordinal))
            {
                output.WriteJsonString(namespaceIri);
            }
            else
            {
                output.Write("{ \"@id\": "u8);
                output.WriteJsonString(namespaceIri);
                output.Write(", \"@prefix\": true }"u8);
            }
        }

        foreach (CompactTerm term in terms?.All ?? [])
        {
            if (used?.Contains(term) != false)
            {
                Begin(output, term.Name, ref isFirst);
                term.WriteDefinition(output);
            }
        }

        output.Write(isFirst ? "}"u8 : "\n  }"u8);
    }

    private static void WriteAlias(Utf8Output output, string? alias, string keyword, ref bool isFirst)
    {
        if (alias is not null && alias != keyword)
        {
            Begin(output, alias, ref isFirst);
            output.WriteJsonString(keyword);
        }
    }

    private static void Begin(Utf8Output output, string name, ref bool isFirst)
    {
        output.Write(isFirst ? "\n    "u8 : ",\n    "u8);
        isFirst = false;
        output.WriteJsonString(name);
        output.Write(": "u8);
    }
}
