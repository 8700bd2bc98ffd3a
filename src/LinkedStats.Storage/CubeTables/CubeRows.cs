using System.Collections.Immutable;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.CubeTables;

/// <summary>The observations of a cube on their way to the store, column by column, in any order.</summary>
/// <remarks>
/// Dimensions, attributes and runs are numbers of terms in books of their own. A measure is the id of an inlined
/// literal, or one that <see cref="ValueOf"/> gave. Cost: 4 bytes a code, 8 a measure.
/// </remarks>
public sealed class CubeRows
{
    private readonly GrowingColumn<int>[] _codes;
    private readonly GrowingColumn<TermId>[] _measures;
    private readonly GrowingColumn<int>[] _attributes;
    private readonly GrowingColumn<int> _runs = new();
    private readonly TermBook _values = new();

    /// <summary>Begins a cube.</summary>
    /// <param name="dimensions">The number of its dimensions.</param>
    /// <param name="measures">The number of its measures.</param>
    /// <param name="attributes">The number of its attributes.</param>
    public CubeRows(int dimensions, int measures, int attributes)
    {
        _codes = Columns<int>(dimensions);
        _measures = Columns<TermId>(measures);
        _attributes = Columns<int>(attributes);
        Dimensions = [.. _codes.Select(static _ => new TermBook())];
        Attributes = [.. _attributes.Select(static _ => new TermBook())];
    }

    /// <summary>The number of rows.</summary>
    public int Count => _runs.Count;

    /// <summary>The codes of each dimension.</summary>
    public ImmutableArray<TermBook> Dimensions { get; }

    /// <summary>The values of each attribute.</summary>
    public ImmutableArray<TermBook> Attributes { get; }

    /// <summary>The runs that made the observations.</summary>
    public TermBook Runs { get; } = new();

    /// <summary>Tells the cells' own IRIs; null when none has one.</summary>
    public OwnCellIris? OwnIris { get; set; }

    /// <summary>The number of measures.</summary>
    public int MeasureCount => _measures.Length;

    /// <summary>Appends an observation.</summary>
    /// <param name="codes">One number a dimension, from its book.</param>
    /// <param name="measures">One value a measure; None where it is missing.</param>
    /// <param name="attributes">One number an attribute, from its book; -1 where it is missing.</param>
    /// <param name="run">The number of the run that made it; -1 when unknown.</param>
    public void Add(
        ReadOnlySpan<int> codes, ReadOnlySpan<TermId> measures, ReadOnlySpan<int> attributes, int run)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            _codes[i].Add(codes[i]);
        }

        for (int i = 0; i < measures.Length; i++)
        {
            _measures[i].Add(measures[i]);
        }

        for (int i = 0; i < attributes.Length; i++)
        {
            _attributes[i].Add(attributes[i]);
        }

        _runs.Add(run);
    }

    /// <summary>Makes the id of a measured value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The id of the literal itself where it can be inlined, else one that only these rows know.</returns>
    public TermId ValueOf(Term value) => _values.IdOf(value);

    /// <summary>The value of an id of a measure.</summary>
    /// <param name="id">The id; not None.</param>
    /// <returns>The value.</returns>
    public Term TermOf(TermId id) => _values.Get(id);

    /// <summary>Reads codes of a dimension.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <param name="row">The first row.</param>
    /// <param name="codes">Receives a number a row.</param>
    public void ReadCodes(int dimension, int row, Span<int> codes) => _codes[dimension].Read(row, codes);

    /// <summary>Reads values of a measure.</summary>
    /// <param name="measure">The measure's index.</param>
    /// <param name="row">The first row.</param>
    /// <param name="values">Receives an id a row; None where one is missing.</param>
    public void ReadMeasures(int measure, int row, Span<TermId> values) => _measures[measure].Read(row, values);

    /// <summary>Reads values of an attribute.</summary>
    /// <param name="attribute">The attribute's index.</param>
    /// <param name="row">The first row.</param>
    /// <param name="values">Receives a number a row.</param>
    public void ReadAttributes(int attribute, int row, Span<int> values) => _attributes[attribute].Read(row, values);

    /// <summary>Reads the runs.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="runs">Receives a number a row.</param>
    public void ReadRuns(int row, Span<int> runs) => _runs.Read(row, runs);

    /// <summary>Reads the key of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="codes">Receives a number a dimension.</param>
    public void ReadKey(int row, Span<int> codes)
    {
        for (int d = 0; d < codes.Length; d++)
        {
            codes[d] = _codes[d][row];
        }
    }

    /// <summary>Writes the keys as mixed-radix numbers.</summary>
    /// <param name="digits">For each dimension the digit of each number of its book, below its radix.</param>
    /// <param name="radices">The radix of each dimension; their product fits into 64 bits.</param>
    /// <returns>A key a row; keys are equal, and ascend, as their digits do.</returns>
    public ulong[] ToKeys(int[][] digits, ReadOnlySpan<int> radices)
    {
        const int ChunkRows = 1024;
        ulong[] keys = new ulong[Count];
        Span<int> numbers = stackalloc int[ChunkRows];
        for (int start = 0; start < keys.Length; start += ChunkRows)
        {
            Span<ulong> chunk = keys.AsSpan(start, Math.Min(ChunkRows, keys.Length - start));
            for (int d = 0; d < digits.Length; d++)
            {
                ReadCodes(d, start, numbers[..chunk.Length]);
                (int[] digit, ulong radix) = (digits[d], (ulong)radices[d]);
                for (int i = 0; i < chunk.Length; i++)
                {
                    // The product of the radices fits, and so does each key.
                    chunk[i] = unchecked((chunk[i] * radix) + (uint)digit[numbers[i]]);
                }
            }
        }

        return keys;
    }

    internal int[] Codes(int dimension, int[]? order) => _codes[dimension].ToArray(order);

    internal int[] AttributeNumbers(int attribute, int[]? order) => _attributes[attribute].ToArray(order);

    internal int[] RunNumbers(int[]? order) => _runs.ToArray(order);

    /// <summary>The values of a measure as ids of the store.</summary>
    internal TermId[] Values(int measure, int[]? order, TermDictionaryBuilder dictionary)
    {
        TermId[] values = _measures[measure].ToArray(order);
        var others = new TermId[_values.Count];
        foreach (ref TermId id in values.AsSpan())
        {
            if (!id.IsInline && !id.IsNone)
            {
                ref TermId other = ref others[(int)id.Payload];
                id = other = other.IsNone ? dictionary.Intern(_values[(int)id.Payload]) : other;
            }
        }

        return values;
    }

    private static GrowingColumn<T>[] Columns<T>(int count)
        where T : unmanaged => [.. Enumerable.Range(0, count).Select(static _ => new GrowingColumn<T>())];
}
