using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf;

/// <summary>The usual questions to a graph, in one word each.</summary>
public static class GraphExtensions
{
    /// <summary>Finds the subjects that have a value.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="predicate">The predicate.</param>
    /// <param name="object">The value, or null for any (a subject then comes once for each of its values).</param>
    /// <returns>The subjects.</returns>
    public static IEnumerable<Term> Subjects(this IGraph graph, Iri predicate, Term? @object = null) =>
        graph.Match(null, predicate, @object).Select(static quad => quad.Subject);

    /// <summary>Finds the instances of a class, as declared.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="type">The class.</param>
    /// <returns>The subjects of rdf:type with this class, each once.</returns>
    public static IEnumerable<Term> Instances(this IGraph graph, Iri type) => graph.Subjects(RdfVocabulary.Type, type);

    /// <summary>Finds the values of a property.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="predicate">The property.</param>
    /// <returns>The values, each once.</returns>
    public static IEnumerable<Term> Objects(this IGraph graph, Term subject, Iri predicate) =>
        graph.Match(subject, predicate, null).Select(static quad => quad.Object);

    /// <summary>Finds one value of a property.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="predicate">The property.</param>
    /// <returns>The first value found; null when there is none.</returns>
    public static Term? FirstObject(this IGraph graph, Term subject, Iri predicate) =>
        graph.Objects(subject, predicate).FirstOrDefault();

    /// <summary>Tells whether the graph holds a triple that matches a pattern.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="subject">The subject, or null for any.</param>
    /// <param name="predicate">The predicate, or null for any.</param>
    /// <param name="object">The object, or null for any.</param>
    /// <returns>True when it does.</returns>
    public static bool Has(this IGraph graph, Term? subject, Iri? predicate, Term? @object) =>
        graph.Match(subject, predicate, @object).Any();

    /// <summary>Reads an RDF list.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="head">The first node of the list; rdf:nil is the empty list.</param>
    /// <returns>The members, in order; null when the list is broken, branching or circular.</returns>
    /// <remarks>Source: RDF Schema 1.1, section 5.2.</remarks>
    public static IReadOnlyList<Term>? ReadList(this IGraph graph, Term head)
    {
        var members = new List<Term>();
        var seen = new HashSet<Term>();
        for (Term node = head; !node.Equals(RdfVocabulary.Nil);)
        {
            Term[] first = [.. graph.Objects(node, RdfVocabulary.First).Take(2)];
            Term[] rest = [.. graph.Objects(node, RdfVocabulary.Rest).Take(2)];
            if (first.Length != 1 || rest.Length != 1 || !seen.Add(node))
            {
                return null;
            }

            members.Add(first[0]);
            node = rest[0];
        }

        return members;
    }
}
