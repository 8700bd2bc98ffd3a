using System.Collections.Concurrent;
using System.Collections.Immutable;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.CubeTables;

/// <summary>
/// The stored columns of one dataset version, the same in every snapshot; rows ascend by their codes.
/// </summary>
internal sealed class CubeColumns
{
    private readonly ConcurrentDictionary<object, object> _derived = new();
    private int[]?[] _codeCounts = [];

    private CubeColumns(CubeLayout layout) => Layout = layout;

    internal CubeLayout Layout { get; }

    internal int RowCount => Layout.RowCount;

    internal required ImmutableArray<CodeColumn> Codes { get; init; }

    internal required ImmutableArray<CodeBook> Books { get; init; }

    internal required ImmutableArray<MeasureColumn> Measures { get; init; }

    internal required ImmutableArray<CodeColumn> Attributes { get; init; }

    internal required ImmutableArray<CodeBook> AttributeBooks { get; init; }

    /// <summary>The dictionary ids of the cells' own IRIs that no template explains.</summary>
    internal required SparseColumn OwnIris { get; init; }

    /// <summary>Joins the segments of a version.</summary>
    /// <param name="cells">The columns of cells.</param>
    /// <param name="codes">The code books, and the layout as a note.</param>
    /// <param name="sparse">Runs and exceptions; null when there are none.</param>
    internal static CubeColumns Open(ArrowSegment cells, ArrowSegment codes, ArrowSegment? sparse)
    {
        string note = codes.Note(CubeLayout.NoteKey);
        CubeLayout layout = CubeLayoutText.Read(note);
        IdColumn terms = codes.Ids(CubeLayout.TermColumn);
        BinaryColumn names = codes.Binary(CubeLayout.NameColumn);
        IntegerColumn sparseRows = sparse?.Integers(CubeLayout.SparseRowColumn) ?? default;
        IdColumn sparseValues = sparse?.Ids(CubeLayout.SparseValueColumn) ?? default;
        SparseColumn Sparse(SparseRange range) => new(sparseRows, sparseValues, range);
        CodeColumn Column(CodeColumnLayout column, string name) =>
            column.Runs is { } runs ? new(default, Sparse(runs)) : new(cells.Integers(name), null);
        CodeBook Book(CodeColumnLayout column) => new(terms, names, column.BookStart, column.BookCount);
        MeasureColumn Measure(MeasureLayout measure, string name) => measure.Style.Datatype == TermTag.None
            ? new(measure, cells.Ids(name))
            : new(measure, cells.Integers(name), Sparse(measure.Exceptions));
        return new CubeColumns(layout)
        {
            Codes = [.. layout.Dimensions.Select((d, i) => Column(d, $"d{i}"))],
            Books = [.. layout.Dimensions.Select(Book)],
            Measures = [.. layout.Measures.Select((m, i) => Measure(m, $"m{i}"))],
            Attributes = [.. layout.Attributes.Select((a, i) => Column(a, $"a{i}"))],
            AttributeBooks = [.. layout.Attributes.Select(Book)],
            OwnIris = Sparse(layout.OwnIris),
            _codeCounts = new int[layout.Dimensions.Length][],
        };
    }

    /// <summary>Finds the rows whose first codes are given.</summary>
    internal (int Start, int End) FindRows(ReadOnlySpan<int> prefix)
    {
        (int start, int end) = (0, RowCount);
        for (int d = 0; d < prefix.Length && start < end; d++)
        {
            (start, end) = Codes[d].FindRows(prefix[d], start, end);
        }

        return (start, end);
    }

    /// <summary>Finds the row of a key.</summary>
    /// <returns>The row, or -1.</returns>
    internal int FindRow(ReadOnlySpan<int> key)
    {
        (int start, int end) = FindRows(key);
        return start < end ? start : -1;
    }

    internal void ReadKey(int row, Span<int> key)
    {
        for (int d = 0; d < key.Length; d++)
        {
            key[d] = Codes[d][row];
        }
    }

    internal T Derived<T>(object name, Func<T> derive)
        where T : class => (T)_derived.GetOrAdd(name, static (_, d) => d(), derive);

    /// <summary>The number of rows of each code of a dimension, counted on first use.</summary>
    internal ReadOnlySpan<int> CodeCounts(int dimension)
    {
        if (_codeCounts[dimension] is not int[] counts)
        {
            counts = new int[Books[dimension].Count];
            Span<int> codes = stackalloc int[512];
            for (int row = 0; row < RowCount; row += codes.Length)
            {
                Span<int> chunk = codes[..Math.Min(codes.Length, RowCount - row)];
                Codes[dimension].Read(row, chunk);
                foreach (int code in chunk)
                {
                    counts[code]++;
                }
            }

            _codeCounts[dimension] = counts;
        }

        return counts;
    }
}
