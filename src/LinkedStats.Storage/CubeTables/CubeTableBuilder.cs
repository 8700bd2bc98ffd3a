using System.Buffers;
using System.Text;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.CubeTables;

/// <summary>The rows of a cube, in any order, and the names of its codes; sorted and encoded at the commit.</summary>
public sealed class CubeTableBuilder
{
    private static readonly Iri WasGeneratedBy = Iri.FromTrusted("http://www.w3.org/ns/prov#wasGeneratedBy");

    private readonly ListedIris? _ownIris;
    private readonly int[][] _codesByNumber;

    internal CubeTableBuilder(CubeSchema schema, TermDictionaryBuilder dictionary, CubeRows? rows = null)
    {
        (Schema, Dictionary) = (schema, dictionary);
        _ownIris = rows is null ? new ListedIris() : null;
        Rows = rows ?? new CubeRows(schema.Dimensions.Length, schema.Measures.Length, schema.Attributes.Length);
        RequireCount(Rows.Dimensions.Length, schema.Dimensions.Length, "dimension");
        RequireCount(Rows.MeasureCount, schema.Measures.Length, "measure");
        RequireCount(Rows.Attributes.Length, schema.Attributes.Length, "attribute");
        Dimensions = [.. schema.Dimensions.Select(d => new DimensionBuilder(dictionary.Intern(d), [], dictionary))];
        _codesByNumber = [.. Dimensions.Select(static _ => Array.Empty<int>())];
    }

    /// <summary>The number of rows.</summary>
    public int RowCount => Rows.Count;

    internal CubeSchema Schema { get; }

    internal DimensionBuilder[] Dimensions { get; private set; }

    internal TermDictionaryBuilder Dictionary { get; }

    internal CubeRows Rows { get; }

    /// <summary>
    /// Names a code of a dimension in keys and selections; new codes are numbered in the order of declaration.
    /// </summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <param name="code">The code's term: the concept's IRI, or a literal such as a gYear.</param>
    /// <param name="name">Its short name, unique within the dimension, as <c>FR1</c> or <c>2018-07</c>.</param>
    /// <remarks>A code that an earlier version of the dataset used keeps the number that it had there.</remarks>
    /// <exception cref="ArgumentException">Another code of the dimension has the name.</exception>
    public void DeclareCode(int dimension, Term code, string name) => Dimensions[dimension].Declare(code, name);

    /// <summary>Puts the declared codes behind those of another version, so that codes keep their numbers.</summary>
    /// <param name="books">The codes of each dimension of that version.</param>
    internal void Continue(IReadOnlyList<IEnumerable<(TermId Term, string Name)>> books)
    {
        Dimensions = [.. Dimensions.Zip(books, static (dimension, book) => dimension.Continue(book))];
        Array.Fill(_codesByNumber, []);
    }

    /// <summary>Appends an observation.</summary>
    /// <param name="codes">One term a dimension, each declared before.</param>
    /// <param name="measures">One literal a measure; null where it is missing.</param>
    /// <param name="attributes">One term an attribute; null where it is missing.</param>
    /// <param name="run">The run that made the cell; null when unknown.</param>
    /// <param name="ownIri">The cell's own IRI, where it has one that is not the store's.</param>
    /// <exception cref="ArgumentException">A code was not declared, or a component is left out.</exception>
    /// <exception cref="InvalidOperationException">The cube was begun with all its rows.</exception>
    public void AddRow(
        ReadOnlySpan<Term> codes,
        ReadOnlySpan<Term?> measures,
        ReadOnlySpan<Term?> attributes,
        Iri? run = null,
        Iri? ownIri = null)
    {
        ListedIris iris = _ownIris ?? throw new InvalidOperationException("The cube was begun with all its rows.");
        RequireCount(codes.Length, Dimensions.Length, "dimension");
        RequireCount(measures.Length, Rows.MeasureCount, "measure");
        RequireCount(attributes.Length, Rows.Attributes.Length, "attribute");
        int[] key = new int[codes.Length];
        var values = new TermId[measures.Length];
        int[] notes = new int[attributes.Length];
        for (int d = 0; d < codes.Length; d++)
        {
            _ = Dimensions[d].CodeOf(codes[d]);
            key[d] = Rows.Dimensions[d].NumberOf(codes[d]);
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = measures[i] is { } value ? Rows.ValueOf(value) : TermId.None;
        }

        for (int i = 0; i < notes.Length; i++)
        {
            notes[i] = attributes[i] is { } note ? Rows.Attributes[i].NumberOf(note) : -1;
        }

        Rows.Add(key, values, notes, run is null ? -1 : Rows.Runs.NumberOf(run));
        iris.Add(ownIri);
        Rows.OwnIris ??= ownIri is null ? null : iris;
    }

