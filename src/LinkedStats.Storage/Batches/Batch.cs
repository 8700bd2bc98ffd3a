using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.Batches;

/// <summary>Some thousand rows of term ids, column by column; what flows between operators.</summary>
/// <remarks>
/// Shape: <see cref="ColumnCount"/> columns × <see cref="RowCount"/> rows. A missing value is TermId.None.
/// </remarks>
public sealed class Batch
{
    /// <summary>The number of rows that a batch usually holds.</summary>
    public const int DefaultCapacity = 2048;

    private readonly TermId[][] _columns;

    /// <summary>Creates an empty batch.</summary>
    /// <param name="columnCount">The number of columns; may be 0, as rows without variables still count.</param>
    /// <param name="capacity">The most rows it can hold.</param>
    public Batch(int columnCount, int capacity = DefaultCapacity)
    {
        Capacity = capacity;
        _columns = new TermId[columnCount][];
        for (int i = 0; i < columnCount; i++)
        {
            _columns[i] = new TermId[capacity];
        }
    }

    /// <summary>The most rows it can hold.</summary>
    public int Capacity { get; }

    /// <summary>The number of columns.</summary>
    public int ColumnCount => _columns.Length;

    /// <summary>The number of rows filled; set by whoever fills it.</summary>
    public int RowCount { get; set; }

    /// <summary>A whole column, <see cref="Capacity"/> long.</summary>
    /// <param name="column">The column's index.</param>
    /// <returns>The column; only the first <see cref="RowCount"/> values mean anything.</returns>
    public TermId[] Column(int column) => _columns[column];
}
