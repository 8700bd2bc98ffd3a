using System.Globalization;

namespace LinkedStats.Rdf.Syntax;

/// <summary>Makes the blank nodes of one file, whose labels differ from those of all other files.</summary>
internal sealed class BlankNodeScope
{
    private static long _scopeCount;

    private readonly string _scope;
    private long _anonymousCount;

    /// <summary>Opens a scope.</summary>
    /// <param name="scope">Letters and digits; null for a scope that this process has not used yet.</param>
    /// <exception cref="ArgumentException">The scope holds another character, or none.</exception>
    public BlankNodeScope(string? scope)
    {
        if (scope is not null && (scope.Length == 0 || !scope.All(char.IsAsciiLetterOrDigit)))
        {
            throw new ArgumentException("A blank node scope consists of ASCII letters and digits.", nameof(scope));
        }

        _scope = scope ?? string.Create(CultureInfo.InvariantCulture, $"r{Interlocked.Increment(ref _scopeCount)}");
    }

    /// <summary>Gives the node of a label in the file.</summary>
    public BlankNode Labelled(string label) => new($"{_scope}_{label}");

    /// <summary>Makes a node that has no label in the file; the hyphen keeps it apart from labelled ones.</summary>
    public BlankNode Anonymous() =>
        new(string.Create(CultureInfo.InvariantCulture, $"{_scope}-{++_anonymousCount}"));
}
