using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>The observations that a package describes in one piece each: all that most cubes consist of.</summary>
/// <remarks>
/// Observations say the same things in the same order, so what is kept of one is which list of predicates it has and a
/// 64-bit id an object. Cost: 8 bytes a triple, beside the observation's own IRI. Only what is asked about by its
/// subject may be kept here, not what structures, slices and code lists are found by.
/// </remarks>
internal sealed class ObservationTriples
{
    /// <summary>The most statements about one observation.</summary>
    internal const int StatementsMax = 64;

    /// <summary>The most lists of predicates; observations that differ more than that are none of columns.</summary>
    private const int ShapesMax = 4096;

    private const string CubeNamespace = "http://purl.org/linked-data/cube#";
    private const string SkosNamespace = "http://www.w3.org/2004/02/skos/core#";

    private readonly TermBook _subjects = new();
    private readonly TermBook _objects = new();
    private readonly List<ImmutableArray<Iri>> _shapes = [];
    private readonly Dictionary<ImmutableArray<Iri>, int> _shapeNumbers = new(new SequenceComparer());
    private readonly GrowingColumn<int> _shapeOf = new();
    private readonly GrowingColumn<int> _starts = new();
    private readonly GrowingColumn<TermId> _values = new();
    private readonly RowPlaces _places = new();
    private readonly Dictionary<TermId, List<(int Start, int Count)>> _datasets = [];
    private readonly Term?[] _lastTerms = new Term?[StatementsMax];
    private readonly TermId[] _lastIds = new TermId[StatementsMax];
    private readonly Iri[] _predicates = new Iri[StatementsMax];
    private readonly TermId[] _run = new TermId[StatementsMax];
    private int _lastShape = -1;

    /// <summary>The number of observations.</summary>
    internal int Count => _subjects.Count;

    /// <summary>The datasets with observations.</summary>
    internal IEnumerable<Term> Datasets => _datasets.Keys.Select(_objects.Get);

    /// <summary>The lists of predicates.</summary>
    internal IReadOnlyList<ImmutableArray<Iri>> Shapes => _shapes;

    /// <summary>Adds what is said about an observation.</summary>
    /// <param name="statements">Statements about one subject.</param>
    /// <param name="place">Their place.</param>
    /// <returns>False, with nothing added, when they are for the graph.</returns>
    internal bool TryAdd(ReadOnlySpan<Quad> statements, Place place)
    {
        int dataset = FindDataset(statements);
        if (dataset < 0 || _subjects.Find(statements[0].Subject) >= 0)
        {
            return false;
        }

        int count = 0;
        TermId datasetId = TermId.None;
        for (int i = 0; i < statements.Length; i++)
        {
            TermId value = IdOf(statements[i].Object, i);
            datasetId = i == dataset ? value : datasetId;
            if (!IsRepeated(statements[i].Predicate, value, count))
            {
                (_predicates[count], _run[count]) = (statements[i].Predicate, value);
                count++;
            }
        }

        int shape = ShapeOf(_predicates.AsSpan(0, count));
        if (shape < 0)
        {
            return false;
        }

        _shapeOf.Add(shape);
        _starts.Add(_values.Count);
        foreach (TermId value in _run.AsSpan(0, count))
        {
            _values.Add(value);
        }

        AddToDataset(datasetId, _subjects.NumberOf(statements[0].Subject));
        _places.Add(place.File, place.Line);
        return true;
    }

    /// <summary>Finds an observation.</summary>
    /// <returns>Its number; -1 when it is not here.</returns>
    internal int Find(Term subject) => _subjects.Find(subject);

    /// <summary>The observation's IRI or blank node.</summary>
    internal Term Subject(int observation) => _subjects[observation];

    internal bool IsBlank(int observation) => _subjects.TagOf(observation) == TermTag.BlankNode;

    internal bool TryWriteIri(int observation, System.Buffers.ArrayBufferWriter<byte> iri) =>
        _subjects.TryWriteIri(observation, iri);

    internal Place PlaceOf(int observation) => _places[observation];

    /// <summary>The observations of a dataset: where runs of them start, and how long these are.</summary>
    internal IReadOnlyList<(int Start, int Count)> Of(Term dataset) =>
        _datasets.TryGetValue(FindObject(dataset), out List<(int, int)>? runs) ? runs : [];

    /// <summary>The number of an observation's list of predicates.</summary>
    internal int Shape(int observation) => _shapeOf[observation];

    /// <summary>Reads the ids of the objects, one a predicate of the shape.</summary>
    internal void ReadObjects(int observation, Span<TermId> objects) => _values.Read(_starts[observation], objects);

