using LinkedStats.Storage.CubeTables;

namespace LinkedStats.Storage.Snapshots;

/// <summary>Finds whose template may have made an IRI, by the text before the first slot.</summary>
/// <typeparam name="T">What a template belongs to.</typeparam>
internal sealed class TemplateIndex<T>
{
    private readonly Dictionary<string, List<T>> _owners = new(StringComparer.Ordinal);
    private readonly SortedSet<int> _lengths = [];

    internal bool IsEmpty => _owners.Count == 0;

    private Dictionary<string, List<T>>.AlternateLookup<ReadOnlySpan<char>> BySpan =>
        _owners.GetAlternateLookup<ReadOnlySpan<char>>();

    internal void Add(IriTemplate template, T owner)
    {
        string prefix = template.Texts[0];
        if (!_owners.TryGetValue(prefix, out List<T>? owners))
        {
            _owners.Add(prefix, owners = []);
            _lengths.Add(prefix.Length);
        }

        if (!owners.Contains(owner))
        {
            owners.Add(owner);
        }
    }

    /// <summary>The owners of templates whose first text begins an IRI; the longest first.</summary>
    internal IEnumerable<T> Find(string iri)
    {
        foreach (int length in _lengths.Reverse())
        {
            if (length <= iri.Length && BySpan.TryGetValue(iri.AsSpan(0, length), out List<T>? owners))
            {
                foreach (T owner in owners)
                {
                    yield return owner;
                }
            }
        }
    }

    /// <summary>True when the first text of a template begins an IRI.</summary>
    internal bool CouldMatch(ReadOnlySpan<char> iri)
    {
        foreach (int length in _lengths)
        {
            if (length <= iri.Length && BySpan.ContainsKey(iri[..length]))
            {
                return true;
            }
        }

        return false;
    }
}
