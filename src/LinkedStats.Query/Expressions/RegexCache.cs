namespace LinkedStats.Query.Expressions;

/// <summary>The regular expressions that a run has built, so that a constant pattern is built once.</summary>
/// <param name="context">The run's limits.</param>
internal sealed class RegexCache(EvaluationContext context)
{
    private const int CountMax = 256;

    private readonly Dictionary<(string Pattern, string Flags), XPathRegex?> _patterns = [];
    private (string Pattern, string Flags) _lastKey = ("", "");
    private XPathRegex? _last;
    private long _bytes;

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
                context.Release(_bytes);
                _bytes = 0;
            }

            regex = XPathRegex.TryCreate(pattern, flags, context);
            context.Charge(regex?.Bytes ?? 0);
            _bytes += regex?.Bytes ?? 0;
            _patterns.Add((pattern, flags), regex);
        }

        (_lastKey, _last) = ((pattern, flags), regex);
        return regex;
    }
}
