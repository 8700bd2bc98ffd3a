using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.CubeTables;

/// <summary>The cells of one dataset version, stored as columns, sorted by key.</summary>
/// <remarks>
/// Shape: <see cref="RowCount"/> rows. A dimension column holds codes, indexes into <see cref="Codes"/>; a measure
/// column holds numbers; an attribute column holds codes of its own, with -1 for none. Rows ascend by their codes.
/// </remarks>
public sealed class CubeTable
{
    private readonly DatasetCells _cells;

    internal CubeTable(CubeColumns columns, DatasetCells cells)
    {
        (Columns, _cells) = (columns, cells);
        Dimensions = [.. columns.Layout.Dimensions.Select(static d => new TermId(d.Property))];
        Measures = [.. columns.Layout.Measures.Select(static m => new TermId(m.Property))];
        Attributes = [.. columns.Layout.Attributes.Select(static a => new TermId(a.Property))];
    }

    /// <summary>The qb:DataSet.</summary>
    public TermId Dataset => new(Columns.Layout.Dataset);

    /// <summary>The dataset version, which is the name of the graph.</summary>
    public TermId Version => new(Columns.Layout.Version);

    /// <summary>The number of cells.</summary>
    public int RowCount => Columns.RowCount;

    /// <summary>The dimension properties, in key order.</summary>
    public IReadOnlyList<TermId> Dimensions { get; }

    /// <summary>The measure properties.</summary>
    public IReadOnlyList<TermId> Measures { get; }

    /// <summary>The attribute properties; prov:wasGeneratedBy is one where runs are recorded.</summary>
    public IReadOnlyList<TermId> Attributes { get; }

    internal CubeColumns Columns { get; }

    /// <summary>The terms that a dimension's codes stand for, indexed by code.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <returns>The code book; it may hold codes that no row uses.</returns>
    public ReadOnlySpan<TermId> Codes(int dimension) => Columns.Books[dimension].Terms;

    /// <summary>The short name of a code, as it stands in keys and selections.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <param name="code">The code.</param>
    /// <returns>The name.</returns>
    public string CodeName(int dimension, int code) => Columns.Books[dimension].Name(code);

    /// <summary>Finds a code by its term.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <param name="term">The term.</param>
    /// <returns>The code, or -1.</returns>
    public int FindCode(int dimension, TermId term) => Columns.Books[dimension].Find(term);

    /// <summary>Finds a code by its short name.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <param name="name">The name.</param>
    /// <returns>The code, or -1.</returns>
    public int FindCode(int dimension, string name) => Columns.Books[dimension].Find(name);

    /// <summary>Reads a run of a dimension column.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <param name="row">The first row.</param>
    /// <param name="codes">Receives one code a row.</param>
    public void ReadCodes(int dimension, int row, Span<int> codes) => Columns.Codes[dimension].Read(row, codes);

    /// <summary>Gets a run of a dimension column as it is stored.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <param name="row">The first row.</param>
    /// <param name="count">How many rows.</param>
    /// <returns>The codes; of width 0 where the column is stored as runs of equal codes.</returns>
    public StoredIntegers StoredCodes(int dimension, int row, int count) =>
        Columns.Codes[dimension].Stored(row, count);

    /// <summary>Finds how far a code reaches in a dimension column.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <param name="row">The row.</param>
    /// <returns>The code of the row, and the row after the last one that is known to share it.</returns>
    public (int Code, int End) CodeRunAt(int dimension, int row) => Columns.Codes[dimension].RunAt(row);

    /// <summary>Reads a run of a measure column as terms, to the letter.</summary>
    /// <param name="measure">The measure's index.</param>
    /// <param name="row">The first row.</param>
    /// <param name="values">Receives one id a row; None where it is missing.</param>
    public void ReadMeasure(int measure, int row, Span<TermId> values) =>
        Columns.Measures[measure].ReadTerms(row, values);

    /// <summary>True when every value of a measure is a number mantissa / 10^scale of one datatype, read by
    /// <see cref="ReadMantissas"/>.</summary>
    /// <param name="measure">The measure's index.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="datatype">The tag that the values carry: Integer, Decimal or Double.</param>
    /// <returns>False when the column holds other terms, or numbers that do not fit.</returns>
    public bool TryGetScale(int measure, out int scale, out TermTag datatype)
    {
        MeasureLayout layout = Columns.Measures[measure].Layout;
        (scale, datatype) = (layout.Scale, layout.Style.Datatype);
        return layout.IsNumeric;
    }

