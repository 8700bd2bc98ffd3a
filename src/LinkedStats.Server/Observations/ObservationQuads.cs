using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Server.Observations;

/// <summary>The cells of a selection as quads: what their structure declares, and whatever else is said of
/// them.</summary>
/// <param name="cube">The cube.</param>
/// <param name="selected">The columns to give; the others are left out.</param>
internal sealed class ObservationQuads(CubeView cube, IReadOnlyCollection<CubeColumn> selected)
{
    private const int TriplesPerRead = 64;

    private readonly Dictionary<TermId, Term> _terms = [];
    private readonly HashSet<Term> _left =
        [.. cube.Columns.Except(selected).Select(static column => (Term)column.Component.Property)];

    /// <summary>Reads the quads of some rows.</summary>
    /// <param name="rows">The rows of the table.</param>
    /// <returns>The quads, those of a cell together; their graph is the version.</returns>
    public IEnumerable<Quad> Read(ReadOnlyMemory<int> rows)
    {
        TermId[] cell = new TermId[1];
        TermId[] predicates = new TermId[TriplesPerRead];
        TermId[] objects = new TermId[TriplesPerRead];
        for (int i = 0; i < rows.Length; i++)
        {
            cube.Cells.ReadCells(rows.Span[i], cell);
            Term subject = cube.Snapshot.Get(cell[0]);
            TripleCursor cursor = cube.Version.Graph.Match(cell[0], TermId.None, TermId.None);
            while (cursor.Read([], predicates, objects, TriplesPerRead) is var count and > 0)
            {
                for (int k = 0; k < count; k++)
                {
                    var predicate = (Iri)TermOf(predicates[k]);
                    if (!_left.Contains(predicate))
                    {
                        yield return new Quad(subject, predicate, TermOf(objects[k]), cube.Version.Iri);
                    }
                }
            }
        }
    }

    // Codes and properties repeat, values do not: only what stands in the dictionary is worth keeping.
    private Term TermOf(TermId id)
    {
        if (id.Tag is not (TermTag.Iri or TermTag.Literal))
        {
            return cube.Snapshot.Get(id);
        }

        if (!_terms.TryGetValue(id, out Term? term))
        {
            _terms[id] = term = cube.Snapshot.Get(id);
        }

        return term;
    }
}
