using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Server.Observations;

/// <summary>The cells of a selection as quads: what their structure declares, and whatever else is said of
/// them.</summary>
internal sealed class ObservationQuads
{
    private const int TriplesPerRead = 64;

    private readonly CubeView _cube;
    private readonly ImmutableArray<CubeColumn> _selected;
    private readonly ImmutableHashSet<Term> _left;
    private readonly bool _hasExtras;

    /// <summary>Chooses what is given.</summary>
    /// <param name="cube">The cube.</param>
    /// <param name="selected">The columns to give; the others are left out.</param>
    public ObservationQuads(CubeView cube, ImmutableArray<CubeColumn> selected)
    {
        _cube = cube;

        // The order of the structure, whatever that of the selection: RDF has none, and pages stay comparable.
        bool isWhole = selected == cube.Columns;
        _selected = isWhole ? selected : [.. cube.Columns.Where(selected.Contains)];
        _left = isWhole ? [] : [.. cube.Columns.Except(_selected).Select(static column => column.Component.Property)];
        _hasExtras = cube.Version.Graph.ExtraCellPredicates.Count > 0;
    }

    /// <summary>Reads the quads of some rows.</summary>
    /// <param name="rows">The rows of the table, a batch at a time.</param>
    /// <returns>The quads, those of a cell together; their graph is the version.</returns>
    public IEnumerable<Quad> Read(IEnumerable<ReadOnlyMemory<int>> rows)
    {
        using var columns = new TableColumns(_cube, _selected, rows, null);
        Iri graph = _cube.Version.Iri;
        Term dataset = _cube.Snapshot.Get(_cube.Cells.Dataset);
        while (columns.ReadBatch() is var count and > 0)
        {
            for (int row = 0; row < count; row++)
            {
                TermId cell = columns.CellId(row);
                Term subject = _cube.Snapshot.Get(cell);
                foreach (Quad quad in _hasExtras ? ReadExtras(cell, subject) : [])
                {
                    yield return quad;
                }

                yield return new Quad(subject, RdfVocabulary.Type, CubeVocabulary.Observation, graph);
                yield return new Quad(subject, CubeVocabulary.DataSetOf, dataset, graph);
                for (int i = 0; i < _selected.Length; i++)
                {
                    if (ValueOf(columns, i, row) is { } value)
                    {
                        yield return new Quad(subject, _selected[i].Component.Property, value, graph);
                    }
                }
            }
        }
    }

    private Term? ValueOf(TableColumns columns, int column, int row)
    {
        if (_selected[column].Component is Measure)
        {
            TermId value = columns.ValueId(column, row);
            return value.IsNone ? null : _cube.Snapshot.Get(value);
        }

        int code = columns.Codes(column)[row];
        return code < 0 ? null : _selected[column].Codes[code].Term;
    }

    private IEnumerable<Quad> ReadExtras(TermId cell, Term subject)
    {
        TermId[] predicates = new TermId[TriplesPerRead];
        TermId[] objects = new TermId[TriplesPerRead];
        TripleCursor cursor = _cube.Version.Graph.MatchTriples(cell, TermId.None, TermId.None);
        while (cursor.Read([], predicates, objects, TriplesPerRead) is var count and > 0)
        {
            for (int i = 0; i < count; i++)
            {
                var predicate = (Iri)_cube.Snapshot.Get(predicates[i]);
                if (!_left.Contains(predicate))
                {
                    yield return new Quad(subject, predicate, _cube.Snapshot.Get(objects[i]), _cube.Version.Iri);
                }
            }
        }
    }
}
