using System.Globalization;
using LinkedStats.Publishing.Packages.Tables;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Csvw;

/// <summary>Turns the rows of a table into statements.</summary>
/// <param name="table">The table as described.</param>
/// <param name="resolver">Resolves what templates give, against the table's address.</param>
/// <param name="scope">What makes the blank nodes of this table differ from those of others.</param>
/// <param name="sink">Receives the statements.</param>
/// <param name="report">Receives what is wrong.</param>
/// <remarks>Source: Generating RDF from Tabular Data on the Web, section 6, in minimal mode.</remarks>
internal sealed class CsvwRows(
    CsvwTable table, IriResolver resolver, string scope, PlacedQuad sink, ReportBuilder report)
{
    private readonly Dictionary<string, Iri?> _resolved = new(StringComparer.Ordinal);

    /// <summary>Reads the file and writes its statements.</summary>
    /// <param name="csv">The file, before its first row.</param>
    /// <param name="rowsMax">The most rows.</param>
    internal void Write(CsvTable csv, long rowsMax)
    {
        if (!HasTheHeadings(csv))
        {
            return;
        }

        CsvwColumn[] real = [.. table.Columns.Where(static column => !column.IsVirtual)];
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (long row = 1; csv.Read(); row++)
        {
            if (row > rowsMax)
            {
                report.Error("size", $"More than {rowsMax} rows.", new Place(table.Url, csv.Line));
                return;
            }

            values.Clear();
            values["_row"] = row.ToString(CultureInfo.InvariantCulture);
            values["_sourceRow"] = csv.Line.ToString(CultureInfo.InvariantCulture);
            for (int i = 0; i < real.Length; i++)
            {
                values[real[i].Name] = ReadCell(csv, i, real[i]);
            }

            WriteRow(values, new Place(table.Url, csv.Line), row);
        }
    }

    private bool HasTheHeadings(CsvTable csv)
    {
        CsvwColumn[] real = [.. table.Columns.Where(static column => !column.IsVirtual)];
        if (csv.Columns.Count != real.Length)
        {
            report.Error(
                "column-missing",
                $"The file has {csv.Columns.Count} columns where its metadata describes {real.Length}.",
                new Place(table.Url, 1));
            return false;
        }

        bool isRight = true;
        for (int i = 0; i < real.Length; i++)
        {
            string heading = csv.Columns[i];
            if (!real[i].Titles.IsEmpty && !real[i].Titles.Contains(heading) && heading != real[i].Name)
            {
                report.Error(
                    "column-unknown",
                    $"The heading '{heading}' stands where '{real[i].Titles[0]}' is described.",
                    csv.PlaceOfHeading(i));
                isRight = false;
            }
        }

        return isRight;
    }

    // Model for Tabular Data, section 6.4: an empty cell takes the default, and what equals a null mark is missing.
    private string? ReadCell(CsvTable csv, int index, CsvwColumn column)
    {
        string text = csv.Field(index).ToString();
        if (text.Length == 0)
        {
            text = column.Default;
        }

        if (!column.Nulls.Contains(text))
        {
            return text;
        }

        if (column.IsRequired)
        {
            report.Error("value-missing", $"The column '{column.Name}' is required.", csv.PlaceOf(index));
        }

        return null;
    }

    private void WriteRow(Dictionary<string, string?> values, Place place, long row)
    {
        foreach (CsvwColumn column in table.Columns)
        {
            string? text = values.GetValueOrDefault(column.Name);
            if (column.IsSuppressed || (text is null && !column.IsVirtual))
            {
                continue;
            }

            values["_name"] = column.Name;
            Term? subject = column.About is null ? new BlankNode($"{scope}r{row}")
                : Expand(column.About, values, place);
            Iri? predicate = column.Property is null
                ? Resolve($"#{column.Name}", place)
                : Expand(column.Property, values, place);
            if (subject is null || predicate is null)
            {
                continue;
            }

            foreach (Term? value in ReadValues(column, text, values, place))
            {
                if (value is not null)
                {
                    sink(new Quad(subject, predicate, value), place);
                }
            }
        }
    }

    private IEnumerable<Term?> ReadValues(
        CsvwColumn column, string? text, Dictionary<string, string?> values, Place place)
    {
        if (column.Value is not null)
        {
            return [Expand(column.Value, values, place)];
        }

        string[] parts = text is null ? []
            : column.Separator is null ? [text]
            : text.Split(column.Separator, StringSplitOptions.TrimEntries);
        return parts.Select(part => ReadLiteral(column, part, place));
    }

    private Literal? ReadLiteral(CsvwColumn column, string text, Place place)
    {
        CsvwDatatype datatype = column.Datatype;
        if (datatype.Iri == XsdVocabulary.String)
        {
            return column.Language is null ? new Literal(text) : new Literal(text, column.Language);
        }

        string lexical = Canonical(datatype, text.Trim());
        if (XsdDatatype.IsValid(lexical, datatype.Iri))
        {
            return new Literal(lexical, datatype.Iri);
        }

        string name = datatype.Iri.Text[(datatype.Iri.Text.LastIndexOf('#') + 1)..];
        report.Error("datatype", $"'{text}' in the column '{column.Name}' is not of the type {name}.", place);
        return null;
    }

    private static string Canonical(CsvwDatatype datatype, string text)
    {
        if (datatype.Booleans is { } booleans)
        {
            return text == booleans.True ? "true" : text == booleans.False ? "false" : text;
        }

        string ungrouped = datatype.GroupMark is null ? text
            : text.Replace(datatype.GroupMark, "", StringComparison.Ordinal);
        return datatype.DecimalMark == "." ? ungrouped
            : ungrouped.Replace(datatype.DecimalMark, ".", StringComparison.Ordinal);
    }

    private Iri? Expand(UriTemplate template, Dictionary<string, string?> values, Place place) =>
        Resolve(CsvwNames.Expand(template.Expand(name => values.GetValueOrDefault(name))), place);

    // The same code stands in many rows; the cache forgets before it could grow with the table.
    private Iri? Resolve(string reference, Place place)
    {
        const int CacheMax = 100_000;
        if (_resolved.TryGetValue(reference, out Iri? iri))
        {
            return iri;
        }

        try
        {
            iri = resolver.Resolve(reference);
        }
        catch (RdfSyntaxException error)
        {
            report.Error("iri", $"'{reference}': {error.Message}", place);
        }

        if (_resolved.Count >= CacheMax)
        {
            _resolved.Clear();
        }

        _resolved[reference] = iri;
        return iri;
    }
}
