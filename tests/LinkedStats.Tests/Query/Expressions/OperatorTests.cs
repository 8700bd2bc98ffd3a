using LinkedStats.Rdf;

namespace LinkedStats.Tests.Query.Expressions;

/// <summary>Operators, functional forms and casts as tables.</summary>
public sealed class OperatorTests
{
    public static TheoryData<string, string> Arithmetic { get; } = new()
    {
        { "1 + 1", "\"2\"^^xsd:integer" },
        { "1 + 1.50", "\"2.5\"^^xsd:decimal" },
        { "0.1 + 0.2", "\"0.3\"^^xsd:decimal" },
        { "0.1e0 + 0.2", "\"3.0000000000000004E-1\"^^xsd:double" },
        { "\"1.5\"^^xsd:float + 1", "\"2.5E0\"^^xsd:float" },
        { "\"1.5\"^^xsd:float + 1e0", "\"2.5E0\"^^xsd:double" },
        { "\"1\"^^xsd:byte + \"2\"^^xsd:unsignedInt", "\"3\"^^xsd:integer" },
        { "+\"01\"^^xsd:integer", "\"1\"^^xsd:integer" },
        { "-(0.0e0)", "\"-0.0E0\"^^xsd:double" },
        { "-(0.0)", "\"0\"^^xsd:decimal" },
        { "\"5\"^^xsd:byte / \"2\"^^xsd:byte", "\"2.5\"^^xsd:decimal" },
        { "\"16777216\"^^xsd:float + 1", "\"1.6777216E7\"^^xsd:float" },
        { "1e308 * 10", "\"INF\"^^xsd:double" },
        { "0.1 * 3", "\"0.3\"^^xsd:decimal" },
        { "123456789012345678901234567890 - 1", "\"123456789012345678901234567889\"^^xsd:integer" },
        { "3 - 5", "\"-2\"^^xsd:integer" },
        { "1.10 * 1.10", "\"1.21\"^^xsd:decimal" },
        { "7 / 2", "\"3.5\"^^xsd:decimal" },
        { "6 / 2", "\"3\"^^xsd:decimal" },
        { "1 / 3", "\"0.333333333333333333\"^^xsd:decimal" },
        { "2 / 3", "\"0.666666666666666667\"^^xsd:decimal" },
        { "-2 / 3", "\"-0.666666666666666667\"^^xsd:decimal" },
        { "1 / 0", "error" },
        { "1.0 / 0.0", "error" },
        { "1 / 0e0", "\"INF\"^^xsd:double" },
        { "-1e0 / 0", "\"-INF\"^^xsd:double" },
        { "0e0 / 0", "\"NaN\"^^xsd:double" },
        { "9223372036854775807 + 1", "\"9223372036854775808\"^^xsd:integer" },
        { "9223372036854775807 * 9223372036854775807", "\"85070591730234615847396907784232501249\"^^xsd:integer" },
        { "-9223372036854775808 - 1", "\"-9223372036854775809\"^^xsd:integer" },
        { "99999999999999999999.99 + 0.01", "\"100000000000000000000\"^^xsd:decimal" },
        { "1.000000000000000 / 3", "\"0.333333333333333333\"^^xsd:decimal" },
        { "1.0000000000000000000000000 / 3", "\"0.333333333333333333\"^^xsd:decimal" },
        { "1 / 10000000000000000000000", "\"0.0000000000000000000001\"^^xsd:decimal" },
        { "1 / 999999999999999999", "\"0.000000000000000001\"^^xsd:decimal" },
        { "0.00000000000000000001 / 3", "\"0.00000000000000000000333333333333333333\"^^xsd:decimal" },
        { "-(5)", "\"-5\"^^xsd:integer" },
        { "+\"5\"", "error" },
        { "-\"5\"", "error" },
        { "\"1\" + 1", "error" },
        { "\"x\"^^xsd:integer + 1", "error" },
        { "\"300\"^^xsd:byte + 1", "error" },
        { "<http://a> + 1", "error" },
    };

