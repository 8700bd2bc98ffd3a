using System.Globalization;
using System.Text.Json;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Csvw;

/// <summary>Turns the common properties of a table or a group, such as <c>dc:title</c>, into statements.</summary>
/// <param name="resolver">Resolves the references in them.</param>
/// <param name="language">The language of plain strings; null for none.</param>
/// <param name="scope">What makes the blank nodes of this file differ from those of others.</param>
/// <param name="place">The metadata file.</param>
/// <param name="sink">Receives the statements.</param>
/// <param name="report">Receives what is wrong.</param>
/// <remarks>
/// Source: Metadata Vocabulary for Tabular Data, section 5.8, whose values are restricted JSON-LD; Generating RDF from
/// Tabular Data, section 5. Depth is bounded by the reader of the file.
/// </remarks>
internal sealed class CsvwNotes(
    IriResolver resolver, string? language, string scope, Place place, PlacedQuad sink, ReportBuilder report)
{
    private int _blankNodeCount;

    /// <summary>Writes the common properties of an object.</summary>
    /// <param name="element">The table or the group.</param>
    /// <param name="subject">What they describe.</param>
    internal void Write(JsonElement element, Term subject)
    {
        // Common properties are the ones with a colon in their name; those of the vocabulary itself have none.
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (property.Name.Contains(':', StringComparison.Ordinal) && Resolve(property.Name) is { } predicate)
            {
                WriteValues(subject, predicate, property.Value);
            }
        }
    }

    private void WriteValues(Term subject, Iri predicate, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                WriteValues(subject, predicate, item);
            }
        }
        else if (Read(value) is { } term)
        {
            sink(new Quad(subject, predicate, term), place);
        }
    }

    private Term? Read(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return language is null ? new Literal(value.GetString()!) : new Literal(value.GetString()!, language);
            case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number:
                return ReadScalar(value);
            case JsonValueKind.Object when value.TryGetProperty("@value", out JsonElement scalar):
                return ReadValue(value, scalar);
            case JsonValueKind.Object:
                return ReadNode(value);
            default:
                return null;
        }
    }

    private Literal? ReadValue(JsonElement value, JsonElement scalar)
    {
        if (scalar.ValueKind != JsonValueKind.String)
        {
            return ReadScalar(scalar);
        }

        string text = scalar.GetString()!;
        if (value.TryGetProperty("@language", out JsonElement tag))
        {
            return CsvwNames.LanguageTag(tag, place, report) is { } own ? new Literal(text, own) : new Literal(text);
        }

        if (!value.TryGetProperty("@type", out JsonElement type) || type.ValueKind != JsonValueKind.String)
        {
            return new Literal(text);
        }

        Iri? datatype = CsvwNames.Datatype(type.GetString()!) ?? Resolve(type.GetString()!);
        return datatype is null ? null : new Literal(text, datatype);
    }

    private static Literal? ReadScalar(JsonElement scalar) => scalar.ValueKind switch
    {
        JsonValueKind.True => new Literal("true", XsdVocabulary.Boolean),
        JsonValueKind.False => new Literal("false", XsdVocabulary.Boolean),
        JsonValueKind.Number when scalar.TryGetInt64(out long number) =>
            new Literal(number.ToString(CultureInfo.InvariantCulture), XsdVocabulary.Integer),
        JsonValueKind.Number => new Literal(scalar.GetRawText(), XsdVocabulary.Double),
        _ => null,
    };

    private Term? ReadNode(JsonElement node)
    {
        Term? subject = node.TryGetProperty("@id", out JsonElement id) && id.ValueKind == JsonValueKind.String
            ? Resolve(id.GetString()!)
            : new BlankNode($"{scope}n{_blankNodeCount++}");
        if (subject is null)
        {
            return null;
        }

        if (node.TryGetProperty("@type", out JsonElement types))
        {
            JsonElement[] all = types.ValueKind == JsonValueKind.Array ? [.. types.EnumerateArray()] : [types];
            foreach (JsonElement type in all)
            {
                if (type.ValueKind == JsonValueKind.String && Resolve(type.GetString()!) is { } resolved)
                {
                    sink(new Quad(subject, RdfVocabulary.Type, resolved), place);
                }
            }
        }

        Write(node, subject);
        return subject;
    }

    private Iri? Resolve(string reference) => CsvwNames.Resolve(reference, resolver, place, report);
}
