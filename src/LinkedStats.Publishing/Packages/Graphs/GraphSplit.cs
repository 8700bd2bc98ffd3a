using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>Decides to which graph of the store each triple of a package goes; none is lost.</summary>
/// <remarks>
/// A code list takes what is said about it and about its codes, blank nodes below them included. With one dataset the
/// rest goes to it. With several, each takes what its description reaches without passing through a code list or an
/// observation; what none reaches goes to a graph of the package's own.
/// </remarks>
internal sealed class GraphSplit
{
    private readonly Graph _graph;
    private readonly ObservationIndex _index;
    private readonly Dictionary<Term, List<Iri>> _listsOf = [];
    private readonly Dictionary<Term, HashSet<Term>> _reached = [];
    private readonly IReadOnlyList<Iri> _datasets;

    internal GraphSplit(Graph graph, ObservationIndex index, IReadOnlyList<Iri> datasets)
    {
        (_graph, _index, _datasets) = (graph, index, datasets);
        FindLists();
        if (datasets.Count > 1)
        {
            foreach (Iri dataset in datasets)
            {
                _reached.Add(dataset, Reach(dataset));
            }
        }
    }

    /// <summary>The code lists of the package, each with its triples.</summary>
    internal IEnumerable<(Iri List, IReadOnlyCollection<Quad> Triples)> Lists()
    {
        var members = _listsOf.SelectMany(static entry => entry.Value.Select(list => (list, entry.Key)))
            .GroupBy(static pair => pair.list, static pair => pair.Key);
        foreach (IGrouping<Iri, Term> list in members)
        {
            yield return (list.Key, Cubes.SchemeTriples.Collect(_graph, list.Key, list));
        }
    }

    /// <summary>The triples of a dataset's graph, those of its observations aside.</summary>
    internal IEnumerable<Quad> Of(Iri dataset) => Rest()
        .Where(triple => _datasets.Count == 1 || _reached[dataset].Contains(triple.Subject));

    /// <summary>The triples that no dataset takes.</summary>
    internal IEnumerable<Quad> Shared() => _datasets.Count == 1 ? [] : Rest()
        .Where(triple => !_reached.Values.Any(reached => reached.Contains(triple.Subject)));

    private IEnumerable<Quad> Rest() => _graph.Match(null, null, null)
        .Where(triple => !_index.Contains(triple.Subject) && !_listsOf.ContainsKey(triple.Subject));

    // SKOS Reference section 4: a concept is in a scheme by inScheme, topConceptOf or hasTopConcept. The members of a
    // collection are in no scheme by that; they stay where they are described.
    private void FindLists()
    {
        foreach (Term list in _graph.Instances(SkosVocabulary.ConceptScheme)
            .Concat(_graph.Match(null, CubeVocabulary.CodeList, null).Select(static t => t.Object)))
        {
            if (list is Iri iri && !_listsOf.ContainsKey(list) && _graph.Match(list, null, null).Any())
            {
                _listsOf.Add(list, [iri]);
            }
        }

        Put(_graph.Match(null, SkosVocabulary.InScheme, null), static t => (t.Subject, t.Object));
        Put(_graph.Match(null, SkosVocabulary.TopConceptOf, null), static t => (t.Subject, t.Object));
        Put(_graph.Match(null, SkosVocabulary.HasTopConcept, null), static t => (t.Object, t.Subject));
        foreach ((Term owner, List<Iri> lists) in _listsOf.ToList())
        {
            PutBlankNodes(owner, lists);
        }
    }

    private void Put(IEnumerable<Quad> triples, Func<Quad, (Term Concept, Term List)> read)
    {
        foreach ((Term concept, Term list) in triples.Select(read))
        {
            if (concept is Literal || list is not Iri iri || _index.Contains(concept) || _datasets.Contains(concept))
            {
                continue;
            }

            if (!_listsOf.TryGetValue(concept, out List<Iri>? lists))
            {
                lists = [];
                _listsOf.Add(concept, lists);
            }

            if (!lists.Contains(iri))
            {
                lists.Add(iri);
            }
        }
    }

    private void PutBlankNodes(Term owner, List<Iri> lists)
    {
        foreach (Term node in _graph.Match(owner, null, null).Select(static t => t.Object).OfType<BlankNode>())
        {
            if (_listsOf.TryAdd(node, lists))
            {
                PutBlankNodes(node, lists);
            }
        }
    }

    private HashSet<Term> Reach(Iri dataset)
    {
        var reached = new HashSet<Term>();
        var open = new Stack<Term>([dataset]);
        while (open.TryPop(out Term? node))
        {
            bool isBorder = node is Literal || _index.Contains(node) || _listsOf.ContainsKey(node)
                || (_datasets.Contains(node) && !node.Equals(dataset));
            if (isBorder || !reached.Add(node))
            {
                continue;
            }

            foreach (Quad triple in _graph.Match(node, null, null))
            {
                open.Push(triple.Object);
            }
        }

        return reached;
    }
}
