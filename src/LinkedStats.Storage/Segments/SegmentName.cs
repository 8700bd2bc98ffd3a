using System.Buffers;
using System.Globalization;
using System.Text;

namespace LinkedStats.Storage.Segments;

/// <summary>The name of a segment: the hash of its contents, its kind, and its length.</summary>
/// <param name="Hash">The hash.</param>
/// <param name="Kind">What it holds, as <c>triples</c>.</param>
/// <param name="Length">The number of bytes.</param>
/// <remarks>A log names tens of thousands of segments, most of which are not opened: their names are texts when these
/// are asked for.</remarks>
internal sealed record SegmentName(UInt128 Hash, string Kind, long Length)
{
    private const int HashChars = 32;
    private const string Extension = ".arrows";
    private static readonly string[] Kinds =
        ["triples", "cells", "codes", "sparse", "terms", "termindex", "mentions"];

    /// <summary>The file name, as <c>0123….triples.arrows</c>.</summary>
    internal string Text => string.Create(CultureInfo.InvariantCulture, $"{Hash:x32}.{Kind}{Extension}");

    /// <summary>Writes the file name as UTF-8.</summary>
    internal void WriteTo(ArrayBufferWriter<byte> text)
    {
        Hash.TryFormat(text.GetSpan(HashChars), out int length, "x32", CultureInfo.InvariantCulture);
        text.Advance(length);
        text.Write("."u8);
        Encoding.UTF8.GetBytes(Kind, text);
        text.Write(".arrows"u8);
    }

    /// <summary>Reads a file name in UTF-8.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static SegmentName Parse(ReadOnlySpan<byte> text, long length)
    {
        if (text.Length > HashChars + Extension.Length + 1
            && UInt128.TryParse(text[..HashChars], NumberStyles.AllowHexSpecifier, null, out UInt128 hash)
            && text[HashChars] == '.' && text.EndsWith(".arrows"u8))
        {
            ReadOnlySpan<byte> rest = text[(HashChars + 1)..^Extension.Length];
            foreach (string kind in Kinds)
            {
                if (Ascii.Equals(rest, kind))
                {
                    return new SegmentName(hash, kind, length);
                }
            }
        }

        throw new FormatException($"'{Encoding.UTF8.GetString(text)}' names no segment.");
    }
}
