using System.Buffers;
using System.Text;

namespace LinkedStats.Cubes.Exchange;

/// <summary>The texts of one column's codes as UTF-8, each prepared when it is first met.</summary>
/// <param name="codes">The codes.</param>
/// <param name="prepare">Makes the bytes of a code.</param>
internal sealed class Utf8Pieces(IReadOnlyList<ColumnCode> codes, Func<ColumnCode, string> prepare)
{
    private readonly byte[]?[] _pieces = new byte[codes.Count][];

    /// <summary>The bytes of a code.</summary>
    /// <param name="code">The code, not -1.</param>
    /// <returns>The bytes.</returns>
    public ReadOnlySpan<byte> this[int code] => _pieces[code] ??= Encoding.UTF8.GetBytes(prepare(codes[code]));
}

/// <summary>Appends to a buffer of bytes.</summary>
internal static class Utf8Appending
{
    /// <summary>Appends a text.</summary>
    /// <param name="output">The buffer.</param>
    /// <param name="text">The text.</param>
    public static void Append(this IBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);
}
