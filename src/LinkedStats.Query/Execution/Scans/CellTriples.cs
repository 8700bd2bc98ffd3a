using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Looks up the properties of single cells in the columns, without a cursor for each.</summary>
internal sealed class CellTriples
{
    private readonly GraphView _graph;
    private readonly Table[] _tables;
    private readonly TermId _type;
    private readonly TermId _observation;
    private readonly TermId _dataset;
    private readonly TermId[] _value = new TermId[1];
    private readonly int[] _code = new int[1];
    private int _last;

    private CellTriples(GraphView graph, CellVocabulary vocabulary)
    {
        _graph = graph;
        _type = vocabulary.Type;
        _observation = vocabulary.Observation;
        _dataset = vocabulary.DataSetOf;
        _tables = [.. graph.Cubes.Select(t => new Table(t, [
            new Property(_type, new CellColumn(CellColumnKind.Fixed, 0, _observation)),
            new Property(_dataset, new CellColumn(CellColumnKind.Fixed, 0, t.Dataset)),
            .. t.Dimensions.Select(
                static (p, i) => new Property(p, new CellColumn(CellColumnKind.Dimension, i, TermId.None))),
            .. t.Measures.Select(
                static (p, i) => new Property(p, new CellColumn(CellColumnKind.Measure, i, TermId.None))),
            .. t.Attributes.Select(
                static (p, i) => new Property(p, new CellColumn(CellColumnKind.Attribute, i, TermId.None)))]))];
    }

    /// <summary>Creates the lookup.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="vocabulary">The ids of the terms that every cell has.</param>
    /// <returns>The lookup; null when the graph has no cubes, or a cell may be in two of them.</returns>
    public static CellTriples? Create(GraphView graph, CellVocabulary vocabulary) =>
        graph.Cubes.Count > 0 && graph.Cubes.Select(static c => c.Dataset).Distinct().Count() == graph.Cubes.Count
            ? new CellTriples(graph, vocabulary)
            : null;

    /// <summary>Finds the triples of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="predicate">The predicate, or None.</param>
    /// <param name="object">The object, or None.</param>
    /// <param name="found">Receives predicates and objects; cleared first.</param>
    public void Match(TermId cell, TermId predicate, TermId @object, List<(TermId Predicate, TermId Object)> found)
    {
        found.Clear();
        if (TryFind(cell, out Table table, out int row))
        {
            foreach (Property property in table.Properties)
            {
                if (!predicate.IsNone && property.Predicate != predicate)
                {
                    continue;
                }

                TermId value = Read(table.Cube, property.Column, row);
                if (!value.IsNone && (@object.IsNone || value == @object))
                {
                    found.Add((property.Predicate, value));
                }
            }
        }

        bool mayHaveExtras = predicate.IsNone
            ? _graph.ExtraCellPredicates.Count > 0
            : _graph.ExtraCellPredicates.Contains(predicate);
        if (mayHaveExtras)
        {
            ReadExtras(_graph.MatchTriples(cell, predicate, @object), found);
        }
    }

    private static void ReadExtras(TripleCursor cursor, List<(TermId Predicate, TermId Object)> found)
    {
        Span<TermId> predicates = stackalloc TermId[32];
        Span<TermId> objects = stackalloc TermId[32];
        int count;
        while ((count = cursor.Read([], predicates, objects, 32)) > 0)
        {
            for (int i = 0; i < count; i++)
            {
                found.Add((predicates[i], objects[i]));
            }
        }
    }

    // Neighbouring lookups mostly ask for cells of one cube.
    private bool TryFind(TermId cell, out Table table, out int row)
    {
        for (int i = 0; i < _tables.Length; i++)
        {
            int index = (_last + i) % _tables.Length;
            table = _tables[index];
            row = table.Cube.FindRow(cell);
            if (row >= 0)
            {
                _last = index;
                return true;
            }
        }

        (table, row) = (_tables[0], -1);
        return false;
    }

    private TermId Read(CubeTable cube, CellColumn column, int row)
    {
        switch (column.Kind)
        {
            case CellColumnKind.Fixed:
                return column.Fixed;
            case CellColumnKind.Measure:
                cube.ReadMeasure(column.Index, row, _value);
                return _value[0];
            case CellColumnKind.Dimension:
                cube.ReadCodes(column.Index, row, _code);
                return cube.Codes(column.Index)[_code[0]];
            default:
                cube.ReadAttributeCodes(column.Index, row, _code);
                return _code[0] < 0 ? TermId.None : cube.AttributeCodes(column.Index)[_code[0]];
        }
    }

    private sealed record Table(CubeTable Cube, Property[] Properties);

    private sealed record Property(TermId Predicate, CellColumn Column);
}

/// <summary>The ids of the terms that every cell has.</summary>
/// <param name="Type">rdf:type.</param>
/// <param name="Observation">qb:Observation.</param>
/// <param name="DataSetOf">qb:dataSet.</param>
internal sealed record CellVocabulary(TermId Type, TermId Observation, TermId DataSetOf);
