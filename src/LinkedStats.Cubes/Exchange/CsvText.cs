namespace LinkedStats.Cubes.Exchange;

/// <summary>Fields as CSV writes them.</summary>
/// <remarks>Source: RFC 4180, section 2.</remarks>
public static class CsvText
{
    /// <summary>Quotes a field where it needs it.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The field: in quotation marks where it has a comma, a quotation mark or a line break.</returns>
    public static string Quote(string text) => text.AsSpan().ContainsAny(",\"\r\n")
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
