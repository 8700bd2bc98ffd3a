using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.CubeTables;

/// <summary>The cells of a cube seen as triples: what its structure declares, computed from the columns.</summary>
/// <param name="table">The cells.</param>
/// <param name="vocabulary">The ids of the terms that every observation uses.</param>
/// <remarks>
/// Each cell has rdf:type qb:Observation, qb:dataSet, its dimensions, and the measures and attributes that are not
/// missing. Source: RDF Data Cube, sections 7 and 10 (the normal form).
/// </remarks>
internal sealed class CubeTripleView(CubeTable table, CubeVocabularyIds vocabulary)
{
    /// <summary>The predicates whose triples come from the columns.</summary>
    internal IEnumerable<TermId> Properties => Components().Select(static c => c.Property);

    /// <summary>Finds the triples of a pattern; None stands for any.</summary>
    internal TripleCursor Match(TermId subject, TermId predicate, TermId @object)
    {
        Range rows = FindRows(subject);
        return rows.Start.Equals(rows.End)
            ? EmptyCursor.Instance
            : new ChainedCursor(
                Components().Where(c => predicate.IsNone || c.Property == predicate)
                    .Select(c => Open(c, rows, @object)));
    }

    /// <summary>Counts the triples of a pattern, or gives an upper bound.</summary>
    internal long Count(TermId subject, TermId predicate, TermId @object)
    {
        Range rows = FindRows(subject);
        long count = rows.End.Value - rows.Start.Value;
        return count == 0 ? 0
            : Components().Where(c => predicate.IsNone || c.Property == predicate)
                .Sum(c => Math.Min(count, CountRows(c, @object)));
    }

    /// <summary>True when a triple is among the cells.</summary>
    internal bool Contains(TermId subject, TermId predicate, TermId @object) =>
        Match(subject, predicate, @object).Read([], [], [], 1) > 0;

    private IEnumerable<CubeComponent> Components()
    {
        yield return new(CubeComponentKind.Type, 0, vocabulary.Type, vocabulary.Observation);
        yield return new(CubeComponentKind.Dataset, 0, vocabulary.DataSet, table.Dataset);
        for (int d = 0; d < table.Dimensions.Count; d++)
        {
            yield return new(CubeComponentKind.Dimension, d, table.Dimensions[d], TermId.None);
        }

        for (int m = 0; m < table.Measures.Count; m++)
        {
            yield return new(CubeComponentKind.Measure, m, table.Measures[m], TermId.None);
        }

        for (int a = 0; a < table.Attributes.Count; a++)
        {
            yield return new(CubeComponentKind.Attribute, a, table.Attributes[a], TermId.None);
        }
    }

    private Range FindRows(TermId subject)
    {
        if (subject.IsNone)
        {
            return ..table.RowCount;
        }

        int row = subject.Tag == TermTag.Cell ? table.FindRow(subject) : -1;
        return row < 0 ? 0..0 : row..(row + 1);
    }

    private TripleCursor Open(CubeComponent component, Range rows, TermId @object)
    {
        if (@object.IsNone)
        {
            return new ComponentCursor(table, component, rows, @object, -1);
        }

        int code = -1;
        switch (component.Kind)
        {
            case CubeComponentKind.Type or CubeComponentKind.Dataset when component.Object != @object:
                return EmptyCursor.Instance;
            case CubeComponentKind.Dimension:
                code = table.FindCode(component.Index, @object);
                if (code < 0)
                {
                    return EmptyCursor.Instance;
                }

                // The first dimension is sorted, so its rows are one range.
                rows = component.Index == 0 && rows.End.Value - rows.Start.Value > 1 ? table.FindRows([code]) : rows;
                break;
            case CubeComponentKind.Attribute:
                code = table.Columns.AttributeBooks[component.Index].Find(@object);
                if (code < 0)
                {
                    return EmptyCursor.Instance;
                }

                break;
        }

        return new ComponentCursor(table, component, rows, @object, code);
    }

    private long CountRows(CubeComponent component, TermId @object)
    {
        switch (component.Kind)
        {
            case CubeComponentKind.Type or CubeComponentKind.Dataset:
                return @object.IsNone || @object == component.Object ? table.RowCount : 0;
            case CubeComponentKind.Dimension when !@object.IsNone:
                int code = table.FindCode(component.Index, @object);
                return code < 0 ? 0 : table.CodeCounts(component.Index)[code];
            case CubeComponentKind.Attribute when !@object.IsNone:
                return table.Columns.AttributeBooks[component.Index].Find(@object) < 0 ? 0 : table.RowCount;
            case CubeComponentKind.Measure:
                return table.RowCount - table.MissingCount(component.Index);
            default:
                return table.RowCount;
        }
    }
}

/// <summary>The ids of the terms that every observation uses.</summary>
/// <param name="Type">rdf:type.</param>
/// <param name="Observation">qb:Observation.</param>
/// <param name="DataSet">qb:dataSet.</param>
internal sealed record CubeVocabularyIds(TermId Type, TermId Observation, TermId DataSet);

/// <summary>Where the objects of a predicate come from.</summary>
internal enum CubeComponentKind
{
    /// <summary>rdf:type, which is always qb:Observation.</summary>
    Type,

    /// <summary>qb:dataSet, which is the table's dataset.</summary>
    Dataset,

    /// <summary>A dimension column.</summary>
    Dimension,

    /// <summary>A measure column.</summary>
    Measure,

    /// <summary>An attribute column.</summary>
    Attribute,
}

/// <summary>A predicate of a cube's cells.</summary>
/// <param name="Kind">Where its objects come from.</param>
/// <param name="Index">The column's index.</param>
/// <param name="Property">The predicate.</param>
/// <param name="Object">The one object, for type and dataset.</param>
internal sealed record CubeComponent(CubeComponentKind Kind, int Index, TermId Property, TermId Object);
