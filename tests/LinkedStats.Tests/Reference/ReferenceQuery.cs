using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;

namespace LinkedStats.Tests.Reference;

/// <summary>The answer of the reference evaluator to a query.</summary>
/// <param name="Ties">
/// The rows of SELECT in order; those of one list tie, so that they may come in any order. Empty for the other forms.
/// </param>
/// <param name="Truth">The answer to ASK; null for the other forms.</param>
/// <param name="Graph">The triples of CONSTRUCT and DESCRIBE; null for the other forms.</param>
/// <param name="IsDecided">False where the answer hangs on a choice that is left to the engine.</param>
internal sealed record ReferenceAnswer(
    IReadOnlyList<List<Solution>> Ties, bool? Truth, IReadOnlyCollection<Quad>? Graph, bool IsDecided);

/// <summary>The query forms.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 16.</remarks>
internal static class ReferenceQuery
{
    /// <summary>Answers a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="store">The dataset that FROM and FROM NAMED choose from.</param>
    /// <param name="now">What NOW() gives.</param>
    public static ReferenceAnswer Run(QueryAlgebra query, ReferenceDataset store, DateTimeOffset now)
    {
        ReferenceDataset dataset = store.From(query.DefaultGraphs, query.NamedGraphs);
        var evaluator = new ReferenceEvaluator(dataset, query.Base, now);
        List<List<Solution>> ties = evaluator.Ties(query.Root, dataset.Default);
        IEnumerable<Solution> rows = ties.SelectMany(static tie => tie);
        return query.Form switch
        {
            QueryForm.Ask => new([], rows.Any(), null, evaluator.IsDecided),
            QueryForm.Construct => new([], null, Construct(query, rows), evaluator.IsDecided),
            QueryForm.Describe => new([], null, Describe(query, rows, dataset.Default), evaluator.IsDecided),
            _ => new(ties, null, null, evaluator.IsDecided),
        };
    }

    /// <summary>CONSTRUCT (section 16.2): blank nodes are fresh for each solution; no triple is ill-formed.</summary>
    private static HashSet<Quad> Construct(QueryAlgebra query, IEnumerable<Solution> rows)
    {
        HashSet<Quad> triples = [];
        int solution = 0;
        foreach (Solution row in rows)
        {
            solution++;
            foreach (TriplePattern triple in query.Template)
            {
                if (Value(triple.Subject) is Iri or BlankNode && Value(triple.Predicate) is Iri predicate
                    && Value(triple.Object) is { } @object)
                {
                    triples.Add(new Quad(Value(triple.Subject)!, predicate, @object));
                }
            }

            Term? Value(PatternTerm term) => term switch
            {
                Constant constant => constant.Value,
                Variable { Name: ['_', ':', ..] and var name } => new BlankNode($"template{solution}{name[2..]}"),
                Variable variable => row.GetValueOrDefault(variable.Name),
                _ => null,
            };
        }

        return triples;
    }

    /// <summary>DESCRIBE, which section 16.4 leaves open: here the concise bounded description.</summary>
    private static HashSet<Quad> Describe(QueryAlgebra query, IEnumerable<Solution> rows, IReadOnlyList<Quad> graph)
    {
        HashSet<Quad> triples = [];
        HashSet<Term> seen = [];
        var left = new Queue<Term>(query.Described.Concat(
            rows.SelectMany(row => query.Variables.Select(v => row.GetValueOrDefault(v.Name)).OfType<Term>())));
        while (left.TryDequeue(out Term? subject))
        {
            foreach (Quad triple in seen.Add(subject) ? graph.Where(quad => quad.Subject.Equals(subject)) : [])
            {
                triples.Add(triple);
                if (triple.Object is BlankNode)
                {
                    left.Enqueue(triple.Object);
                }
            }
        }

        return triples;
    }
}
