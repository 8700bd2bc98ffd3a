using System.Text;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Expressions;

/// <summary>Functions on strings; positions and lengths count code points, not UTF-16 units.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 17.4.3. Strings that are built are measured against the memory first.
/// </remarks>
internal static class StringFunctions
{
    /// <summary>STRLEN.</summary>
    public static TermValue StrLen(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TryText(arguments[0], out string text, out _) ? TermValue.Of(CountCodePoints(text)) : TermValue.Error;

    /// <summary>SUBSTR: positions from 1, rounded as fn:substring says.</summary>
    public static TermValue Substr(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments)
    {
        if (!TryText(arguments[0], out string text, out string? language) || arguments[1].Kind != ValueKind.Number
            || (arguments.Length > 2 && arguments[2].Kind != ValueKind.Number))
        {
            return TermValue.Error;
        }

        // XPath functions, section 7.4.3: the characters at p with start <= p < start + length, all rounded.
        double first = arguments[1].Number.Round().ToDouble();
        double end = arguments.Length > 2 ? first + arguments[2].Number.Round().ToDouble() : double.PositiveInfinity;
        int from = double.IsNaN(first) ? text.Length : IndexOf(text, first);
        int to = IndexOf(text, end);
        run.Context.Demand(2L * text.Length);
        return Like(from < to ? text[from..to] : "", language);
    }

    /// <summary>UCASE.</summary>
    public static TermValue UCase(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments)
    {
        if (!TryText(arguments[0], out string text, out string? language))
        {
            return TermValue.Error;
        }

        run.Context.Demand(4L * text.Length);

        // Full case mapping; of the characters that become several, sharp s is the one that names and labels hold.
        return Like(text.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal), language);
    }

    /// <summary>LCASE.</summary>
    public static TermValue LCase(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments)
    {
        if (!TryText(arguments[0], out string text, out string? language))
        {
            return TermValue.Error;
        }

        run.Context.Demand(2L * text.Length);
        return Like(text.ToLowerInvariant(), language);
    }

    /// <summary>STRSTARTS.</summary>
    public static TermValue StrStarts(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TryTexts(arguments, out string text, out _, out string part)
            ? TermValue.Of(text.StartsWith(part, StringComparison.Ordinal))
            : TermValue.Error;

    /// <summary>STRENDS.</summary>
    public static TermValue StrEnds(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TryTexts(arguments, out string text, out _, out string part)
            ? TermValue.Of(text.EndsWith(part, StringComparison.Ordinal))
            : TermValue.Error;

    /// <summary>CONTAINS.</summary>
    public static TermValue Contains(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TryTexts(arguments, out string text, out _, out string part)
            ? TermValue.Of(text.Contains(part, StringComparison.Ordinal))
            : TermValue.Error;

    /// <summary>STRBEFORE: a simple empty string where there is no match.</summary>
    public static TermValue StrBefore(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments)
    {
        if (!TryTexts(arguments, out string text, out string? language, out string part))
        {
            return TermValue.Error;
        }

        int at = text.IndexOf(part, StringComparison.Ordinal);
        run.Context.Demand(2L * text.Length);
        return at < 0 ? TermValue.Of("") : Like(text[..at], language);
    }

    /// <summary>STRAFTER: a simple empty string where there is no match.</summary>
    public static TermValue StrAfter(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments)
    {
        if (!TryTexts(arguments, out string text, out string? language, out string part))
        {
            return TermValue.Error;
        }

        int at = text.IndexOf(part, StringComparison.Ordinal);
        run.Context.Demand(2L * text.Length);
        return at < 0 ? TermValue.Of("") : Like(text[(at + part.Length)..], language);
    }

    /// <summary>ENCODE_FOR_URI: all but the unreserved characters of RFC 3986.</summary>
    public static TermValue EncodeForUri(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments)
    {
        if (!TryText(arguments[0], out string text, out _))
        {
            return TermValue.Error;
        }

        // One UTF-16 unit becomes up to three bytes of three characters each.
        run.Context.Demand(18L * text.Length);
        return TermValue.Of(Uri.EscapeDataString(text));
    }

    /// <summary>CONCAT: keeps the language that all arguments share.</summary>
    public static TermValue Concat(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments)
    {
        long length = 0;
        string? common = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (!TryText(arguments[i], out string text, out string? language))
            {
                return TermValue.Error;
            }

            length += text.Length;
            common = i == 0 || common == language ? language : null;
        }

        run.Context.Demand(4 * length);
        if (length > MaxLength)
        {
            return TermValue.Error;
        }

        StringBuilder builder = new((int)length);
        foreach (TermValue argument in arguments)
        {
            _ = TryText(argument, out string text, out _);
            builder.Append(text);
        }

        return Like(builder.ToString(), common);
    }

    /// <summary>LANGMATCHES: basic filtering (RFC 4647, section 3.3.1).</summary>
    public static TermValue LangMatches(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments)
    {
        if (arguments[0].Kind != ValueKind.String || arguments[1].Kind != ValueKind.String)
        {
            return TermValue.Error;
        }

        string tag = (string)arguments[0].Source!;
        string range = (string)arguments[1].Source!;
        return TermValue.Of(range == "*"
            ? tag.Length > 0
            : tag.StartsWith(range, StringComparison.OrdinalIgnoreCase)
                && (tag.Length == range.Length || (range.Length > 0 && tag[range.Length] == '-')));
    }

    /// <summary>The longest string that .NET can build; longer ones are errors whatever the memory.</summary>
    internal const int MaxLength = 0x3FFF_FFDF;

    /// <summary>Gets the text of a string literal (section 17.4.3.1.1).</summary>
    internal static bool TryText(in TermValue value, out string text, out string? language)
    {
        (text, language) = value.Source switch
        {
            string simple when value.Kind == ValueKind.String => (simple, null),
            Literal literal when value.Kind == ValueKind.LangString => (literal.Lexical, literal.Language),
            _ => ("", null),
        };
        return value.Kind is ValueKind.String or ValueKind.LangString;
    }

    /// <summary>Makes a string in the language of an argument; null for a simple one.</summary>
    internal static TermValue Like(string text, string? language) =>
        language is null ? TermValue.Of(text) : TermValue.Of(new Literal(text, language), default);

    /// <summary>
    /// Gets two compatible arguments (section 17.4.3.1.2): the second has no language, or that of the first.
    /// </summary>
    private static bool TryTexts(
        ReadOnlySpan<TermValue> arguments, out string text, out string? language, out string part)
    {
        part = "";
        return TryText(arguments[0], out text, out language)
            && TryText(arguments[1], out part, out string? partLanguage)
            && (partLanguage is null || partLanguage == language);
    }

    private static int CountCodePoints(string text)
    {
        int count = text.Length;
        int at = text.AsSpan().IndexOfAnyInRange('\uDC00', '\uDFFF');
        for (int i = at; i >= 0 && i < text.Length; i++)
        {
            count -= i > 0 && char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The index in UTF-16 of a code point's position, which counts from 1; NaN gives the start.</summary>
    private static int IndexOf(string text, double position)
    {
        if (position <= 1)
        {
            return 0;
        }

        if (!(position <= text.Length))
        {
            return double.IsNaN(position) ? 0 : text.Length;
        }

        int index = 0;
        for (double p = 1; p < position && index < text.Length; p++)
        {
            index += index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]) ? 2 : 1;
        }

        return index;
    }
}
