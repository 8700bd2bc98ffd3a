using System.Buffers;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Rdf.Syntax;

/// <summary>Reads and writes RDF held in strings.</summary>
internal static class RdfText
{
    public static readonly Iri Base = Iri.Parse("http://example.org/base/doc");

    public static List<Quad> Read(string text, RdfFormat format, RdfReadOptions? options = null) =>
        ReadBytes(Encoding.UTF8.GetBytes(text), format, options);

    public static List<Quad> ReadBytes(byte[] bytes, RdfFormat format, RdfReadOptions? options = null)
    {
        var sink = new QuadList();
        RdfReader.Read(new MemoryStream(bytes), format, Base, sink, options);
        return sink.Quads;
    }

    public static string Write(
        IEnumerable<Quad> quads, RdfFormat format, PrefixMap? prefixes = null, JsonLdWriteOptions? jsonLd = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using QuadWriter writer = RdfWriter.Create(format, buffer, prefixes ?? PrefixMap.CreateWellKnown(), jsonLd);
        foreach (Quad quad in quads)
        {
            writer.Add(quad);
        }

        writer.Complete();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
