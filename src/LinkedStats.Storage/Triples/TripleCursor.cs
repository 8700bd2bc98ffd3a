using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.Triples;

/// <summary>A position in a stream of triples that match a pattern.</summary>
public abstract class TripleCursor
{
    /// <summary>Reads the next triples.</summary>
    /// <param name="subjects">Receives the subjects; may be empty when they are not wanted.</param>
    /// <param name="predicates">Receives the predicates; may be empty when they are not wanted.</param>
    /// <param name="objects">Receives the objects; may be empty when they are not wanted.</param>
    /// <param name="rowsMax">The most triples to read, above 0.</param>
    /// <returns>How many were read; 0 at the end, and only there.</returns>
    public abstract int Read(Span<TermId> subjects, Span<TermId> predicates, Span<TermId> objects, int rowsMax);

    /// <summary>Tells, before the first read, that only the values of one component are of use, each at least once; the
    /// cursor may leave out other triples.</summary>
    /// <param name="component">0 for the subject, 1 for the predicate, 2 for the object.</param>
    public virtual void KeepDistinct(int component)
    {
    }
}
