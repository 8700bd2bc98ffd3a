using System.Text;

namespace LinkedStats.Publishing.Packages.Csvw;

/// <summary>A URI template: text with variables, as <c>year.csv#{+year}</c>.</summary>
/// <remarks>
/// Source: RFC 6570, simple expansion <c>{a,b}</c>, reserved expansion <c>{+a}</c> and fragment expansion
/// <c>{#a}</c>, which
/// is what tabular metadata uses; Metadata Vocabulary for Tabular Data, section 5.1.3.
/// </remarks>
internal sealed class UriTemplate
{
    private const string Unreserved = "-._~";
    private const string Reserved = ":/?#[]@!$&'()*+,;=";
    private const string Operators = "+#./;?&=!@|,";

    private readonly List<Part> _parts;

    private UriTemplate(List<Part> parts) => _parts = parts;

    /// <summary>The variables, in the order of their first use.</summary>
    internal IEnumerable<string> Variables => _parts.SelectMany(static part => part.Names).Distinct();

    /// <summary>Parses a template.</summary>
    /// <param name="text">The template.</param>
    /// <param name="problem">What is wrong with it; null when it was parsed.</param>
    /// <returns>The template; null when it is wrong.</returns>
    internal static UriTemplate? Parse(string text, out string? problem)
    {
        List<Part> parts = [];
        int position = 0;
        while (position < text.Length)
        {
            int open = text.IndexOfAny(['{', '}'], position);
            if (open < 0 || text[open] == '}')
            {
                problem = open < 0 ? null : $"'{text}' closes a brace that was never opened.";
                parts.Add(new Part(text[position..], '\0', []));
                return problem is null ? new UriTemplate(parts) : null;
            }

            parts.Add(new Part(text[position..open], '\0', []));
            int close = text.IndexOf('}', open);
            if (close < 0)
            {
                problem = $"'{text}' opens a brace that is never closed.";
                return null;
            }

            if (ParseExpression(text[(open + 1)..close], out problem) is not { } part)
            {
                return null;
            }

            parts.Add(part);
            position = close + 1;
        }

        problem = null;
        return new UriTemplate(parts);
    }

    /// <summary>Expands the template.</summary>
    /// <param name="valueOf">Gives a variable's value; null expands to nothing.</param>
    /// <returns>The expanded text.</returns>
    internal string Expand(Func<string, string?> valueOf)
    {
        var text = new StringBuilder();
        foreach (Part part in _parts)
        {
            text.Append(part.Text);
            string[] values = [.. part.Names.Select(valueOf).OfType<string>()];
            if (values.Length > 0)
            {
                text.Append(part.Operator == '#' ? "#" : "");
                text.AppendJoin(',', values.Select(value => Encode(value, keepsReserved: part.Operator != '\0')));
            }
        }

        return text.ToString();
    }

    private static Part? ParseExpression(string expression, out string? problem)
    {
        char first = expression.Length == 0 ? '\0' : expression[0];
        bool hasOperator = Operators.Contains(first, StringComparison.Ordinal);
        string[] names = (hasOperator ? expression[1..] : expression).Split(',');
        problem = hasOperator && first is not ('+' or '#')
                ? $"The operator '{first}' in '{{{expression}}}' is not used in tabular metadata."
            : names.Any(static name => name.Length == 0) ? $"'{{{expression}}}' names no variable."
            : null;
        return problem is null ? new Part("", hasOperator ? first : '\0', names) : null;
    }

    // RFC 6570, section 3.2.1: what is not allowed is percent-encoded as UTF-8. IRIs keep their letters beyond ASCII.
    private static string Encode(string value, bool keepsReserved)
    {
        var text = new StringBuilder(value.Length);
        foreach (Rune rune in value.EnumerateRunes())
        {
            bool isKept = rune.Value > 0xA0 || Rune.IsLetterOrDigit(rune)
                || Unreserved.Contains((char)rune.Value, StringComparison.Ordinal)
                || (keepsReserved && (
                    rune.Value == '%' || Reserved.Contains((char)rune.Value, StringComparison.Ordinal)));
            text.Append(isKept ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        }

        return text.ToString();
    }

    /// <summary>A piece of a template.</summary>
    /// <param name="Text">Text before the variables.</param>
    /// <param name="Operator">The operator of the expression; NUL for simple expansion.</param>
    /// <param name="Names">The variables; none for text alone.</param>
    private sealed record Part(string Text, char Operator, string[] Names);
}
