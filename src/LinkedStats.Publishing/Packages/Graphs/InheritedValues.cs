using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>What a dataset and its slices say on behalf of their observations.</summary>
/// <remarks>
/// Source: RDF Data Cube, section 10, the second phase of normalisation, as its three updates have it: a dataset gives
/// what is attached to qb:DataSet; a slice of a dataset gives what is attached to qb:Slice, and its dimensions whatever
/// they are attached to. What an observation says itself does not stop what is said for it. Cost: one pass over each
/// slice's triples.
/// </remarks>
internal sealed class InheritedValues
{
    private readonly Graph _graph;
    private readonly Iri _dataset;
    private readonly HashSet<Term> _dimensions;
    private readonly bool _hasSlices;
    private readonly (Iri Property, Term Value)[] _ofDataset;
    private readonly Dictionary<Term, (Iri Property, Term Value)[]> _ofSlices = [];
    private readonly Dictionary<Term, HashSet<Term>> _sliceProperties = [];

    /// <summary>Reads what a dataset says for its observations.</summary>
    /// <param name="graph">The package, closed.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="structure">Its structure, whose dimensions need no type in the package.</param>
    internal InheritedValues(Graph graph, Iri dataset, DataStructureDefinition structure)
    {
        (_graph, _dataset) = (graph, dataset);
        _dimensions = [.. structure.Dimensions.Select(static d => d.Property)];
        _hasSlices = graph.Has(null, CubeVocabulary.ObservationOf, null);
        _ofDataset = Said(dataset, PropertiesAt(dataset, CubeVocabulary.DataSet));
    }

    /// <summary>What the dataset says for all of its observations.</summary>
    internal IReadOnlyList<(Iri Property, Term Value)> OfDataset => _ofDataset;

    /// <summary>True when slices may say something for some observations.</summary>
    internal bool HasSlices => _hasSlices;

    /// <summary>Gives what is said for an observation.</summary>
    /// <param name="observation">The observation.</param>
    /// <returns>The values, each once; some may stand at the observation too.</returns>
    internal IReadOnlyList<(Iri Property, Term Value)> Of(Term observation)
    {
        if (!_hasSlices)
        {
            return _ofDataset;
        }

        IReadOnlyList<(Iri, Term)> all = _ofDataset;
        foreach (Term slice in _graph.Subjects(CubeVocabulary.ObservationOf, observation))
        {
            (Iri, Term)[] values = OfSlice(slice);
            all = values.Length == 0 ? all : all.Count == 0 ? values : [.. all.Union(values)];
        }

        return all;
    }

    private (Iri, Term)[] OfSlice(Term slice)
    {
        if (!_ofSlices.TryGetValue(slice, out (Iri, Term)[]? values))
        {
            HashSet<Term> properties = [.. _graph.Subjects(CubeVocabulary.SliceOf, slice).SelectMany(SliceProperties)];
            values = Said(slice, properties);
            _ofSlices.Add(slice, values);
        }

        return values;
    }

    private HashSet<Term> SliceProperties(Term dataset)
    {
        if (!_sliceProperties.TryGetValue(dataset, out HashSet<Term>? properties))
        {
            properties = PropertiesAt(dataset, CubeVocabulary.Slice);
            properties.UnionWith(dataset.Equals(_dataset) ? _dimensions : []);
            properties.UnionWith(Specifications(dataset)
                .SelectMany(s => _graph.Objects(s, CubeVocabulary.ComponentPropertyOf))
                .Where(p => _graph.Has(p, RdfVocabulary.Type, CubeVocabulary.DimensionProperty)));
            _sliceProperties.Add(dataset, properties);
        }

        return properties;
    }

    private HashSet<Term> PropertiesAt(Term dataset, Iri level) =>
    [
        .. Specifications(dataset).Where(s => _graph.Has(s, CubeVocabulary.ComponentAttachment, level))
            .SelectMany(s => _graph.Objects(s, CubeVocabulary.ComponentPropertyOf)),
    ];

    private IEnumerable<Term> Specifications(Term dataset) => _graph.Objects(dataset, CubeVocabulary.Structure)
        .SelectMany(structure => _graph.Objects(structure, CubeVocabulary.Component));

    private (Iri, Term)[] Said(Term subject, HashSet<Term> properties) => properties.Count == 0 ? [] :
    [
        .. _graph.Match(subject, null, null).Where(triple => properties.Contains(triple.Predicate))
            .Select(static triple => (triple.Predicate, triple.Object)),
    ];
}
