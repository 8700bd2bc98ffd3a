using System.Text;
using System.Text.RegularExpressions;

namespace LinkedStats.Query.Expressions;

/// <summary>A regular expression of XPath, run by .NET.</summary>
/// <remarks>
/// Runs in linear time where the pattern permits, that is without back-references; others are stopped at the query's
/// deadline. Texts with characters beyond the Basic Multilingual Plane get a variant of their own, in which
/// <c>.</c> and classes take a pair of surrogates for one character.
/// </remarks>
internal sealed class XPathRegex
{
    // Measured: building a matcher of linear time takes 1,400 to 3,200 bytes a position.
    private const long BytesPerPosition = 4096;

    private static readonly TimeSpan TimeoutMin = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan TimeoutMax = TimeSpan.FromDays(1);

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

    /// <summary>About how much memory it holds.</summary>
    public long Bytes { get; private set; }

    private bool IsQuoted => _flags.Contains('q', StringComparison.Ordinal);

    /// <summary>Checks a pattern and its flags.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="flags">The flags, of smixq.</param>
    /// <param name="context">The query's limits.</param>
    /// <returns>The regular expression; null where something is wrong.</returns>
    public static XPathRegex? TryCreate(string pattern, string flags, EvaluationContext context)
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

        // A quoted pattern is not translated, so its length is bounded here.
        if (pattern.Length > XPathPattern.LengthMax)
        {
            return null;
        }

        XPathRegex regex = new(pattern, flags, options);
        return regex.TryBuild(0, TimeoutOf(context), out regex._variants[0]) ? regex : null;
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
        TimeSpan timeout = TimeoutOf(context);
        if (regex is null || regex.MatchTimeout > timeout * 2)
        {
            _ = TryBuild(variant, timeout, out regex);
            _variants[variant] = regex;
        }

        return regex!;
    }

    /// <summary>
    /// Says whether a replacement is well-formed: <c>$</c> before a digit, <c>\</c> before <c>\</c> or <c>$</c>.
    /// </summary>
    /// <param name="replacement">The replacement.</param>
    /// <returns>True when it is.</returns>
    public bool IsReplacement(string replacement)
    {
        for (int i = 0; !IsQuoted && i < replacement.Length; i++)
        {
            char next = i + 1 < replacement.Length ? replacement[i + 1] : '\0';
            if ((replacement[i] == '$' && !char.IsAsciiDigit(next))
                || (replacement[i] == '\\' && next is not ('\\' or '$')))
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

    private static TimeSpan TimeoutOf(EvaluationContext context)
    {
        TimeSpan remaining = context.Remaining;
        return remaining < TimeoutMin ? TimeoutMin : remaining > TimeoutMax ? TimeoutMax : remaining;
    }

    private bool TryBuild(int variant, TimeSpan timeout, out Regex? regex)
    {
        regex = null;
        long weight = _pattern.Length;
        string? translated = IsQuoted
            ? Regex.Escape(_pattern)
            : XPathPattern.TryTranslate(_pattern, _flags, variant == 1, out weight);
        Bytes = weight * BytesPerPosition;
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
