using LinkedStats.Rdf;
using LinkedStats.Tests.Query.Expressions;

namespace LinkedStats.Tests.Reference;

/// <summary>The tables of functions and operators judge the reference too, before it judges the engine.</summary>
public sealed class ReferenceExpressionTests
{
    private static readonly Iri Base = Iri.Parse("http://base.example/dir/file");

    [Theory]
    [MemberData(nameof(FunctionTests.StringCalls), MemberType = typeof(FunctionTests))]
    [MemberData(nameof(FunctionTests.TermCalls), MemberType = typeof(FunctionTests))]
    [MemberData(nameof(FunctionTests.NumericAndHashCalls), MemberType = typeof(FunctionTests))]
    [MemberData(nameof(FunctionTests.DateTimeCalls), MemberType = typeof(FunctionTests))]
    [MemberData(nameof(OperatorTests.Arithmetic), MemberType = typeof(OperatorTests))]
    [MemberData(nameof(OperatorTests.Casts), MemberType = typeof(OperatorTests))]
    public void Expression_GivenToTheReference_GivesTheSpecifiedTerm(string expression, string expected) =>
        Assert.Equal(expected, ExpressionBench.Print(Evaluate(expression)));

    [Theory]
    [MemberData(nameof(OperatorTests.Comparisons), MemberType = typeof(OperatorTests))]
    [MemberData(nameof(OperatorTests.Forms), MemberType = typeof(OperatorTests))]
    public void Condition_GivenToTheReference_IsTrueFalseOrAnError(string expression, string expected) =>
        Assert.Equal(expected, (Evaluate(expression) as Literal)?.Lexical ?? "error");

    private static Term? Evaluate(string expression)
    {
        var evaluator = new ReferenceEvaluator(ReferenceDataset.OfStore([]), Base, DateTimeOffset.UnixEpoch);
        return new ReferenceExpressions(evaluator, Base, DateTimeOffset.UnixEpoch)
            .Evaluate(ExpressionBench.Parse(expression), [], []);
    }
}
