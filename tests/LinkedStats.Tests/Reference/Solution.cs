using LinkedStats.Rdf;

namespace LinkedStats.Tests.Reference;

/// <summary>A solution mapping: a partial function from variables to terms.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 18.1.8.</remarks>
internal sealed class Solution : Dictionary<string, Term>
{
    public Solution()
        : base(StringComparer.Ordinal)
    {
    }

    private Solution(Solution other)
        : base(other, StringComparer.Ordinal)
    {
    }

    /// <summary>The blank nodes that BNODE(label) made for this solution (section 17.4.2.9).</summary>
    public Dictionary<string, BlankNode> Labels { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>Compatible mappings agree on every variable that both bind (section 18.3).</summary>
    public bool IsCompatibleWith(Solution other) =>
        this.All(pair => !other.TryGetValue(pair.Key, out Term? value) || value.Equals(pair.Value));

    /// <summary>True where no variable is bound by both.</summary>
    public bool IsDisjointFrom(Solution other) => !Keys.Any(other.ContainsKey);

    /// <summary>merge(μ1, μ2): the union of two compatible mappings.</summary>
    public Solution Merge(Solution other)
    {
        var merged = new Solution(this);
        foreach ((string name, Term value) in other)
        {
            merged[name] = value;
        }

        return merged;
    }

    /// <summary>Another solution, with one more binding.</summary>
    public Solution With(string name, Term value) => new(this) { [name] = value };

    /// <summary>The same solution after BIND: BNODE(label) still means the same node.</summary>
    public Solution Extend(string name, Term value) => new(this) { Labels = Labels, [name] = value };

    /// <summary>The same solution, restricted to some variables.</summary>
    public Solution Restrict(IEnumerable<string> names)
    {
        var restricted = new Solution { Labels = Labels };
        foreach (string name in names)
        {
            if (TryGetValue(name, out Term? value))
            {
                restricted[name] = value;
            }
        }

        return restricted;
    }

    /// <summary>A text that two solutions share when they are the same mapping.</summary>
    public string Key() => string.Join(' ', this.OrderBy(static pair => pair.Key, StringComparer.Ordinal)
        .Select(static pair => $"{pair.Key}={pair.Value}"));
}
