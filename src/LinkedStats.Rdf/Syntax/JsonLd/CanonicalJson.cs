using System.Globalization;
using System.Text;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Writes JSON in its canonical form, the lexical form of rdf:JSON literals.</summary>
/// <remarks>Source: RFC 8785 (JCS), section 3.2; JSON-LD 1.1, section 10.2.</remarks>
internal static class CanonicalJson
{
    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The canonical text.</returns>
    /// <exception cref="RdfSyntaxException">A number is too large for a double.</exception>
    public static string Write(JsonValue value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonValue value)
    {
        switch (value)
        {
            case JsonString found:
                WriteString(text, found.Text);
                break;
            case JsonNumber number:
                double finite = JsonNumbers.ToDouble(number);
                text.Append(double.IsFinite(finite)
                    ? JsonNumbers.ToEcmaScript(finite)
                    : throw JsonLdError.At(
                        number.Place, "invalid JSON literal", "a number that is too large", "one that a double holds"));
                break;
            case JsonArray array:
                text.Append('[');
                for (int i = 0; i < array.Items.Count; i++)
                {
                    text.Append(i > 0 ? "," : "");
                    Write(text, array.Items[i]);
                }

                text.Append(']');
                break;
            case JsonObject map:
                WriteObject(text, map);
                break;
            default:
                text.Append(value.Kind);
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonObject map)
    {
        text.Append('{');
        bool isFirst = true;

        // Section 3.2.3: names are compared by their UTF-16 code units.
        foreach (JsonEntry entry in map.Entries.OrderBy(static entry => entry.Name, StringComparer.Ordinal))
        {
            text.Append(isFirst ? "" : ",");
            isFirst = false;
            WriteString(text, entry.Name);
            text.Append(':');
            Write(text, entry.Value);
        }

        text.Append('}');
    }

    /// <summary>Section 3.2.2.2.</summary>
    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char character in value)
        {
            int index = "\b\t\n\f\r\"\\".IndexOf(character, StringComparison.Ordinal);
            if (index >= 0)
            {
                text.Append('\\').Append("btnfr\"\\"[index]);
            }
            else if (character < ' ')
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                text.Append(character);
            }
        }

        text.Append('"');
    }
}
