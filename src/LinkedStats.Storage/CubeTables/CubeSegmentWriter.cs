using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.CubeTables;

/// <summary>The columns of a cube on their way into segments, in the order of their addition.</summary>
/// <param name="rowCount">The number of rows.</param>
internal sealed class CubeSegmentWriter(int rowCount)
{
    private readonly List<ulong> _bookTerms = [];
    private readonly ArrayBufferWriter<byte> _bookNames = new(1024);
    private readonly List<int> _bookOffsets = [0];

    internal ArrowSegmentWriter Cells { get; } = new(rowCount);

    internal SparseBuilder Sparse { get; } = new();

    /// <summary>Adds a dimension.</summary>
    /// <param name="property">The dimension property.</param>
    /// <param name="book">The terms and names of its codes.</param>
    /// <param name="codes">A code a row.</param>
    /// <param name="name">The column's name.</param>
    internal CodeColumnLayout AddDimension(
        TermId property, IReadOnlyCollection<(TermId Term, string Name)> book, int[] codes, string name)
    {
        int start = _bookTerms.Count;
        foreach ((TermId term, string code) in book)
        {
            AddToBook(term, code);
        }

        return new CodeColumnLayout(property.Bits, start, book.Count, WriteCodes(codes, name));
    }

    /// <summary>Adds an attribute; its book holds the values that are there.</summary>
    /// <param name="property">The attribute property.</param>
    /// <param name="values">A value a row; None where one is missing.</param>
    /// <param name="name">The column's name.</param>
    internal CodeColumnLayout AddAttribute(TermId property, TermId[] values, string name)
    {
        int start = _bookTerms.Count;
        var book = new Dictionary<TermId, int>();
        int[] codes = new int[values.Length];
        (TermId last, int lastCode) = (TermId.None, -1);
        for (int i = 0; i < codes.Length; i++)
        {
            TermId value = values[i];
            if (value != last && !value.IsNone && !book.TryGetValue(value, out lastCode))
            {
                lastCode = book.Count;
                book.Add(value, lastCode);
                AddToBook(value, "");
            }

            last = value;
            codes[i] = value.IsNone ? -1 : lastCode;
        }

        return new CodeColumnLayout(property.Bits, start, book.Count, WriteCodes(codes, name));
    }

    /// <summary>Adds a measure.</summary>
    internal MeasureLayout AddMeasure(TermId property, MeasureEncoder values, string name) =>
        values.Write(property, name, Cells, Sparse);

    /// <summary>Makes the segment of code books, which holds the layout as a note.</summary>
    internal ArrowSegmentWriter ToCodes(CubeLayout layout)
    {
        var codes = new ArrowSegmentWriter(_bookTerms.Count);
        codes.AddNote(CubeLayout.NoteKey, CubeLayoutText.Write(layout));
        codes.AddIds(CubeLayout.TermColumn, CollectionsMarshal.AsSpan(_bookTerms));
        codes.AddBinary(CubeLayout.NameColumn, CollectionsMarshal.AsSpan(_bookOffsets), _bookNames.WrittenMemory);
        return codes;
    }

    /// <summary>Makes the segment of runs and exceptions; null when there are none.</summary>
    internal ArrowSegmentWriter? ToSparse() => Sparse.Count == 0 ? null : Sparse.ToSegment();

    /// <summary>Adds a code to the books without a column, for a layout that has its columns elsewhere.</summary>
    internal void AddToBook(TermId term, string name)
    {
        _bookTerms.Add(term.Bits);
        Encoding.UTF8.GetBytes(name, _bookNames);
        _bookOffsets.Add(_bookNames.WrittenCount);
    }

    private SparseRange? WriteCodes(int[] codes, string name)
    {
        SparseRange? runs = Sparse.TryAddRuns(codes);
        if (runs is null)
        {
            Cells.AddIntegers<int>(name, codes);
        }

        return runs;
    }
}
