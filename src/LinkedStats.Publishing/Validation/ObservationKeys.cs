using System.Runtime.InteropServices;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;

namespace LinkedStats.Publishing.Validation;

/// <summary>The keys of a dataset's observations, to find those that come twice.</summary>
/// <param name="dimensionCount">The number of dimensions.</param>
/// <param name="comparer">How keys are compared; <see cref="Comparer"/> when null.</param>
/// <remarks>
/// Cost: one look into a hash table an observation, whatever their number; 40 bytes a key. Codes are numbered as they
/// are met, and literals of one value share a number, as IC-12 compares values.
/// </remarks>
internal sealed class ObservationKeys(int dimensionCount, IEqualityComparer<UInt128>? comparer = null)
{
    private readonly Dictionary<Term, int>[] _codes =
        [.. Enumerable.Range(0, dimensionCount).Select(static _ => new Dictionary<Term, int>())];

    private readonly Dictionary<(int Dimension, string Value), int> _values = [];
    private readonly HashSet<UInt128> _keys = new(comparer ?? Comparer);

    /// <summary>Compares keys, and spreads them well: numbers of codes are small, and the framework's own hash of such
    /// keys is the same for most of them.</summary>
    internal static IEqualityComparer<UInt128> Comparer { get; } = new KeyComparer();

    /// <summary>The codes of a dimension that were met, in the order in which they came.</summary>
    internal Dictionary<Term, int>.KeyCollection CodesOf(int dimension) => _codes[dimension].Keys;

    /// <summary>Numbers a code.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="code">The code.</param>
    /// <param name="isNew">True when it is met for the first time.</param>
    /// <returns>Its number; codes of one value have the same.</returns>
    internal int NumberOf(int dimension, Term code, out bool isNew)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes[dimension], code, out bool isKnown);
        isNew = !isKnown;
        if (isNew)
        {
            number = _codes[dimension].Count - 1;
            if (code is Literal literal && ValueOf(literal) is { } value
                && !_values.TryAdd((dimension, value), number))
            {
                number = _values[(dimension, value)];
            }
        }

        return number;
    }

    /// <summary>Adds a key.</summary>
    /// <param name="key">The numbers of its codes, one a dimension.</param>
    /// <returns>False when an observation had it already.</returns>
    internal bool Add(ReadOnlySpan<int> key) => _keys.Add(Mix(key, without: -1));

    /// <summary>A key in 128 bits.</summary>
    /// <param name="key">The numbers of its codes.</param>
    /// <param name="without">The dimension to leave out; -1 for none.</param>
    /// <remarks>Up to four dimensions a key is exact; beyond, 128 bits of it make a collision less likely than a broken
    /// disk.</remarks>
    internal static UInt128 Mix(ReadOnlySpan<int> key, int without)
    {
        UInt128 mixed = 0;
        for (int i = 0; i < key.Length; i++)
        {
            uint part = i == without ? 0 : unchecked((uint)key[i] + 1);
            mixed = unchecked(key.Length <= 4
                ? (mixed << 32) | part
                : (mixed ^ part) * new UInt128(0x9E3779B97F4A7C15, 0xF39CC0605CEDC835) + (mixed >> 61));
        }

        return mixed;
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
    private sealed class KeyComparer : IEqualityComparer<UInt128>
    {
        public bool Equals(UInt128 x, UInt128 y) => x == y;

        public int GetHashCode(UInt128 obj)
        {
            unchecked
            {
                ulong mixed = ((ulong)obj * 0x9E3779B97F4A7C15) ^ ((ulong)(obj >> 64) * 0xC2B2AE3D27D4EB4F);
                mixed = (mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9;
                return (int)(mixed >> 32);
            }
        }
    }
}