    /// <summary>Counts the rows without a value.</summary>
    /// <param name="measure">The measure's index.</param>
    /// <returns>The count; 0 when every cell has a value.</returns>
    public int MissingCount(int measure) => Columns.Measures[measure].Layout.MissingCount;

    /// <summary>Reads a run of a numeric measure column.</summary>
    /// <param name="measure">The measure's index.</param>
    /// <param name="row">The first row.</param>
    /// <param name="mantissas">Receives one mantissa a row; long.MinValue where it is missing.</param>
    /// <exception cref="InvalidOperationException">The column is not numeric.</exception>
    public void ReadMantissas(int measure, int row, Span<long> mantissas)
    {
        if (!Columns.Measures[measure].Layout.IsNumeric)
        {
            throw new InvalidOperationException("The measure column is not numeric; ask TryGetScale first.");
        }

        Columns.Measures[measure].ReadMantissas(row, mantissas);
    }

    /// <summary>The least and the greatest mantissa of a numeric measure column, looked for on first use.</summary>
    /// <param name="measure">The measure's index.</param>
    /// <returns>The bounds; two zeros when every value is missing.</returns>
    /// <exception cref="InvalidOperationException">The column is not numeric.</exception>
    public (long Least, long Greatest) MantissaBounds(int measure) => Derived<Tuple<long, long>>(
        (nameof(MantissaBounds), measure), () =>
        {
            (long least, long greatest) = (long.MaxValue, long.MinValue);
            Span<long> mantissas = stackalloc long[512];
            for (int row = 0; row < RowCount; row += mantissas.Length)
            {
                Span<long> chunk = mantissas[..Math.Min(mantissas.Length, RowCount - row)];
                ReadMantissas(measure, row, chunk);
                foreach (long mantissa in chunk)
                {
                    least = mantissa == long.MinValue ? least : Math.Min(least, mantissa);
                    greatest = Math.Max(greatest, mantissa);
                }
            }

            return least > greatest ? new(0, 0) : new(least, greatest);
        }).ToValueTuple();

    /// <summary>Gets a run of a numeric measure column as it is stored.</summary>
    /// <param name="measure">The measure's index.</param>
    /// <param name="row">The first row.</param>
    /// <param name="count">How many rows.</param>
    /// <returns>The mantissas, with any number where the value is missing; of width 0 for a column of ids.</returns>
    public StoredIntegers StoredMantissas(int measure, int row, int count) =>
        Columns.Measures[measure].Stored(row, count);

    /// <summary>Which rows have a value of a measure.</summary>
    /// <param name="measure">The measure's index.</param>
    /// <returns>One bit a row of the table, lowest first; empty when all have one, or when it holds ids.</returns>
    public ReadOnlySpan<byte> Validity(int measure) => Columns.Measures[measure].Validity;

    /// <summary>Tells whether some values of a measure are written otherwise than the column's numbers.</summary>
    /// <param name="measure">The measure's index.</param>
    /// <param name="row">The first row.</param>
    /// <param name="count">How many rows.</param>
    /// <returns>False when the mantissa of each row gives its term.</returns>
    public bool HasExceptions(int measure, int row, int count) =>
        Columns.Measures[measure].HasExceptions(row, count);

    /// <summary>Writes a mantissa as the numbers of a measure are written.</summary>
    /// <param name="measure">The measure's index.</param>
    /// <param name="mantissa">The mantissa.</param>
    /// <returns>The term.</returns>
    public TermId MeasureTerm(int measure, long mantissa) => Columns.Measures[measure].ToTerm(mantissa);

    /// <summary>The terms that an attribute's codes stand for, indexed by code.</summary>
    /// <param name="attribute">The attribute's index.</param>
    /// <returns>The code book.</returns>
    public ReadOnlySpan<TermId> AttributeCodes(int attribute) => Columns.AttributeBooks[attribute].Terms;

    /// <summary>Reads a run of an attribute column.</summary>
    /// <param name="attribute">The attribute's index.</param>
    /// <param name="row">The first row.</param>
    /// <param name="codes">Receives one code a row; -1 where it is missing.</param>
    public void ReadAttributeCodes(int attribute, int row, Span<int> codes) =>
        Columns.Attributes[attribute].Read(row, codes);

    /// <summary>Gets a run of an attribute column as it is stored.</summary>
    /// <param name="attribute">The attribute's index.</param>
    /// <param name="row">The first row.</param>
    /// <param name="count">How many rows.</param>
    /// <returns>The codes; of width 0 where the column is stored as runs of equal codes.</returns>
    public StoredIntegers StoredAttributeCodes(int attribute, int row, int count) =>
        Columns.Attributes[attribute].Stored(row, count);

