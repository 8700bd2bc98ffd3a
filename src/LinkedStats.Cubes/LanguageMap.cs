using System.Collections.Immutable;

namespace LinkedStats.Cubes;

/// <summary>A text in several languages: a label, a title, a description.</summary>
/// <param name="Texts">The texts by language tag in lower case; the empty tag is a text without a language.</param>
public sealed record LanguageMap(ImmutableSortedDictionary<string, string> Texts)
{
    /// <summary>No text at all.</summary>
    public static LanguageMap Empty { get; } = new(ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>Chooses the text for a reader.</summary>
    /// <param name="language">The wanted language, as <c>fr</c>.</param>
    /// <param name="found">The language of the text that was chosen; differs from the wanted one when it fell
    /// back.</param>
    /// <returns>The text in that language, else without a language, else English, else any; null when there is
    /// none.</returns>
    public string? Choose(string language, out string found)
    {
        foreach (string candidate in (ReadOnlySpan<string>)[language, "", "en"])
        {
            if (Texts.TryGetValue(candidate, out string? text))
            {
                found = candidate;
                return text;
            }
        }

        (found, string? any) = Texts.IsEmpty ? ("", null) : (Texts.First().Key, Texts.First().Value);
        return any;
    }
}
