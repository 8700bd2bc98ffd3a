using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Server.Observations;

/// <summary>A component of a cube with its column in the table.</summary>
/// <remarks>What is read on first use may be read twice, by two requests at once; both get the same.</remarks>
internal sealed class CubeColumn
{
    private readonly CubeView _cube;
    private ImmutableArray<CubeCode> _codes;
    private ImmutableArray<int> _visible;
    private Dictionary<string, int>? _byName;
    private ObservationColumn? _plain;

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

    /// <summary>The codes, indexed by code; empty for a measure. What is not visible stands as another code.</summary>
    public ImmutableArray<CubeCode> Codes => _codes.IsDefault ? _codes = ReadCodes() : _codes;

    /// <summary>The codes that may be named to those who ask, ascending: those that only versions under embargo have
    /// are left out.</summary>
    public ImmutableArray<int> VisibleCodes => _visible.IsDefault
        ? _visible = [.. Enumerable.Range(0, ReadIds().Length)
            .Where(code => Component is not Dimension || _cube.Cells.IsCodeVisible(Index, code))]
        : _visible;

    /// <summary>The column as format writers see it, without labels.</summary>
    public ObservationColumn Plain => _plain ??= Describe(null);

    /// <summary>Finds a code by its short name, or by the IRI that it stands for.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The code, or -1.</returns>
    public int FindCode(string name) => (_byName ??= NameCodes()).GetValueOrDefault(name, -1);

    /// <summary>Describes the column to format writers.</summary>
    /// <param name="presenter">Gives labels; null where none are asked for.</param>
    /// <returns>The column.</returns>
    public ObservationColumn Describe(Presenter? presenter) => new(
        Component,
        [
            .. Codes.Select(code => new ColumnCode(
                code.Term, code.Name, presenter is null ? code.Name : presenter.Label(code.Term, code.Name).Text)),
        ])
    {
        Datatype = IsCoded ? null : ReadDatatype(),
        Title = presenter?.Choose(Component.Labels)?.Text ?? Id,
    };

    private Dictionary<string, int> NameCodes()
    {
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (int i in VisibleCodes)
        {
            byName.TryAdd(Codes[i].Name, i);
        }

        foreach (int i in VisibleCodes)
        {
            byName.TryAdd(Codes[i].Term is Iri iri ? iri.Text : ((Codes[i].Term as Literal)?.Lexical ?? ""), i);
        }

        return byName;
    }

    private ImmutableArray<CubeCode> ReadCodes()
    {
        TermId[] ids = ReadIds();
        Term[] terms = [.. ids.Select(_cube.Snapshot.Get)];
        string[] names = Component is Dimension
            ? [.. terms.Select((_, code) => _cube.Cells.CodeName(Index, code))]
            : NameAttributeCodes(terms);
        CubeCode[] codes = [.. terms.Select((term, code) => new CubeCode(term, names[code]))];

        // No row uses the others; whatever lists the codes must not find them here.
        HashSet<int> visible = [.. VisibleCodes];
        return visible.Count == 0
            ? [.. codes]
            : [.. codes.Select((code, i) => visible.Contains(i) ? code : codes[VisibleCodes[0]])];
    }

    private TermId[] ReadIds() => Component switch
    {
        Dimension => _cube.Cells.Codes(Index).ToArray(),
        ObservationAttribute => _cube.Cells.AttributeCodes(Index).ToArray(),
        _ => [],
    };

    private Iri? ReadDatatype()
    {
        if (_cube.Cells.TryGetScale(Index, out _, out TermTag tag))
        {
            return tag switch
            {
                TermTag.Integer => XsdVocabulary.Integer,
                TermTag.Decimal => XsdVocabulary.Decimal,
                _ => XsdVocabulary.Double,
            };
        }

        TermId[] values = new TermId[Math.Min(_cube.Cells.RowCount, Batch.DefaultCapacity)];
        _cube.Cells.ReadMeasure(Index, 0, values);
        TermId first = Array.Find(values, static id => !id.IsNone);
        return first.IsNone ? Component.Range : (_cube.Snapshot.Get(first) as Literal)?.Datatype;
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
