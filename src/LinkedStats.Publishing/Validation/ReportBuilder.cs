namespace LinkedStats.Publishing.Validation;

/// <summary>Collects problems; of each rule it keeps the first ones and counts the rest, so that a report stays
/// readable.</summary>
/// <param name="perRuleMax">The most problems that are kept of one rule in one file.</param>
public sealed class ReportBuilder(int perRuleMax = 100)
{
    // A message quotes what stands in a file, which may be long: its beginning and its end say enough.
    private const int MessageCharsMax = 1000;
    private const int MessageEndChars = 300;

    private readonly List<Problem> _problems = [];
    private readonly Dictionary<(Severity, string, string?), int> _counts = [];

    /// <summary>True once a problem refuses the package.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds a problem that refuses the package.</summary>
    /// <param name="rule">The rule's short name.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    /// <param name="place">Where.</param>
    public void Error(string rule, string message, Place place = default) =>
        Add(Severity.Error, rule, message, place);

    /// <summary>Adds a problem that is worth knowing.</summary>
    /// <param name="rule">The rule's short name.</param>
    /// <param name="message">What is odd.</param>
    /// <param name="place">Where.</param>
    public void Warning(string rule, string message, Place place = default) =>
        Add(Severity.Warning, rule, message, place);

    /// <summary>Adds a problem.</summary>
    /// <param name="severity">How bad it is.</param>
    /// <param name="rule">The rule's short name.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="place">Where.</param>
    public void Add(Severity severity, string rule, string message, Place place = default)
    {
        HasErrors |= severity == Severity.Error;
        int count = _counts.GetValueOrDefault((severity, rule, place.File)) + 1;
        _counts[(severity, rule, place.File)] = count;
        if (count <= perRuleMax)
        {
            _problems.Add(new Problem(severity, rule, Shorten(message), place.File, place.Line, place.Column));
        }
    }

    /// <summary>Adds the problems that another one collected.</summary>
    /// <param name="other">The other one.</param>
    public void Add(ReportBuilder other)
    {
        foreach (Problem problem in other._problems)
        {
            Add(problem.Severity, problem.Rule, problem.Message, new Place(problem.File, problem.Line, problem.Column));
        }

        foreach ((var key, int count) in other._counts)
        {
            _counts[key] += Math.Max(0, count - perRuleMax);
        }
    }

    /// <summary>Makes the report.</summary>
    /// <returns>The problems by file and line, those of the package as a whole first.</returns>
    public ValidationReport Build()
    {
        IEnumerable<Problem> rest = _counts
            .Where(entry => entry.Value > perRuleMax)
            .Select(entry => new Problem(
                entry.Key.Item1,
                entry.Key.Item2,
                $"and {entry.Value - perRuleMax} more of this rule",
                entry.Key.Item3,
                long.MaxValue));
        return new ValidationReport([.. _problems.Concat(rest)
            .OrderBy(static p => p.File ?? "", StringComparer.Ordinal)
            .ThenBy(static p => p.Line).ThenBy(static p => p.Column)
            .Select(static p => p.Line == long.MaxValue ? p with { Line = 0 } : p)]);
    }

    private static string Shorten(string message)
    {
        if (message.Length <= MessageCharsMax)
        {
            return message;
        }

        int start = MessageCharsMax - MessageEndChars;
        start -= char.IsHighSurrogate(message[start - 1]) ? 1 : 0;
        int end = message.Length - MessageEndChars;
        end += char.IsLowSurrogate(message[end]) ? 1 : 0;
        return string.Concat(message.AsSpan(0, start), " … ", message.AsSpan(end));
    }
}

/// <summary>A place in a package.</summary>
/// <param name="File">The file, relative to the package; null for the package as a whole.</param>
/// <param name="Line">The line, from 1; 0 when unknown.</param>
/// <param name="Column">The column in characters, from 1; 0 when unknown.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct Place(string? File, long Line = 0, long Column = 0);
