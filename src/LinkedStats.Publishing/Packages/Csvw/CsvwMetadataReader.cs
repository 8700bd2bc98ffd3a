using System.Collections.Immutable;
using System.Text.Json;
using LinkedStats.Publishing.Validation;

namespace LinkedStats.Publishing.Packages.Csvw;

/// <summary>Reads tabular metadata: which tables there are, and what their columns mean.</summary>
/// <param name="folder">The package's folder.</param>
/// <param name="report">Receives what is wrong.</param>
/// <remarks>Source: Metadata Vocabulary for Tabular Data.</remarks>
internal sealed class CsvwMetadataReader(PackageFolder folder, ReportBuilder report)
{
    private readonly CsvwColumnReader _columns = new(report);

    /// <summary>Reads a JSON file of the package.</summary>
    /// <param name="name">The file.</param>
    /// <param name="place">Where it is named.</param>
    /// <returns>The document; null when it cannot be read, which has been reported.</returns>
    internal JsonDocument? Open(string name, Place place)
    {
        using FileStream? stream = folder.Open(name, folder.Limits.ManifestBytesMax, place, report);
        if (stream is null)
        {
            return null;
        }

        JsonDocument? document = JsonFile.Read(stream, name, folder.Limits.DepthMax, report);
        if (document is { RootElement.ValueKind: not JsonValueKind.Object })
        {
            document.Dispose();
            report.Error("syntax", "Tabular metadata is a JSON object.", new Place(name, 1, 1));
            return null;
        }

        return document;
    }

    /// <summary>Reads the tables of a metadata file.</summary>
    /// <param name="root">The file's object: a table group, or one table.</param>
    /// <param name="file">The file's name.</param>
    /// <returns>The tables, as far as they are well described.</returns>
    internal ImmutableArray<CsvwTable> ReadTables(JsonElement root, string file)
    {
        if (!root.TryGetProperty("tables", out JsonElement tables))
        {
            return ReadTable(root, default, file) is { } only ? [only] : [];
        }

        if (tables.ValueKind != JsonValueKind.Array)
        {
            report.Error("metadata", "'tables' is a list of tables.", new Place(file));
            return [];
        }

        return [.. tables.EnumerateArray().Select(table => ReadTable(table, root, file)).OfType<CsvwTable>()];
    }

    private CsvwTable? ReadTable(JsonElement table, JsonElement group, string file)
    {
        if (table.ValueKind != JsonValueKind.Object
            || !table.TryGetProperty("url", out JsonElement url) || url.ValueKind != JsonValueKind.String)
        {
            report.Error("metadata", "A table needs the 'url' of its file.", new Place(file));
            return null;
        }

        string name = Path.Combine(Path.GetDirectoryName(file) ?? "", url.GetString()!).Replace('\\', '/');
        bool isSuppressed = table.TryGetProperty("suppressOutput", out JsonElement flag)
            && flag.ValueKind == JsonValueKind.True;
        if (isSuppressed)
        {
            return new CsvwTable(name, [], isSuppressed, table);
        }

        if (!table.TryGetProperty("tableSchema", out JsonElement schema)
            && !(group.ValueKind == JsonValueKind.Object && group.TryGetProperty("tableSchema", out schema)))
        {
            report.Error("metadata", $"The table '{name}' has no 'tableSchema'.", new Place(file));
            return null;
        }

        if (Resolve(schema, file) is not { } resolved)
        {
            return null;
        }

        return new CsvwTable(name, _columns.Read(resolved, table, group, file), isSuppressed, table);
    }

    // A schema may be a file of its own, as csvcubed writes it for code lists.
    private JsonElement? Resolve(JsonElement schema, string file)
    {
        if (schema.ValueKind == JsonValueKind.Object)
        {
            return schema;
        }

        if (schema.ValueKind != JsonValueKind.String)
        {
            report.Error("metadata", "'tableSchema' is an object, or the name of a file that holds one.",
                new Place(file));
            return null;
        }

        string name = Path.Combine(Path.GetDirectoryName(file) ?? "", schema.GetString()!).Replace('\\', '/');
        using JsonDocument? document = Open(name, new Place(file));
        return document?.RootElement.Clone();
    }
}