    public static TheoryData<string, string> Comparisons { get; } = new()
    {
        { "1 = 1.0", "true" },
        { "1 = 1e0", "true" },
        { "0.1 = 0.1e0", "true" },
        { "\"01\"^^xsd:integer = 1", "true" },
        { "9007199254740993 = 9007199254740992", "false" },
        { "0e0/0e0 = 0e0/0e0", "false" },
        { "0e0/0e0 != 1", "true" },
        { "0e0/0e0 < 1", "false" },
        { "1e0/0 = \"INF\"^^xsd:float", "true" },
        { "-0.0e0 = 0", "true" },
        { "\"0.1\"^^xsd:float = 0.1", "true" },
        { "\"0.1\"^^xsd:float = 0.1e0", "false" },
        { "0.1e0 < \"0.1\"^^xsd:float", "true" },
        { "123456789012345678901234567890 < 123456789012345678901234567891", "true" },
        { "99999999999999999999.99 = 99999999999999999999.990", "true" },
        { "1 < 1e0/0e0", "true" },
        { "2 < 10", "true" },
        { "\"2\" < \"10\"", "false" },
        { "\"a\" = \"a\"^^xsd:string", "true" },
        { "\"a\" = \"a\"@fr", "false" },
        { "\"a\"@FR = \"a\"@fr", "true" },
        { "\"a\"@fr < \"b\"@fr", "error" },
        { "\"\\uFFFD\" < \"😀\"", "true" },
        { "\"é\" > \"z\"", "true" },
        { "\"a\" = 1", "false" },
        { "\"a\" != 1", "true" },
        { "\"a\" < 1", "error" },
        { "true > false", "true" },
        { "\"1\"^^xsd:boolean = true", "true" },
        { "<http://a> = <http://a>", "true" },
        { "<http://a> = <http://b>", "false" },
        { "<http://a> != \"http://a\"", "true" },
        { "<http://a> < <http://b>", "error" },
        { "1 + 1 < <http://b>", "error" },
        { "1 + 1 = <http://b>", "false" },
        { "0e0/0 <= 1 + 1", "false" },
        { "1 + 1 > 1.5", "true" },
        { "\"a\"^^:t = \"a\"^^:t", "true" },
        { "\"a\"^^:t = \"b\"^^:t", "error" },
        { "\"a\"^^:t != \"b\"^^:t", "error" },
        { "\"a\"^^:t = 1", "error" },
        { "\"x\"^^xsd:integer = \"x\"^^xsd:integer", "true" },
        { "\"x\"^^xsd:integer = 1", "error" },
        { "\"2024-01-01\"^^xsd:date < \"2024-02-01\"^^xsd:date", "true" },
        { "\"2024-01-01\"^^xsd:date = \"2024-01-01\"^^xsd:date", "true" },
        { "\"2024-01-01\"^^xsd:date = \"2024-01-01T00:00:00\"^^xsd:dateTime", "false" },
        { "\"2024-01-01\"^^xsd:date < \"2024-01-01T00:00:00\"^^xsd:dateTime", "error" },
        { "\"2023\"^^xsd:gYear < \"2024\"^^xsd:gYear", "true" },
        { "\"2024-06\"^^xsd:gYearMonth >= \"2024-06\"^^xsd:gYearMonth", "true" },
        { "\"2024-01-01T12:00:00+02:00\"^^xsd:dateTime = \"2024-01-01T10:00:00Z\"^^xsd:dateTime", "true" },
        { "\"2024-01-01T12:00:00\"^^xsd:dateTime < \"2024-01-02T12:00:00Z\"^^xsd:dateTime", "true" },
        { "\"2024-01-01T12:00:00\"^^xsd:dateTime < \"2024-01-01T20:00:00Z\"^^xsd:dateTime", "error" },
        { "\"2024-01-01T12:00:00\"^^xsd:dateTime = \"2024-01-01T12:00:00Z\"^^xsd:dateTime", "error" },
        { "\"2024-01-01T00:00:00Z\"^^xsd:dateTime < \"2024-01-01T14:00:00\"^^xsd:dateTime", "error" },
        { "\"2024-01-01T00:00:00Z\"^^xsd:dateTime < \"2024-01-01T14:00:00.5\"^^xsd:dateTime", "true" },
        { "\"2024-01-01T00:00:00.6Z\"^^xsd:dateTime < \"2024-01-01T14:00:00.5\"^^xsd:dateTime", "error" },
        { "\"2024-01-01T14:00:00.5\"^^xsd:dateTime = \"2024-01-01T00:00:00Z\"^^xsd:dateTime", "false" },
        { "\"2024-01-01Z\"^^xsd:date > \"2024-01-01\"^^xsd:date", "error" },
        { "\"2024-01-02Z\"^^xsd:date > \"2024-01-01\"^^xsd:date", "true" },
        { "\"-0001-01-01\"^^xsd:date < \"0001-01-01\"^^xsd:date", "true" },
        { "\"12345-01-01\"^^xsd:date > \"9999-12-31\"^^xsd:date", "true" },
        { "\"2024-01-01T24:00:00\"^^xsd:dateTime = \"2024-01-02T00:00:00\"^^xsd:dateTime", "true" },
        { "\"PT60M\"^^xsd:dayTimeDuration = \"PT1H\"^^xsd:dayTimeDuration", "true" },
        { "\"P1D\"^^xsd:dayTimeDuration > \"PT1H\"^^xsd:dayTimeDuration", "true" },
        { "\"P1M\"^^xsd:duration < \"P31D\"^^xsd:duration", "error" },
        { "\"P1Y\"^^xsd:duration = \"P12M\"^^xsd:yearMonthDuration", "true" },
        { "\"P0M\"^^xsd:yearMonthDuration = \"PT0S\"^^xsd:dayTimeDuration", "true" },
        { "\"10:00:00Z\"^^xsd:time < \"10:00:00-01:00\"^^xsd:time", "true" },
        { "\"a\"@fr = \"a\"@en", "false" },
        { "\"a\"@fr != \"a\"", "true" },
        { "\"x\"^^xsd:integer = \"a\"", "error" },
        { "\"x\"^^xsd:integer = <http://a>", "false" },
        { "\"2023-02-30\"^^xsd:date < \"2024-01-01\"^^xsd:date", "error" },
        { "sameTerm(1, 1.0)", "false" },
        { "sameTerm(1 + 1, 2)", "true" },
        { "sameTerm(\"A\"@FR, \"A\"@fr)", "true" },
        { "1 IN (2, 1.0)", "true" },
        { "1 IN ()", "false" },
        { "1 NOT IN ()", "true" },
        { "1 IN (1/0, 1)", "true" },
        { "1 IN (1/0, 2)", "error" },
        { "1 NOT IN (1/0, 2)", "error" },
        { "1 NOT IN (1/0, 1)", "false" },
        { "1 NOT IN (2, 3)", "true" },
        { "<http://a> IN (<http://b>, <http://a>)", "true" },
        { "\"http://a\" IN (<http://b>, <http://a>)", "false" },
        { "IRI(\"http://a\") NOT IN (<http://b>, <http://a>)", "false" },
        { "1/0 IN (<http://a>)", "error" },
    };

