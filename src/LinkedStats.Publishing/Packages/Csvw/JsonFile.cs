using System.Text.Json;
using System.Text.Unicode;
using LinkedStats.Publishing.Validation;

namespace LinkedStats.Publishing.Packages.Csvw;

/// <summary>Reads the JSON files of a package; what is wrong with one is reported with its line and column.</summary>
internal static class JsonFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file, of a length that may be held in memory.</param>
    /// <param name="name">Its name, for the report.</param>
    /// <param name="depthMax">How deep it may nest.</param>
    /// <param name="report">Receives what is wrong with it.</param>
    /// <returns>The document, all of whose strings are texts; null when it cannot be read, which has been
    /// reported.</returns>
    internal static JsonDocument? Read(Stream stream, string name, int depthMax, ReportBuilder report)
    {
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);

        // RFC 8259, section 8.1: a byte order mark may be ignored.
        ReadOnlyMemory<byte> json = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
        try
        {
            if (FindBrokenText(json.Span, depthMax) is { } start)
            {
                report.Error(
                    "syntax",
                    "Not JSON: a string holds bytes that are not UTF-8, or half of a surrogate pair.",
                    PlaceOf(json.Span, start, name));
                return null;
            }

            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = depthMax });
        }
        catch (JsonException error)
        {
            report.Error(
                "syntax",
                $"Not JSON: {error.Message.Split(" Path:")[0].Split(" LineNumber:")[0]}",
                PlaceOf(json.Span, OffsetOf(json.Span, error), name));
            return null;
        }
    }

    // The parser looks into strings only when they are asked for, and throws then.
    private static int? FindBrokenText(ReadOnlySpan<byte> json, int depthMax)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = depthMax });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsText(ref reader))
            {
                return (int)reader.TokenStartIndex;
            }
        }

        return null;
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        try
        {
            return Utf8.IsValid(reader.ValueSpan) && (!reader.ValueIsEscaped || reader.GetString() is not null);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static int OffsetOf(ReadOnlySpan<byte> json, JsonException error)
    {
        int start = 0;
        for (long line = error.LineNumber ?? 0; line > 0; line--)
        {
            start += json[start..].IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(json.Length, start + (error.BytePositionInLine ?? 0));
    }

    private static Place PlaceOf(ReadOnlySpan<byte> json, int offset, string name)
    {
        ReadOnlySpan<byte> before = json[..offset];
        int lineStart = before.LastIndexOf((byte)'\n') + 1;

        // The bytes that continue a character do not count.
        int column = 1;
        foreach (byte value in before[lineStart..])
        {
            column += (value & 0xC0) == 0x80 ? 0 : 1;
        }

        return new Place(name, before.Count((byte)'\n') + 1, column);
    }
}