    /// <summary>The codes of a dimension in the order of rows given; null for the order of their addition.</summary>
    /// <exception cref="ArgumentException">A code was not declared.</exception>
    internal int[] Codes(int dimension, int[]? order)
    {
        int[] stored = CodesByNumber(dimension);
        int[] codes = Rows.Codes(dimension, order);
        foreach (ref int code in codes.AsSpan())
        {
            code = stored[code];
        }

        return codes;
    }

    /// <summary>The stored code of each number in the rows' book of a dimension.</summary>
    /// <exception cref="ArgumentException">A code was not declared.</exception>
    internal int[] CodesByNumber(int dimension)
    {
        ref int[] codes = ref _codesByNumber[dimension];
        return codes.Length == Rows.Dimensions[dimension].Count
            ? codes
            : codes = [.. Rows.Dimensions[dimension].Terms.Select(Dimensions[dimension].CodeOf)];
    }

    /// <summary>The attribute columns with their properties; the runs among them where any are recorded.</summary>
    internal IEnumerable<(TermId Property, TermId[] Values)> Attributes(int[]? order)
    {
        bool hasRuns = Rows.Runs.Count > 0;
        TermId generatedBy = hasRuns ? Dictionary.Intern(WasGeneratedBy) : TermId.None;
        bool isDeclared = false;
        for (int a = 0; a < Schema.Attributes.Length; a++)
        {
            TermId property = Dictionary.Intern(Schema.Attributes[a]);
            TermId[] values = ToIds(Rows.AttributeNumbers(a, order), Rows.Attributes[a]);
            if (property == generatedBy)
            {
                isDeclared = true;
                TermId[] runs = ToIds(Rows.RunNumbers(order), Rows.Runs);
                values = [.. values.Select((v, i) => v.IsNone ? runs[i] : v)];
            }

            yield return (property, values);
        }

        if (hasRuns && !isDeclared)
        {
            yield return (generatedBy, ToIds(Rows.RunNumbers(order), Rows.Runs));
        }
    }

    /// <summary>The key of a row, for messages.</summary>
    internal string KeyOf(int row)
    {
        int[] key = new int[Dimensions.Length];
        Rows.ReadKey(row, key);
        return ObservationKey.Format(Dimensions.Select((d, i) => d.Name(d.CodeOf(Rows.Dimensions[i][key[i]]))));
    }

    private TermId[] ToIds(int[] numbers, TermBook book)
    {
        TermId[] ids = [.. book.Terms.Select(Dictionary.Intern)];
        return Array.ConvertAll(numbers, number => number < 0 ? TermId.None : ids[number]);
    }

    private static void RequireCount(int given, int wanted, string component)
    {
        if (given != wanted)
        {
            throw new ArgumentException(
                $"{given} {component}s were given for a cube that has {wanted}.", nameof(given));
        }
    }

    /// <summary>The IRIs of rows that were appended one by one.</summary>
    private sealed class ListedIris : OwnCellIris
    {
        private readonly List<Iri?> _iris = [];

        public override bool IsComplete => !_iris.Contains(null);

        public override bool TryWrite(int row, ReadOnlySpan<int> codes, ArrayBufferWriter<byte> iri)
        {
            if (_iris[row] is not { } own)
            {
                return false;
            }

            Encoding.UTF8.GetBytes(own.Text, iri);
            return true;
        }

        internal void Add(Iri? iri) => _iris.Add(iri);
    }
}