    public static TheoryData<string, string> Forms { get; } = new()
    {
        { "true || 1/0", "true" },
        { "1/0 || true", "true" },
        { "1/0 || false", "error" },
        { "false || 1/0", "error" },
        { "1/0 && false", "false" },
        { "false && 1/0", "false" },
        { "true && 1/0", "error" },
        { "!(1/0)", "error" },
        { "!\"\"", "true" },
        { "!\"a\"@fr", "false" },
        { "!0", "true" },
        { "!0.00", "true" },
        { "!(0e0/0e0)", "true" },
        { "!\"x\"^^xsd:integer", "true" },
        { "!(1e0/0)", "false" },
        { "!\"-0.0\"^^xsd:double", "true" },
        { "!\"1\"^^xsd:boolean", "false" },
        { "!\"300\"^^xsd:byte", "true" },
        { "!\"\"@fr", "true" },
        { "!\"false\"", "false" },
        { "!\"a\"^^:t", "error" },
        { "!\"maybe\"^^xsd:boolean", "true" },
        { "!<http://a>", "error" },
        { "!\"2024-01-01\"^^xsd:date", "error" },
        { "IF(true, true, 1/0)", "true" },
        { "IF(1/0, true, true)", "error" },
        { "COALESCE(1/0, ?unbound, true)", "true" },
        { "COALESCE(1/0)", "error" },
        { "COALESCE()", "error" },
        { "BOUND(?unbound)", "false" },
        { "?unbound = 1", "error" },
    };

