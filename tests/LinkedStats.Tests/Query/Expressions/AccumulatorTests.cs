using CsCheck;
using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Expressions;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Tests.Query.Expressions;

public sealed class AccumulatorTests
{
    /// <summary>Aggregate, values as expressions split by blanks, and the result; ! is DISTINCT.</summary>
    public static TheoryData<string, string, string> Aggregates { get; } = new()
    {
        { "COUNT", "", "\"0\"^^xsd:integer" },
        { "COUNT", "1 1 ?unbound 2", "\"3\"^^xsd:integer" },
        { "COUNT!", "1 1 1.0 ?unbound", "\"2\"^^xsd:integer" },
        { "SUM", "", "\"0\"^^xsd:integer" },
        { "SUM", "1 2 3", "\"6\"^^xsd:integer" },
        { "SUM", "1 2.20 3", "\"6.2\"^^xsd:decimal" },
        { "SUM", "0.1e0 0.2e0", "\"3.0E-1\"^^xsd:double" },
        { "SUM", "1 \"1.5\"^^xsd:float", "\"2.5E0\"^^xsd:float" },
        { "SUM", "1 \"1.5\"^^xsd:float 1e0", "\"3.5E0\"^^xsd:double" },
        { "SUM", "1e300 1e-300 -1e300", "\"1.0E-300\"^^xsd:double" },
        { "SUM", "1e0/0e0 1", "\"INF\"^^xsd:double" },
        { "SUM", "1e0/0e0 1 -1e0/0e0", "\"NaN\"^^xsd:double" },
        { "SUM", "9223372036854775807 9223372036854775807", "\"18446744073709551614\"^^xsd:integer" },
        { "SUM", "1 ?unbound", "error" },
        { "SUM", "1 \"2\"", "error" },
        { "SUM!", "1 1 2", "\"3\"^^xsd:integer" },
        { "SUM!", "1 1.0 \"01\"^^xsd:integer", "\"3\"^^xsd:decimal" },
        { "SUM", "99999999999999999999.99 0.01", "\"100000000000000000000\"^^xsd:decimal" },
        { "SUM", "\"0.1\"^^xsd:float \"0.2\"^^xsd:float", "\"3.0E-1\"^^xsd:float" },
        { "SUM", "-0.0e0", "\"0.0E0\"^^xsd:double" },
        { "SUM", "1 \"x\"^^xsd:integer", "error" },
        { "SUM!", "1 ?unbound ?unbound", "error" },
        { "AVG", "", "\"0\"^^xsd:integer" },
        { "AVG", "1 2", "\"1.5\"^^xsd:decimal" },
        { "AVG", "1.0 2.2 3.5", "\"2.233333333333333333\"^^xsd:decimal" },
        { "AVG", "1e0 2", "\"1.5E0\"^^xsd:double" },
        { "AVG", "1 \"x\"", "error" },
        { "AVG!", "1 1 4", "\"2.5\"^^xsd:decimal" },
        { "AVG", "123456789012345678901 123456789012345678902", "\"123456789012345678901.5\"^^xsd:decimal" },
        { "AVG", "1e0/0e0 1", "\"INF\"^^xsd:double" },
        { "MIN", "", "error" },
        { "MIN", "3 1.0 2", "\"1.0\"^^xsd:decimal" },
        { "MIN", "1 1.0 1e0", "\"1.0\"^^xsd:decimal" },
        { "MIN", "1e0 1 1.0", "\"1.0\"^^xsd:decimal" },
        { "MIN", "\"a\" 1 <http://z>", "<http://z>" },
        { "MIN", "1 ?unbound", "error" },
        { "MAX", "3 10 2.5", "\"10\"^^xsd:integer" },
        { "MAX", "0e0/0e0 1", "\"1\"^^xsd:integer" },
        { "MIN", "0e0/0e0 1", "\"NaN\"^^xsd:double" },
        { "MAX", "1 \"x\"^^xsd:integer <http://z>", "\"x\"^^xsd:integer" },
        { "MIN", "true 0 \"\"", "\"0\"^^xsd:integer" },
        { "MAX", "\"b\" \"a\"@fr 7", "\"b\"" },
        { "MAX", "\"2024-01-01\"^^xsd:date \"2023-01-01\"^^xsd:date", "\"2024-01-01\"^^xsd:date" },
        { "SAMPLE", "", "error" },
        { "SAMPLE", "?unbound 7", "\"7\"^^xsd:integer" },
        { "GROUP_CONCAT", "", "\"\"" },
        { "GROUP_CONCAT", "\"a\" \"b\"@fr 5.10 <http://c>", "\"a b 5.10 http://c\"" },
        { "GROUP_CONCAT!", "\"a\" \"b\" \"a\"", "\"a b\"" },
        { "GROUP_CONCAT", "\"a\" ?unbound", "error" },
        { "GROUP_CONCAT", "\"\" \"\"", "\" \"" },
    };

