using System.Globalization;
using System.Text;

namespace LinkedStats.Query.Expressions;

/// <summary>Translates a regular expression from XPath's syntax to that of .NET.</summary>
/// <remarks>
/// Source: XPath functions, section 7.6.1, and XSD 1.1 Part 2, appendix G. What XPath does not have, .NET's own
/// additions included, is refused; so are patterns whose counted repetitions multiply beyond
/// <see cref="WeightMax"/>, as a matcher of linear time is as large as they are. <c>(?:</c> is taken from XPath 3.0.
/// </remarks>
internal ref struct XPathPattern
{
    /// <summary>The longest pattern, in characters.</summary>
    public const int LengthMax = 10_000;

    /// <summary>The most positions that a pattern may have with its repetitions written out.</summary>
    public const long WeightMax = 10_000;

    // Measured: a class costs a matcher that many times the memory of a character.
    private const int ClassWeight = 8;

    private const int DepthMax = 100;

    private readonly ReadOnlySpan<char> _pattern;
    private readonly bool _ignoresSpace;
    private readonly bool _isMultiline;
    private readonly bool _isSingleline;
    private readonly bool _isAstral;
    private readonly StringBuilder _out = new();
    private readonly List<bool> _groups = [];
    private int _at;
    private int _depth;

    private XPathPattern(ReadOnlySpan<char> pattern, string flags, bool isAstral)
    {
        _pattern = pattern;
        _isAstral = isAstral;
        _ignoresSpace = flags.Contains('x', StringComparison.Ordinal);
        _isMultiline = flags.Contains('m', StringComparison.Ordinal);
        _isSingleline = flags.Contains('s', StringComparison.Ordinal);
    }

    private readonly bool IsAtEnd => _at >= _pattern.Length;

    /// <summary>Translates a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="flags">The flags, of smix.</param>
    /// <param name="isAstral">True for texts with surrogates, where a pair has to count as one character.</param>
    /// <param name="weight">How many positions it has with its repetitions written out.</param>
    /// <returns>The pattern of .NET; null where the pattern is wrong or too large.</returns>
    public static string? TryTranslate(string pattern, string flags, bool isAstral, out long weight)
    {
        weight = 0;
        if (pattern.Length > LengthMax)
        {
            return null;
        }

        XPathPattern translation = new(pattern, flags, isAstral);
        bool isRead = translation.ReadBranches(out weight) && translation.IsAtEnd && weight <= WeightMax;
        return isRead ? translation._out.ToString() : null;
    }

    /// <summary>Reads alternatives up to the end, or to the parenthesis that closes them.</summary>
    private bool ReadBranches(out long weight)
    {
        weight = 0;
        if (++_depth > DepthMax)
        {
            return false;
        }

        while (!IsAtEnd && _pattern[_at] != ')')
        {
            if (_pattern[_at] == '|')
            {
                _out.Append(_pattern[_at++]);
                continue;
            }

            if (_ignoresSpace && _pattern[_at] is ' ' or '\t' or '\r' or '\n')
            {
                _at++;
                continue;
            }

            if (!ReadAtom(out long atomWeight, out bool isQuantifiable)
                || !ReadQuantifier(isQuantifiable, ref atomWeight))
            {
                return false;
            }

            weight += atomWeight;
            if (weight > WeightMax)
            {
                return false;
            }
        }

        _depth--;
        return true;
    }

    private bool ReadAtom(out long weight, out bool isQuantifiable)
    {
        weight = 1;
        isQuantifiable = true;
        char c = _pattern[_at];
        switch (c)
        {
            case '^':
                _at++;
                isQuantifiable = false;
                _out.Append('^');
                return true;
            case '$':
                // Without the flag m, .NET's $ would match before a final newline too.
                _at++;
                isQuantifiable = false;
                _out.Append(_isMultiline ? "$" : @"\z");
                return true;
            case '.':
                _at++;
                _out.Append(_isAstral ? AstralDot() : ".");
                return true;
            case '(':
                return ReadGroup(out weight);
            case '[':
                weight = ClassWeight;
                return ReadClass();
            case '\\':
                return ReadEscape(out weight);
            case '?' or '*' or '+' or '{' or '}' or ']':
                return false;
            default:
                AppendCharacter();
                return true;
        }
    }

    private readonly string AstralDot() => _isSingleline
        ? @"(?:[^\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])"
        : @"(?:[^\n\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])";

    private void AppendCharacter()
    {
        char c = _pattern[_at++];
        if (char.IsHighSurrogate(c) && !IsAtEnd && char.IsLowSurrogate(_pattern[_at]))
        {
            _out.Append("(?:").Append(c).Append(_pattern[_at++]).Append(')');
        }
        else
        {
            _out.Append(c);
        }
    }

    private bool ReadGroup(out long weight)
    {
        weight = 0;
        _at++;
        bool isCapturing = !_pattern[_at..].StartsWith("?:");
        _at += isCapturing ? 0 : 2;
        _out.Append(isCapturing ? "(" : "(?:");
        int index = _groups.Count;
        if (isCapturing)
        {
            _groups.Add(false);
        }

        if (!ReadBranches(out weight) || IsAtEnd)
        {
            return false;
        }

        if (isCapturing)
        {
            _groups[index] = true;
        }

        weight++;
        _at++;
        _out.Append(')');
        return true;
    }

    /// <summary>Reads <c>?</c>, <c>*</c>, <c>+</c> or <c>{n,m}</c>, reluctant or not.</summary>
    private bool ReadQuantifier(bool isQuantifiable, ref long weight)
    {
        while (_ignoresSpace && !IsAtEnd && _pattern[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }

        if (IsAtEnd || _pattern[_at] is not ('?' or '*' or '+' or '{'))
        {
            return true;
        }

        int start = _at;
        if (_pattern[_at++] == '{')
        {
            int length = _pattern[_at..].IndexOf('}');
            if (length <= 0 || !ReadCounts(_pattern.Slice(_at, length), ref weight))
            {
                return false;
            }

            _at += length + 1;
        }

        _at += !IsAtEnd && _pattern[_at] == '?' ? 1 : 0;
        _out.Append(_pattern[start.._at]);
        return isQuantifiable;
    }

    private static bool ReadCounts(ReadOnlySpan<char> counts, ref long weight)
    {
        int comma = counts.IndexOf(',');
        ReadOnlySpan<char> first = comma < 0 ? counts : counts[..comma];
        ReadOnlySpan<char> second = comma < 0 ? default : counts[(comma + 1)..];
        if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int min)
            || min > WeightMax)
        {
            return false;
        }

        int max = min;
        if (!second.IsEmpty && (!int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out max)
            || max < min || max > WeightMax))
        {
            return false;
        }

        weight *= Math.Max(1, max);
        return true;
    }

    /// <summary>Reads an escape outside a class: a character, a class of characters or a back-reference.</summary>
    private bool ReadEscape(out long weight)
    {
        weight = 1;
        if (_at + 1 >= _pattern.Length)
        {
            return false;
        }

        char c = _pattern[_at + 1];
        if (c is >= '1' and <= '9')
        {
            return ReadBackReference();
        }

        if (XPathCharacterClass.IsSingleEscape(c))
        {
            _out.Append('\\').Append(c);
            _at += 2;
            return true;
        }

        weight = ClassWeight;
        XPathCharacterClass set = new(_pattern, _at, _isAstral);
        bool isRead = set.TryReadEscape();
        set.AppendTo(_out);
        _at = set.At;
        return isRead;
    }

    private bool ReadBackReference()
    {
        // As many digits as still name a group, which has to be closed before.
        int group = _pattern[++_at] - '0';
        _at++;
        while (!IsAtEnd && char.IsAsciiDigit(_pattern[_at]) && (group * 10) + (_pattern[_at] - '0') <= _groups.Count)
        {
            group = (group * 10) + (_pattern[_at++] - '0');
        }

        _out.Append(CultureInfo.InvariantCulture, $@"(?:\{group})");
        return group <= _groups.Count && _groups[group - 1];
    }

    private bool ReadClass()
    {
        XPathCharacterClass set = new(_pattern, _at, _isAstral);
        bool isRead = set.TryReadClass();
        set.AppendTo(_out);
        _at = set.At;
        return isRead;
    }
}
