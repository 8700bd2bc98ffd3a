using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>
/// Fills rows from observations that say each component once and nothing that needs a second look, without making their
/// terms; the others are for <see cref="GraphObservations"/>.
/// </summary>
internal sealed class PlainObservations
{
    private readonly ObservationTriples _observations;
    private readonly DataStructureDefinition _structure;
    private readonly Dictionary<Iri, int> _slots = [];
    private readonly (Iri Property, Term Value)[] _inherited;
    private readonly Iri[] _required;
    private readonly bool _isPossible;
    private readonly int _measureType;
    private readonly List<Plan?> _plans = [];
    private readonly TermId[] _objects = new TermId[ObservationTriples.StatementsMax];
    private readonly NumberMemo[] _numbers;

    /// <summary>Prepares for a dataset.</summary>
    /// <param name="observations">The observations.</param>
    /// <param name="structure">The structure.</param>
    /// <param name="inherited">What the dataset says for all of its observations.</param>
    /// <param name="hasSlices">True when slices say something for some.</param>
    /// <param name="required">The properties, beside attributes, that observations must have.</param>
    internal PlainObservations(
        ObservationTriples observations,
        DataStructureDefinition structure,
        IReadOnlyList<(Iri Property, Term Value)> inherited,
        bool hasSlices,
        IReadOnlyList<Iri> required)
    {
        (_observations, _structure, _inherited, _required) = (observations, structure, [.. inherited], [.. required]);
        Component[] components = [.. structure.Components];
        _isPossible = !hasSlices;
        for (int i = 0; i < components.Length; i++)
        {
            // A property that is two components at once needs a second look, and so does one that is said twice.
            _isPossible &= _slots.TryAdd(components[i].Property, i);
        }

        _isPossible &= inherited.Select(static said => said.Property).Distinct().Count() == inherited.Count;
        _measureType = Array.FindIndex(
            components, static c => c is Dimension && c.Property == CubeVocabulary.MeasureType);
        _numbers = [.. components.Select(static _ => new NumberMemo())];
    }

    /// <summary>Tells whether an observation has nothing to say beside its components.</summary>
    internal bool HasNoExtras(int observation)
    {
        if (!_isPossible || _inherited.Length > 0
            || PlanOf(_observations.Shape(observation)) is not { HasExtras: false } plan)
        {
            return false;
        }

        Span<TermId> objects = _objects.AsSpan(0, plan.Slots.Length);
        _observations.ReadObjects(observation, objects);
        foreach (TermId id in objects)
        {
            if (id.Tag == TermTag.BlankNode)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Fills a row.</summary>
    /// <param name="observation">The observation.</param>
    /// <param name="row">The row, cleared.</param>
    /// <returns>False, with a part of the row filled, when the observation needs a second look.</returns>
    internal bool TryFill(int observation, ObservationRow row)
    {
        if (!_isPossible || PlanOf(_observations.Shape(observation)) is not { } plan)
        {
            return false;
        }

        Span<TermId> objects = _objects.AsSpan(0, plan.Slots.Length);
        _observations.ReadObjects(observation, objects);
        for (int i = 0; i < objects.Length; i++)
        {
            if (plan.Slots[i] >= 0)
            {
                if (objects[i].Tag == TermTag.BlankNode)
                {
                    return false;
                }

                Put(row, plan.Slots[i], objects[i]);
            }
        }

        return TryInherit(row) && (_measureType < 0 || row.Codes[_measureType] < 0 || NamesMeasure(row));
    }

    private void Put(ObservationRow row, int slot, TermId id)
    {
        int dimensions = row.Codes.Length;
        int attribute = slot - dimensions - row.Measures.Length;
        if (slot < dimensions)
        {
            row.Codes[slot] = _numbers[slot].NumberOf(id, row.Rows.Dimensions[slot], _observations);
        }
        else if (attribute >= 0)
        {
            row.Attributes[attribute] =
                _numbers[slot].NumberOf(id, row.Rows.Attributes[attribute], _observations);
        }
        else
        {
            row.Measures[slot - dimensions] = id.IsInline ? id : row.Rows.ValueOf(_observations.Object(id));
        }
    }

    /// <summary>Fills in what the dataset says.</summary>
    /// <returns>False when the observation says something else.</returns>
    private bool TryInherit(ObservationRow row)
    {
        foreach ((Iri property, Term value) in _inherited)
        {
            if (!_slots.TryGetValue(property, out int slot))
            {
                continue;
            }

            int attribute = slot - row.Codes.Length - row.Measures.Length;
            if (value is BlankNode || (slot >= row.Codes.Length && attribute < 0))
            {
                return false;
            }

            ref int number = ref (attribute >= 0 ? ref row.Attributes[attribute] : ref row.Codes[slot]);
            TermBook book = attribute >= 0 ? row.Rows.Attributes[attribute] : row.Rows.Dimensions[slot];
            int said = book.NumberOf(value);
            if (number >= 0 && number != said)
            {
                return false;
            }

            number = said;
        }

        return true;
    }

    private bool NamesMeasure(ObservationRow row) =>
        row.Code(_measureType) is Iri measure && _slots.ContainsKey(measure);

    /// <summary>How observations with a list of predicates fill rows; null when they need a second look.</summary>
    private Plan? PlanOf(int shape)
    {
        while (_plans.Count <= shape)
        {
            _plans.Add(MakePlan(_observations.Shapes[_plans.Count]));
        }

        return _plans[shape];
    }

    private Plan? MakePlan(IReadOnlyList<Iri> predicates)
    {
        int[] slots = [.. predicates.Select(predicate => _slots.GetValueOrDefault(predicate, -1))];
        bool isPlain = slots.Where(static slot => slot >= 0).Distinct().Count() == slots.Count(static slot => slot >= 0)
            && _required.All(p => predicates.Contains(p) || _inherited.Any(said => said.Property == p));
        bool hasExtras = predicates.Where((p, i) => slots[i] < 0
            && p != RdfVocabulary.Type && p != CubeVocabulary.DataSetOf).Any();
        return isPlain ? new Plan(slots, hasExtras) : null;
    }

    /// <summary>How observations of one shape fill rows.</summary>
    /// <param name="Slots">The component of each statement; -1 for one that is none.</param>
    /// <param name="HasExtras">True when a statement is neither a component nor implied.</param>
    private sealed record Plan(int[] Slots, bool HasExtras);

    /// <summary>The numbers of a component's terms in its book, by their ids among the observations.</summary>
    private sealed class NumberMemo
    {
        private readonly Dictionary<TermId, int> _numbers = [];
        private TermId _last;
        private int _lastNumber;

        internal int NumberOf(TermId id, TermBook book, ObservationTriples observations)
        {
            if (id != _last)
            {
                if (!_numbers.TryGetValue(id, out _lastNumber))
                {
                    _lastNumber = book.NumberOf(observations.Object(id));
                    _numbers.Add(id, _lastNumber);
                }

                _last = id;
            }

            return _lastNumber;
        }
    }
}
