using System.Globalization;

namespace LinkedStats.Server.Pages;

/// <summary>Numbers as readers of a language write them.</summary>
internal static class Numbers
{
    private static readonly NumberFormatInfo English = new() { NumberGroupSeparator = "," };

    // Narrow no-break spaces between groups of three, a comma before the fraction.
    private static readonly NumberFormatInfo French = new()
    {
        NumberGroupSeparator = "\u202f",
        NumberDecimalSeparator = ",",
    };

    /// <summary>Shows a count.</summary>
    /// <param name="count">The count.</param>
    /// <param name="language">The language, <c>fr</c> or <c>en</c>.</param>
    /// <returns>The digits in groups.</returns>
    public static string Show(long count, string language) => count.ToString("N0", FormatOf(language));

    /// <summary>Shows a value, to the digit.</summary>
    /// <param name="lexical">Its lexical form.</param>
    /// <param name="language">The language, <c>fr</c> or <c>en</c>.</param>
    /// <returns>The same digits in groups; the lexical form where it is not a plain number.</returns>
    public static string Show(string lexical, string language)
    {
        int point = lexical.IndexOf('.', StringComparison.Ordinal);
        string whole = point < 0 ? lexical : lexical[..point];
        if (!long.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            || (point >= 0 && !lexical.AsSpan(point + 1).ContainsAnyExceptInRange('0', '9') is false))
        {
            return lexical;
        }

        NumberFormatInfo format = FormatOf(language);
        string sign = value == 0 && whole.StartsWith('-') ? "-" : "";
        return sign + value.ToString("N0", format)
            + (point < 0 ? "" : format.NumberDecimalSeparator + lexical[(point + 1)..]);
    }

    private static NumberFormatInfo FormatOf(string language) => language == "fr" ? French : English;
}
