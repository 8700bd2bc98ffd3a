using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.CubeTables;

/// <summary>A dimension of a cube being written: the codes known so far, with their names.</summary>
internal sealed class DimensionBuilder
{
    private readonly TermDictionaryBuilder _dictionary;
    private readonly List<TermId> _terms = [];
    private readonly List<string> _names = [];
    private readonly List<bool> _isDeclared = [];
    private readonly Dictionary<Term, int> _codes = [];
    private readonly Dictionary<TermId, int> _codesById = [];
    private readonly Dictionary<string, int> _codesByName = new(StringComparer.Ordinal);

    /// <summary>Begins with the codes of the version before, so that codes keep their numbers.</summary>
    internal DimensionBuilder(
        TermId property, IEnumerable<(TermId Term, string Name)> before, TermDictionaryBuilder dictionary)
    {
        (Property, _dictionary) = (property, dictionary);
        foreach ((TermId term, string name) in before)
        {
            Add(term, name, isDeclared: false);
        }
    }

    internal TermId Property { get; }

    internal int Count => _terms.Count;

    internal IReadOnlyList<TermId> Terms => _terms;

    /// <summary>The codes, each with its name.</summary>
    internal IEnumerable<(TermId Term, string Name)> Book => _terms.Zip(_names);

    internal string Name(int code) => _names[code];

    /// <summary>The same declarations behind the codes of another version.</summary>
    /// <param name="before">The codes of that version.</param>
    internal DimensionBuilder Continue(IEnumerable<(TermId Term, string Name)> before)
    {
        var next = new DimensionBuilder(Property, before, _dictionary);
        foreach ((Term term, int code) in _codes.OrderBy(static pair => pair.Value))
        {
            next.Declare(term, _names[code]);
        }

        return next;
    }

    /// <summary>Declares a code.</summary>
    /// <exception cref="ArgumentException">Another code declared in this version has the name.</exception>
    internal void Declare(Term term, string name)
    {
        TermId id = _dictionary.Intern(term);
        if (_codesByName.TryGetValue(name, out int holder) && _terms[holder] != id)
        {
            if (_isDeclared[holder])
            {
                throw new ArgumentException($"Two codes of one dimension are called '{name}'.", nameof(name));
            }

            // A code that only older versions use gives its name up; within them it keeps it.
            Rename(holder, FormattableString.Invariant($"{name}~{holder}"));
        }

        if (_codesById.TryGetValue(id, out int known))
        {
            Rename(known, name);
            _isDeclared[known] = true;
            _codes[term] = known;
            return;
        }

        _codes[term] = Add(id, name, isDeclared: true);
    }

    /// <summary>The code of a term.</summary>
    /// <exception cref="ArgumentException">It was not declared.</exception>
    internal int CodeOf(Term term) => _codes.TryGetValue(term, out int code)
        ? code
        : throw new ArgumentException($"{term} is not a declared code of the dimension.", nameof(term));

    private int Add(TermId id, string name, bool isDeclared)
    {
        int code = _terms.Count;
        _terms.Add(id);
        _names.Add(name);
        _isDeclared.Add(isDeclared);
        _codesById.Add(id, code);
        _codesByName.Add(name, code);
        return code;
    }

    private void Rename(int code, string name)
    {
        _codesByName.Remove(_names[code]);
        _names[code] = name;
        _codesByName[name] = code;
    }
}
