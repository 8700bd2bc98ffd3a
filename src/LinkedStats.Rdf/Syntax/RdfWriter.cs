using System.Buffers;

namespace LinkedStats.Rdf.Syntax;

/// <summary>Makes the writer of a syntax.</summary>
public static class RdfWriter
{
    /// <summary>Makes a writer.</summary>
    /// <param name="format">The syntax.</param>
    /// <param name="output">Receives UTF-8.</param>
    /// <param name="prefixes">The prefixes to abbreviate IRIs with; N-Triples and N-Quads ignore them.</param>
    /// <returns>The writer; the caller completes and disposes of it.</returns>
    public static QuadWriter Create(RdfFormat format, IBufferWriter<byte> output, PrefixMap prefixes)
    {
        _ = (output, prefixes);
        throw new NotSupportedException($"Writing {format} is not supported.");
    }
}
