using System.Runtime.InteropServices;
using System.Text;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.CubeTables;

/// <summary>The codes of a dimension, or the values of an attribute: the terms that small numbers stand for.</summary>
/// <remarks>
/// A later version of a dataset begins with the books of the earlier one, so a code keeps its number.
/// </remarks>
internal sealed class CodeBook
{
    private readonly IdColumn _terms;
    private readonly BinaryColumn _names;
    private readonly int _start;
    private CodeIndex? _codesByTerm;
    private Dictionary<string, int>? _codesByName;
    private string?[]? _decodedNames;

    internal CodeBook(IdColumn terms, BinaryColumn names, int start, int count)
    {
        (_terms, _names, _start) = (terms.Slice(start, count), names, start);
    }

    internal int Count => _terms.Count;

    internal ReadOnlySpan<TermId> Terms => MemoryMarshal.Cast<ulong, TermId>(_terms.Span);

    /// <summary>The codes, each with its name.</summary>
    internal IEnumerable<(TermId Term, string Name)> Entries =>
        Enumerable.Range(0, Count).Select(code => (Terms[code], Name(code)));

    internal string Name(int code)
    {
        string?[] names = _decodedNames ??= new string?[Count];
        return names[code] ??= Encoding.UTF8.GetString(_names[_start + code]);
    }

    internal int Find(TermId term) => (_codesByTerm ??= new CodeIndex(Terms)).Find(Terms, term);

    internal int Find(string name)
    {
        if (_codesByName is null)
        {
            var codes = new Dictionary<string, int>(Count, StringComparer.Ordinal);
            for (int code = 0; code < Count; code++)
            {
                codes.TryAdd(Name(code), code);
            }

            _codesByName = codes;
        }

        return _codesByName.GetValueOrDefault(name, -1);
    }
}
