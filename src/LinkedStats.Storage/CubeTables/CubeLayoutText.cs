using System.Buffers;
using System.Text;
using System.Text.Json;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Reads and writes <see cref="CubeLayout"/> as JSON, the names of its members being those of the
/// properties.</summary>
/// <remarks>By hand: a serializer of enumerations is compiled when it is first met, which takes a tenth of a second of
/// every publication by the command line.</remarks>
internal static class CubeLayoutText
{
    /// <summary>Writes a layout.</summary>
    internal static string Write(CubeLayout layout)
    {
        var text = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteNumber(nameof(CubeLayout.Dataset), layout.Dataset);
            json.WriteNumber(nameof(CubeLayout.Version), layout.Version);
            json.WriteNumber(nameof(CubeLayout.RowCount), layout.RowCount);
            Write(json, nameof(CubeLayout.Dimensions), layout.Dimensions);
            json.WriteStartArray(nameof(CubeLayout.Measures));
            foreach (MeasureLayout measure in layout.Measures)
            {
                Write(json, measure);
            }

            json.WriteEndArray();
            Write(json, nameof(CubeLayout.Attributes), layout.Attributes);
            Write(json, nameof(CubeLayout.OwnIris), layout.OwnIris);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>Reads a layout.</summary>
    /// <exception cref="StoreException">The text is no layout.</exception>
    internal static CubeLayout Read(string text)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            return ReadLayout(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            throw new StoreException($"The layout of a cube cannot be read: {e.Message}", e);
        }
    }

    private static CubeLayout ReadLayout(JsonElement layout)
    {
        JsonElement measures = layout.GetProperty(nameof(CubeLayout.Measures));
        var read = new MeasureLayout[measures.GetArrayLength()];
        for (int i = 0; i < read.Length; i++)
        {
            read[i] = ReadMeasure(measures[i]);
        }

        return new CubeLayout
        {
            Dataset = layout.GetProperty(nameof(CubeLayout.Dataset)).GetUInt64(),
            Version = layout.GetProperty(nameof(CubeLayout.Version)).GetUInt64(),
            RowCount = Number(layout, nameof(CubeLayout.RowCount)),
            Dimensions = ReadColumns(layout.GetProperty(nameof(CubeLayout.Dimensions))),
            Measures = read,
            Attributes = ReadColumns(layout.GetProperty(nameof(CubeLayout.Attributes))),
            OwnIris = ReadRange(layout.GetProperty(nameof(CubeLayout.OwnIris)))!,
        };
    }

    private static void Write(Utf8JsonWriter json, string name, CodeColumnLayout[] columns)
    {
        json.WriteStartArray(name);
        foreach (CodeColumnLayout column in columns)
        {
            json.WriteStartObject();
            json.WriteNumber(nameof(column.Property), column.Property);
            json.WriteNumber(nameof(column.BookStart), column.BookStart);
            json.WriteNumber(nameof(column.BookCount), column.BookCount);
            Write(json, nameof(column.Runs), column.Runs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, MeasureLayout measure)
    {
        json.WriteStartObject();
        json.WriteNumber(nameof(measure.Property), measure.Property);
        json.WriteStartObject(nameof(measure.Style));
        json.WriteNumber(nameof(NumberStyle.Datatype), (int)measure.Style.Datatype);
        json.WriteNumber(nameof(NumberStyle.Form), (int)measure.Style.Form);
        json.WriteEndObject();
        json.WriteNumber(nameof(measure.Scale), measure.Scale);
        Write(json, nameof(measure.Exceptions), measure.Exceptions);
        json.WriteBoolean(nameof(measure.IsNumeric), measure.IsNumeric);
        json.WriteNumber(nameof(measure.MissingCount), measure.MissingCount);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, SparseRange? range)
    {
        if (range is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber(nameof(range.Start), range.Start);
        json.WriteNumber(nameof(range.Count), range.Count);
        json.WriteEndObject();
    }

    private static CodeColumnLayout[] ReadColumns(JsonElement columns)
    {
        var read = new CodeColumnLayout[columns.GetArrayLength()];
        for (int i = 0; i < read.Length; i++)
        {
            JsonElement column = columns[i];
            read[i] = new CodeColumnLayout(
                column.GetProperty(nameof(CodeColumnLayout.Property)).GetUInt64(),
                Number(column, nameof(CodeColumnLayout.BookStart)),
                Number(column, nameof(CodeColumnLayout.BookCount)),
                ReadRange(column.GetProperty(nameof(CodeColumnLayout.Runs))));
        }

        return read;
    }

    private static MeasureLayout ReadMeasure(JsonElement measure)
    {
        JsonElement style = measure.GetProperty(nameof(MeasureLayout.Style));
        return new MeasureLayout(
            measure.GetProperty(nameof(MeasureLayout.Property)).GetUInt64(),
            new NumberStyle(
                (TermTag)Number(style, nameof(NumberStyle.Datatype)),
                (NumberForm)Number(style, nameof(NumberStyle.Form))),
            Number(measure, nameof(MeasureLayout.Scale)),
            ReadRange(measure.GetProperty(nameof(MeasureLayout.Exceptions)))!,
            measure.GetProperty(nameof(MeasureLayout.IsNumeric)).GetBoolean(),
            Number(measure, nameof(MeasureLayout.MissingCount)));
    }

    private static SparseRange? ReadRange(JsonElement range) => range.ValueKind == JsonValueKind.Null ? null
        : new SparseRange(Number(range, nameof(SparseRange.Start)), Number(range, nameof(SparseRange.Count)));

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
