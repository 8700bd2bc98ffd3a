using System.Collections.Immutable;
using System.Text.Json;
using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Packages.Csvw;

/// <summary>A table as its metadata describes it.</summary>
/// <param name="Url">The file, relative to the metadata.</param>
/// <param name="Columns">The columns: those of the file in its order, then the virtual ones.</param>
/// <param name="IsSuppressed">True when the table gives no statements.</param>
/// <param name="Notes">The object that carries its common properties, such as <c>dc:title</c>.</param>
/// <remarks>Source: Metadata Vocabulary for Tabular Data, sections 5.4 and 5.5.</remarks>
internal sealed record CsvwTable(
    string Url, ImmutableArray<CsvwColumn> Columns, bool IsSuppressed, JsonElement Notes);

/// <summary>A column of a table, with the properties that it inherits.</summary>
/// <param name="Name">Its name, which templates use.</param>
/// <param name="Titles">The headings that the file may have for it; empty when it may have any.</param>
/// <remarks>Source: Metadata Vocabulary for Tabular Data, sections 5.6 and 5.7.</remarks>
internal sealed record CsvwColumn(string Name, ImmutableArray<string> Titles)
{
    /// <summary>True for a column that the file does not have.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>True when its cells give no statements.</summary>
    public bool IsSuppressed { get; init; }

    /// <summary>True when a cell must not be missing.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The subject; null for the row's blank node.</summary>
    public UriTemplate? About { get; init; }

    /// <summary>The predicate; null for <c>{table}#{name}</c>.</summary>
    public UriTemplate? Property { get; init; }

    /// <summary>The object; null when it is the cell's literal.</summary>
    public UriTemplate? Value { get; init; }

    /// <summary>How a cell's text becomes a literal.</summary>
    public required CsvwDatatype Datatype { get; init; }

    /// <summary>The texts that mean a missing value.</summary>
    public ImmutableArray<string> Nulls { get; init; } = [""];

    /// <summary>The text that an empty cell stands for.</summary>
    public string Default { get; init; } = "";

    /// <summary>What separates the values of a list; null when a cell holds one value.</summary>
    public string? Separator { get; init; }

    /// <summary>The language of strings; null for none.</summary>
    public string? Language { get; init; }
}

/// <summary>A datatype with the format in which cells write it.</summary>
/// <param name="Iri">The datatype.</param>
/// <remarks>Source: Metadata Vocabulary for Tabular Data, section 5.11; Model for Tabular Data, section 6.4.</remarks>
internal sealed record CsvwDatatype(Iri Iri)
{
    /// <summary>The decimal character of numbers.</summary>
    public string DecimalMark { get; init; } = ".";

    /// <summary>The character between groups of digits; null for none.</summary>
    public string? GroupMark { get; init; }

    /// <summary>How true and false are written; null for XML Schema's way.</summary>
    public (string True, string False)? Booleans { get; init; }
}
