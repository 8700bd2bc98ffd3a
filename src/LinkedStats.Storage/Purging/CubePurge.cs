using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Storage.Purging;

/// <summary>The cells of a version, and which of them are removed.</summary>
/// <param name="record">What the log says of them.</param>
/// <param name="open">Opens the columns.</param>
internal sealed class CubePurge(CubeRecord record, Func<CubeRecord, CubeColumns> open)
{
    private readonly Lazy<CubeColumns> _columns = new(() => open(record));
    private readonly HashSet<int> _removed = [];

    internal CubeRecord Record => record;

    internal CubeColumns Columns => _columns.Value;

    /// <summary>True when all cells are removed, and the version with them.</summary>
    internal bool IsWhole { get; private set; }

    internal bool IsAffected => IsWhole || _removed.Count > 0;

    /// <summary>The number of cells that are removed.</summary>
    internal int RemovedCount => IsWhole ? record.RowCount : _removed.Count;

    internal IEnumerable<int> RemovedRows => IsWhole ? Enumerable.Range(0, record.RowCount) : _removed.Order();

    internal IEnumerable<int> KeptRows => IsWhole ? [] : Enumerable.Range(0, record.RowCount).Where(r => !IsRemoved(r));

    internal void RemoveAll() => IsWhole = true;

    internal void Remove(int row) => _removed.Add(row);

    /// <summary>Tells whether a cell is there and stays.</summary>
    internal bool Keeps(TermId[] key) => !IsWhole && FindRow(key) is var row and >= 0 && !IsRemoved(row);

    /// <summary>Finds the row of a key: the terms of its codes.</summary>
    /// <returns>The row, or -1.</returns>
    internal int FindRow(TermId[] key)
    {
        int[] codes = [.. key.Select((term, d) => Columns.Books[d].Find(term))];
        return codes.Contains(-1) ? -1 : Columns.FindRow(codes);
    }

    /// <summary>The terms of a cell's codes, by which other versions know it: their numbers may be others there, and
    /// their names.</summary>
    internal TermId[] TermsOf(int row) =>
        [.. KeyOf(row).Select((code, d) => Columns.Books[d].Terms[code])];

    /// <summary>Finds the row of a key as it stands in addresses.</summary>
    /// <returns>The row, or -1.</returns>
    internal int FindRow(string key)
    {
        string[]? names = Cubes.ObservationKey.Parse(key);
        if (names is null || names.Length != Columns.Books.Length)
        {
            return -1;
        }

        int[] codes = [.. names.Select((name, d) => Columns.Books[d].Find(name))];
        return codes.Contains(-1) ? -1 : Columns.FindRow(codes);
    }

    internal int[] KeyOf(int row)
    {
        int[] key = new int[Columns.Codes.Length];
        Columns.ReadKey(row, key);
        return key;
    }

    /// <summary>The components of a cell that have a value.</summary>
    internal IEnumerable<(TermId Property, TermId Value)> ComponentsOf(int row)
    {
        CubeLayout layout = Columns.Layout;
        for (int d = 0; d < Columns.Codes.Length; d++)
        {
            yield return (new TermId(layout.Dimensions[d].Property), Columns.Books[d].Terms[Columns.Codes[d][row]]);
        }

        for (int m = 0; m < Columns.Measures.Length; m++)
        {
            if (MeasureAt(m, row) is { IsNone: false } value)
            {
                yield return (new TermId(layout.Measures[m].Property), value);
            }
        }

        for (int a = 0; a < Columns.Attributes.Length; a++)
        {
            if (AttributeAt(a, row) is { IsNone: false } value)
            {
                yield return (new TermId(layout.Attributes[a].Property), value);
            }
        }
    }

