using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Query.Optimizer;

/// <summary>Where the matches of a pattern with a constant predicate and a variable subject come from.</summary>
/// <param name="Triple">The pattern.</param>
/// <param name="Predicate">Its predicate.</param>
/// <param name="PredicateId">The predicate's id; None when nothing visible mentions it.</param>
/// <param name="Tables">The cubes whose columns may match.</param>
/// <param name="HasExtras">True when triples outside the columns may match with a cell as their subject.</param>
/// <param name="HasStored">True when triples outside the columns may match.</param>
internal sealed record CubePredicate(
    TriplePattern Triple,
    Iri Predicate,
    TermId PredicateId,
    ImmutableArray<CubeTable> Tables,
    bool HasExtras,
    bool HasStored)
{
    /// <summary>Looks a pattern up in a graph.</summary>
    /// <param name="triple">The pattern; its predicate is a constant.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="graph">The graph.</param>
    /// <returns>Where its matches come from.</returns>
    public static CubePredicate Create(TriplePattern triple, Snapshot snapshot, GraphView graph)
    {
        var predicate = (Iri)((Constant)triple.Predicate).Value;
        TermId predicateId = snapshot.Find(predicate);
        Term? value = (triple.Object as Constant)?.Value;
        TermId valueId = value is null ? TermId.None : snapshot.Find(value);
        bool isKnown = value is null || !valueId.IsNone;
        bool isObservationType = predicate == RdfVocabulary.Type && value == CubeVocabulary.Observation;
        bool hasStored = isKnown && !predicateId.IsNone
            && graph.CountTriples(TermId.None, predicateId, valueId) > 0;
        return new CubePredicate(
            triple,
            predicate,
            predicateId,
            [.. graph.Cubes.Where(table => Answers(table, predicate, predicateId, value, valueId))],
            hasStored && !isObservationType && graph.ExtraCellPredicates.Contains(predicateId),
            hasStored);
    }

    /// <summary>Tells whether a cube has a column for a predicate.</summary>
    /// <param name="table">The cube.</param>
    /// <param name="predicate">The predicate.</param>
    /// <param name="predicateId">Its id.</param>
    /// <returns>True when it has; rdf:type and qb:dataSet count as columns.</returns>
    public static bool HasColumn(CubeTable table, Iri predicate, TermId predicateId) =>
        predicate == RdfVocabulary.Type || predicate == CubeVocabulary.DataSetOf
        || (!predicateId.IsNone && (table.Dimensions.Contains(predicateId)
            || table.Measures.Contains(predicateId) || table.Attributes.Contains(predicateId)));

    private static bool Answers(CubeTable table, Iri predicate, TermId predicateId, Term? value, TermId valueId)
    {
        if (!HasColumn(table, predicate, predicateId))
        {
            return false;
        }

        if (value is null)
        {
            return true;
        }

        if (predicate == RdfVocabulary.Type)
        {
            return value == CubeVocabulary.Observation;
        }

        if (predicate == CubeVocabulary.DataSetOf)
        {
            return valueId == table.Dataset;
        }

        int dimension = IndexOf(table.Dimensions, predicateId);
        int attribute = IndexOf(table.Attributes, predicateId);
        return !valueId.IsNone
            && (dimension < 0 || table.FindCode(dimension, valueId) >= 0)
            && (attribute < 0 || table.AttributeCodes(attribute).Contains(valueId));
    }

    /// <summary>Finds a component among others.</summary>
    /// <param name="components">The components.</param>
    /// <param name="predicate">The one to find.</param>
    /// <returns>Its index, or -1.</returns>
    public static int IndexOf(IReadOnlyList<TermId> components, TermId predicate)
    {
        for (int i = 0; i < components.Count; i++)
        {
            if (components[i] == predicate)
            {
                return i;
            }
        }

        return -1;
    }
}
