using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Sorts and encodes the rows of a builder into segments.</summary>
/// <param name="rows">The rows.</param>
/// <param name="ownTemplate">The template of the store's own cell IRIs.</param>
internal sealed class CubeEncoder(CubeTableBuilder rows, IriTemplate ownTemplate)
{
    private const int SampleRows = 256;

    private readonly SparseBuilder _sparse = new();
    private readonly List<ulong> _bookTerms = [];
    private readonly ArrayBufferWriter<byte> _bookNames = new(1024);
    private readonly List<int> _bookOffsets = [0];

    /// <summary>Encodes the cube.</summary>
    /// <exception cref="ArgumentException">Two rows have one key; the message names it.</exception>
    internal EncodedCube Encode(TermId dataset, TermId version)
    {
        int[] order = SortRows();
        var cells = new ArrowSegmentWriter(order.Length);
        CodeColumnLayout[] dimensions = [.. rows.Dimensions.Select((d, i) => WriteDimension(d, $"d{i}", order, cells))];
        MeasureLayout[] measures = [.. rows.Schema.Measures.Select((m, i) =>
            new MeasureEncoder(rows.Measure(i, order)).Write(rows.Dictionary.Intern(m), $"m{i}", cells, _sparse))];
        CodeColumnLayout[] attributes = [.. rows.Attributes(order).Select((a, i) => WriteAttribute(a, $"a{i}", cells))];
        IriTemplate? template = rows.Schema.CellTemplate ?? DiscoverTemplate(order);
        var layout = new CubeLayout
        {
            Dataset = dataset.Bits,
            Version = version.Bits,
            RowCount = order.Length,
            Dimensions = dimensions,
            Measures = measures,
            Attributes = attributes,
            OwnIris = WriteOwnIris(order, template),
        };
        var codes = new ArrowSegmentWriter(_bookTerms.Count);
        codes.AddNote(CubeLayout.NoteKey, JsonSerializer.Serialize(layout, CubeLayoutJson.Default.CubeLayout));
        codes.AddIds(CubeLayout.TermColumn, CollectionsMarshal.AsSpan(_bookTerms));
        codes.AddBinary(CubeLayout.NameColumn, CollectionsMarshal.AsSpan(_bookOffsets), _bookNames.WrittenMemory);
        return new EncodedCube(
            layout, cells, codes, _sparse.Count == 0 ? null : _sparse.ToSegment(), template,
            [.. rows.Dimensions.Select(static d => d.Count)]);
    }

    private int[] SortRows()
    {
        int[] order = [.. Enumerable.Range(0, rows.RowCount)];
        ImmutableArray<int> radices = [.. rows.Dimensions.Select(static d => d.Count)];
        int[][] columns = [.. rows.Dimensions.Select(static d => d.Column.ToArray())];
        if (ObservationIds.KeyCount(radices, long.MaxValue) is not null)
        {
            var keys = new ulong[order.Length];
            for (int d = 0; d < columns.Length; d++)
            {
                for (int row = 0; row < keys.Length; row++)
                {
                    keys[row] = (keys[row] * (uint)radices[d]) + (uint)columns[d][row];
                }
            }

            Array.Sort(keys, order);
        }
        else
        {
            Array.Sort(order, (a, b) => Compare(columns, a, b));
        }

        for (int i = 1; i < order.Length; i++)
        {
            if (Compare(columns, order[i - 1], order[i]) == 0)
            {
                throw new ArgumentException($"Two observations have the key {rows.KeyOf(order[i])}.", nameof(rows));
            }
        }

        return order;
    }

    private static int Compare(int[][] columns, int a, int b)
    {
        foreach (int[] column in columns)
        {
            if (column[a] != column[b])
            {
                return column[a].CompareTo(column[b]);
            }
        }

        return 0;
    }

    private CodeColumnLayout WriteDimension(
        DimensionBuilder dimension, string name, int[] order, ArrowSegmentWriter cells)
    {
        int[] codes = new int[order.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = dimension.Column[order[i]];
        }

        int start = _bookTerms.Count;
        for (int code = 0; code < dimension.Count; code++)
        {
            AddToBook(dimension.Terms[code], dimension.Name(code));
        }

        return new CodeColumnLayout(dimension.Property.Bits, start, dimension.Count, WriteCodes(codes, name, cells));
    }