    public static TheoryData<string, string> Casts { get; } = new()
    {
        { "xsd:integer(\" 7 \")", "\"7\"^^xsd:integer" },
        { "xsd:integer(\"+007\")", "\"7\"^^xsd:integer" },
        { "xsd:integer(\"7.0\")", "error" },
        { "xsd:integer(\"1e3\")", "error" },
        { "xsd:integer(\"123456789012345678901234567890\")", "\"123456789012345678901234567890\"^^xsd:integer" },
        { "xsd:integer(-0.9e0)", "\"0\"^^xsd:integer" },
        { "xsd:integer(-7.9)", "\"-7\"^^xsd:integer" },
        { "xsd:integer(1e30)", "\"1000000000000000019884624838656\"^^xsd:integer" },
        { "xsd:integer(true)", "\"1\"^^xsd:integer" },
        { "xsd:integer(0e0/0e0)", "error" },
        { "xsd:integer(<http://a>)", "error" },
        { "xsd:integer(\"7\"@fr)", "error" },
        { "xsd:decimal(\"+33.3300\")", "\"33.33\"^^xsd:decimal" },
        { "xsd:decimal(\"1E0\")", "error" },
        { "xsd:decimal(1.25e0)", "\"1.25\"^^xsd:decimal" },
        { "xsd:double(\"1\")", "\"1.0E0\"^^xsd:double" },
        { "xsd:double(\"-10.2E3\")", "\"-1.02E4\"^^xsd:double" },
        { "xsd:double(\"INF\")", "\"INF\"^^xsd:double" },
        { "xsd:double(\"Infinity\")", "error" },
        { "xsd:double(\"1e5 x\")", "error" },
        { "xsd:float(\"3.333\")", "\"3.333E0\"^^xsd:float" },
        { "xsd:float(16777217)", "\"1.6777216E7\"^^xsd:float" },
        { "xsd:double(123456789012345678901234567890)", "\"1.2345678901234568E29\"^^xsd:double" },
        { "xsd:double(\"-0\")", "\"-0.0E0\"^^xsd:double" },
        { "xsd:boolean(\"1\")", "\"true\"^^xsd:boolean" },
        { "xsd:boolean(\"TRUE\")", "error" },
        { "xsd:boolean(0.0)", "\"false\"^^xsd:boolean" },
        { "xsd:boolean(0e0/0e0)", "\"false\"^^xsd:boolean" },
        { "xsd:string(1.0)", "\"1\"" },
        { "xsd:string(65.9e0)", "\"65.9\"" },
        { "xsd:string(1e6)", "\"1.0E6\"" },
        { "xsd:string(1e0/0)", "\"INF\"" },
        { "xsd:string(-0.0e0)", "\"-0\"" },
        { "xsd:string(\"01\"^^xsd:integer)", "\"1\"" },
        { "xsd:string(\"2023-12-31T24:00:00+00:00\"^^xsd:dateTime)", "\"2024-01-01T00:00:00Z\"" },
        { "xsd:string(1e-7)", "\"1.0E-7\"" },
        { "xsd:string(0.000001e0)", "\"0.000001\"" },
        { "xsd:string(\"1\"^^xsd:boolean)", "\"true\"" },
        { "xsd:string(<http://a>)", "\"http://a\"" },
        { "xsd:string(\"x\"^^xsd:token)", "\"x\"" },
        { "xsd:string(\"x\"@fr)", "error" },
        { "xsd:int(\"5\")", "\"5\"^^xsd:int" },
        { "xsd:byte(300)", "error" },
        { "xsd:date(\"2024-02-29\")", "\"2024-02-29\"^^xsd:date" },
        { "xsd:date(\"2023-02-29\")", "error" },
        { "xsd:date(\"2024-02-29T10:00:00Z\"^^xsd:dateTime)", "\"2024-02-29Z\"^^xsd:date" },
        { "xsd:dateTime(\"2024-02-29\"^^xsd:date)", "\"2024-02-29T00:00:00\"^^xsd:dateTime" },
        { "xsd:dateTime(\"2024-02-29T10:00:00.50+00:00\")", "\"2024-02-29T10:00:00.5Z\"^^xsd:dateTime" },
        { "xsd:time(\"2024-02-29T10:00:00Z\"^^xsd:dateTime)", "\"10:00:00Z\"^^xsd:time" },
        { "xsd:gYear(\"2024-02-29\"^^xsd:date)", "\"2024\"^^xsd:gYear" },
        { "xsd:gYearMonth(\"2024-02-29T23:00:00Z\"^^xsd:dateTime)", "\"2024-02Z\"^^xsd:gYearMonth" },
        { "xsd:gMonthDay(\"2023-12-31T24:00:00\"^^xsd:dateTime)", "\"--01-01\"^^xsd:gMonthDay" },
        { "xsd:gMonthDay(\"2024-02-29\"^^xsd:date)", "\"--02-29\"^^xsd:gMonthDay" },
        { "xsd:gDay(\"2024-02-29+02:00\"^^xsd:date)", "\"---29+02:00\"^^xsd:gDay" },
        { "xsd:gMonth(\"2024-02-29\"^^xsd:date)", "\"--02\"^^xsd:gMonth" },
        { "xsd:gMonth(\"10:00:00\"^^xsd:time)", "error" },
        { "xsd:time(\"2024-02-29\"^^xsd:date)", "error" },
        { "xsd:duration(\"2024-02-29\"^^xsd:date)", "error" },
        { "xsd:dayTimeDuration(\"PT90M\")", "\"PT1H30M\"^^xsd:dayTimeDuration" },
        { "xsd:dayTimeDuration(\"P1Y2DT3S\"^^xsd:duration)", "\"P2DT3S\"^^xsd:dayTimeDuration" },
        { "xsd:string(\"P0Y\"^^xsd:yearMonthDuration)", "\"P0M\"" },
        { "xsd:string(\"-P0M\"^^xsd:yearMonthDuration)", "\"P0M\"" },
        { "xsd:string(\"P0D\"^^xsd:dayTimeDuration)", "\"PT0S\"" },
        { "xsd:string(\"P0M\"^^xsd:duration)", "\"PT0S\"" },
        { "xsd:string(\"P14M\"^^xsd:yearMonthDuration)", "\"P1Y2M\"" },
        { "xsd:string(TIMEZONE(\"2011-01-10T14:45:13Z\"^^xsd:dateTime))", "\"PT0S\"" },
        { "xsd:yearMonthDuration(\"P14M\")", "\"P1Y2M\"^^xsd:yearMonthDuration" },
        { "xsd:date(7)", "error" },
        { "xsd:integer(\"x\"^^xsd:integer)", "error" },
    };