    [Theory]
    [MemberData(nameof(Aggregates))]
    public void Result_ValuesAdded_IsTheSpecifiedTerm(string call, string values, string expected)
    {
        ExpressionBench bench = new();
        Accumulator accumulator = Create(bench, call);
        foreach (string value in values.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            accumulator.Add(bench.Terms.ValueOf(bench.IdOf(value)));
        }

        TermId result = accumulator.Result();

        Assert.Equal(expected, ExpressionBench.Print(result.IsNone ? null : bench.Terms.Get(result)));
    }

    [Fact]
    public void Sum_RowsInAnyOrder_IsTheSameDouble() =>
        Gen.Double[-1e12, 1e12].Array[1, 50].Sample(values =>
            SumOf(values) == SumOf([.. values.Reverse()]) && SumOf(values) == SumOf([.. values.Order()]));

    [Fact]
    public void Sum_BatchesOfMantissas_IsTheSumOfTheRows() =>
        Gen.Select(
            Gen.Long[-999_999_999_999_999, 999_999_999_999_999].Array[1, 60], Gen.Int[0, 22], Gen.Int[0, 2].Select(
                static i => i == 0 ? TermTag.Integer : i == 1 ? TermTag.Decimal : TermTag.Double)).Sample((mantissas, scale, tag) =>
        {
            scale = tag == TermTag.Integer ? 0 : scale;
            ExpressionBench bench = new();
            NumericSum byRow = new();
            NumericSum byBatch = new();
            foreach (long mantissa in mantissas)
            {
                TermId id = tag switch
                {
                    TermTag.Integer => InlineTerm.FromInteger(mantissa),
                    TermTag.Decimal => InlineTerm.FromDecimal(mantissa, scale),
                    _ => InlineTerm.FromDouble(mantissa, scale),
                };

                // Without the id the sum sees the value only.
                byRow.Add(bench.Terms.ValueOf(id).Number);
            }

            byBatch.Add(mantissas.Aggregate(Int128.Zero, static (sum, m) => sum + m), scale, tag, mantissas.Length);
            return byRow.Sum() == byBatch.Sum() && byRow.Average() == byBatch.Average();
        });

    [Fact]
    public void Sum_ManyScales_IsExact()
    {
        NumericSum sum = new();
        for (int i = 0; i < 40; i++)
        {
            sum.Add(NumericValue.FromDecimal(new(1, i)));
        }

        Assert.Equal("1." + new string('1', 39), sum.Sum().ToString());
    }

    [Theory]
    [InlineData("GROUP_CONCAT")]
    [InlineData("COUNT!")]
    public void Add_MoreThanTheMemory_IsStopped(string call)
    {
        ExpressionBench bench = new(new QueryLimits { BytesMax = 200_000 });
        Accumulator accumulator = Create(bench, call);

        QueryException exception = Assert.Throws<QueryException>(() =>
        {
            for (int i = 0; i < 1_000_000; i++)
            {
                accumulator.Add(bench.Terms.ValueOf(InlineTerm.FromInteger(i)));
            }
        });

        Assert.Equal(QueryFailure.Memory, exception.Failure);
    }

    private static double SumOf(double[] values)
    {
        NumericSum sum = new();
        foreach (double value in values)
        {
            sum.Add(NumericValue.FromDouble(value));
        }

        return sum.Sum().ToDouble();
    }

    private static Accumulator Create(ExpressionBench bench, string call)
    {
        AggregateKind kind = call.TrimEnd('!') switch
        {
            "AVG" => AggregateKind.Average,
            "GROUP_CONCAT" => AggregateKind.GroupConcat,
            string name => Enum.Parse<AggregateKind>(name, ignoreCase: true),
        };
        return Accumulator.Create(kind, call.EndsWith('!'), " ", bench.Terms, bench.Context);
    }
}
