using System.Runtime.InteropServices;

namespace LinkedStats.Storage.CubeTables;

/// <summary>A run of a column as it is stored: signed integers of 1, 2, 4 or 8 bytes, read in place.</summary>
/// <remarks>Valid while the snapshot is leased. Whoever needs every width alike reads a copy instead.</remarks>
public readonly ref struct StoredIntegers
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal StoredIntegers(ReadOnlySpan<byte> bytes, int width)
    {
        _bytes = bytes;
        Width = width;
    }

    /// <summary>The bytes of one integer; 0 where the column is not stored as integers.</summary>
    public int Width { get; }

    /// <summary>Takes integers that are in memory already.</summary>
    /// <param name="values">The integers.</param>
    /// <returns>The same, 4 bytes wide.</returns>
    public static StoredIntegers Of(ReadOnlySpan<int> values) => new(MemoryMarshal.AsBytes(values), sizeof(int));

    /// <summary>Takes integers that are in memory already.</summary>
    /// <param name="values">The integers.</param>
    /// <returns>The same, 8 bytes wide.</returns>
    public static StoredIntegers Of(ReadOnlySpan<long> values) => new(MemoryMarshal.AsBytes(values), sizeof(long));

    /// <summary>Gets the integers.</summary>
    /// <typeparam name="T">The type as wide as <see cref="Width"/>: sbyte, short, int or long.</typeparam>
    /// <returns>The integers, one a row.</returns>
    public ReadOnlySpan<T> As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(_bytes);
}
