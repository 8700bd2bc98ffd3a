using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>Which observation belongs to which dataset.</summary>
internal sealed class ObservationIndex
{
    private readonly Dictionary<Term, Term> _datasets = [];
    private readonly Dictionary<Term, List<Term>> _observations = [];

    private ObservationIndex()
    {
    }

    /// <summary>The datasets with observations.</summary>
    internal IEnumerable<Term> Datasets => _observations.Keys;

    /// <summary>Builds the index and checks that every observation has exactly one dataset.</summary>
    /// <param name="triples">The triples, closed.</param>
    /// <param name="report">Receives the violations of IC-1.</param>
    internal static ObservationIndex Build(PackageTriples triples, ReportBuilder report)
    {
        var index = new ObservationIndex();
        foreach (Quad triple in triples.Graph.Match(null, CubeVocabulary.DataSetOf, null))
        {
            if (index._datasets.TryAdd(triple.Subject, triple.Object))
            {
                if (!index._observations.TryGetValue(triple.Object, out List<Term>? observations))
                {
                    observations = [];
                    index._observations.Add(triple.Object, observations);
                }

                observations.Add(triple.Subject);
            }
            else
            {
                report.Error("IC-1", $"{triple.Subject} belongs to two datasets.", triples.PlaceOf(triple.Subject));
            }
        }

        // RDF Data Cube section 11.1, IC-1; slices and groups make observations too (section 10.1).
        IEnumerable<Term> declared = triples.Graph.Instances(CubeVocabulary.Observation)
            .Concat(triples.Graph.Match(null, CubeVocabulary.ObservationOf, null).Select(static t => t.Object));
        foreach (Term orphan in declared.Where(o => !index._datasets.ContainsKey(o)).Distinct())
        {
            report.Error("IC-1", $"{orphan} belongs to no dataset (qb:dataSet).", triples.PlaceOf(orphan));
        }

        return index;
    }

    /// <summary>Tells whether a term is an observation.</summary>
    internal bool Contains(Term term) => _datasets.ContainsKey(term);

    /// <summary>The dataset of an observation.</summary>
    internal Term? DatasetOf(Term observation) => _datasets.GetValueOrDefault(observation);

    /// <summary>The observations of a dataset, in the order of the files.</summary>
    internal IReadOnlyList<Term> Of(Term dataset) => _observations.TryGetValue(dataset, out List<Term>? list) ? list
        : [];
}
