using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Sorts and encodes the rows of a builder into segments.</summary>
/// <param name="rows">The rows.</param>
/// <param name="ownTemplate">The template of the store's own cell IRIs.</param>
/// <param name="steps">Counts the steps.</param>
internal sealed class CubeEncoder(CubeTableBuilder rows, IriTemplate ownTemplate, CommitSteps steps)
{
    private readonly SparseBuilder _sparse = new();
    private readonly List<ulong> _bookTerms = [];
    private readonly ArrayBufferWriter<byte> _bookNames = new(1024);
    private readonly List<int> _bookOffsets = [0];

    /// <summary>The steps that the encoding of a cube takes: the order of its rows, its columns, its IRIs.</summary>
    internal static int StepsOf(CubeTableBuilder rows) =>
        2 + rows.Schema.Dimensions.Length + rows.Schema.Measures.Length + rows.Schema.Attributes.Length;

    /// <summary>Encodes the cube.</summary>
    /// <exception cref="ArgumentException">Two rows have one key; the message names it.</exception>
    internal EncodedCube Encode(TermId dataset, TermId version)
    {
        int[]? order = RowOrder.Find(rows);
        steps.End();
        var iris = new CellIriEncoder(rows, order, ownTemplate);
        IriTemplate? template = iris.ChooseTemplate();
        Task<List<int>> unexplained = iris.FindUnexplainedAsync(template);
        var cells = new ArrowSegmentWriter(rows.RowCount);
        MeasureEncoder[] encoders = [.. rows.Schema.Measures.Select((_, i) =>
            new MeasureEncoder(rows.Rows.Values(i, order, rows.Dictionary)))];
        CodeColumnLayout[] dimensions = [.. rows.Dimensions.Select((d, i) =>
            Counted(WriteDimension(d, i, order, cells)))];
        MeasureLayout[] measures = [.. rows.Schema.Measures.Select((m, i) =>
            Counted(encoders[i].Write(rows.Dictionary.Intern(m), $"m{i}", cells, _sparse)))];
        CodeColumnLayout[] attributes = [.. rows.Attributes(order).Select((a, i) =>
            Counted(WriteAttribute(a, $"a{i}", cells)))];
        var layout = new CubeLayout
        {
            Dataset = dataset.Bits,
            Version = version.Bits,
            RowCount = rows.RowCount,
            Dimensions = dimensions,
            Measures = measures,
            Attributes = attributes,
            OwnIris = iris.Write(unexplained.GetAwaiter().GetResult(), template, _sparse),
        };
        steps.End();
        var codes = new ArrowSegmentWriter(_bookTerms.Count);
        codes.AddNote(CubeLayout.NoteKey, CubeLayoutText.Write(layout));
        codes.AddIds(CubeLayout.TermColumn, CollectionsMarshal.AsSpan(_bookTerms));
        codes.AddBinary(CubeLayout.NameColumn, CollectionsMarshal.AsSpan(_bookOffsets), _bookNames.WrittenMemory);
        return new EncodedCube(
            layout, cells, codes, _sparse.Count == 0 ? null : _sparse.ToSegment(), template,
            [.. rows.Dimensions.Select(static d => d.Count)]);
    }

    private T Counted<T>(T column)
    {
        steps.End();
        return column;
    }

    private CodeColumnLayout WriteDimension(
        DimensionBuilder dimension, int index, int[]? order, ArrowSegmentWriter cells)
    {
        int start = _bookTerms.Count;
        for (int code = 0; code < dimension.Count; code++)
        {
            AddToBook(dimension.Terms[code], dimension.Name(code));
        }

        return new CodeColumnLayout(
            dimension.Property.Bits, start, dimension.Count, WriteCodes(rows.Codes(index, order), $"d{index}", cells));
    }

    private CodeColumnLayout WriteAttribute(
        (TermId Property, TermId[] Values) attribute, string name, ArrowSegmentWriter cells)
    {
        int start = _bookTerms.Count;
        var book = new Dictionary<TermId, int>();
        int[] codes = new int[attribute.Values.Length];
        (TermId last, int lastCode) = (TermId.None, -1);
        for (int i = 0; i < codes.Length; i++)
        {
            TermId value = attribute.Values[i];
            if (value != last && !value.IsNone && !book.TryGetValue(value, out lastCode))
            {
                lastCode = book.Count;
                book.Add(value, lastCode);
                AddToBook(value, "");
            }

            last = value;
            codes[i] = value.IsNone ? -1 : lastCode;
        }

        return new CodeColumnLayout(attribute.Property.Bits, start, book.Count, WriteCodes(codes, name, cells));
    }

    private SparseRange? WriteCodes(int[] codes, string name, ArrowSegmentWriter cells)
    {
        SparseRange? runs = _sparse.TryAddRuns(codes);
        if (runs is null)
        {
            cells.AddIntegers<int>(name, codes);
        }

        return runs;
    }

    private void AddToBook(TermId term, string name)
    {
        _bookTerms.Add(term.Bits);
        Encoding.UTF8.GetBytes(name, _bookNames);
        _bookOffsets.Add(_bookNames.WrittenCount);
    }
}

/// <summary>A cube ready to be written.</summary>
/// <param name="Layout">Its layout.</param>
/// <param name="Cells">The columns.</param>
/// <param name="Codes">The code books.</param>
/// <param name="Sparse">Runs and exceptions; null when there are none.</param>
/// <param name="Template">The template of its own cell IRIs, given or discovered.</param>
/// <param name="Radices">The number of codes of each dimension.</param>
internal sealed record EncodedCube(
    CubeLayout Layout,
    ArrowSegmentWriter Cells,
    ArrowSegmentWriter Codes,
    ArrowSegmentWriter? Sparse,
    IriTemplate? Template,
    ImmutableArray<int> Radices);
