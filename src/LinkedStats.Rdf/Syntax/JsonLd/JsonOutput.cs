using System.Buffers;
using System.Globalization;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Writes JSON.</summary>
internal static class JsonOutput
{
    /// <summary>JSON's own, and the less-than sign, so that the text can stand inside an HTML script element.</summary>
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static code => (char)code), '"', '\\', '<', '\u007F', '\u2028', '\u2029']);

    /// <summary>Writes a string in quotation marks.</summary>
    public static void WriteJsonString(this Utf8Output output, ReadOnlySpan<char> text)
    {
        output.Write((byte)'"');
        output.WriteJsonText(text);
        output.Write((byte)'"');
    }

    /// <summary>Writes a part of a string.</summary>
    public static void WriteJsonText(this Utf8Output output, ReadOnlySpan<char> text)
    {
        for (int plain = text.IndexOfAny(Escaped); plain >= 0; plain = text.IndexOfAny(Escaped))
        {
            output.Write(text[..plain]);
            int index = "\t\b\n\r\f\"\\".IndexOf(text[plain], StringComparison.Ordinal);
            output.Write((byte)'\\');
            if (index >= 0)
            {
                output.Write("tbnrf\"\\"u8[index]);
            }
            else
            {
                output.Write(string.Create(CultureInfo.InvariantCulture, $"u{(int)text[plain]:X4}"));
            }

            text = text[(plain + 1)..];
        }

        output.Write(text);
    }

    /// <summary>Writes a value without spaces.</summary>
    public static void WriteJson(this Utf8Output output, JsonValue value)
    {
        switch (value)
        {
            case JsonString text:
                output.WriteJsonString(text.Text);
                break;
            case JsonNumber number:
                output.Write(number.Text);
                break;
            case JsonArray array:
                for (int i = 0; i < array.Items.Count; i++)
                {
                    output.Write(i == 0 ? (byte)'[' : (byte)',');
                    output.WriteJson(array.Items[i]);
                }

                output.Write(array.Items.Count == 0 ? "[]"u8 : "]"u8);
                break;
            case JsonObject map:
                for (int i = 0; i < map.Entries.Count; i++)
                {
                    output.Write(i == 0 ? (byte)'{' : (byte)',');
                    output.WriteJsonString(map.Entries[i].Name);
                    output.Write((byte)':');
                    output.WriteJson(map.Entries[i].Value);
                }

                output.Write(map.Entries.Count == 0 ? "{}"u8 : "}"u8);
                break;
            default:
                output.Write(value.Kind);
                break;
        }
    }
}
