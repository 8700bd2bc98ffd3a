using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Publishing;

namespace LinkedStats.Server.Publications;

/// <summary>Why something is taken away, as it is told on the command line and in addresses.</summary>
internal static class WithdrawalReason
{
    /// <summary>What a reason may be, for messages.</summary>
    public static readonly string Rule = $"one line of at most {Withdrawer.ReasonCharsMax} characters";

    /// <summary>Writes a reason on one line, for the audit log.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns>Its texts in each language.</returns>
    public static string ToLine(LanguageMap reason) => string.Join(" / ", reason.Texts.Values);

    /// <summary>Reads a reason.</summary>
    /// <param name="english">The reason in English; null for none.</param>
    /// <param name="french">The reason in French; null for none.</param>
    /// <returns>The reason; null when it is missing, too long, or not one line.</returns>
    public static LanguageMap? Parse(string? english, string? french)
    {
        ImmutableSortedDictionary<string, string> texts = LanguageMap.Empty.Texts;
        foreach ((string language, string? text) in (ReadOnlySpan<(string, string?)>)[("en", english), ("fr", french)])
        {
            if (text is null)
            {
                continue;
            }

            if (!Withdrawer.IsReason(text))
            {
                return null;
            }

            texts = texts.Add(language, text.Trim());
        }

        return texts.IsEmpty ? null : new LanguageMap(texts);
    }
}
