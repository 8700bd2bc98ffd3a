using System.Collections.Immutable;
using System.Globalization;

namespace LinkedStats.Server.Negotiation;

/// <summary>A media type such as <c>text/turtle</c>, or a range of them such as <c>text/*</c>.</summary>
/// <param name="Type">The type in lower case; <c>*</c> for any.</param>
/// <param name="Subtype">The subtype in lower case; <c>*</c> for any.</param>
/// <param name="Parameters">The parameters without the weight, names in lower case.</param>
/// <remarks>Source: RFC 9110, sections 8.3.1 and 12.5.1.</remarks>
internal sealed record MediaType(
    string Type, string Subtype, ImmutableSortedDictionary<string, string> Parameters)
{
    /// <summary>The type and the subtype, as <c>text/turtle</c>.</summary>
    public string Name { get; } = $"{Type}/{Subtype}";

    /// <summary>The value of the parameter <c>profile</c>; null for none.</summary>
    public string? Profile => Parameters.GetValueOrDefault("profile");

    /// <summary>Reads a media type or range and its weight.</summary>
    /// <param name="text">One element of a header, as <c>text/turtle;q=0.5</c>.</param>
    /// <param name="mediaType">The type that was read.</param>
    /// <param name="weight">The weight, 0 to 1; 1 when none is given.</param>
    /// <returns>False when the text is not a media type.</returns>
    public static bool TryParse(string text, out MediaType mediaType, out double weight)
    {
        mediaType = null!;
        weight = 1;
        List<string> parts = HeaderText.Split(text, ';');
        string name = parts[0].Trim().ToLowerInvariant();

        // Old Java clients send a lone star, and mean any type.
        name = name == "*" ? "*/*" : name;
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == name.Length - 1 || !HeaderText.IsToken(name.AsSpan(0, slash))
            || !HeaderText.IsToken(name.AsSpan(slash + 1)))
        {
            return false;
        }

        var parameters = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string part in parts.Skip(1))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string key = (equals < 0 ? part : part[..equals]).Trim().ToLowerInvariant();
            string value = equals < 0 ? "" : HeaderText.Unquote(part[(equals + 1)..].Trim());
            if (key == "q")
            {
                if (!TryParseWeight(value, out weight))
                {
                    return false;
                }
            }
            else if (key.Length > 0)
            {
                parameters[key] = value;
            }
        }

        mediaType = new MediaType(name[..slash], name[(slash + 1)..], parameters.ToImmutable());
        return mediaType.Type != "*" || mediaType.Subtype == "*";
    }

    /// <summary>Says how closely this range names a type.</summary>
    /// <param name="offered">A media type that the server can send.</param>
    /// <returns>0 for no match, 1 for any type, 2 for the type, 3 for the subtype, more for parameters.</returns>
    /// <remarks>
    /// A parameter that the server does not know does not exclude the type (clients send profiles and versions), but
    /// only one that matches makes the range more specific.
    /// </remarks>
    public int Specificity(MediaType offered)
    {
        if (Type == "*")
        {
            return 1;
        }

        if (Type != offered.Type)
        {
            return 0;
        }

        if (Subtype == "*")
        {
            return 2;
        }

        return Subtype == offered.Subtype
            ? 3 + Parameters.Count(p => offered.Parameters.TryGetValue(p.Key, out string? value)
                && value.Equals(p.Value, StringComparison.OrdinalIgnoreCase))
            : 0;
    }

    private static bool TryParseWeight(string text, out double weight)
    {
        bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out weight);
        weight = Math.Min(weight, 1);
        return isNumber && weight >= 0;
    }
}
