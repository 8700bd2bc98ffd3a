using System.Text;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Rdf.Syntax;

public sealed class RdfReadLimitTests
{
    private static readonly string Triples = string.Concat(Enumerable.Repeat("<urn:s> <urn:p> <urn:o> .\n", 100));

    [Theory]
    [InlineData("a.ttl")]
    [InlineData("a.nt")]
    public void Read_MoreStatementsThanAllowed_StopsAtTheFirstBeyond(string file)
    {
        RdfSyntaxException problem = Fails(Triples, file, new() { StatementsMax = 99 });

        Assert.Equal(100, problem.Line);
        Assert.Contains("more statements than the limit of 99", problem.Message, StringComparison.Ordinal);
        Assert.Equal(100, RdfText.Read(Triples, RdfFormat.ForFileName(file)!, new() { StatementsMax = 100 }).Count);
    }

    [Theory]
    [InlineData("a.ttl")]
    [InlineData("a.nt")]
    public void Read_MoreBytesThanAllowed_Stops(string file)
    {
        RdfSyntaxException problem = Fails(Triples, file, new() { BytesMax = Triples.Length - 1 });

        Assert.Contains("longer than the limit", problem.Message, StringComparison.Ordinal);
        Assert.Equal(
            100, RdfText.Read(Triples, RdfFormat.ForFileName(file)!, new() { BytesMax = Triples.Length }).Count);
    }

    [Theory]
    [InlineData("a.ttl")]
    [InlineData("a.nt")]
    public void Read_EndlessToken_StopsAtTheLimitWithoutReadingOn(string file)
    {
        var endless = new EndlessStream(Encoding.UTF8.GetBytes("<urn:s> <urn:p>\t\"a"));

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

    [Fact]
    public void Read_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(
            () => RdfText.Read(Triples, RdfFormat.Turtle, new() { Cancellation = source.Token }));
    }

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
