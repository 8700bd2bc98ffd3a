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
    private readonly PlainObservations _plain;

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
        _plain = new PlainObservations(
            triples.Observations, structure, _inherited.OfDataset, _inherited.HasSlices, _required);
    }

    /// <summary>Reads the observations.</summary>
    /// <param name="rows">The rows that they are going to join.</param>
    /// <param name="report">Receives what cannot be read.</param>
    internal IEnumerable<ObservationRow> Read(CubeRows rows, ReportBuilder report)
    {
        ObservationTriples whole = _triples.Observations;
        IReadOnlyList<Term> scattered = _index.ScatteredOf(_dataset);
        double total = _index.Of(_dataset).Sum(static run => (long)run.Count) + scattered.Count;
        var iris = new ObservationIris(whole, rows);
        rows.OwnIris = iris;
        int current = 0;
        Term? subject = null;
        var row = new ObservationRow(_structure, rows) { FindSubject = _ => subject ?? whole.Subject(current) };
        foreach (int observation in Numbers())
        {
            row.Clear();
            current = observation;
            (row.File, row.Line, _) = whole.PlaceOf(observation);
            row.Node = whole.IsBlank(observation) ? whole.Subject(observation) as BlankNode : null;
            row.Share = rows.Count / total;
            if (_index.IsContinued(observation) || !_plain.TryFill(observation, row))
            {
                row.Clear();
                Fill(row, whole.Subject(observation), StatementsOf(observation), report);
            }

            iris.Next(observation);
            yield return row;
        }

        foreach (Term observation in scattered)
        {
            row.Clear();
            subject = observation;
            (row.File, row.Line, _) = _triples.PlaceOf(observation);
            (row.Node, row.Share) = (observation as BlankNode, rows.Count / total);
            Fill(row, observation, [.. _triples.Graph.Match(observation, null, null)], report);
            iris.Next(observation);
            yield return row;
        }
    }

    /// <summary>What is said about the observations beside their components: to be kept as triples.</summary>
    internal IEnumerable<Quad> ReadExtras()
    {
        List<Quad> extras = [];
        IEnumerable<(Term Subject, IReadOnlyList<Quad> Said)> observations = Numbers()
            .Where(number => _index.IsContinued(number) || !_plain.HasNoExtras(number))
            .Select(number => (_triples.Observations.Subject(number), StatementsOf(number)))
            .Concat(_index.ScatteredOf(_dataset).Select(observation =>
                (observation, (IReadOnlyList<Quad>)[.. _triples.Graph.Match(observation, null, null)])));
        foreach ((Term observation, IReadOnlyList<Quad> said) in observations)
        {
            extras.Clear();
            _ = TrySort(observation, said, extras, null, null);
            foreach (Quad extra in extras)
            {
                yield return extra;
            }
        }
    }

    /// <summary>The observations that are described in one piece.</summary>
    private IEnumerable<int> Numbers() =>
        _index.Of(_dataset).SelectMany(static run => Enumerable.Range(run.Start, run.Count));

    private IReadOnlyList<Quad> StatementsOf(int observation)
    {
        IEnumerable<Quad> statements = _triples.Observations.Statements(observation);
        return _index.IsContinued(observation)
            ? [.. statements.Union(_triples.Graph.Match(_triples.Observations.Subject(observation), null, null))]
            : [.. statements];
    }

    private void Fill(ObservationRow row, Term observation, IReadOnlyList<Quad> said, ReportBuilder report)
    {
        row.IsFlawed = !TrySort(observation, said, null, row, report);
        Number(row);
        row.HasUnlistedMeasure = _measureType >= 0 && _values[_measureType] is Iri measure
            && !_slots.ContainsKey(measure) && said.Any(statement => statement.Predicate == measure);

        // IC-13 speaks of attributes and asks for any component that is called required.
        foreach (Iri property in _required)
        {
            if (said.All(statement => statement.Predicate != property)
                && !_inherited.Of(observation).Any(value => value.Property == property))
            {
                report.Warning("IC-13", $"{observation} lacks the required component {property}.", row.Place);
            }
        }
    }

    /// <summary>Sorts what is said about an observation into its components and the rest.</summary>
    /// <returns>False when a dimension has no single value, which has been reported.</returns>
    private bool TrySort(
        Term observation, IReadOnlyList<Quad> said, List<Quad>? extras, ObservationRow? row, ReportBuilder? report)
    {
        Array.Clear(_values);
        Array.Clear(_hasOtherValue);
        bool isGood = true;
        foreach (Quad triple in said)
        {
            isGood &= TryPut(triple, extras, row, report);
        }

        foreach ((Iri property, Term value) in _inherited.Of(observation))
        {
            if (!said.Any(statement => statement.Predicate == property && statement.Object.Equals(value)))
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
    private void Number(ObservationRow row)
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
                row.Codes[i] = row.Rows.Dimensions[i].NumberOf(value);
            }
            else if (i < attributes)
            {
                row.Measures[i - measures] = row.Rows.ValueOf(value);
            }
            else
            {
                row.Attributes[i - attributes] = row.Rows.Attributes[i - attributes].NumberOf(value);
            }
        }

        _hasOtherValue.CopyTo(row.HasOtherValue, 0);
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
