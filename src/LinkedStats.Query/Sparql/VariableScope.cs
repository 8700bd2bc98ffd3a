using System.Collections.Immutable;

namespace LinkedStats.Query.Sparql;

/// <summary>The variables in scope at a point of a group, in the order of appearance.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 18.2.1.</remarks>
internal sealed class VariableScope
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly ImmutableArray<string>.Builder _inOrder = ImmutableArray.CreateBuilder<string>();

    /// <summary>Says whether a variable is in scope.</summary>
    /// <param name="name">The variable.</param>
    /// <returns>True when it is.</returns>
    public bool Contains(string name) => _names.Contains(name);

    /// <summary>Brings a variable into scope.</summary>
    /// <param name="name">The variable.</param>
    public void Add(string name)
    {
        if (_names.Add(name))
        {
            _inOrder.Add(name);
        }
    }

    /// <summary>Brings variables into scope.</summary>
    /// <param name="names">The variables.</param>
    public void AddRange(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            Add(name);
        }
    }

    /// <summary>The variables in scope.</summary>
    /// <returns>The names in the order of appearance.</returns>
    public ImmutableArray<string> ToArray() => _inOrder.ToImmutable();
}
