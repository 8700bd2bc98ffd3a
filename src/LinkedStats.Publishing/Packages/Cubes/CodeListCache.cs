using System.Security.Cryptography;
using LinkedStats.Cubes;
using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>The code lists of the RDF files that the last packages had: many packages bring the same files.</summary>
internal sealed class CodeListCache
{
    private Dictionary<RdfFile, Dictionary<Iri, RdfCodeList>> _before = [];
    private Dictionary<RdfFile, Dictionary<Iri, RdfCodeList>> _files = [];

    /// <summary>Begins a package; files that the one before it did not bring are forgotten.</summary>
    internal void BeginPackage() => (_before, _files) = (_files, []);

    /// <summary>Names the contents of a file.</summary>
    internal static string ContentOf(Stream file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>The lists that have been read from a file, by their IRIs; more may be added.</summary>
    /// <param name="name">The file's name, which blank nodes and relative IRIs depend on.</param>
    /// <param name="content">The name of its contents.</param>
    internal Dictionary<Iri, RdfCodeList> ListsOf(string name, string content)
    {
        var file = new RdfFile(name, content);
        if (!_files.TryGetValue(file, out Dictionary<Iri, RdfCodeList>? lists))
        {
            lists = _before.GetValueOrDefault(file) ?? [];
            _files.Add(file, lists);
        }

        return lists;
    }

    private sealed record RdfFile(string Name, string Content);
}

/// <summary>A code list of an RDF file.</summary>
/// <param name="List">The list.</param>
/// <param name="Triples">What the file says about it.</param>
internal sealed record RdfCodeList(CodeList List, IReadOnlyCollection<Quad> Triples);
