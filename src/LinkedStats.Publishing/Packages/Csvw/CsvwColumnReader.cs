using System.Collections.Immutable;
using System.Text.Json;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Csvw;

/// <summary>Reads the columns of a schema, with what they inherit from the schema, the table and the group.</summary>
/// <param name="report">Receives what is wrong.</param>
/// <remarks>Source: Metadata Vocabulary for Tabular Data, sections 5.5 to 5.7 and 5.11.</remarks>
internal sealed class CsvwColumnReader(ReportBuilder report)
{
    private static readonly CsvwDatatype StringType = new(XsdVocabulary.String);

    /// <summary>Reads the columns.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="table">The table.</param>
    /// <param name="group">The group; undefined when there is none.</param>
    /// <param name="file">The metadata file, for the report.</param>
    /// <returns>The columns, those that are wrong without what is wrong about them.</returns>
    internal ImmutableArray<CsvwColumn> Read(JsonElement schema, JsonElement table, JsonElement group, string file)
    {
        if (!schema.TryGetProperty("columns", out JsonElement columns) || columns.ValueKind != JsonValueKind.Array)
        {
            report.Error("metadata", "A schema has a list of 'columns'.", new Place(file));
            return [];
        }

        JsonElement[] above =
            [.. new[] { schema, table, group }.Where(static e => e.ValueKind == JsonValueKind.Object)];
        List<CsvwColumn> read = [];
        foreach (JsonElement column in columns.EnumerateArray())
        {
            if (column.ValueKind != JsonValueKind.Object)
            {
                report.Error("metadata", "A column is an object.", new Place(file));
                continue;
            }

            CsvwColumn next = ReadColumn(column, above, read.Count + 1, file);
            if (read.Any(other => other.Name == next.Name))
            {
                report.Error("metadata", $"The column name '{next.Name}' comes twice.", new Place(file));
            }

            if (!next.IsVirtual && read.Count > 0 && read[^1].IsVirtual)
            {
                report.Error("metadata", $"The column '{next.Name}' stands after a virtual one.", new Place(file));
            }

            read.Add(next);
        }

        return [.. read];
    }

    private CsvwColumn ReadColumn(JsonElement column, JsonElement[] above, int number, string file)
    {
        ImmutableArray<string> titles = ReadTitles(column);
        string name = Text(column, "name")
            ?? (titles.IsEmpty ? $"_col.{number}" : Uri.EscapeDataString(titles[0]));
        var place = new Place(file);
        return new CsvwColumn(name, titles)
        {
            IsVirtual = Flag(column, "virtual"),
            IsSuppressed = Flag(column, "suppressOutput"),
            IsRequired = Inherited("required") is { ValueKind: JsonValueKind.True },
            About = Template("aboutUrl"),
            Property = Template("propertyUrl"),
            Value = Template("valueUrl"),
            Datatype = Inherited("datatype") is { } datatype ? ReadDatatype(datatype, name, place) : StringType,
            Nulls = Inherited("null") is { } nulls ? ReadTexts(nulls) : [""],
            Default = Inherited("default") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "",
            Separator = Inherited("separator") is { ValueKind: JsonValueKind.String } separator ? separator.GetString()
                : null,
            Language = Inherited("lang") is { } lang ? CsvwNames.LanguageTag(lang, place, report) : null,
        };

        JsonElement? Inherited(string property)
        {
            foreach (JsonElement level in (IEnumerable<JsonElement>)[column, .. above])
            {
                if (level.TryGetProperty(property, out JsonElement value))
                {
                    return value;
                }
            }

            return null;
        }

        UriTemplate? Template(string property)
        {
            if (Inherited(property) is not { ValueKind: JsonValueKind.String } value)
            {
                return null;
            }

            UriTemplate? template = UriTemplate.Parse(value.GetString()!, out string? problem);
            if (problem is not null)
            {
                report.Error("template", $"{property} of the column '{name}': {problem}", place);
            }

            return template;
        }
    }

    private CsvwDatatype ReadDatatype(JsonElement datatype, string column, Place place)
    {
        string? name = datatype.ValueKind == JsonValueKind.String ? datatype.GetString()
            : datatype.ValueKind == JsonValueKind.Object ? Text(datatype, "base") ?? "string"
            : null;
        if (name is null || CsvwNames.Datatype(name) is not { } iri)
        {
            string known = name is null ? "." : NearestName.Suggest(name, CsvwNames.DatatypeNames);
            report.Error("type", $"'{name ?? datatype.ToString()}' of the column '{column}' is not a datatype{known}",
                place);
            return StringType;
        }

        var read = new CsvwDatatype(iri);
        return datatype.ValueKind == JsonValueKind.Object && datatype.TryGetProperty("format", out JsonElement format)
            ? ReadFormat(read, format, name, column, place)
            : read;
    }

    private CsvwDatatype ReadFormat(CsvwDatatype datatype, JsonElement format, string name, string column, Place place)
    {
        if (format.ValueKind == JsonValueKind.Object)
        {
            return datatype with
            {
                DecimalMark = Text(format, "decimalChar") ?? ".",
                GroupMark = Text(format, "groupChar"),
            };
        }

        if (name == "boolean" && format.ToString().Split('|') is [var yes, var no])
        {
            return datatype with { Booleans = (yes, no) };
        }

        // A regular expression on a string constrains nothing that a cube needs; patterns of dates and numbers would
        // change what a cell means, so they are refused rather than passed over.
        if (name is not ("string" or "normalizedString" or "token"))
        {
            report.Error("format", $"The format '{format}' of the column '{column}' is not read.", place);
        }

        return datatype;
    }

    private static ImmutableArray<string> ReadTitles(JsonElement column) =>
        !column.TryGetProperty("titles", out JsonElement titles) ? []
        : titles.ValueKind == JsonValueKind.Object
            ? [.. titles.EnumerateObject().SelectMany(static language => ReadTexts(language.Value))]
            : ReadTexts(titles);

    private static ImmutableArray<string> ReadTexts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array =>
            [.. value.EnumerateArray().Where(static v => v.ValueKind == JsonValueKind.String)
                .Select(static v => v.GetString()!)],
        _ => [],
    };

    private static string? Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static bool Flag(JsonElement element, string property) =>
        element.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}
