using System.Security.Cryptography;
using LinkedStats.Cubes;
using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>The code lists of the RDF files that the last packages had: many packages bring the same files.</summary>
internal sealed class CodeListCache
{
    private Dictionary<Key, (CodeList List, IReadOnlyCollection<Quad> Triples)> _before = [];
    private Dictionary<Key, (CodeList List, IReadOnlyCollection<Quad> Triples)> _lists = [];

    /// <summary>Begins a package; what the one before it did not use is forgotten.</summary>
    internal void BeginPackage() => (_before, _lists) = (_lists, []);

    /// <summary>Names the contents of a file.</summary>
    internal static string ContentOf(Stream file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>Finds a list.</summary>
    /// <param name="file">The name of its file, which blank nodes and relative IRIs depend on.</param>
    /// <param name="content">The name of the file's contents.</param>
    /// <param name="scheme">The list's IRI.</param>
    internal (CodeList List, IReadOnlyCollection<Quad> Triples)? Find(string file, string content, Iri scheme)
    {
        var key = new Key(file, content, scheme);
        if (!_lists.TryGetValue(key, out (CodeList, IReadOnlyCollection<Quad>) list))
        {
            if (!_before.TryGetValue(key, out list))
            {
                return null;
            }

            _lists.Add(key, list);
        }

        return list;
    }

    /// <summary>Keeps a list.</summary>
    internal void Add(string file, string content, Iri scheme, CodeList list, IReadOnlyCollection<Quad> triples) =>
        _lists[new Key(file, content, scheme)] = (list, triples);

    private sealed record Key(string File, string Content, Iri Scheme);
}
