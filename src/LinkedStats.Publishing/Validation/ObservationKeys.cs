using System.Numerics;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Storage.CubeTables;

namespace LinkedStats.Publishing.Validation;

/// <summary>The keys of a dataset's observations, to find those that come twice.</summary>
/// <remarks>
/// Codes are ranked as they are stored, and literals of one value share a rank, as IC-12 compares values. Cost: a key a
/// row, once over rows that ascend, else their sorting; where there are repeated keys, a look into a hash table a row.
/// </remarks>
internal sealed class ObservationKeys
{
    private readonly CubeRows _rows;
    private readonly int[][] _ranks;
    private readonly int[] _radices;

    /// <summary>Ranks the codes.</summary>
    /// <param name="rows">The observations.</param>
    /// <param name="books">The codes of each dimension in the order in which they are stored.</param>
    internal ObservationKeys(CubeRows rows, IReadOnlyList<IReadOnlyList<Code>> books)
    {
        _rows = rows;
        _ranks = [.. books.Select((book, d) => Rank(rows, d, book))];
        _radices = [.. books.Select(static book => Math.Max(1, book.Count))];
    }

    /// <summary>Finds the rows whose key another one before them has.</summary>
    /// <returns>The rows, ascending.</returns>
    internal List<int> FindRepeated()
    {
        BigInteger count = _radices.Aggregate(BigInteger.One, static (product, radix) => product * radix);
        return count <= ulong.MaxValue
            ? FindRepeated(() => _rows.ToKeys(_ranks, _radices))
            : FindRepeated(() => WideKeys(without: -1));
    }

    /// <summary>Counts the observations at each point of a cube with measure dimension.</summary>
    /// <param name="measureType">The dimension that a point leaves out.</param>
    /// <returns>The point of each row, and the number of rows of each point.</returns>
    internal (UInt128[] Points, Dictionary<UInt128, int> Counts) CountPoints(int measureType)
    {
        UInt128[] points = WideKeys(measureType);
        var counts = new Dictionary<UInt128, int>();
        foreach (UInt128 point in points)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, point, out _)++;
        }

        return (points, counts);
    }

    private static List<int> FindRepeated<TKey>(Func<TKey[]> makeKeys)
        where TKey : unmanaged, IComparisonOperators<TKey, TKey, bool>, IEquatable<TKey>
    {
        TKey[] keys = makeKeys();
        if (Ascends(keys))
        {
            return [];
        }

        Array.Sort(keys);
        HashSet<TKey> repeated = [];
        for (int i = 1; i < keys.Length; i++)
        {
            if (keys[i] == keys[i - 1])
            {
                repeated.Add(keys[i]);
            }
        }

        // The first row with a key is as it should be; the keys are made again, since sorting moved them.
        List<int> rows = [];
        HashSet<TKey> seen = [];
        keys = repeated.Count == 0 ? [] : makeKeys();
        for (int row = 0; row < keys.Length; row++)
        {
            if (repeated.Contains(keys[row]) && !seen.Add(keys[row]))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static bool Ascends<TKey>(TKey[] keys)
        where TKey : unmanaged, IComparisonOperators<TKey, TKey, bool>
    {
        for (int i = 1; i < keys.Length; i++)
        {
            if (keys[i - 1] >= keys[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Keys in 128 bits: exact for up to four dimensions; beyond, a collision is less likely than a broken
    /// disk.</summary>
    private UInt128[] WideKeys(int without)
    {
        var keys = new UInt128[_rows.Count];
        Span<int> codes = stackalloc int[_ranks.Length];
        for (int row = 0; row < keys.Length; row++)
        {
            _rows.ReadKey(row, codes);
            for (int d = 0; d < codes.Length; d++)
            {
                uint part = d == without ? 0 : unchecked((uint)_ranks[d][codes[d]] + 1);
                keys[row] = unchecked(codes.Length <= 4
                    ? (keys[row] << 32) | part
                    : (keys[row] ^ part) * new UInt128(0x9E3779B97F4A7C15, 0xF39CC0605CEDC835) + (keys[row] >> 61));
            }
        }

        return keys;
    }

    private static int[] Rank(CubeRows rows, int dimension, IReadOnlyList<Code> book)
    {
        var ranks = new Dictionary<Term, int>(book.Count);
        Dictionary<string, int> values = new(StringComparer.Ordinal);
        for (int rank = 0; rank < book.Count; rank++)
        {
            Term term = book[rank].Term;
            ranks[term] = term is Literal literal && ValueOf(literal) is { } value && !values.TryAdd(value, rank)
                ? values[value]
                : rank;
        }

        return [.. rows.Dimensions[dimension].Terms.Select(term => ranks[term])];
    }

    // SPARQL 1.1, section 17.3: numbers are equal by value whatever their type and their form, and so are booleans.
    private static string? ValueOf(Literal literal)
    {
        XsdType type = XsdDatatype.TypeOf(literal.Datatype);
        return type == XsdType.Boolean && XsdDatatype.TryParseBoolean(literal.Lexical, out bool truth)
            ? (truth ? "true" : "false")
            : NumericValue.TryParse(literal.Lexical, type, out NumericValue number)
                && number.TryGetShortest(out XsdDecimal value) ? value.ToString()
            : null;
    }
}