    private CodeColumnLayout WriteAttribute(
        (TermId Property, TermId[] Values) attribute, string name, ArrowSegmentWriter cells)
    {
        int start = _bookTerms.Count;
        var book = new Dictionary<TermId, int>();
        int[] codes = new int[attribute.Values.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            TermId value = attribute.Values[i];
            if (value.IsNone)
            {
                codes[i] = -1;
            }
            else if (!book.TryGetValue(value, out codes[i]))
            {
                codes[i] = book.Count;
                book.Add(value, book.Count);
                AddToBook(value, "");
            }
        }

        return new CodeColumnLayout(attribute.Property.Bits, start, book.Count, WriteCodes(codes, name, cells));
    }

    private SparseRange? WriteCodes(int[] codes, string name, ArrowSegmentWriter cells)
    {
        SparseRange? runs = _sparse.TryAddRuns(codes);
        if (runs is null)
        {
            cells.AddIntegers(name, Array.ConvertAll(codes, static c => (long)c));
        }

        return runs;
    }

    private void AddToBook(TermId term, string name)
    {
        _bookTerms.Add(term.Bits);
        Encoding.UTF8.GetBytes(name, _bookNames);
        _bookOffsets.Add(_bookNames.WrittenCount);
    }

    private IriTemplate? DiscoverTemplate(int[] order)
    {
        // A row without an IRI keeps the store's; a template found in the others must not give it theirs.
        if (rows.OwnIris is not { } iris || iris.Contains(null))
        {
            return null;
        }

        int step = Math.Max(1, order.Length / SampleRows);
        return IriTemplateDiscovery.Discover(
            [.. order.Where((_, i) => i % step == 0).Select(r => new IriSample(
                iris[r]!.Text,
                [.. rows.Dimensions.Select(d => rows.Dictionary.Get(d.Terms[d.Column[r]]))],
                [.. rows.Dimensions.Select(d => d.Name(d.Column[r]))]))]);
    }

    /// <summary>Keeps the IRIs that the templates do not make, or that lead back to another key.</summary>
    private SparseRange WriteOwnIris(int[] order, IriTemplate? template)
    {
        bool hasGivenTemplate = rows.Schema.CellTemplate is not null;
        if (rows.OwnIris is null && !hasGivenTemplate)
        {
            return new SparseRange(0, 0);
        }

        int[] counts = [.. rows.Dimensions.Select(static d => d.Count)];
        CellIris[] rules = [.. new[] { template, ownTemplate }.OfType<IriTemplate>().Select(t => new CellIris(
            t, counts, (d, c) => (rows.Dictionary.Get(rows.Dimensions[d].Terms[c]), rows.Dimensions[d].Name(c))))];
        var built = new ArrayBufferWriter<byte>(256);
        int[] key = new int[counts.Length];
        int[] matched = new int[counts.Length];
        _sparse.Begin();
        for (int i = 0; i < order.Length; i++)
        {
            Iri? own = rows.OwnIris?[order[i]];
            if (own is null && !hasGivenTemplate)
            {
                continue;
            }

            built.ResetWrittenCount();
            for (int d = 0; d < key.Length; d++)
            {
                key[d] = rows.Dimensions[d].Column[order[i]];
            }

            CellIris rule = rules.First(r => r.TryBuild(key, built));
            string iri = Encoding.UTF8.GetString(built.WrittenSpan);
            bool isExplained = (own is null || iri == own.Text)
                && rule.TryMatch(iri, matched) && matched.AsSpan().SequenceEqual(key);
            if (!isExplained)
            {
                _sparse.Add(i, rows.Dictionary.Intern(own ?? throw new ArgumentException(
                    $"{template} gives {rows.KeyOf(order[i])} the IRI of another cell: {iri}", nameof(template))).Bits);
            }
        }

        return _sparse.End();
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
