using System.Text;
using System.Text.RegularExpressions;

namespace LinkedStats.Query.Expressions;

/// <summary>REGEX and REPLACE.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, sections 17.4.3.14 and 17.4.3.15; XPath functions, sections 7.6.2 and 7.6.3.
/// </remarks>
internal static class RegexFunctions
{
    private const int MatchesPerCheck = 1024;

    /// <summary>REGEX: an error where the pattern or the flags are wrong.</summary>
    public static TermValue Regex(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments)
    {
        TermValue flags = arguments.Length > 2 ? arguments[2] : TermValue.Of("");
        if (!StringFunctions.TryText(arguments[0], out string text, out _)
            || !TryPattern(run, arguments[1], flags, out XPathRegex? regex))
        {
            return TermValue.Error;
        }

        run.Context.ThrowIfStopped();
        try
        {
            return TermValue.Of(regex!.For(text, run.Context).IsMatch(text));
        }
        catch (RegexMatchTimeoutException)
        {
            throw run.Context.DeadlinePassed();
        }
    }

    /// <summary>REPLACE: an error where the pattern matches the empty string, or the replacement is wrong.</summary>
    public static TermValue Replace(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments)
    {
        TermValue flags = arguments.Length > 3 ? arguments[3] : TermValue.Of("");
        if (!StringFunctions.TryText(arguments[0], out string text, out string? language)
            || !TryPattern(run, arguments[1], flags, out XPathRegex? regex)
            || arguments[2].Kind != ValueKind.String)
        {
            return TermValue.Error;
        }

        run.Context.ThrowIfStopped();
        try
        {
            Regex compiled = regex!.For(text, run.Context);
            string replacement = (string)arguments[2].Source!;
            return compiled.IsMatch("") || !regex.IsReplacement(replacement)
                ? TermValue.Error
                : Replace(run, text, language, regex, compiled, replacement);
        }
        catch (RegexMatchTimeoutException)
        {
            throw run.Context.DeadlinePassed();
        }
    }

    private static TermValue Replace(
        ExpressionEvaluator run, string text, string? language, XPathRegex regex, Regex compiled, string replacement)
    {
        StringBuilder? builder = null;
        int from = 0;
        int matchCount = 0;
        for (Match match = compiled.Match(text); match.Success; match = match.NextMatch())
        {
            builder ??= new StringBuilder();
            builder.Append(text, from, match.Index - from);
            regex.AppendReplacement(builder, replacement, match);
            from = match.Index + match.Length;

            // The builder and the string that it becomes are held at once.
            run.Context.Demand(4L * (builder.Length + text.Length));
            if (builder.Length + (long)text.Length > StringFunctions.MaxLength)
            {
                return TermValue.Error;
            }

            if (++matchCount % MatchesPerCheck == 0)
            {
                run.Context.ThrowIfStopped();
            }
        }

        return StringFunctions.Like(builder?.Append(text, from, text.Length - from).ToString() ?? text, language);
    }

    private static bool TryPattern(
        ExpressionEvaluator run, in TermValue pattern, in TermValue flags, out XPathRegex? regex)
    {
        regex = pattern.Kind == ValueKind.String && flags.Kind == ValueKind.String
            ? run.Patterns.Get((string)pattern.Source!, (string)flags.Source!)
            : null;
        return regex is not null;
    }
}
