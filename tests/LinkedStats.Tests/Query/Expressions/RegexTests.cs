using System.Diagnostics;
using LinkedStats.Query;
using LinkedStats.Rdf;

namespace LinkedStats.Tests.Query.Expressions;

/// <summary>REGEX and REPLACE: XPath's syntax and flags, and that neither patterns nor texts outrun the limits.</summary>
public sealed class RegexTests
{
    public static TheoryData<string, string> Matches { get; } = new()
    {
        { "REGEX(\"foobar\", \"ob\")", "true" },
        { "REGEX(\"foobar\"@fr, \"^foo\")", "true" },
        { "REGEX(\"foobar\", \"OB\")", "false" },
        { "REGEX(\"foobar\", \"OB\", \"i\")", "true" },
        { "REGEX(\"ÉTÉ\", \"été\", \"i\")", "true" },
        { "REGEX(\"a\\nb\", \"a.b\")", "false" },
        { "REGEX(\"a\\nb\", \"a.b\", \"s\")", "true" },
        { "REGEX(\"a\\nb\", \"^b$\")", "false" },
        { "REGEX(\"a\\nb\", \"^b$\", \"m\")", "true" },
        { "REGEX(\"b\\n\", \"b$\")", "false" },
        { "REGEX(\"helloworld\", \"hello world\", \"x\")", "true" },
        { "REGEX(\"hello world\", \"hello[ ]world\", \"x\")", "true" },
        { "REGEX(\"a.b\", \"a.b\", \"q\")", "true" },
        { "REGEX(\"axb\", \"a.b\", \"q\")", "false" },
        { "REGEX(\"2024-11\", \"^\\\\d{4}-\\\\d{2}$\")", "true" },
        { "REGEX(\"x1\", \"^\\\\i\\\\c*$\")", "true" },
        { "REGEX(\"1x\", \"^\\\\i\\\\c*$\")", "false" },
        { "REGEX(\"1\", \"^\\\\I$\")", "true" },
        { "REGEX(\"é_\", \"^\\\\C\")", "false" },
        { "REGEX(\"f\", \"^[a-z-[aeiou]]$\")", "true" },
        { "REGEX(\"e\", \"^[a-z-[aeiou]]$\")", "false" },
        { "REGEX(\"-\", \"^[a-]$\")", "true" },
        { "REGEX(\"^\", \"[\\\\^]\")", "true" },
        { "REGEX(\"Ä\", \"^\\\\p{Lu}$\")", "true" },
        { "REGEX(\"Ä\", \"^\\\\P{Lu}$\")", "false" },
        { "REGEX(\"α\", \"^\\\\p{IsGreek}$\")", "true" },
        { "REGEX(\"abab\", \"^(ab)\\\\1$\")", "true" },
        { "REGEX(\"abba\", \"^(ab)\\\\1$\")", "false" },
        { "REGEX(\"\", \"^$\")", "true" },
        { "REGEX(\"a\", \"b|\")", "true" },
        { "REGEX(\"aaa\", \"^a{2,}$\")", "true" },
        { "REGEX(\"a+\", \"a\\\\+\")", "true" },
        { "REGEX(\"\\t\", \"^\\\\s$\")", "true" },
        { "REGEX(\"\\u00A0\", \"^\\\\s$\")", "false" },
        { "REGEX(\"_\", \"^\\\\w$\")", "false" },
        { "REGEX(\"+\", \"^\\\\w$\")", "true" },
    };

    /// <summary>Characters beyond the Basic Multilingual Plane count as one.</summary>
    public static TheoryData<string, string> AstralMatches { get; } = new()
    {
        { "REGEX(\"😀\", \"^.$\")", "true" },
        { "REGEX(\"😀\", \"^..$\")", "false" },
        { "REGEX(\"😀\", \"^[^a]$\")", "true" },
        { "REGEX(\"😀\", \"^[😀-😎]$\")", "true" },
        { "REGEX(\"🙀\", \"^[😀-😎]$\")", "false" },
        { "REGEX(\"🙀\", \"^[^😀-😎]$\")", "true" },
        { "REGEX(\"😀\", \"^[^😀-😎]$\")", "false" },
        { "REGEX(\"😀😀\", \"^😀+$\")", "true" },
        { "REGEX(\"😀\", \"^\\\\S$\")", "true" },
        { "REGEX(\"a\", \"^[a😀]$\")", "true" },
    };