    /// <summary>The term of an object's id.</summary>
    internal Term Object(TermId id) => _objects.Get(id);

    /// <summary>The id of a term, if it is an object.</summary>
    /// <returns>None when it is not.</returns>
    internal TermId FindObject(Term term)
    {
        TermId inline = term is Literal literal ? InlineTerm.Encode(literal) : TermId.None;
        return !inline.IsNone ? inline : _objects.Find(term) >= 0 ? _objects.IdOf(term) : TermId.None;
    }

    /// <summary>The statements about an observation.</summary>
    internal IEnumerable<Quad> Statements(int observation)
    {
        Term subject = Subject(observation);
        ImmutableArray<Iri> predicates = _shapes[Shape(observation)];
        for (int i = 0; i < predicates.Length; i++)
        {
            yield return new Quad(subject, predicates[i], Object(_values[_starts[observation] + i]));
        }
    }

    /// <summary>Finds the statement that names the dataset.</summary>
    /// <returns>Its index; -1 when there is none or several, or when another is for the graph.</returns>
    private static int FindDataset(ReadOnlySpan<Quad> statements)
    {
        int dataset = -1;
        for (int i = 0; i < statements.Length; i++)
        {
            ref readonly Quad statement = ref statements[i];
            Iri predicate = statement.Predicate;
            if (predicate == CubeVocabulary.DataSetOf)
            {
                if (dataset >= 0)
                {
                    return -1;
                }

                dataset = i;
            }
            else if (predicate == RdfVocabulary.Type ? !statement.Object.Equals(CubeVocabulary.Observation)
                : IsOfStructures(predicate))
            {
                return -1;
            }
        }

        return dataset;
    }

    private static bool IsOfStructures(Iri predicate) => predicate != CubeVocabulary.MeasureType
        && (predicate.Text.StartsWith(CubeNamespace, StringComparison.Ordinal)
            || predicate.Text.StartsWith(SkosNamespace, StringComparison.Ordinal));

    private bool IsRepeated(Iri predicate, TermId value, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (_run[i] == value && _predicates[i] == predicate)
            {
                return true;
            }
        }

        return false;
    }

    private TermId IdOf(Term term, int position)
    {
        // The object at one position is often that of the observation before.
        if (!ReferenceEquals(_lastTerms[position], term))
        {
            (_lastTerms[position], _lastIds[position]) = (term, _objects.IdOf(term));
        }

        return _lastIds[position];
    }

    private int ShapeOf(ReadOnlySpan<Iri> predicates)
    {
        if (_lastShape >= 0 && predicates.SequenceEqual(_shapes[_lastShape].AsSpan()))
        {
            return _lastShape;
        }

        var known = _shapeNumbers.GetAlternateLookup<ReadOnlySpan<Iri>>();
        if (!known.TryGetValue(predicates, out int shape))
        {
            if (_shapes.Count == ShapesMax)
            {
                return -1;
            }

            shape = _shapes.Count;
            _shapes.Add([.. predicates]);
            _shapeNumbers.Add(_shapes[shape], shape);
        }

        return _lastShape = shape;
    }

    private void AddToDataset(TermId dataset, int observation)
    {
        ref List<(int Start, int Count)>? runs =
            ref CollectionsMarshal.GetValueRefOrAddDefault(_datasets, dataset, out _);
        runs ??= [];
        if (runs.Count > 0 && runs[^1].Start + runs[^1].Count == observation)
        {
            runs[^1] = (runs[^1].Start, runs[^1].Count + 1);
        }
        else
        {
            runs.Add((observation, 1));
        }
    }

    /// <summary>Compares lists of predicates.</summary>
    private sealed class SequenceComparer
        : IEqualityComparer<ImmutableArray<Iri>>, IAlternateEqualityComparer<ReadOnlySpan<Iri>, ImmutableArray<Iri>>
    {
        public bool Equals(ImmutableArray<Iri> x, ImmutableArray<Iri> y) => x.AsSpan().SequenceEqual(y.AsSpan());

        public int GetHashCode(ImmutableArray<Iri> obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<Iri> alternate, ImmutableArray<Iri> other) =>
            alternate.SequenceEqual(other.AsSpan());

        public int GetHashCode(ReadOnlySpan<Iri> alternate)
        {
            var hash = new HashCode();
            foreach (Iri predicate in alternate)
            {
                hash.Add(predicate);
            }

            return hash.ToHashCode();
        }

        public ImmutableArray<Iri> Create(ReadOnlySpan<Iri> alternate) => [.. alternate];
    }
}
