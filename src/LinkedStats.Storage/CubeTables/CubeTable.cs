using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.CubeTables;

/// <summary>The cells of one dataset version, stored as columns, sorted by key.</summary>
/// <remarks>
/// Shape: <see cref="RowCount"/> rows. A dimension column holds codes, indexes into <see cref="Codes"/>; a measure
/// column holds numbers; an attribute column holds codes of its own, with -1 for none. Rows ascend by their codes.
/// </remarks>
public sealed class CubeTable
{
    /// <summary>The qb:DataSet.</summary>
    public TermId Dataset => throw new NotSupportedException();

    /// <summary>The dataset version, which is the name of the graph.</summary>
    public TermId Version => throw new NotSupportedException();

    /// <summary>The number of cells.</summary>
    public int RowCount => throw new NotSupportedException();

    /// <summary>The dimension properties, in key order.</summary>
    public IReadOnlyList<TermId> Dimensions => throw new NotSupportedException();

    /// <summary>The measure properties.</summary>
    public IReadOnlyList<TermId> Measures => throw new NotSupportedException();

    /// <summary>The attribute properties; prov:wasGeneratedBy is one where runs are recorded.</summary>
    public IReadOnlyList<TermId> Attributes => throw new NotSupportedException();

    /// <summary>The terms that a dimension's codes stand for, indexed by code.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <returns>The code book; it may hold codes that no row uses.</returns>
    public ReadOnlySpan<TermId> Codes(int dimension) => throw new NotSupportedException();

    /// <summary>The short name of a code, as it stands in keys and selections.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <param name="code">The code.</param>
    /// <returns>The name.</returns>
    public string CodeName(int dimension, int code) => throw new NotSupportedException();

    /// <summary>Finds a code by its term.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <param name="term">The term.</param>
    /// <returns>The code, or -1.</returns>
    public int FindCode(int dimension, TermId term) => throw new NotSupportedException();

    /// <summary>Finds a code by its short name.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <param name="name">The name.</param>
    /// <returns>The code, or -1.</returns>
    public int FindCode(int dimension, string name) => throw new NotSupportedException();

    /// <summary>Reads a run of a dimension column.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <param name="row">The first row.</param>
    /// <param name="codes">Receives one code a row.</param>
    public void ReadCodes(int dimension, int row, Span<int> codes) => throw new NotSupportedException();

    /// <summary>Reads a run of a measure column as terms, to the letter.</summary>
    /// <param name="measure">The measure's index.</param>
    /// <param name="row">The first row.</param>
    /// <param name="values">Receives one id a row; None where it is missing.</param>
    public void ReadMeasure(int measure, int row, Span<TermId> values) => throw new NotSupportedException();

    /// <summary>True when every value of a measure is a number mantissa / 10^scale of one datatype, read by
    /// <see cref="ReadMantissas"/>.</summary>
    /// <param name="measure">The measure's index.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="datatype">The tag that the values carry: Integer, Decimal or Double.</param>
    /// <returns>False when the column holds other terms, or numbers that do not fit.</returns>
    public bool TryGetScale(int measure, out int scale, out TermTag datatype) => throw new NotSupportedException();

    /// <summary>Reads a run of a numeric measure column.</summary>
    /// <param name="measure">The measure's index.</param>
    /// <param name="row">The first row.</param>
    /// <param name="mantissas">Receives one mantissa a row; long.MinValue where it is missing.</param>
    public void ReadMantissas(int measure, int row, Span<long> mantissas) => throw new NotSupportedException();

    /// <summary>The terms that an attribute's codes stand for, indexed by code.</summary>
    /// <param name="attribute">The attribute's index.</param>
    /// <returns>The code book.</returns>
    public ReadOnlySpan<TermId> AttributeCodes(int attribute) => throw new NotSupportedException();

    /// <summary>Reads a run of an attribute column.</summary>
    /// <param name="attribute">The attribute's index.</param>
    /// <param name="row">The first row.</param>
    /// <param name="codes">Receives one code a row; -1 where it is missing.</param>
    public void ReadAttributeCodes(int attribute, int row, Span<int> codes) => throw new NotSupportedException();

    /// <summary>Computes the ids of a run of cells.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="cells">Receives one id a row, ascending.</param>
    public void ReadCells(int row, Span<TermId> cells) => throw new NotSupportedException();

    /// <summary>Finds the row of a cell.</summary>
    /// <param name="cell">A cell id of the same snapshot; of any dataset.</param>
    /// <returns>The row, or -1 when this version has no such cell.</returns>
    public int FindRow(TermId cell) => throw new NotSupportedException();

    /// <summary>Finds the row of a key.</summary>
    /// <param name="key">One code a dimension.</param>
    /// <returns>The row, or -1.</returns>
    public int FindRow(ReadOnlySpan<int> key) => throw new NotSupportedException();

    /// <summary>Finds the rows whose first codes are given.</summary>
    /// <param name="prefix">The codes of the first dimensions; fewer than all of them.</param>
    /// <returns>The range of rows; empty when there is none.</returns>
    public Range FindRows(ReadOnlySpan<int> prefix) => throw new NotSupportedException();

    /// <summary>The key of a row as it stands in addresses: code names joined by dots, <c>~hh</c>-escaped.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The key.</returns>
    public string Key(int row) => throw new NotSupportedException();

    /// <summary>Finds the row of a key as it stands in addresses.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The row, or -1.</returns>
    public int FindRowByKey(string key) => throw new NotSupportedException();
}
