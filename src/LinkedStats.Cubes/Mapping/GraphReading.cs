using System.Globalization;
using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Mapping;

/// <summary>Short ways to read single facts from a graph.</summary>
internal static class GraphReading
{
    /// <summary>The end of the IRIs of the project's own terms; what stands before it is the store's base.</summary>
    private const string OwnSuffix = "/def/linkedstats#";

    /// <summary>The objects of a subject and a predicate, in the order of their texts, so that answers
    /// repeat.</summary>
    internal static IReadOnlyList<Term> SortedObjects(this IGraph graph, Term subject, Iri predicate)
    {
        // Nearly always there is one at the most, whose text nobody needs.
        List<Term> objects = [];
        foreach (Quad triple in graph.Match(subject, predicate, null))
        {
            objects.Add(triple.Object);
        }

        return objects.Count < 2 ? objects
            : [.. objects.OrderBy(static term => term.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>The first object of a subject and a predicate.</summary>
    internal static Term? Object(this IGraph graph, Term subject, Iri predicate) =>
        graph.SortedObjects(subject, predicate) is [{ } first, ..] ? first : null;

    /// <summary>The first object that is an IRI.</summary>
    internal static Iri? ObjectIri(this IGraph graph, Term subject, Iri predicate) =>
        graph.SortedObjects(subject, predicate).OfType<Iri>().FirstOrDefault();

    /// <summary>The lexical form of the first literal.</summary>
    internal static string? ObjectText(this IGraph graph, Term subject, Iri predicate) =>
        graph.SortedObjects(subject, predicate).OfType<Literal>().FirstOrDefault()?.Lexical;

    /// <summary>The first object that is a number.</summary>
    internal static double? ObjectNumber(this IGraph graph, Term subject, Iri predicate) =>
        double.TryParse(
            graph.ObjectText(subject, predicate), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number : null;

    /// <summary>The first object under a term of the project's own ontology, whatever base the store has.</summary>
    internal static Term? OwnObject(this IGraph graph, Term subject, string name) =>
        graph.Match(subject, null, null)
            .Where(triple => triple.Predicate.Text.EndsWith(OwnSuffix + name, StringComparison.Ordinal))
            .Select(static triple => triple.Object).FirstOrDefault();
}
