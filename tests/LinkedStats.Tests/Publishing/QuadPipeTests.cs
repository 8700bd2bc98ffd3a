using System.Text;
using LinkedStats.Publishing.Packages;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Publishing;

/// <summary>RDF that is parsed on one thread and kept on another.</summary>
public sealed class QuadPipeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Read_ErrorBehindSomeStatements_TakesTheseAndThrows()
    {
        // Whichever thread is the first to be done, the error must come out.
        for (int i = 0; i < 300; i++)
        {
            List<long> lines = [];
            RdfSyntaxException error = Assert.Throws<RdfSyntaxException>(() =>
                Read("<x:a> <x:b> <x:c> .\n<x:a> <x:b> <x:d> .\n<x:a>", (in Quad _, long line) => lines.Add(line)));

            Assert.Equal(3, error.Line);
            Assert.Equal([1, 2], lines);
        }
    }

    [Fact]
    public void Read_TakerThatThrows_StopsTheReader()
    {
        string text = string.Concat(Enumerable.Repeat("<x:a> <x:b> <x:c> .\n", 100_000));

        Assert.Throws<InvalidOperationException>(() =>
            Read(text, static (in Quad _, long line) => throw new InvalidOperationException($"{line}")));
    }

    [Fact]
    public void Read_ManyStatements_KeepsTheirOrder()
    {
        string text = string.Concat(Enumerable.Range(0, 10_000).Select(static i => $"<x:a> <x:b> \"{i}\" .\n"));
        List<string> taken = [];

        Read(text, (in Quad quad, long _) => taken.Add(((Literal)quad.Object).Lexical));

        Assert.Equal(Enumerable.Range(0, 10_000).Select(static i => $"{i}"), taken);
    }

    private static void Read(string text, LinedQuad take)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        QuadPipe.Read(
            stream,
            RdfFormat.NTriples,
            Iri.Parse("http://example.org/"),
            RdfReadOptions.Default,
            take,
            static _ => { },
            Cancellation);
    }
}
