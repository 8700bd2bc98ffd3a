using System.Globalization;
using System.Text;

namespace LinkedStats.Query.Expressions;

/// <summary>
/// Translates one character class of XPath's regular expressions: an expression in brackets, or an escape.
/// </summary>
/// <remarks>
/// Source: XSD 1.1 Part 2, appendix G.4. Characters beyond the Basic Multilingual Plane are pairs of surrogates in
/// .NET, so they become alternatives beside the class.
/// </remarks>
internal ref struct XPathCharacterClass
{
    private const int DepthMax = 20;
    private const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    // XML 1.1, productions 4 and 4a; those beyond the plane are left to the pairs.
    private const string NameStart =
        @":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
        + @"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD";

    private const string NotNameStart =
        @"\u0000-9;-@\[-\^`\{-\u00BF\u00D7\u00F7\u0300-\u036F\u037E\u2000-\u200B\u200E-\u206F\u2190-\u2BFF"
        + @"\u2FF0-\u3000\uE000-\uF8FF\uFDD0-\uFDEF\uFFFE\uFFFF";

    private const string NameMore = @"\-.0-9\u00B7\u0300-\u036F\u203F-\u2040";

    private const string NotName =
        @"\u0000-,/;-@\[-\^`\{-\u00B6\u00B8-\u00BF\u00D7\u00F7\u037E\u2000-\u200B\u200E-\u203E\u2041-\u206F"
        + @"\u2190-\u2BFF\u2FF0-\u3000\uE000-\uF8FF\uFDD0-\uFDEF\uFFFE\uFFFF";

    private readonly ReadOnlySpan<char> _pattern;
    private readonly bool _isAstral;
    private readonly StringBuilder _members = new();
    private readonly List<string> _pairs = [];
    private bool _isNegated;
    private bool _takesPairs;
    private string _subtracted = "";

    /// <summary>Starts at the bracket or the backslash of a class.</summary>
    /// <param name="pattern">The whole pattern.</param>
    /// <param name="at">Where the class begins.</param>
    /// <param name="isAstral">True for texts with surrogates.</param>
    public XPathCharacterClass(ReadOnlySpan<char> pattern, int at, bool isAstral)
    {
        _pattern = pattern;
        At = at;
        _isAstral = isAstral;
    }

    /// <summary>Where reading goes on.</summary>
    public int At { get; private set; }

    private readonly bool IsAtEnd => At >= _pattern.Length;

    /// <summary>Says whether an escape stands for a single character.</summary>
    public static bool IsSingleEscape(char c) => @"nrt\|.-^?*+{}()[]$".Contains(c, StringComparison.Ordinal);

    /// <summary>Reads an escape that stands for many characters.</summary>
    /// <returns>False when there is none such.</returns>
    public bool TryReadEscape()
    {
        At++;
        if (IsAtEnd)
        {
            return false;
        }

        char c = _pattern[At++];
        switch (c)
        {
            case 's': _members.Append(@" \t\n\r"); break;
            case 'S': _members.Append(@"\u0000-\u0008\u000B\u000C\u000E-\u001F!-\uD7FF\uE000-\uFFFF"); break;
            case 'd': _members.Append(@"\p{Nd}"); break;
            case 'D': _members.Append(@"\p{L}\p{M}\p{Nl}\p{No}\p{P}\p{S}\p{Z}\p{Cc}\p{Cf}\p{Co}\p{Cn}"); break;
            case 'w': _members.Append(@"\p{L}\p{M}\p{N}\p{S}"); break;
            case 'W': _members.Append(@"\p{P}\p{Z}\p{Cc}\p{Cf}\p{Co}\p{Cn}"); break;
            case 'i': _members.Append(NameStart); break;
            case 'I': _members.Append(NotNameStart); break;
            case 'c': _members.Append(NameStart).Append(NameMore); break;
            case 'C': _members.Append(NotName); break;
            case 'p' or 'P': return TryReadCategory(c);
            default: return false;
        }

        // Letters and symbols fill the higher planes; digits and spaces hardly do.
        _takesPairs |= c is 'S' or 'D' or 'w' or 'i' or 'c';
        return true;
    }

    /// <summary>Reads an expression in brackets.</summary>
    /// <param name="depth">How many brackets are open already.</param>
    /// <returns>False when it is wrong.</returns>
    public bool TryReadClass(int depth = 0)
    {
        At++;
        if (!IsAtEnd && _pattern[At] == '^')
        {
            _isNegated = true;
            At++;
        }

        int start = At;
        while (!IsAtEnd && depth < DepthMax)
        {
            char c = _pattern[At];
            if (c == ']')
            {
                At++;
                return At - 1 > start;
            }

            if (c == '-' && At > start && At + 1 < _pattern.Length && _pattern[At + 1] == '[')
            {
                return TryReadSubtraction(depth);
            }

            bool isMany = c == '\\' && At + 1 < _pattern.Length && !IsSingleEscape(_pattern[At + 1]);
            if (!(isMany ? TryReadEscape() : TryReadRange(start)))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Appends the class in .NET's syntax.</summary>
    /// <param name="builder">Receives it.</param>
    public readonly void AppendTo(StringBuilder builder)
    {
        string members = _members.ToString();
        string pairs = string.Join('|', _pairs);
        if (!_isAstral && _pairs.Count == 0)
        {
            builder.Append(_isNegated ? "[^" : "[").Append(members).Append(_subtracted).Append(']');
        }
        else if (_isNegated)
        {
            // Any pair but those named; what the class takes of the plane has no halves of pairs in it.
            builder.Append(CultureInfo.InvariantCulture, $@"(?:[^{members}\uD800-\uDFFF{_subtracted}]");
            builder.Append(_takesPairs ? ")" : pairs.Length > 0 ? $"|(?!{pairs}){Pair})" : $"|{Pair})");
        }
        else
        {
            pairs = _takesPairs ? Pair : pairs;
            string plane = members.Length > 0 ? $"[{members}{_subtracted}]" : "";
            builder.Append("(?:").Append(plane).Append(plane.Length > 0 && pairs.Length > 0 ? "|" : "")
                .Append(pairs).Append(')');
        }
    }

    private bool TryReadSubtraction(int depth)
    {
        XPathCharacterClass inner = new(_pattern, At + 1, _isAstral);
        bool isRead = inner.TryReadClass(depth + 1) && inner._pairs.Count == 0;
        At = inner.At;
        string negation = inner._isNegated ? "^" : "";
        _subtracted = $"-[{negation}{inner._members}{inner._subtracted}]";
        if (!isRead || IsAtEnd || _pattern[At] != ']')
        {
            return false;
        }

        At++;
        return true;
    }

    private bool TryReadCategory(char c)
    {
        int length = _pattern[At..].IndexOf('}');
        if (IsAtEnd || _pattern[At] != '{' || length < 2)
        {
            return false;
        }

        // .NET checks the name; it knows the categories and most of the blocks.
        ReadOnlySpan<char> name = _pattern.Slice(At, length + 1);
        _members.Append('\\').Append(c).Append(name);
        _takesPairs |= (c == 'P') != (name[1] is 'L' or 'S');
        At += length + 1;
        return true;
    }

    private bool TryReadRange(int start)
    {
        if (!TryReadCharacter(start, out int first))
        {
            return false;
        }

        int last = first;
        bool isRange = At + 1 < _pattern.Length && _pattern[At] == '-' && _pattern[At + 1] is not (']' or '[');
        if (isRange)
        {
            At++;
            if (!TryReadCharacter(-1, out last) || last < first)
            {
                return false;
            }
        }

        Add(first, last);
        return true;
    }

    /// <summary>Reads a character or its escape; a hyphen stands for itself only at the start or the end.</summary>
    private bool TryReadCharacter(int start, out int codePoint)
    {
        char c = _pattern[At++];
        codePoint = c;
        if (c == '\\')
        {
            if (IsAtEnd || !IsSingleEscape(_pattern[At]))
            {
                return false;
            }

            c = _pattern[At++];
            codePoint = c switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => c };
            return true;
        }

        if (char.IsHighSurrogate(c) && !IsAtEnd && char.IsLowSurrogate(_pattern[At]))
        {
            codePoint = char.ConvertToUtf32(c, _pattern[At++]);
        }

        bool isOuterHyphen = At - 1 == start || (!IsAtEnd && _pattern[At] == ']');
        return c != '[' && (c != '-' || isOuterHyphen);
    }

    private readonly void Add(int first, int last)
    {
        if (first <= 0xFFFF)
        {
            int end = Math.Min(last, 0xFFFF);
            _members.Append(CultureInfo.InvariantCulture, $@"\u{first:X4}");
            _members.Append(end == first ? "" : string.Create(CultureInfo.InvariantCulture, $@"-\u{end:X4}"));
            first = 0x10000;
        }

        if (first > last)
        {
            return;
        }

        // A range of pairs: the rest of the first high surrogate, the whole ones between, the start of the last.
        string from = char.ConvertFromUtf32(first);
        string to = char.ConvertFromUtf32(last);
        if (from[0] == to[0])
        {
            _pairs.Add($"{Unit(from[0])}[{Unit(from[1])}-{Unit(to[1])}]");
            return;
        }

        _pairs.Add($@"{Unit(from[0])}[{Unit(from[1])}-\uDFFF]");
        if (to[0] - from[0] > 1)
        {
            _pairs.Add($@"[{Unit((char)(from[0] + 1))}-{Unit((char)(to[0] - 1))}][\uDC00-\uDFFF]");
        }

        _pairs.Add($@"{Unit(to[0])}[\uDC00-{Unit(to[1])}]");
    }

    private static string Unit(char c) => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)c:X4}");
}
