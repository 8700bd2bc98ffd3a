using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LinkedStats.Benchmarks.Duck;

/// <summary>Writes the cells of the current row as terms of SPARQL JSON.</summary>
/// <param name="json">The writer.</param>
/// <param name="reader">The rows.</param>
internal sealed class JsonTerms(Utf8JsonWriter json, DbDataReader reader)
{
    private const int IriCharsMax = 1024;
    private const int NumberBytesMax = 64;
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
    private static readonly JsonEncodedText Datatype = JsonEncodedText.Encode("datatype");
    private static readonly JsonEncodedText Language = JsonEncodedText.Encode("xml:lang");
    private static readonly JsonEncodedText Uri = JsonEncodedText.Encode("uri");
    private static readonly JsonEncodedText Literal = JsonEncodedText.Encode("literal");

    private readonly char[] _iri = new char[IriCharsMax];

    /// <summary>The rows.</summary>
    public DbDataReader Reader => reader;

    /// <summary>Creates a writer that is as fast as it can be made.</summary>
    /// <param name="output">Receives the bytes.</param>
    /// <returns>The writer.</returns>
    public static Utf8JsonWriter CreateWriter(IBufferWriter<byte> output) => new(
        output,
        new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes an IRI.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="prefixOf">What stands before the first code.</param>
    /// <param name="ordinals">The columns of its codes.</param>
    public void WriteIri(JsonEncodedText name, Func<string, string> prefixOf, int[] ordinals)
    {
        string code = reader.GetString(ordinals[0]);
        int length = Append(Append(0, prefixOf(code)), code);
        for (int i = 1; i < ordinals.Length; i++)
        {
            _iri[length++] = '/';
            length = Append(length, reader.GetString(ordinals[i]));
        }

        json.WriteStartObject(name);
        json.WriteString(Type, Uri);
        json.WriteString(Value, _iri.AsSpan(0, length));
        json.WriteEndObject();
    }

    /// <summary>Writes a text.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="language">Its language.</param>
    /// <param name="ordinal">The column.</param>
    public void WriteText(JsonEncodedText name, JsonEncodedText language, int ordinal)
    {
        json.WriteStartObject(name);
        json.WriteString(Type, Literal);
        json.WriteString(Value, reader.GetString(ordinal));
        json.WriteString(Language, language);
        json.WriteEndObject();
    }

    /// <summary>Writes a number.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">The variable.</param>
    /// <param name="value">The number.</param>
    /// <param name="datatype">Its datatype.</param>
    public void WriteNumber<T>(JsonEncodedText name, T value, JsonEncodedText datatype)
        where T : IUtf8SpanFormattable
    {
        Span<byte> text = stackalloc byte[NumberBytesMax];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        json.WriteStartObject(name);
        json.WriteString(Type, Literal);
        json.WriteString(Value, text[..length]);
        json.WriteString(Datatype, datatype);
        json.WriteEndObject();
    }

    private int Append(int length, string text)
    {
        text.CopyTo(_iri.AsSpan(length));
        return length + text.Length;
    }
}
