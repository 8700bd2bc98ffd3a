using System.Collections.Immutable;

namespace LinkedStats.Server.Negotiation;

/// <summary>Chooses the language of labels and pages: French or English.</summary>
/// <remarks>Source: RFC 9110, section 12.5.4; ranges match as RFC 4647, section 3.3.1, basic filtering.</remarks>
internal static class LanguageChoice
{
    /// <summary>The languages that labels and pages are written in; the first is for whoever accepts any.</summary>
    public static readonly ImmutableArray<string> Offered = ["en", "fr"];

    /// <summary>Chooses by the Accept-Language header.</summary>
    /// <param name="header">The header's value; null when it is absent.</param>
    /// <returns>The language of the highest weight; the first offered when none is acceptable.</returns>
    public static string FromHeader(string? header)
    {
        string best = Offered[0];
        double bestWeight = 0;
        List<(string Range, double Weight)> ranges = Parse(header ?? "");
        foreach (string language in Offered)
        {
            double weight = Weigh(language, ranges);
            if (weight > bestWeight)
            {
                (best, bestWeight) = (language, weight);
            }
        }

        return best;
    }

    /// <summary>Chooses by the <c>lang=</c> parameter, as <c>fr</c> or <c>fr,en</c>.</summary>
    /// <param name="parameter">The parameter's value.</param>
    /// <param name="language">The first of the languages named that is offered.</param>
    /// <returns>False when it names none that is offered.</returns>
    public static bool TryFromParameter(string parameter, out string language)
    {
        language = parameter.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries)
            .Select(static named => Offered.FirstOrDefault(offered => IsMatch(named, offered)))
            .FirstOrDefault(static offered => offered is not null) ?? "";
        return language.Length > 0;
    }

    private static double Weigh(string language, List<(string Range, double Weight)> ranges)
    {
        double any = 0;
        double? named = null;
        foreach ((string range, double weight) in ranges)
        {
            if (range == "*")
            {
                any = Math.Max(any, weight);
            }
            else if (IsMatch(range, language))
            {
                named = Math.Max(named ?? 0, weight);
            }
        }

        return named ?? any;
    }

    // A reader of fr-CA reads fr: the longer range is matched by its first subtag.
    private static bool IsMatch(string range, string language) =>
        range == language || range.StartsWith(language + "-", StringComparison.Ordinal);

    private static List<(string Range, double Weight)> Parse(string header)
    {
        List<(string, double)> ranges = [];
        foreach (string element in header.ToLowerInvariant().Split(','))
        {
            string[] parts = element.Split(';', 2, StringSplitOptions.TrimEntries);
            double weight = 1;
            bool isValid = parts.Length == 1
                || (parts[1].StartsWith("q=", StringComparison.Ordinal) && double.TryParse(
                    parts[1].AsSpan(2),
                    System.Globalization.NumberStyles.AllowDecimalPoint,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out weight));
            if (isValid && parts[0].Length > 0)
            {
                ranges.Add((parts[0], weight));
            }
        }

        return ranges;
    }
}
