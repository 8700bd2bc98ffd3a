using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Cubes;

/// <summary>Observations read column by column, a batch at a time; what format writers see of a cube.</summary>
/// <remarks>
/// Shape: <see cref="Columns"/> × the rows of the current batch. A coded column gives one code a row, whose text
/// writers prepare once; a measure gives one value a row. Nothing here is an object a row or a string a cell.
/// </remarks>
public abstract class ObservationColumns
{
    /// <summary>The columns: dimensions in key order, measures, attributes; only those that were selected.</summary>
    public abstract ImmutableArray<ObservationColumn> Columns { get; }

    /// <summary>Reads the next batch of rows.</summary>
    /// <returns>The number of rows; 0 at the end, and only there.</returns>
    public abstract int ReadBatch();

    /// <summary>The codes of a coded column in the current batch.</summary>
    /// <param name="column">The column's index.</param>
    /// <returns>One code a row, an index into <see cref="ObservationColumn.Codes"/>; -1 where it is missing.</returns>
    public abstract ReadOnlySpan<int> Codes(int column);

    /// <summary>A value of a measure in the current batch.</summary>
    /// <param name="column">The column's index.</param>
    /// <param name="row">The row in the batch.</param>
    /// <returns>The value; valid until the next call.</returns>
    public abstract ObservationValue Value(int column, int row);

    /// <summary>The IRI of a cell in the current batch.</summary>
    /// <param name="row">The row in the batch.</param>
    /// <returns>The IRI as UTF-8; valid until the next call.</returns>
    public abstract ReadOnlySpan<byte> CellIri(int row);
}

/// <summary>A column of observations.</summary>
/// <param name="Component">The component: its id, its property, its labels.</param>
/// <param name="Codes">The codes of a dimension or an attribute, indexed by code; empty for a measure.</param>
public sealed record ObservationColumn(Component Component, ImmutableArray<ColumnCode> Codes)
{
    /// <summary>True when rows give codes; false when they give values.</summary>
    public bool IsCoded => Component is not Measure;

    /// <summary>The datatype that the values of a measure usually have; null for a coded column or an empty
    /// one.</summary>
    public Iri? Datatype { get; init; }

    /// <summary>The heading for people, in the language asked for.</summary>
    public string Title { get; init; } = Component.Id;
}

/// <summary>A code of a column.</summary>
/// <param name="Term">What it stands for: a concept's IRI or a literal.</param>
/// <param name="Name">Its short name.</param>
/// <param name="Label">Its label in the language asked for; the name where it has none.</param>
public sealed record ColumnCode(Term Term, string Name, string Label);

/// <summary>A value of a measure as UTF-8.</summary>
public readonly ref struct ObservationValue
{
    /// <summary>True when the cell has no value.</summary>
    public bool IsMissing { get; init; }

    /// <summary>The lexical form, to the letter.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>The datatype's IRI.</summary>
    public ReadOnlySpan<byte> Datatype { get; init; }

    /// <summary>The language tag; empty when it has none.</summary>
    public ReadOnlySpan<byte> Language { get; init; }
}
