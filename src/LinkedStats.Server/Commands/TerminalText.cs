using System.Buffers;
using System.Globalization;
using System.Text;

namespace LinkedStats.Server.Commands;

/// <summary>Makes text of unknown origin fit for a terminal: it shows, it does not act.</summary>
/// <remarks>
/// Escape sequences, line breaks and the marks that turn the direction of writing would let a file forge what the
/// program seems to say.
/// </remarks>
internal static class TerminalText
{
    /// <summary>What stands for a character that has no picture of its own.</summary>
    private const string Replacement = "\uFFFD";

    /// <summary>The first and last characters of the blocks that take two columns.</summary>
    /// <remarks>Source: Unicode Standard Annex 11, East Asian Width, values W and F, in blocks.</remarks>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF),
        (0x1F900, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>Cleans a text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>One line without anything that a terminal would obey.</returns>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            clean.Append(Take(ref rest, out _));
        }

        return clean.ToString();
    }

    /// <summary>Takes the first character of a text.</summary>
    /// <param name="text">The text, not empty; it loses the character.</param>
    /// <param name="width">The columns that what is shown takes: 0, 1, 2, or those of a tab.</param>
    /// <returns>What is shown for it.</returns>
    public static string Take(ref ReadOnlySpan<char> text, out int width)
    {
        bool isWhole = Rune.DecodeFromUtf16(text, out Rune rune, out int length) == OperationStatus.Done;
        text = text[length..];
        string shown = isWhole ? Show(rune) : Replacement;
        width = shown.Length == 0 || !isWhole ? shown.Length : WidthOf(rune, shown);
        return shown;
    }

    private static string Show(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        // A tab is as wide as here, wherever it stands.
        UnicodeCategory.Control when rune.Value == '\t' => "    ",
        UnicodeCategory.Control when rune.Value < 0x20 => ((char)(0x2400 + rune.Value)).ToString(),
        UnicodeCategory.Control when rune.Value == 0x7F => "\u2421",
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned =>
            Replacement,
        _ => rune.ToString(),
    };

    private static int WidthOf(Rune rune, string shown) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
        UnicodeCategory.Control or UnicodeCategory.Format => shown.Length,
        _ => Array.Exists(Wide, block => rune.Value >= block.First && rune.Value <= block.Last) ? 2 : 1,
    };
}