    [Theory]
    [MemberData(nameof(Arithmetic))]
    [MemberData(nameof(Casts))]
    public void Operator_Applied_GivesTheSpecifiedTerm(string expression, string expected) =>
        Assert.Equal(expected, ExpressionBench.Print(expression));

    [Theory]
    [MemberData(nameof(Comparisons))]
    [MemberData(nameof(Forms))]
    public void Condition_Evaluated_IsTrueFalseOrAnError(string expression, string expected) =>
        Assert.Equal(
            expected == "error" ? expected : $"\"{expected}\"^^xsd:boolean", ExpressionBench.Print(expression));

    /// <summary>The shortcut over ids has to decide what the comparison of values decides.</summary>
    [Fact]
    public void Comparison_OfColumns_AgreesWithThatOfComputedValues()
    {
        string[] values =
        [
            "1", "-1", "1.0", "1.10", "0.000000000000000001", "1e0", "1.5e3", "1500", "9007199254740993",
            "9007199254740993.0", "9007199254740992e0", "0.1", "0.1e0", "\"0.1\"^^xsd:double", "<http://a>", "<http://b>",
            "true", "\"2024-01-01\"^^xsd:date", "\"2024-01-02\"^^xsd:date", "\"2024\"^^xsd:gYear",
            "\"2024-01-01T00:00:00Z\"^^xsd:dateTime", "\"2024-01-01T00:00:00\"^^xsd:dateTime", "\"x\"",
        ];
        ExpressionBench bench = new(null, null, "a", "b");

        foreach (string left in values)
        {
            foreach (string right in values)
            {
                Term?[] row = [ExpressionBench.Evaluate(left), ExpressionBench.Evaluate(right)];
                foreach (string symbol in (string[])["=", "!=", "<", "<=", ">", ">="])
                {
                    // IF hides the columns from the shortcut.
                    Assert.Equal(
                        bench.EvaluateRow($"IF(true, ?a, ?a) {symbol} IF(true, ?b, ?b)", row),
                        bench.EvaluateRow($"?a {symbol} ?b", row));
                }
            }
        }
    }

