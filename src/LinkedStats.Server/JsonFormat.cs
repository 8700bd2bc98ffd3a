using System.Text.Encodings.Web;
using System.Text.Json;

namespace LinkedStats.Server;

/// <summary>How the server writes JSON: letters as they are, two spaces.</summary>
internal static class JsonFormat
{
    /// <summary>For writers.</summary>
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
    };

    /// <summary>For values inside what a writer writes.</summary>
    public static readonly JsonSerializerOptions Serializer = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };
}
