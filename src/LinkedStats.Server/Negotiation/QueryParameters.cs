using LinkedStats.Server.Problems;

namespace LinkedStats.Server.Negotiation;

/// <summary>The parameters of a query string: names decoded, values as written.</summary>
/// <remarks>Source: HTML, section 4.10.21.8 (a plus sign is a space).</remarks>
internal sealed class QueryParameters
{
    private readonly List<(string Name, string RawValue)> _all;

    private QueryParameters(List<(string Name, string RawValue)> all) => _all = all;

    /// <summary>All parameters in the order they were written.</summary>
    public IReadOnlyList<(string Name, string RawValue)> All => _all;

    /// <summary>Reads a query string, or the body of a form.</summary>
    /// <param name="text">The text without a question mark; its percent-encoding was checked.</param>
    /// <param name="countMax">The most parameters to read.</param>
    /// <returns>The parameters.</returns>
    /// <exception cref="RequestProblemException">There are too many.</exception>
    public static QueryParameters Parse(string text, int countMax)
    {
        List<(string, string)> all = [];
        foreach (string pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            all.Add(equals < 0 ? (Decode(pair), "") : (Decode(pair[..equals]), pair[(equals + 1)..]));
            if (all.Count > countMax)
            {
                throw new RequestProblemException(
                    ProblemKind.TooLarge, $"There are more than {countMax} parameters; see /limits.");
            }
        }

        return new QueryParameters(all);
    }

    /// <summary>Leaves a parameter out.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <returns>The others.</returns>
    public QueryParameters Without(string name) =>
        new([.. _all.Where(parameter => parameter.Name != name)]);

    /// <summary>Decodes a value.</summary>
    /// <param name="raw">The value as written.</param>
    /// <returns>The text.</returns>
    public static string Decode(string raw) => Uri.UnescapeDataString(raw.Replace('+', ' '));

    /// <summary>Gets the value of a parameter that may be given once.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <returns>The decoded value; null when it is absent.</returns>
    /// <exception cref="RequestProblemException">It is given twice.</exception>
    public string? Single(string name)
    {
        int index = _all.FindIndex(parameter => parameter.Name == name);
        return index < 0 ? null
            : _all.FindLastIndex(parameter => parameter.Name == name) == index ? Decode(_all[index].RawValue)
            : throw new RequestProblemException(
                ProblemKind.MalformedValue, $"The parameter '{name}' is given more than once.", ("parameter", name));
    }

    /// <summary>Gets the first value of a parameter.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <returns>The decoded value; null when it is absent.</returns>
    public string? First(string name) => Values(name).FirstOrDefault();

    /// <summary>Gets the values of a parameter that may be repeated.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <returns>The decoded values.</returns>
    public IEnumerable<string> Values(string name) =>
        _all.Where(parameter => parameter.Name == name).Select(static parameter => Decode(parameter.RawValue));

    /// <summary>Refuses parameters that the address does not know.</summary>
    /// <param name="known">The names that it knows.</param>
    /// <exception cref="RequestProblemException">There is another; names it and the nearest known ones.</exception>
    public void RequireKnown(params IReadOnlyCollection<string> known)
    {
        foreach ((string name, _) in _all)
        {
            if (!known.Contains(name))
            {
                string[] nearest = NearestNames.Find(name, known);
                throw new RequestProblemException(
                    ProblemKind.UnknownParameter,
                    $"The address does not know the parameter '{name}'.{NearestNames.Suggest(nearest)}",
                    ("parameter", name),
                    ("nearest", nearest));
            }
        }
    }
}