    /// <summary>Finds how far a code reaches in an attribute column.</summary>
    /// <param name="attribute">The attribute's index.</param>
    /// <param name="row">The row.</param>
    /// <returns>The code of the row, and the row after the last one that is known to share it.</returns>
    public (int Code, int End) AttributeRunAt(int attribute, int row) => Columns.Attributes[attribute].RunAt(row);

    /// <summary>Computes the ids of a run of cells.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="cells">Receives one id a row, ascending.</param>
    public void ReadCells(int row, Span<TermId> cells) => _cells.Ids.Encode(Columns, row, cells);

    /// <summary>How the cells' IRIs are ordered by their codes, the most important slot first.</summary>
    /// <returns>The ranks of codes in each slot; null where the codes alone do not tell the order.</returns>
    public ImmutableArray<IriSlotOrder>? IriOrder() => _cells.IriOrder;

    /// <summary>
    /// Ranks rows as their cells' IRIs are ordered by code points; for cells of which <see cref="IriOrder"/> is null.
    /// The first call of a snapshot reads all IRIs: 0.12 s for 100,000 cells were seen.
    /// </summary>
    /// <param name="work">
    /// Told by that first call of bytes, those that it is about to hold and those that it reads; throws to stop.
    /// </param>
    /// <returns>For each row a rank below the number of rows.</returns>
    public ReadOnlySpan<int> IriRanks(Action<long> work) => _cells.IriRanks(Columns, work);

    /// <summary>
    /// Keeps what a reader derived from the columns, such as the order of codes, as long as they are open.
    /// </summary>
    /// <typeparam name="T">The type of what is kept: unchanging, and independent of any snapshot.</typeparam>
    /// <param name="name">What it is; one type of key for each kind of thing.</param>
    /// <param name="derive">Derives it.</param>
    /// <returns>What was derived now or before.</returns>
    public T Derived<T>(object name, Func<T> derive)
        where T : class => Columns.Derived(name, derive);

    /// <summary>Finds the row of a cell.</summary>
    /// <param name="cell">A cell id of the same snapshot; of any dataset.</param>
    /// <returns>The row, or -1 when this version has no such cell.</returns>
    public int FindRow(TermId cell)
    {
        Span<int> key = stackalloc int[Dimensions.Count];
        return _cells.Ids.TryDecode(cell, key) ? Columns.FindRow(key) : -1;
    }

    /// <summary>Finds the row of a key.</summary>
    /// <param name="key">One code a dimension.</param>
    /// <returns>The row, or -1.</returns>
    public int FindRow(ReadOnlySpan<int> key) => Columns.FindRow(key);

    /// <summary>Finds the rows whose first codes are given.</summary>
    /// <param name="prefix">The codes of the first dimensions; fewer than all of them.</param>
    /// <returns>The range of rows; empty when there is none.</returns>
    public Range FindRows(ReadOnlySpan<int> prefix)
    {
        (int start, int end) = Columns.FindRows(prefix);
        return start..end;
    }

    /// <summary>The number of rows of each code of a dimension, counted on first use.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <returns>One count a code; 0 where no row uses it.</returns>
    public ReadOnlySpan<int> CodeCounts(int dimension) => Columns.CodeCounts(dimension);

    /// <summary>True when a cell of this version, or of another visible one with its dimensions, has a code.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <param name="code">The code.</param>
    /// <returns>False for the codes that only versions under embargo have: nobody may be told of them.</returns>
    public bool IsCodeVisible(int dimension, int code) =>
        CodeCounts(dimension)[code] > 0 || _cells.HasCode(dimension, code);

    /// <summary>True when a table's cells have the ids of this table's cells wherever the keys are the same.</summary>
    /// <param name="other">A table of the same snapshot.</param>
    /// <returns>True for the versions of one dataset with the same dimensions.</returns>
    public bool SharesCellsWith(CubeTable other) => ReferenceEquals(_cells, other._cells);

    /// <summary>The key of a row as it stands in addresses: code names joined by dots, <c>~hh</c>-escaped.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The key.</returns>
    public string Key(int row) =>
        ObservationKey.Format(Columns.Codes.Select((c, d) => Columns.Books[d].Name(c[row])));

    /// <summary>Finds the row of a key as it stands in addresses.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The row, or -1.</returns>
    public int FindRowByKey(string key)
    {
        string[]? names = ObservationKey.Parse(key);
        if (names is null || names.Length != Dimensions.Count)
        {
            return -1;
        }

        int[] codes = [.. names.Select((n, d) => FindCode(d, n))];
        return codes.Contains(-1) ? -1 : FindRow(codes);
    }
}
