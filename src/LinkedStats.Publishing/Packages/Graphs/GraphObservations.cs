using LinkedStats.Cubes;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>The observations of a dataset in a graph, with the values that slices and the dataset give them.</summary>
/// <remarks>Source: RDF Data Cube, section 10.2, the second phase of normalisation.</remarks>
internal sealed class GraphObservations
{
    private readonly PackageTriples _triples;
    private readonly ObservationIndex _index;
    private readonly Iri _dataset;
    private readonly DataStructureDefinition _structure;
    private readonly Dictionary<Iri, Slot> _slots = [];
    private readonly Term?[] _fromDataset;
    private readonly bool[] _fromSlices;
    private readonly bool _hasSlices;

    internal GraphObservations(
        PackageTriples triples, ObservationIndex index, Iri dataset, DataStructureDefinition structure)
    {
        (_triples, _index, _dataset, _structure) = (triples, index, dataset, structure);
        Component[] components = [.. structure.Components];
        for (int i = 0; i < components.Length; i++)
        {
            // A property may be dimension and attribute at once; the key has it then.
            _ = _slots.TryAdd(components[i].Property, new Slot(i, components[i] is Dimension));
        }

        Graph graph = triples.Graph;
        _fromDataset = new Term?[components.Length];
        _fromSlices = new bool[components.Length];
        _hasSlices = graph.Match(null, CubeVocabulary.ObservationOf, null).Any();
        HashSet<(Term Property, Term Level)> attachments = [.. Attachments(graph, dataset)];
        for (int i = 0; i < components.Length; i++)
        {
            Iri property = components[i].Property;
            _fromSlices[i] = components[i] is Dimension || attachments.Contains((property, CubeVocabulary.Slice));
            _fromDataset[i] = attachments.Contains((property, CubeVocabulary.DataSet))
                ? graph.FirstObject(dataset, property) : null;
        }
    }

    /// <summary>Reads the observations.</summary>
    /// <param name="report">Receives what cannot be read.</param>
    internal IEnumerable<ObservationRow> Read(ReportBuilder report)
    {
        var row = new ObservationRow(_structure);
        foreach (Term observation in _index.Of(_dataset))
        {
            row.Clear();
            Place place = _triples.PlaceOf(observation);
            (row.File, row.Line, row.Subject) = (place.File, place.Line, observation);
            Fill(row, observation, null, report);
            yield return row;
        }
    }

    /// <summary>What is said about the observations beside their components: to be kept as triples.</summary>
    internal IEnumerable<Quad> ReadExtras()
    {
        var row = new ObservationRow(_structure);
        List<Quad> extras = [];
        foreach (Term observation in _index.Of(_dataset))
        {
            row.Clear();
            extras.Clear();
            Fill(row, observation, extras, null);
            foreach (Quad extra in extras)
            {
                yield return extra;
            }
        }
    }

    private void Fill(ObservationRow row, Term observation, List<Quad>? extras, ReportBuilder? report)
    {
        foreach (Quad triple in _triples.Graph.Match(observation, null, null))
        {
            if (!_slots.TryGetValue(triple.Predicate, out Slot slot))
            {
                if (!IsImplied(triple))
                {
                    extras?.Add(triple);
                }

                continue;
            }

            ref Term? value = ref SlotOf(row, slot.Index);
            if (value is null && triple.Object is not BlankNode)
            {
                value = triple.Object;
            }
            else if (slot.IsDimension)
            {
                row.IsFlawed = true;
                string problem = triple.Object is BlankNode ? "a blank node" : "two values";
                report?.Error("dimension", $"{observation} has {problem} for {triple.Predicate}.", row.Place);
            }
            else
            {
                extras?.Add(triple);
            }
        }

        Inherit(row, observation);
    }

    private void Inherit(ObservationRow row, Term observation)
    {
        Term[]? slices = null;
        for (int i = 0; i < _fromDataset.Length; i++)
        {
            ref Term? value = ref SlotOf(row, i);
            if (value is null && _hasSlices && _fromSlices[i])
            {
                slices ??= [.. _triples.Graph.Match(null, CubeVocabulary.ObservationOf, observation)
                    .Select(static t => t.Subject)];
                Iri property = PropertyOf(i);
                value = slices.Select(slice => _triples.Graph.FirstObject(slice, property))
                    .FirstOrDefault(static found => found is not null);
            }

            value ??= _fromDataset[i];
        }
    }

    private bool IsImplied(in Quad triple) =>
        (triple.Predicate == RdfVocabulary.Type && triple.Object.Equals(CubeVocabulary.Observation))
        || (triple.Predicate == CubeVocabulary.DataSetOf && triple.Object.Equals(_dataset));

    private ref Term? SlotOf(ObservationRow row, int index)
    {
        int measures = _structure.Dimensions.Length;
        int attributes = measures + _structure.Measures.Length;
        if (index < measures)
        {
            return ref row.Codes[index];
        }

        if (index < attributes)
        {
            return ref row.Measures[index - measures];
        }

        return ref row.Attributes[index - attributes];
    }

    private Iri PropertyOf(int index) => _structure.Components.ElementAt(index).Property;

    private static IEnumerable<(Term, Term)> Attachments(Graph graph, Iri dataset) =>
        from structure in graph.Objects(dataset, CubeVocabulary.Structure)
        from specification in graph.Objects(structure, CubeVocabulary.Component)
        from level in graph.Objects(specification, CubeVocabulary.ComponentAttachment)
        from property in graph.Objects(specification, CubeVocabulary.ComponentPropertyOf)
        select (property, level);

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Slot(int Index, bool IsDimension);
}
