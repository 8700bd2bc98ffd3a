using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LinkedStats.Rdf;
using static LinkedStats.Tests.Reference.ReferenceExpressions;

namespace LinkedStats.Tests.Reference;

/// <summary>Functions on strings and the hash functions.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, sections 17.4.3 and 17.4.6. Patterns are given to .NET as they are, so that only what
/// XPath and .NET read alike may be asked.
/// </remarks>
internal static class ReferenceStrings
{
    /// <summary>Calls a function; null is an error.</summary>
    public static Term? Call(string name, Term[] a)
    {
        switch (name)
        {
            case "CONCAT":
                return Concat(a);
            case "LANGMATCHES":
                return SimpleText(a[0]) is { } tag && SimpleText(a[1]) is { } range
                    ? Truth(Matches(tag, range))
                    : null;
            case "MD5" or "SHA1" or "SHA256" or "SHA384" or "SHA512":
                return SimpleText(a[0]) is { } text ? new Literal(Hash(name, text)) : null;
            case "REGEX" or "REPLACE":
                return CallRegex(name, a);
            default:
                return !IsString(a[0]) ? null
                    : a.Length == 2 && name != "SUBSTR" ? CallPair(name, (Literal)a[0], a[1])
                    : CallOne(name, (Literal)a[0], a);
        }
    }

    private static bool IsString(Term term) => term is Literal { Language: not null } || SimpleText(term) is not null;

    private static Literal? CallOne(string name, Literal text, Term[] a) => name switch
    {
        "STRLEN" => Integer(text.Lexical.EnumerateRunes().Count()),
        "UCASE" => Like(text, text.Lexical.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal)),
        "LCASE" => Like(text, text.Lexical.ToLowerInvariant()),
        "ENCODE_FOR_URI" => new Literal(string.Concat(Encoding.UTF8.GetBytes(text.Lexical).Select(Encode))),
        "SUBSTR" => Substring(text, [.. a.Skip(1).Select(ReferenceValue.NumberOf)]),
        _ => throw new NotSupportedException(name),
    };

    /// <summary>Functions of two strings, which must be compatible (section 17.4.3.1.2).</summary>
    private static Literal? CallPair(string name, Literal text, Term second)
    {
        if (!IsString(second) || ((Literal)second).Language is { } language && language != text.Language)
        {
            return null;
        }

        string part = ((Literal)second).Lexical;
        int at = text.Lexical.IndexOf(part, StringComparison.Ordinal);
        return name switch
        {
            "STRSTARTS" => Truth(at == 0),
            "STRENDS" => Truth(text.Lexical.EndsWith(part, StringComparison.Ordinal)),
            "CONTAINS" => Truth(at >= 0),
            "STRBEFORE" => at < 0 ? new Literal("") : Like(text, text.Lexical[..at]),
            "STRAFTER" => at < 0 ? new Literal("") : Like(text, text.Lexical[(at + part.Length)..]),
            _ => throw new NotSupportedException(name),
        };
    }

    /// <summary>
    /// fn:substring (XPath functions, section 7.4.3): the characters at p with round(start) ≤ p &lt; round(start) +
    /// round(length).
    /// </summary>
    private static Literal? Substring(Literal text, ReferenceNumber?[] numbers)
    {
        if (numbers.Any(static number => number is null))
        {
            return null;
        }

        double[] bounds = [.. numbers.Select(static n => n!.Value.Round().CastTo(NumberType.Double)!.Value.Floating)];
        double end = bounds.Length > 1 ? bounds[0] + bounds[1] : double.PositiveInfinity;
        return Like(text, string.Concat(text.Lexical.EnumerateRunes()
            .Where((_, i) => bounds[0] <= i + 1 && i + 1 < end)));
    }

    /// <summary>CONCAT keeps the language that all arguments have.</summary>
    private static Literal? Concat(Term[] a)
    {
        if (!a.All(IsString))
        {
            return null;
        }

        string text = string.Concat(a.Select(static term => ((Literal)term).Lexical));
        string?[] languages = [.. a.Select(static term => ((Literal)term).Language).Distinct()];
        return languages is [string language] ? new Literal(text, language) : new Literal(text);
    }

    /// <summary>Basic filtering (RFC 4647, section 3.3.1).</summary>
    private static bool Matches(string tag, string range) => range == "*"
        ? tag.Length > 0
        : tag.Equals(range, StringComparison.OrdinalIgnoreCase)
            || (range.Length > 0 && tag.StartsWith(range + "-", StringComparison.OrdinalIgnoreCase));

    private static string Encode(byte unit) =>
        char.IsAsciiLetterOrDigit((char)unit) || "-_.~".Contains((char)unit, StringComparison.Ordinal)
            ? $"{(char)unit}"
            : $"%{unit:X2}";

    private static string Hash(string name, string text)
    {
        using var hash = IncrementalHash.CreateHash(new HashAlgorithmName(name));
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Literal? CallRegex(string name, Term[] a)
    {
        string?[] others = [.. a.Skip(1).Select(SimpleText)];
        int flagsAt = name == "REGEX" ? 1 : 2;
        string flags = others.Length > flagsAt ? others[flagsAt] ?? "?" : "";
        if (!IsString(a[0]) || others.Any(static text => text is null)
            || flags.Any(static flag => !"smix".Contains(flag, StringComparison.Ordinal)))
        {
            return null;
        }

        RegexOptions options = flags.Aggregate(RegexOptions.CultureInvariant, static (all, flag) => all | flag switch
        {
            's' => RegexOptions.Singleline,
            'm' => RegexOptions.Multiline,
            'i' => RegexOptions.IgnoreCase,
            _ => RegexOptions.IgnorePatternWhitespace,
        });
        try
        {
            var regex = new Regex(others[0]!, options, TimeSpan.FromSeconds(10));
            var text = (Literal)a[0];
            return name == "REGEX" ? Truth(regex.IsMatch(text.Lexical))
                : regex.IsMatch("") ? null
                : Like(text, regex.Replace(text.Lexical, match => Expand(others[1]!, match)));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A replacement with its groups, of one digit each; those that do not exist are empty.</summary>
    private static string Expand(string replacement, Match match) => string.Concat(replacement.Split('$')
        .Select((part, i) => i == 0 ? part : match.Groups[part[0] - '0'].Value + part[1..]));

    private static Literal Like(Literal text, string result) =>
        text.Language is { } language ? new Literal(result, language) : new Literal(result);
}
