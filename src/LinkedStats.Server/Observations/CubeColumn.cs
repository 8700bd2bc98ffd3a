using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Server.Observations;

/// <summary>A component of a cube with its column in the table.</summary>
internal sealed class CubeColumn
{
    private readonly CubeView _cube;
    private ImmutableArray<CubeCode> _codes;
    private Dictionary<string, int>? _byName;

    /// <summary>Creates the column.</summary>
    /// <param name="cube">The cube.</param>
    /// <param name="component">The component.</param>
    /// <param name="index">Its index among the table's dimensions, measures or attributes.</param>
    public CubeColumn(CubeView cube, Component component, int index) =>
        (_cube, Component, Index) = (cube, component, index);

    /// <summary>The component.</summary>
    public Component Component { get; }

    /// <summary>Its index among the table's dimensions, measures or attributes.</summary>
    public int Index { get; }

    /// <summary>The component's id.</summary>
    public string Id => Component.Id;

    /// <summary>True when rows give codes.</summary>
    public bool IsCoded => Component is not Measure;

    /// <summary>The codes, indexed by code; empty for a measure.</summary>
    public ImmutableArray<CubeCode> Codes => _codes.IsDefault ? _codes = ReadCodes() : _codes;

    /// <summary>Finds a code by its short name, or by the IRI that it stands for.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The code, or -1.</returns>
    public int FindCode(string name)
    {
        if (_byName is null)
        {
            _byName = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int i = 0; i < Codes.Length; i++)
            {
                _byName.TryAdd(Codes[i].Name, i);
            }

            for (int i = 0; i < Codes.Length; i++)
            {
                _byName.TryAdd(Codes[i].Term is Iri iri ? iri.Text : ((Codes[i].Term as Literal)?.Lexical ?? ""), i);
            }
        }

        return _byName.GetValueOrDefault(name, -1);
    }

    private ImmutableArray<CubeCode> ReadCodes()
    {
        TermId[] ids = Component switch
        {
            Dimension => _cube.Cells.Codes(Index).ToArray(),
            ObservationAttribute => _cube.Cells.AttributeCodes(Index).ToArray(),
            _ => [],
        };
        Term[] terms = [.. ids.Select(_cube.Snapshot.Get)];
        string[] names = Component is Dimension
            ? [.. terms.Select((_, code) => _cube.Cells.CodeName(Index, code))]
            : NameAttributeCodes(terms);
        return [.. terms.Select((term, code) => new CubeCode(term, names[code]))];
    }

    // SDMX writes a status as obsStatus-A; people and files say A.
    private string[] NameAttributeCodes(Term[] terms)
    {
        string[] names = CodeNames.Choose([.. terms.Select(static term => (term, (string?)null))]);
        string prefix = Id + "-";
        return Array.TrueForAll(names, name => name.StartsWith(prefix, StringComparison.Ordinal)
            && name.Length > prefix.Length)
            ? [.. names.Select(name => name[prefix.Length..])]
            : names;
    }
}

/// <summary>A code of a column.</summary>
/// <param name="Term">What it stands for.</param>
/// <param name="Name">Its short name.</param>
internal sealed record CubeCode(Term Term, string Name);