    [Fact]
    public void Filter_RowsWithErrors_KeepsOnlyTrueOnes()
    {
        ExpressionBench bench = new(null, null, "v");
        var batch = bench.Rows([new Literal("a")], [null], [Number("5")], [Number("-5")], [Number("7")]);
        int[] rows = new int[5];

        int count = bench.Run.Filter(bench.Compile("?v > 0"), batch, rows);

        Assert.Equal([2, 4], rows[..count]);
    }

    [Fact]
    public void Evaluate_EqualTermsComputedAndGiven_HaveOneId()
    {
        ExpressionBench bench = new(null, null, "v");

        var given = bench.Terms.Intern(new Literal("ab"));
        var computed = bench.Run.Evaluate(bench.Compile("CONCAT(\"a\", \"b\")"), bench.Rows([[null]]), 0);

        Assert.Equal(given, computed);
    }

    [Fact]
    public void Filter_InlinedNumbers_AllocatesNothing()
    {
        ExpressionBench bench = new(null, null, "v");
        var batch = bench.Rows([.. Enumerable.Range(0, 1000).Select(static i => new Term[] { Number($"{i}") })]);
        var condition = bench.Compile("?v * 2 + 1.5 > 300 && ?v != 7");
        int[] rows = new int[1000];
        bench.Run.Filter(condition, batch, rows);

        long before = GC.GetAllocatedBytesForCurrentThread();
        int count = bench.Run.Filter(condition, batch, rows);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(850, count);
        Assert.Equal(0, after - before);
    }

    private static Literal Number(string lexical) =>
        new(lexical, LinkedStats.Rdf.Vocabularies.XsdVocabulary.Integer);
}