    public static TheoryData<string> InvalidCalls { get; } =
    [
        "REGEX(\"a\", \"(\")",
        "REGEX(\"a\", \")\")",
        "REGEX(\"a\", \"[a\")",
        "REGEX(\"a\", \"[]\")",
        "REGEX(\"a\", \"[z-a]\")",
        "REGEX(\"a\", \"*\")",
        "REGEX(\"a\", \"a**\")",
        "REGEX(\"a\", \"a{\")",
        "REGEX(\"a\", \"a{2,1}\")",
        "REGEX(\"a\", \"a{99999999999}\")",
        "REGEX(\"a\", \"((a{100}){100}){100}\")",
        "REGEX(\"a\", \"\\\\b\")",
        "REGEX(\"a\", \"\\\\\")",
        "REGEX(\"a\", \"\\\\2(a)\")",
        "REGEX(\"a\", \"(?=a)\")",
        "REGEX(\"a\", \"(?<n>a)\")",
        "REGEX(\"a\", \"\\\\p{Nonsense}\")",
        "REGEX(\"a\", \"a\", \"k\")",
        "REGEX(\"a\", \"a\"@fr)",
        "REGEX(1, \"a\")",
        "REPLACE(\"abc\", \"b*\", \"x\")",
        "REPLACE(\"abc\", \"b\", \"$\")",
        "REPLACE(\"abc\", \"b\", \"\\\\n\")",
        "REPLACE(\"abc\", \"b\", 1)",
    ];

    public static TheoryData<string, string> Replacements { get; } = new()
    {
        { "REPLACE(\"abcd\", \"b\", \"Z\")", "\"aZcd\"" },
        { "REPLACE(\"abab\"@fr, \"B\", \"Z\", \"i\")", "\"aZaZ\"@fr" },
        { "REPLACE(\"abab\", \"B.\", \"Z\", \"i\")", "\"aZb\"" },
        { "REPLACE(\"abracadabra\", \"a(.)\", \"a$1$1\")", "\"abbraccaddabbra\"" },
        { "REPLACE(\"darted\", \"^(.*?)d(.*)$\", \"$1c$2\")", "\"carted\"" },
        { "REPLACE(\"abc\", \"(b)\", \"[$0$12]\")", "\"a[bb2]c\"" },
        { "REPLACE(\"abc\", \"b\", \"$1\")", "\"ac\"" },
        { "REPLACE(\"abc\", \"b\", \"\\\\$\\\\\\\\\")", "\"a$\\c\"" },
        { "REPLACE(\"a.c\", \".\", \"$1\", \"q\")", "\"a$1c\"" },
        { "REPLACE(\"abc\", \"x\", \"y\")", "\"abc\"" },
        { "REPLACE(\"a😀c\", \"[^a-c]\", \"-\")", "\"a-c\"" },
    };

    [Theory]
    [MemberData(nameof(Matches))]
    [MemberData(nameof(AstralMatches))]
    public void Regex_Applied_MatchesAsXPathSays(string expression, string expected) =>
        Assert.Equal($"\"{expected}\"^^xsd:boolean", ExpressionBench.Print(expression));

    [Theory]
    [MemberData(nameof(InvalidCalls))]
    public void Regex_InvalidPatternOrArgument_IsAnError(string expression) =>
        Assert.Equal("error", ExpressionBench.Print(expression));

    [Theory]
    [MemberData(nameof(Replacements))]
    public void Replace_Applied_ReplacesAsXPathSays(string expression, string expected) =>
        Assert.Equal(expected, ExpressionBench.Print(expression));

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|aa)+$")]
    [InlineData("(.*)*(.*)*b")]
    public void Regex_PatternWithoutBackReference_TakesLinearTime(string pattern)
    {
        ExpressionBench bench = new(new QueryLimits { Deadline = TimeSpan.FromSeconds(20) }, null, "text");

        Term? result = bench.EvaluateRow($"REGEX(?text, \"{pattern}\")", new Literal(new string('a', 5000) + "!"));

        Assert.Equal("\"false\"^^xsd:boolean", ExpressionBench.Print(result));
    }

    [Theory]
    [InlineData("REGEX(?text, \"^((a+)+)\\\\1x$\")")]
    [InlineData("REPLACE(?text, \"^((a+)+)\\\\1x$\", \"\")")]
    public void Regex_CatastrophicPattern_StopsAtTheDeadline(string expression)
    {
        ExpressionBench bench = new(new QueryLimits { Deadline = TimeSpan.FromMilliseconds(300) }, null, "text");
        Stopwatch watch = Stopwatch.StartNew();

        QueryException exception = Assert.Throws<QueryException>(
            () => bench.EvaluateRow(expression, new Literal(new string('a', 60) + "!")));

        Assert.Equal(QueryFailure.Deadline, exception.Failure);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("REPLACE(?text, \"a\", ?text)")]
    [InlineData("CONCAT(?text, ?text, ?text, ?text, ?text, ?text, ?text, ?text)")]
    [InlineData("ENCODE_FOR_URI(REPLACE(?text, \"a\", \"éééé\"))")]
    public void Text_GrowingBeyondTheMemory_IsStopped(string expression)
    {
        ExpressionBench bench = new(new QueryLimits { BytesMax = 1_000_000 }, null, "text");
        var batch = bench.Rows([new Literal(new string('a', 100_000))]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        QueryException exception = Assert.Throws<QueryException>(
            () => bench.Run.Evaluate(bench.Compile(expression), batch, 0));

        Assert.Equal(QueryFailure.Memory, exception.Failure);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }
}
