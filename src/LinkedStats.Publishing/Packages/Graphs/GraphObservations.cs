using LinkedStats.Cubes;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;

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
    private readonly Term?[] _values;
    private readonly bool[] _hasOtherValue;
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

        (_values, _hasOtherValue) = (new Term?[components.Length], new bool[components.Length]);
        _inherited = new InheritedValues(triples.Graph, dataset, structure);
        _measureType = Array.FindIndex(
            components, static c => c is Dimension && c.Property == CubeVocabulary.MeasureType);
        HashSet<Iri> attributes = [.. structure.Attributes.Select(static a => a.Property)];
        _required = [.. RequiredProperties(triples.Graph, dataset).Where(p => !attributes.Contains(p)).Distinct()];
    }

    /// <summary>Reads the observations.</summary>
    /// <param name="rows">The rows that they are going to join.</param>
    /// <param name="report">Receives what cannot be read.</param>
    internal IEnumerable<ObservationRow> Read(CubeRows rows, ReportBuilder report)
    {
        IReadOnlyList<Term> observations = _index.Of(_dataset);
        var iris = new ObservationIris(rows);
        rows.OwnIris = iris;
        int count = 0;
        Term? subject = null;
        var row = new ObservationRow(_structure, rows) { FindSubject = _ => subject };
        foreach (Term observation in observations)
        {
            row.Clear();
            Place place = _triples.PlaceOf(observation);
            (row.File, row.Line, row.Node) = (place.File, place.Line, observation as BlankNode);
            (subject, row.Share) = (observation, (double)count++ / observations.Count);
            row.IsFlawed = !TryFill(observation, null, row, report);
            Number(row, rows);
            CheckRequired(row, observation, report);
            iris.Next(observation as Iri);
            yield return row;
        }
    }

    /// <summary>What is said about the observations beside their components: to be kept as triples.</summary>
    internal IEnumerable<Quad> ReadExtras()
    {
        List<Quad> extras = [];
        foreach (Term observation in _index.Of(_dataset))
        {
            extras.Clear();
            _ = TryFill(observation, extras, null, null);
            foreach (Quad extra in extras)
            {
                yield return extra;
            }
        }
    }

    /// <summary>Sorts what is said about an observation into its components and the rest.</summary>
    /// <returns>False when a dimension has no single value, which has been reported.</returns>
    private bool TryFill(Term observation, List<Quad>? extras, ObservationRow? row, ReportBuilder? report)
    {
        Array.Clear(_values);
        Array.Clear(_hasOtherValue);
        Graph graph = _triples.Graph;
        bool isGood = true;
        foreach (Quad triple in graph.Match(observation, null, null))
        {
            isGood &= TryPut(triple, extras, row, report);
        }

        foreach ((Iri property, Term value) in _inherited.Of(observation))
        {
            if (!graph.Contains(observation, property, value))
            {
                isGood &= TryPut(new Quad(observation, property, value), extras, row, report);
            }
        }

        foreach ((int component, int slot) in _aliases)
        {
            _hasOtherValue[component] = _values[slot] is not null;
        }

        return isGood;
    }

    private bool TryPut(in Quad triple, List<Quad>? extras, ObservationRow? row, ReportBuilder? report)
    {
        if (!_slots.TryGetValue(triple.Predicate, out Slot slot))
        {
            if (!IsImplied(triple))
            {
                extras?.Add(triple);
            }

            return true;
        }

        ref Term? value = ref _values[slot.Index];
        if (value is null && triple.Object is not BlankNode)
        {
            value = triple.Object;
        }
        else if (slot.IsDimension)
        {
            string problem = triple.Object is BlankNode ? "a blank node" : $"two values, {value} and {triple.Object},";
            report?.Error(
                "dimension", $"{triple.Subject} has {problem} for {triple.Predicate}.", row?.Place ?? default);
            return false;
        }
        else
        {
            _hasOtherValue[slot.Index] = true;
            extras?.Add(triple);
        }

        return true;
    }

    /// <summary>Turns the terms of the components into what stands for them in rows.</summary>
    private void Number(ObservationRow row, CubeRows rows)
    {
        int measures = row.Codes.Length;
        int attributes = measures + row.Measures.Length;
        for (int i = 0; i < _values.Length; i++)
        {
            if (_values[i] is not { } value)
            {
                continue;
            }

            if (i < measures)
            {
                row.Codes[i] = rows.Dimensions[i].NumberOf(value);
            }
            else if (i < attributes)
            {
                row.Measures[i - measures] = rows.ValueOf(value);
            }
            else
            {
                row.Attributes[i - attributes] = rows.Attributes[i - attributes].NumberOf(value);
            }
        }

        _hasOtherValue.CopyTo(row.HasOtherValue, 0);
        row.HasUnlistedMeasure = _measureType >= 0 && _values[_measureType] is Iri measure
            && !_slots.ContainsKey(measure) && _triples.Graph.Has(row.Subject, measure, null);
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

    private static IEnumerable<Iri> RequiredProperties(Graph graph, Iri dataset) =>
        from structure in graph.Objects(dataset, CubeVocabulary.Structure)
        from specification in graph.Objects(structure, CubeVocabulary.Component)
        where graph.Has(specification, CubeVocabulary.ComponentRequired, True)
        from property in graph.Objects(specification, CubeVocabulary.ComponentPropertyOf).OfType<Iri>()
        select property;

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Slot(int Index, bool IsDimension);
}
