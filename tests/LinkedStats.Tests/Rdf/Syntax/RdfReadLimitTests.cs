using System.Text;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Rdf.Syntax;

public sealed class RdfReadLimitTests
{
    private static readonly string Triples = string.Concat(Enumerable.Repeat("<urn:s> <urn:p> <urn:o> .\n", 100));

    private static readonly string XmlTriples =
        "<s xmlns='urn:' xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' r:about='urn:s'>"
        + string.Concat(Enumerable.Repeat("<p r:resource='urn:o'/>\n", 99)) + "</s>";

    [Theory]
    [InlineData("a.ttl", 100)]
    [InlineData("a.nt", 100)]
    [InlineData("a.rdf", 99)]
    public void Read_MoreStatementsThanAllowed_StopsAtTheFirstBeyond(string file, int line)
    {
        string text = TextFor(file);

        RdfSyntaxException problem = Fails(text, file, new() { StatementsMax = 99 });

        Assert.Equal(line, problem.Line);
        Assert.Contains("more statements than the limit of 99", problem.Message, StringComparison.Ordinal);
        Assert.Equal(100, RdfText.Read(text, RdfFormat.ForFileName(file)!, new() { StatementsMax = 100 }).Count);
    }

    [Theory]
    [InlineData("a.ttl")]
    [InlineData("a.nt")]
    [InlineData("a.rdf")]
    public void Read_MoreBytesThanAllowed_Stops(string file)
    {
        string text = TextFor(file);

        RdfSyntaxException problem = Fails(text, file, new() { BytesMax = text.Length - 1 });

        Assert.Contains("longer than the limit", problem.Message, StringComparison.Ordinal);
        Assert.Equal(100, RdfText.Read(text, RdfFormat.ForFileName(file)!, new() { BytesMax = text.Length }).Count);
    }

    [Theory]
    [InlineData("a.ttl", "<urn:s> <urn:p>\t\"a")]
    [InlineData("a.nt", "<urn:s> <urn:p>\t\"a")]
    [InlineData("a.rdf", "<s xmlns='urn:'><p>a")]
    [InlineData("a.rdf", "<s xmlns='urn:'><p a='")]
    [InlineData("a.rdf", "<s xmlns='urn:'><!-- ")]
    [InlineData("a.rdf", "<s xmlns='urn:'><p")]
    [InlineData("a.rdf", "<!DOCTYPE a [ <!ENTITY a '")]
    public void Read_EndlessToken_StopsAtTheLimitWithoutReadingOn(string file, string beginning)
    {
        var endless = new EndlessStream(Encoding.UTF8.GetBytes(beginning));

        RdfSyntaxException problem = Assert.Throws<RdfSyntaxException>(() => RdfReader.Read(
            endless, RdfFormat.ForFileName(file)!, null, new QuadList(), new() { TokenBytesMax = 100_000 }));

        Assert.Contains("longer than the limit of 100,000 bytes", problem.Message, StringComparison.Ordinal);
        Assert.InRange(endless.BytesRead, 100_000, 400_000);
    }

    [Fact]
    public void Read_LongComment_HasNoLimit() =>
        Assert.Single(RdfText.Read(
            "#" + new string('x', 1_000_000) + "\n<urn:s> <urn:p> 1 .", RdfFormat.Turtle,
            new() { TokenBytesMax = 1000 }));

    [Theory]
    [InlineData("[ <urn:p> ", "]")]
    [InlineData("( ", ")")]
    [InlineData("( [ <urn:p> ", "] )")]
    public void Read_DeepNesting_StopsAtTheLimit(string open, string close)
    {
        string Nested(int depth) => "<urn:s> <urn:p> " + string.Concat(Enumerable.Repeat(open, depth)) + "1"
            + string.Concat(Enumerable.Repeat(close, depth)) + " .";

        RdfSyntaxException problem = Fails(Nested(1_000_000), "a.ttl", RdfReadOptions.Default);

        Assert.Contains("nest deeper than the limit of 256", problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(RdfText.Read(Nested(100), RdfFormat.Turtle));
        Assert.NotEmpty(RdfText.Read(Nested(400), RdfFormat.Turtle, new() { DepthMax = 1_000_000 }));
    }

    [Theory]
    [InlineData("<p><s>", "</s></p>")]
    [InlineData("<p r:parseType='Resource'>", "</p>")]
    [InlineData("<p r:parseType='Literal'><a><b>", "</b></a></p>")]
    public void Read_DeepXml_StopsAtTheLimit(string open, string close)
    {
        string Nested(int depth) => XmlTriples.Replace("</s>", string.Concat(Enumerable.Repeat(open, depth))
            + string.Concat(Enumerable.Repeat(close, depth)) + "</s>", StringComparison.Ordinal);

        RdfSyntaxException problem = Fails(Nested(300), "a.rdf", RdfReadOptions.Default);

        Assert.Contains("elements nest deeper than the limit of 256", problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(RdfText.Read(Nested(80), RdfFormat.RdfXml));
        Assert.NotEmpty(RdfText.Read(Nested(330), RdfFormat.RdfXml, new() { DepthMax = 1_000_000 }));
    }

    [Theory]
    [InlineData("a.ttl")]
    [InlineData("a.nt")]
    [InlineData("a.rdf")]
    public void Read_Cancelled_Stops(string file)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => RdfText.Read(
            TextFor(file), RdfFormat.ForFileName(file)!, new() { Cancellation = source.Token }));
    }

    private static string TextFor(string file) => file == "a.rdf" ? XmlTriples : Triples;

    private static RdfSyntaxException Fails(string text, string file, RdfReadOptions options) =>
        Assert.Throws<RdfSyntaxException>(() => RdfText.Read(text, RdfFormat.ForFileName(file)!, options));

    /// <summary>A beginning, and then the letter a for ever.</summary>
    private sealed class EndlessStream(byte[] beginning) : MemoryStream(beginning)
    {
        public long BytesRead { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            if (read == 0)
            {
                buffer.AsSpan(offset, count).Fill((byte)'a');
                read = count;
            }

            BytesRead += read;
            return read;
        }
    }
}
