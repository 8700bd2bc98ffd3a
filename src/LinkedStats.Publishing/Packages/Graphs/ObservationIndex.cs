using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>Which observation belongs to which dataset.</summary>
internal sealed class ObservationIndex
{
    private readonly PackageTriples _triples;
    private readonly Dictionary<Term, Term> _datasets = [];
    private readonly Dictionary<Term, List<Term>> _scattered = [];
    private readonly HashSet<int> _continued = [];

    private ObservationIndex(PackageTriples triples) => _triples = triples;

    /// <summary>Builds the index and checks that every observation has exactly one dataset.</summary>
    /// <param name="triples">The triples, closed.</param>
    /// <param name="report">Receives the violations of IC-1.</param>
    internal static ObservationIndex Build(PackageTriples triples, ReportBuilder report)
    {
        var index = new ObservationIndex(triples);
        Graph graph = triples.Graph;
        foreach (Term subject in triples.Subjects)
        {
            if (triples.Observations.Find(subject) is >= 0 and var observation)
            {
                index._continued.Add(observation);
            }
        }

        foreach (Quad triple in graph.Match(null, CubeVocabulary.DataSetOf, null))
        {
            if (!index.TryAdd(triple.Subject, triple.Object))
            {
                report.Error("IC-1", $"{triple.Subject} belongs to two datasets.", triples.PlaceOf(triple.Subject));
            }
        }

        // RDF Data Cube section 11.1, IC-1; slices and groups make observations too (section 10.1).
        IEnumerable<Term> declared = graph.Instances(CubeVocabulary.Observation)
            .Concat(graph.Match(null, CubeVocabulary.ObservationOf, null).Select(static t => t.Object));
        foreach (Term orphan in declared.Where(o => !index.Contains(o)).Distinct())
        {
            report.Error("IC-1", $"{orphan} belongs to no dataset (qb:dataSet).", triples.PlaceOf(orphan));
        }

        return index;
    }

    /// <summary>Tells whether a term is an observation.</summary>
    internal bool Contains(Term term) => _datasets.ContainsKey(term) || _triples.Observations.Find(term) >= 0;

    /// <summary>The observations of a dataset that are described in one piece, as runs of their numbers.</summary>
    internal IReadOnlyList<(int Start, int Count)> Of(Term dataset) => _triples.Observations.Of(dataset);

    /// <summary>The observations of a dataset that are only in the graph, in the order of the files.</summary>
    internal IReadOnlyList<Term> ScatteredOf(Term dataset) =>
        _scattered.TryGetValue(dataset, out List<Term>? list) ? list : [];

    /// <summary>Tells whether the graph has more to say about an observation that is described in one piece.</summary>
    internal bool IsContinued(int observation) => _continued.Contains(observation);

    private bool TryAdd(Term observation, Term dataset)
    {
        if (_triples.Observations.Find(observation) is >= 0 and var number)
        {
            return _triples.Observations.Statements(number)
                .Any(s => s.Predicate == CubeVocabulary.DataSetOf && s.Object.Equals(dataset));
        }

        if (!_datasets.TryAdd(observation, dataset))
        {
            return false;
        }

        if (!_scattered.TryGetValue(dataset, out List<Term>? observations))
        {
            observations = [];
            _scattered.Add(dataset, observations);
        }

        observations.Add(observation);
        return true;
    }
}