    /// <summary>Writes the cells that stay, without the names of codes that are no more.</summary>
    /// <param name="batch">Where the segments go.</param>
    /// <param name="dead">The ids of terms that nothing refers to any more.</param>
    /// <returns>What the log says of them from now on.</returns>
    internal CubeRecord Write(SegmentBatch batch, IReadOnlySet<ulong> dead)
    {
        int[] rows = [.. KeptRows];
        var segments = new CubeSegmentWriter(rows.Length);
        CubeLayout old = Columns.Layout;
        MeasureEncoder[] values = [.. old.Measures.Select((_, m) =>
            new MeasureEncoder(Array.ConvertAll(rows, row => MeasureAt(m, row))))];
        CodeColumnLayout[] dimensions = [.. old.Dimensions.Select((column, d) => segments.AddDimension(
            new TermId(column.Property), Book(d, dead), Array.ConvertAll(rows, row => Columns.Codes[d][row]),
            $"d{d}"))];
        MeasureLayout[] measures = [.. old.Measures.Select((column, m) =>
            segments.AddMeasure(new TermId(column.Property), values[m], $"m{m}"))];
        CodeColumnLayout[] attributes = [.. old.Attributes.Select((column, a) => segments.AddAttribute(
            new TermId(column.Property), Array.ConvertAll(rows, row => AttributeAt(a, row)), $"a{a}"))];
        CubeLayout layout = old with
        {
            RowCount = rows.Length,
            Dimensions = dimensions,
            Measures = measures,
            Attributes = attributes,
            OwnIris = WriteOwnIris(rows, segments.Sparse),
        };
        ArrowSegmentWriter? sparse = segments.ToSparse();
        return record with
        {
            Cells = batch.Write("cells", segments.Cells),
            Codes = batch.Write("codes", segments.ToCodes(layout)),
            Sparse = sparse is null ? null : batch.Write("sparse", sparse),
            RowCount = rows.Length,
            Template = rows.Length == 0 ? null : record.Template,
            HasOwnIris = layout.OwnIris.Count > 0,
        };
    }

    /// <summary>Writes the code books anew when one names a code that is no more.</summary>
    /// <returns>What the log says of the cells from now on; the same record when nothing is new.</returns>
    internal CubeRecord WriteBooks(SegmentBatch batch, IReadOnlySet<ulong> dead)
    {
        if (dead.Count == 0 || !Columns.Books.Any(book => Names(book, dead)))
        {
            return record;
        }

        var segments = new CubeSegmentWriter(0);
        for (int d = 0; d < Columns.Books.Length; d++)
        {
            foreach ((TermId term, string name) in Book(d, dead))
            {
                segments.AddToBook(term, name);
            }
        }

        foreach (CodeBook book in Columns.AttributeBooks)
        {
            for (int code = 0; code < book.Count; code++)
            {
                segments.AddToBook(book.Terms[code], "");
            }
        }

        return record with { Codes = batch.Write("codes", segments.ToCodes(Columns.Layout)) };
    }

    internal TermId MeasureAt(int measure, int row)
    {
        TermId value = default;
        Columns.Measures[measure].ReadTerms(row, new Span<TermId>(ref value));
        return value;
    }

    internal TermId AttributeAt(int attribute, int row) => Columns.Attributes[attribute][row] is var code and >= 0
        ? Columns.AttributeBooks[attribute].Terms[code]
        : TermId.None;

    private static bool Names(CodeBook book, IReadOnlySet<ulong> dead)
    {
        foreach (TermId term in book.Terms)
        {
            if (dead.Contains(term.Bits))
            {
                return true;
            }
        }

        return false;
    }

    internal bool IsRemoved(int row) => IsWhole || _removed.Contains(row);

    private SparseRange WriteOwnIris(int[] rows, SparseBuilder sparse)
    {
        sparse.Begin();
        for (int i = 0; i < rows.Length && Columns.OwnIris.Count > 0; i++)
        {
            if (Columns.OwnIris.TryFind(rows[i], out ulong own))
            {
                sparse.Add(i, own);
            }
        }

        return sparse.End();
    }

    // Codes keep their numbers, which other versions have too; what they were called is forgotten.
    private (TermId Term, string Name)[] Book(int dimension, IReadOnlySet<ulong> dead)
    {
        CodeBook book = Columns.Books[dimension];
        var codes = new (TermId Term, string Name)[book.Count];
        for (int code = 0; code < codes.Length; code++)
        {
            TermId term = book.Terms[code];
            string name = book.Name(code);
            if (dead.Contains(term.Bits))
            {
                name = FormattableString.Invariant($"~{code}");
                while (book.Find(name) >= 0 && book.Find(name) != code)
                {
                    name = "~" + name;
                }
            }

            codes[code] = (term, name);
        }

        return codes;
    }
}
