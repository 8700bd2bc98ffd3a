namespace LinkedStats.Tests.Rdf.Syntax;

/// <summary>A stream that gives a few bytes at a time, so that every token is cut somewhere.</summary>
internal sealed class TrickleStream(byte[] bytes, int bytesPerRead) : MemoryStream(bytes)
{
    public override int Read(byte[] buffer, int offset, int count) =>
        base.Read(buffer, offset, Math.Min(count, bytesPerRead));
}
