namespace LinkedStats.Rdf.Syntax.NQuads;

/// <summary>Writes N-Triples and N-Quads, a statement a line, nothing held back but a small buffer.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="writesGraphs">True for N-Quads; otherwise graph names are dropped.</param>
internal sealed class NQuadsWriter(Utf8Output output, bool writesGraphs) : QuadWriter
{
    /// <inheritdoc/>
    public override void Add(in Quad quad)
    {
        output.WriteTerm(quad.Subject);
        output.Write((byte)' ');
        output.WriteIri(quad.Predicate);
        output.Write((byte)' ');
        output.WriteTerm(quad.Object);
        if (writesGraphs && quad.Graph is not null)
        {
            output.Write((byte)' ');
            output.WriteTerm(quad.Graph);
        }

        output.Write(" .\n"u8);
    }

    /// <inheritdoc/>
    public override void Complete() => output.Flush();
}
