using LinkedStats.Cubes;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>The observations of a dataset in a graph, with the values that slices and the dataset give them.</summary>
internal sealed class GraphObservations
{
    private static readonly Literal True = new("true", XsdVocabulary.Boolean);

    private readonly PackageTriples _triples;
    private readonly ObservationIndex _index;
    private readonly Iri _dataset;
    private readonly DataStructureDefinition _structure;
    private readonly InheritedValues _inherited;
    private readonly Dictionary<Iri, Slot> _slots = [];
    private readonly List<(int Component, int Slot)> _aliases = [];
    private readonly Iri[] _required;
    private readonly int _measureType;

    internal GraphObservations(
        PackageTriples triples, ObservationIndex index, Iri dataset, DataStructureDefinition structure)
    {
        (_triples, _index, _dataset, _structure) = (triples, index, dataset, structure);
        Component[] components = [.. structure.Components];
        for (int i = 0; i < components.Length; i++)
        {
            // A property may be dimension and attribute at once; the key has it then.
            if (!_slots.TryAdd(components[i].Property, new Slot(i, components[i] is Dimension)))
            {
                _aliases.Add((i, _slots[components[i].Property].Index));
            }
        }

        _inherited = new InheritedValues(triples.Graph, dataset, structure);
        _measureType = Array.FindIndex(
            components, static c => c is Dimension && c.Property == CubeVocabulary.MeasureType);
        HashSet<Iri> attributes = [.. structure.Attributes.Select(static a => a.Property)];
        _required = [.. RequiredProperties(triples.Graph, dataset).Where(p => !attributes.Contains(p)).Distinct()];
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
            CheckRequired(row, observation, report);
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
        Graph graph = _triples.Graph;
        foreach (Quad triple in graph.Match(observation, null, null))
        {
            Put(row, triple, extras, report);
        }

        foreach ((Iri property, Term value) in _inherited.Of(observation))
        {
            if (!graph.Contains(observation, property, value))
            {
                Put(row, new Quad(observation, property, value), extras, report);
            }
        }

        foreach ((int component, int slot) in _aliases)
        {
            row.HasOtherValue[component] = SlotOf(row, slot) is not null;
        }

        row.HasUnlistedMeasure = _measureType >= 0 && row.Codes[_measureType] is Iri measure
            && !_slots.ContainsKey(measure) && graph.Has(observation, measure, null);
    }

    private void Put(ObservationRow row, in Quad triple, List<Quad>? extras, ReportBuilder? report)
    {
        if (!_slots.TryGetValue(triple.Predicate, out Slot slot))
        {
            if (!IsImplied(triple))
            {
                extras?.Add(triple);
            }

            return;
        }

        ref Term? value = ref SlotOf(row, slot.Index);
        if (value is null && triple.Object is not BlankNode)
        {
            value = triple.Object;
        }
        else if (slot.IsDimension)
        {
            row.IsFlawed = true;
            string problem = triple.Object is BlankNode ? "a blank node" : $"two values, {value} and {triple.Object},";
            report?.Error("dimension", $"{triple.Subject} has {problem} for {triple.Predicate}.", row.Place);
        }
        else
        {
            row.HasOtherValue[slot.Index] = true;
            extras?.Add(triple);
        }
    }

    // IC-13 speaks of attributes and asks for any component that is called required.
    private void CheckRequired(ObservationRow row, Term observation, ReportBuilder report)
    {
        foreach (Iri property in _required)
        {
            if (!_triples.Graph.Has(observation, property, null)
                && !_inherited.Of(observation).Any(said => said.Property == property))
            {
                report.Warning("IC-13", $"{observation} lacks the required component {property}.", row.Place);
            }
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

    private static IEnumerable<Iri> RequiredProperties(Graph graph, Iri dataset) =>
        from structure in graph.Objects(dataset, CubeVocabulary.Structure)
        from specification in graph.Objects(structure, CubeVocabulary.Component)
        where graph.Has(specification, CubeVocabulary.ComponentRequired, True)
        from property in graph.Objects(specification, CubeVocabulary.ComponentPropertyOf).OfType<Iri>()
        select property;

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Slot(int Index, bool IsDimension);
}
