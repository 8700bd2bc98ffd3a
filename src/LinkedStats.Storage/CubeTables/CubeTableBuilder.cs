using System.Runtime.InteropServices;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Collects the rows of a cube, in any order, and sorts and encodes them at the commit.</summary>
public sealed class CubeTableBuilder
{
    private static readonly Iri WasGeneratedBy = Iri.FromTrusted("http://www.w3.org/ns/prov#wasGeneratedBy");

    private readonly TermDictionaryBuilder _dictionary;
    private readonly List<TermId>[] _measures;
    private readonly List<TermId>[] _attributes;
    private readonly List<TermId> _runs = [];
    private readonly List<Iri?> _ownIris = [];
    private bool _hasRuns;
    private bool _hasOwnIris;

    internal CubeTableBuilder(CubeSchema schema, TermDictionaryBuilder dictionary, CubeColumns? before)
    {
        (Schema, _dictionary) = (schema, dictionary);
        Dimensions = [.. schema.Dimensions.Select((d, i) =>
            new DimensionBuilder(dictionary.Intern(d), before?.Books[i], dictionary))];
        _measures = [.. schema.Measures.Select(static _ => new List<TermId>())];
        _attributes = [.. schema.Attributes.Select(static _ => new List<TermId>())];
    }

    /// <summary>The number of rows appended.</summary>
    public int RowCount => _ownIris.Count;

    internal CubeSchema Schema { get; }

    internal DimensionBuilder[] Dimensions { get; }

    internal TermDictionaryBuilder Dictionary => _dictionary;

    /// <summary>The cells' own IRIs, one a row; null when no row has one.</summary>
    internal IReadOnlyList<Iri?>? OwnIris => _hasOwnIris ? _ownIris : null;

    /// <summary>
    /// Names a code of a dimension in keys and selections; new codes are numbered as they are declared.
    /// </summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <param name="code">The code's term: the concept's IRI, or a literal such as a gYear.</param>
    /// <param name="name">Its short name, unique within the dimension, as <c>FR1</c> or <c>2018-07</c>.</param>
    /// <remarks>A code that an earlier version of the dataset used keeps the number that it had there.</remarks>
    /// <exception cref="ArgumentException">Another code of the dimension has the name.</exception>
    public void DeclareCode(int dimension, Term code, string name) => Dimensions[dimension].Declare(code, name);

    /// <summary>Appends an observation.</summary>
    /// <param name="codes">One term a dimension, each declared before.</param>
    /// <param name="measures">One literal a measure; null where it is missing.</param>
    /// <param name="attributes">One term an attribute; null where it is missing.</param>
    /// <param name="run">The run that made the cell; null when unknown.</param>
    /// <param name="ownIri">The cell's own IRI, where it has one that is not the store's.</param>
    /// <exception cref="ArgumentException">A code was not declared, or a component is left out.</exception>
    public void AddRow(
        ReadOnlySpan<Term> codes,
        ReadOnlySpan<Term?> measures,
        ReadOnlySpan<Term?> attributes,
        Iri? run = null,
        Iri? ownIri = null)
    {
        RequireCount(codes.Length, Dimensions.Length, "dimension");
        RequireCount(measures.Length, _measures.Length, "measure");
        RequireCount(attributes.Length, _attributes.Length, "attribute");
        Span<int> key = stackalloc int[codes.Length];
        for (int d = 0; d < codes.Length; d++)
        {
            key[d] = Dimensions[d].CodeOf(codes[d]);
        }

        for (int d = 0; d < codes.Length; d++)
        {
            Dimensions[d].Column.Add(key[d]);
        }

        AddTerms(_measures, measures);
        AddTerms(_attributes, attributes);
        _runs.Add(Intern(run));
        _ownIris.Add(ownIri);
        _hasRuns |= run is not null;
        _hasOwnIris |= ownIri is not null;
    }

    /// <summary>The measure columns in the order of rows given.</summary>
    internal TermId[] Measure(int measure, ReadOnlySpan<int> order) => Permute(_measures[measure], order);

    /// <summary>The attribute columns with their properties; the runs among them where any are recorded.</summary>
    internal IEnumerable<(TermId Property, TermId[] Values)> Attributes(int[] order)
    {
        TermId generatedBy = _hasRuns ? _dictionary.Intern(WasGeneratedBy) : TermId.None;
        bool isDeclared = false;
        for (int a = 0; a < _attributes.Length; a++)
        {
            TermId property = _dictionary.Intern(Schema.Attributes[a]);
            TermId[] values = Permute(_attributes[a], order);
            if (property == generatedBy)
            {
                isDeclared = true;
                TermId[] runs = Permute(_runs, order);
                values = [.. values.Select((v, i) => v.IsNone ? runs[i] : v)];
            }

            yield return (property, values);
        }

        if (_hasRuns && !isDeclared)
        {
            yield return (generatedBy, Permute(_runs, order));
        }
    }

    /// <summary>The key of a row, for messages.</summary>
    internal string KeyOf(int row) => ObservationKey.Format(Dimensions.Select(d => d.Name(d.Column[row])));

    private static TermId[] Permute(List<TermId> values, ReadOnlySpan<int> order)
    {
        ReadOnlySpan<TermId> source = CollectionsMarshal.AsSpan(values);
        var permuted = new TermId[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            permuted[i] = source[order[i]];
        }

        return permuted;
    }

    private static void RequireCount(int given, int wanted, string component)
    {
        if (given != wanted)
        {
            throw new ArgumentException(
                $"{given} {component}s were given for a cube that has {wanted}.", nameof(given));
        }
    }

    private void AddTerms(List<TermId>[] columns, ReadOnlySpan<Term?> terms)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i].Add(Intern(terms[i]));
        }
    }

    private TermId Intern(Term? term) => term is null ? TermId.None : _dictionary.Intern(term);
}
