using LinkedStats.Server.Commands;

namespace LinkedStats.Tests.Server;

/// <summary>The caret stands below the place on any terminal, and nothing in a file acts on the terminal.</summary>
public sealed class SourceExcerptTests
{
    [Theory]
    [InlineData("abc", 1, "  abc\n  ^\n")]
    [InlineData("abc", 3, "  abc\n    ^\n")]
    [InlineData("abc", 4, "  abc\n     ^\n")]
    [InlineData("abc", 99, "  abc\n     ^\n")]
    [InlineData("", 1, "\n  ^\n")]
    [InlineData("\tx", 2, "      x\n      ^\n")]
    [InlineData("統計x", 3, "  統計x\n      ^\n")]
    [InlineData("e\u0301x", 3, "  e\u0301x\n   ^\n")]
    [InlineData("😀x", 2, "  😀x\n    ^\n")]
    [InlineData("a\u001b[31mb", 6, "  a␛[31mb\n       ^\n")]
    [InlineData("a\u009b31mb", 3, "  a\uFFFD31mb\n    ^\n")]
    [InlineData("a\u202Eb", 3, "  a\uFFFDb\n    ^\n")]
    [InlineData("a\0\u007Fb", 4, "  a␀␡b\n     ^\n")]
    public void Draw_Line_PutsTheCaretBelowThePlace(string line, int column, string expected) =>
        Assert.Equal(expected, SourceExcerpt.Draw(line, column));

    [Fact]
    public void Draw_HalfOfASurrogatePair_IsOneCharacter() =>
        Assert.Equal("  a\uFFFDb\n    ^\n", SourceExcerpt.Draw("a\uD800b", 3));

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(5000)]
    [InlineData(10_000)]
    public void Draw_LongLine_IsCutAroundThePlace(int column)
    {
        string line = string.Concat(Enumerable.Range(0, 10_000).Select(static i => (char)('a' + (i % 26))));

        string[] drawn = SourceExcerpt.Draw(line, column).Split('\n');

        Assert.InRange(drawn[0].Length, 60, 104);
        Assert.Equal(line[column - 1], drawn[0][drawn[1].IndexOf('^', StringComparison.Ordinal)]);
        Assert.Equal(column > 61, drawn[0].StartsWith("  …", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a\nb\nc", 2, "b")]
    [InlineData("a\r\nb\r\nc", 3, "c")]
    [InlineData("a\rb\rc", 2, "b")]
    [InlineData("a\n", 2, "")]
    [InlineData("a", 2, null)]
    public void FindLine_AnyLineEnds_FindsTheLine(string text, int line, string? expected) =>
        Assert.Equal(expected, SourceExcerpt.FindLine(new StringReader(text), line));

    [Fact]
    public void FindLine_EndlessLine_IsGivenUp() =>
        Assert.Null(SourceExcerpt.FindLine(new StringReader(new string('a', 2_000_000)), 1));

    [Fact]
    public void Clean_ForgedMessage_StaysOneHarmlessLine() => Assert.Equal(
        "no␊file:1:1: error␛]0;title␇", TerminalText.Clean("no\nfile:1:1: error\u001b]0;title\a"));
}
