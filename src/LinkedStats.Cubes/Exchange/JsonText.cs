using System.Buffers;
using System.Text.Encodings.Web;

namespace LinkedStats.Cubes.Exchange;

/// <summary>Strings and numbers as JSON writes them.</summary>
/// <remarks>Source: RFC 8259, sections 6 and 7.</remarks>
internal static class JsonText
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Puts a text into quotation marks.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A JSON string.</returns>
    public static string Quote(string text) => $"\"{Encoder.Encode(text)}\"";

    /// <summary>Writes a text in quotation marks.</summary>
    /// <param name="output">Receives UTF-8.</param>
    /// <param name="text">The text as UTF-8.</param>
    public static void WriteQuoted(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        output.Write("\""u8);
        if (Encoder.FindFirstCharacterToEncodeUtf8(text) < 0)
        {
            output.Write(text);
        }
        else
        {
            WriteEscaped(output, text);
        }

        output.Write("\""u8);
    }

    /// <summary>Says whether a lexical form is a JSON number as it stands.</summary>
    /// <param name="text">The lexical form.</param>
    /// <returns>False for <c>INF</c>, <c>+5</c>, <c>05</c>, <c>.5</c> and the like.</returns>
    public static bool IsNumber(ReadOnlySpan<byte> text)
    {
        int i = !text.IsEmpty && text[0] == '-' ? 1 : 0;
        int digits = CountDigits(text[i..]);
        if (digits == 0 || (digits > 1 && text[i] == '0'))
        {
            return false;
        }

        i += digits;
        if (i < text.Length && text[i] == '.')
        {
            digits = CountDigits(text[(i + 1)..]);
            i += digits + 1;
            if (digits == 0)
            {
                return false;
            }
        }

        if (i < text.Length && text[i] is (byte)'e' or (byte)'E')
        {
            i++;
            i += i < text.Length && text[i] is (byte)'+' or (byte)'-' ? 1 : 0;
            digits = CountDigits(text[Math.Min(i, text.Length)..]);
            return digits > 0 && i + digits == text.Length;
        }

        return i == text.Length;
    }

    private static int CountDigits(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }

    private static void WriteEscaped(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            // One byte becomes at most six: \u001f.
            Span<byte> escaped = output.GetSpan(Math.Min(text.Length, 4096) * 6);
            _ = Encoder.EncodeUtf8(text, escaped, out int read, out int written);
            output.Advance(written);
            text = text[read..];
        }
    }
}
