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
    private Dictionary<TermId, int>? _codesByTerm;
    private Dictionary<string, int>? _codesByName;
    private string?[]? _decodedNames;

    internal CodeBook(IdColumn terms, BinaryColumn names, int start, int count)
    {
        (_terms, _names, _start) = (terms.Slice(start, count), names, start);
    }

    internal int Count => _terms.Count;

    internal ReadOnlySpan<TermId> Terms => MemoryMarshal.Cast<ulong, TermId>(_terms.Span);

    internal string Name(int code)
    {
        string?[] names = _decodedNames ??= new string?[Count];
        return names[code] ??= Encoding.UTF8.GetString(_names[_start + code]);
    }

    internal int Find(TermId term)
    {
        if (_codesByTerm is null)
        {
            ReadOnlySpan<TermId> terms = Terms;
            var codes = new Dictionary<TermId, int>(terms.Length);
            for (int code = 0; code < terms.Length; code++)
            {
                codes.TryAdd(terms[code], code);
            }

            _codesByTerm = codes;
        }

        return _codesByTerm.GetValueOrDefault(term, -1);
    }

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
