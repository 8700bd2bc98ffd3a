using System.Collections.Immutable;
using System.Text.Json;
using LinkedStats.Publishing.Packages.Tables;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Packages.Csvw;

/// <summary>Reads a cube that is tables with metadata, as csvcubed writes it, into statements.</summary>
/// <param name="folder">The package's folder.</param>
/// <param name="baseIri">What the references in metadata and templates resolve against; ends in a slash.</param>
/// <param name="sink">Receives the statements.</param>
/// <param name="report">Receives what is wrong.</param>
/// <remarks>
/// Source: Generating RDF from Tabular Data on the Web, minimal mode, with the common properties of tables and groups,
/// which carry the structure of the cube. A code list that a cube refers to is a suppressed table there, and has
/// metadata of its
/// own beside it, <c>{table}-metadata.json</c>, which is read too.
/// </remarks>
internal sealed class CsvwReader(PackageFolder folder, Iri baseIri, PlacedQuad sink, ReportBuilder report)
{
    /// <summary>What the names of metadata files end in.</summary>
    internal const string Suffix = "-metadata.json";

    private readonly CsvwMetadataReader _metadata = new(folder, report);
    private readonly HashSet<string> _filesRead = new(StringComparer.Ordinal);
    private int _tableCount;

    /// <summary>Reads a metadata file, the tables that it describes, and the code lists that they refer to.</summary>
    /// <param name="file">The metadata file, relative to the package.</param>
    internal void Read(string file)
    {
        if (!_filesRead.Add(file))
        {
            return;
        }

        using JsonDocument? document = _metadata.Open(file, new Place(file));
        if (document is null)
        {
            return;
        }

        JsonElement root = document.RootElement;
        ImmutableArray<CsvwTable> tables = _metadata.ReadTables(root, file);
        WriteNotes(root, file, root.TryGetProperty("tables", out _) ? null : tables.FirstOrDefault()?.Url);
        foreach (CsvwTable table in tables)
        {
            if (root.TryGetProperty("tables", out _))
            {
                WriteNotes(table.Notes, file, table.Url);
            }

            if (!table.IsSuppressed)
            {
                WriteRows(table, file);
            }
            else if (File.Exists(Path.Combine(folder.Root, table.Url + Suffix)))
            {
                Read(table.Url + Suffix);
            }
        }
    }

    private void WriteNotes(JsonElement element, string file, string? url)
    {
        var resolver = new IriResolver(baseIri);
        string? id = element.TryGetProperty("@id", out JsonElement text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : url;
        Term? subject = id is null ? new BlankNode($"t{_tableCount++}")
            : CsvwNames.Resolve(id, resolver, new Place(file), report);
        if (subject is not null)
        {
            new CsvwNotes(resolver, LanguageOf(element, file), $"t{_tableCount++}", new Place(file), sink, report)
                .Write(element, subject);
        }
    }

    private void WriteRows(CsvwTable table, string file)
    {
        FileStream? stream = folder.Open(table.Url, folder.Limits.DataBytesMax, new Place(file), report);
        using CsvTable? csv = stream is null ? null
            : CsvTable.Open(stream, table.Url, folder.Limits.ColumnsMax, report);
        if (csv is not null
            && CsvwNames.Resolve(table.Url, new IriResolver(baseIri), new Place(file), report) is { } iri)
        {
            // What templates give is relative to the table, whose name they often repeat before a '#'.
            new CsvwRows(table, new IriResolver(iri), $"t{_tableCount++}", sink, report)
                .Write(csv, folder.Limits.RowsMax);
        }
    }

    // The language stands beside the address of the context: ["http://www.w3.org/ns/csvw", {"@language": "en"}].
    private string? LanguageOf(JsonElement root, string file) =>
        root.TryGetProperty("@context", out JsonElement context) && context.ValueKind == JsonValueKind.Array
            ? context.EnumerateArray()
                .Where(static part => part.ValueKind == JsonValueKind.Object)
                .Select(part => part.TryGetProperty("@language", out JsonElement tag)
                    ? CsvwNames.LanguageTag(tag, new Place(file), report) : null)
                .FirstOrDefault()
            : null;
}
