using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Reference;

/// <summary>A value of xsd:duration or of one of its two parts.</summary>
/// <param name="Months">The years and months.</param>
/// <param name="Seconds">The days and the time.</param>
/// <remarks>Source: XSD 1.1 Part 2, sections 3.3.6, 3.4.26 and 3.4.27; XPath functions, section 10.4.</remarks>
internal sealed record ReferenceDuration(BigInteger Months, ReferenceDecimal Seconds)
{
    private const string YearMonth = "(?:(?<y>[0-9]+)Y)?(?:(?<m>[0-9]+)M)?";
    private const string DayTime =
        @"(?:(?<d>[0-9]+)D)?(?:T(?=[0-9])(?:(?<h>[0-9]+)H)?(?:(?<i>[0-9]+)M)?(?:(?<s>[0-9]+(?:\.[0-9]+)?)S)?)?";

    private static readonly Dictionary<Iri, Regex> Forms = new()
    {
        [XsdVocabulary.Duration] = Whole(YearMonth + DayTime),
        [XsdVocabulary.DayTimeDuration] = Whole(DayTime),
        [XsdVocabulary.YearMonthDuration] = Whole(YearMonth),
    };

    /// <summary>What ORDER BY compares: seconds, a month being the twelfth of 365.2425 days.</summary>
    public ReferenceDecimal Length => new ReferenceDecimal(Months * 2_629_746) + Seconds;

    /// <summary>Reads a literal; null where its datatype is another or has no such form.</summary>
    public static ReferenceDuration? Read(string text, Iri type)
    {
        if (!Forms.TryGetValue(type, out Regex? form) || form.Match(text) is not { Success: true } match)
        {
            return null;
        }

        BigInteger months = (Part(match, "y").Whole * 12) + Part(match, "m").Whole;
        ReferenceDecimal seconds = (Part(match, "d") * new ReferenceDecimal(86_400))
            + (Part(match, "h") * new ReferenceDecimal(3600)) + (Part(match, "i") * new ReferenceDecimal(60))
            + Part(match, "s");
        return text[0] == '-' ? new(-months, -seconds) : new(months, seconds);
    }

    /// <summary>Compares; null where months would have to be held against days.</summary>
    public static int? Compare(ReferenceDuration left, ReferenceDuration right)
    {
        int months = left.Months.CompareTo(right.Months);
        int seconds = ReferenceDecimal.Compare(left.Seconds, right.Seconds);
        return months == 0 ? seconds : seconds == 0 || seconds == months ? months : null;
    }

    /// <summary>The canonical literal of a type; parts that the type does not have are dropped.</summary>
    public Literal ToLiteral(Iri type) => type == XsdVocabulary.YearMonthDuration
        ? new Literal(Months.IsZero ? "P0M" : (this with { Seconds = default }).ToText(), type)
        : new Literal((type == XsdVocabulary.DayTimeDuration ? this with { Months = 0 } : this).ToText(), type);

    /// <summary>The canonical form; <c>PT0S</c> for zero.</summary>
    public string ToText()
    {
        BigInteger months = BigInteger.Abs(Months);
        BigInteger whole = Seconds.Abs().Whole;
        ReferenceDecimal second = Seconds.Abs() - new ReferenceDecimal(whole - (whole % 60));
        string date = Unit(months / 12, 'Y') + Unit(months % 12, 'M') + Unit(whole / 86_400, 'D');
        string time = Unit(whole / 3600 % 24, 'H') + Unit(whole / 60 % 60, 'M')
            + (second.Sign == 0 ? "" : $"{second}S");
        string sign = Months.Sign < 0 || Seconds.Sign < 0 ? "-" : "";
        return date.Length + time.Length == 0 ? "PT0S" : $"{sign}P{date}{(time.Length > 0 ? "T" : "")}{time}";
    }

    private static Regex Whole(string form) =>
        new($"^-?P(?=[0-9T]){form}\\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

    private static ReferenceDecimal Part(Match match, string name) =>
        match.Groups[name] is { Success: true } part ? ReferenceDecimal.Parse(part.Value) : default;

    private static string Unit(BigInteger count, char unit) =>
        count.IsZero ? "" : count.ToString(CultureInfo.InvariantCulture) + unit;
}
