using System.Text;
using System.Text.RegularExpressions;

namespace LinkedStats.Query.Expressions;

/// <summary>REGEX and REPLACE.</summary>
/// <remarks>Source: SPARQL 1.1 Query, sections 17.4.3.14 and 17.4.3.15; XPath functions, sections 7.6.2 and 7.6.3.</remarks>
internal static class RegexFunctions
{
    private const int MatchesPerCheck = 1024;

    /// <summary>REGEX: an error where the pattern or the flags are wrong.</summary>
    public static TermValue Regex(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments)
    {
        if (!StringFunctions.TryText(arguments[0], out string text, out _)
            || !TryPattern(run, arguments[1], arguments.Length > 2 ? arguments[2] : TermValue.Of(""), out XPathRegex? regex))
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

/// <summary>The regular expressions that a run has built, so that a constant pattern is built once.</summary>
/// <param name="context">The run's limits.</param>
internal sealed class RegexCache(EvaluationContext context)
{
    private const int CountMax = 256;

    private readonly Dictionary<(string Pattern, string Flags), XPathRegex?> _patterns = [];
    private (string Pattern, string Flags) _lastKey = ("", "");
    private XPathRegex? _last;

    /// <summary>Gets the regular expression of a pattern.</summary>
    /// <param name="pattern">The pattern, in XPath's syntax.</param>
    /// <param name="flags">The flags, of smixq.</param>
    /// <returns>The regular expression; null where the pattern or a flag is wrong.</returns>
    public XPathRegex? Get(string pattern, string flags)
    {
        if (_last is not null && _lastKey.Pattern == pattern && _lastKey.Flags == flags)
        {
            return _last;
        }

        if (!_patterns.TryGetValue((pattern, flags), out XPathRegex? regex))
        {
            // Patterns that come from the rows are not kept for ever.
            if (_patterns.Count >= CountMax)
            {
                context.ThrowIfStopped();
                _patterns.Clear();
            }

            regex = XPathRegex.TryCreate(pattern, flags);
            _patterns.Add((pattern, flags), regex);
        }

        (_lastKey, _last) = ((pattern, flags), regex);
        return regex;
    }
}

/// <summary>A regular expression of XPath, run by .NET.</summary>
/// <remarks>
/// Runs in linear time where the pattern permits, that is without back-references; others are stopped at the query's
/// deadline. Texts with characters beyond the Basic Multilingual Plane get a variant of their own, in which
/// <c>.</c> and classes take a pair of surrogates for one character.
/// </remarks>
internal sealed class XPathRegex
{
    private static readonly TimeSpan TimeoutMin = TimeSpan.FromMilliseconds(5);

    private readonly string _pattern;
    private readonly string _flags;
    private readonly RegexOptions _options;
    private readonly Regex?[] _variants = new Regex?[2];

    private XPathRegex(string pattern, string flags, RegexOptions options)
    {
        _pattern = pattern;
        _flags = flags;
        _options = options;
    }

    private bool IsQuoted => _flags.Contains('q', StringComparison.Ordinal);

    /// <summary>Checks a pattern and its flags.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="flags">The flags, of smixq.</param>
    /// <returns>The regular expression; null where something is wrong.</returns>
    public static XPathRegex? TryCreate(string pattern, string flags)
    {
        RegexOptions options = RegexOptions.CultureInvariant;
        foreach (char flag in flags)
        {
            switch (flag)
            {
                case 's': options |= RegexOptions.Singleline; break;
                case 'm': options |= RegexOptions.Multiline; break;
                case 'i': options |= RegexOptions.IgnoreCase; break;
                case 'x' or 'q': break;
                default: return null;
            }
        }

        XPathRegex regex = new(pattern, flags, options);
        return regex.TryBuild(0, Regex.InfiniteMatchTimeout, out regex._variants[0]) ? regex : null;
    }

    /// <summary>Gets the .NET expression for a text; it stops matching at the query's deadline.</summary>
    /// <param name="text">The text.</param>
    /// <param name="context">The query's limits.</param>
    /// <returns>The expression.</returns>
    public Regex For(string text, EvaluationContext context)
    {
        int variant = text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? 1 : 0;
        Regex? regex = _variants[variant];

        // The timeout is a part of the expression; it is renewed when the time that is left has halved.
        TimeSpan remaining = context.Remaining + TimeoutMin;
        if (regex is null || regex.MatchTimeout == Regex.InfiniteMatchTimeout || regex.MatchTimeout > remaining * 2)
        {
            remaining = remaining.TotalDays > 1 ? TimeSpan.FromDays(1) : remaining;
            _ = TryBuild(variant, remaining, out regex);
            _variants[variant] = regex;
        }

        return regex!;
    }

    /// <summary>Says whether a replacement is well-formed: <c>$</c> before a digit, <c>\</c> before <c>\</c> or <c>$</c>.</summary>
    /// <param name="replacement">The replacement.</param>
    /// <returns>True when it is.</returns>
    public bool IsReplacement(string replacement)
    {
        for (int i = 0; !IsQuoted && i < replacement.Length; i++)
        {
            char next = i + 1 < replacement.Length ? replacement[i + 1] : '\0';
            if ((replacement[i] == '$' && !char.IsAsciiDigit(next)) || (replacement[i] == '\\' && next is not ('\\' or '$')))
            {
                return false;
            }

            i += replacement[i] == '\\' ? 1 : 0;
        }

        return true;
    }

    /// <summary>Appends a replacement, in which <c>$n</c> is a captured group.</summary>
    /// <param name="builder">Receives it.</param>
    /// <param name="replacement">A well-formed replacement.</param>
    /// <param name="match">The match.</param>
    public void AppendReplacement(StringBuilder builder, string replacement, Match match)
    {
        for (int i = 0; i < replacement.Length; i++)
        {
            char c = replacement[i];
            if (IsQuoted || c is not ('$' or '\\'))
            {
                builder.Append(c);
            }
            else if (c == '\\')
            {
                builder.Append(replacement[++i]);
            }
            else
            {
                // As many digits as still name a group; one that does not exist is empty.
                int group = replacement[++i] - '0';
                while (i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1])
                    && (group * 10) + (replacement[i + 1] - '0') < match.Groups.Count)
                {
                    group = (group * 10) + (replacement[++i] - '0');
                }

                builder.Append(group < match.Groups.Count ? match.Groups[group].ValueSpan : default);
            }
        }
    }

    private bool TryBuild(int variant, TimeSpan timeout, out Regex? regex)
    {
        regex = null;
        string? translated = IsQuoted
            ? Regex.Escape(_pattern)
            : XPathPattern.TryTranslate(_pattern, _flags, variant == 1, out _);
        if (translated is null)
        {
            return false;
        }

        try
        {
            regex = new Regex(translated, _options | RegexOptions.NonBacktracking, timeout);
        }
        catch (NotSupportedException)
        {
            // Back-references need backtracking, which only the deadline bounds.
            regex = new Regex(translated, _options, timeout);
        }
        catch (ArgumentException)
        {
            return false;
        }

        return true;
    }
}
