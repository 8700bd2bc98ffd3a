using System.Reflection;
using LinkedStats.Query;
using LinkedStats.Query.Sparql;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Server.Problems;
using LinkedStats.Storage;

namespace LinkedStats.Tests.Server;

/// <summary>Every exception that the product throws on purpose is told to clients as what it is.</summary>
public sealed class ProblemTableTests
{
    private static readonly Dictionary<Type, Exception> Samples = new()
    {
        [typeof(RequestProblemException)] = new RequestProblemException(ProblemKind.UnknownCode, "detail"),
        [typeof(SparqlSyntaxException)] = new SparqlSyntaxException("wrong", 1, 2, "x", ["y"]),
        [typeof(RdfSyntaxException)] = new RdfSyntaxException("wrong"),
        [typeof(QueryException)] = new QueryException(QueryFailure.Deadline, "slow"),
        [typeof(StoreException)] = new StoreException("broken"),
    };

    public static TheoryData<Type> ExceptionTypes() =>
    [
        .. new[] { typeof(RdfSyntaxException), typeof(StoreException), typeof(QueryException), typeof(ProblemTable),
                typeof(LinkedStats.Publishing.Publisher), typeof(LinkedStats.Cubes.CodeList) }
            .Select(static type => type.Assembly).Distinct()
            .SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type.IsSubclassOf(typeof(Exception)) && !type.IsNestedPrivate),
    ];

    [Theory]
    [MemberData(nameof(ExceptionTypes))]
    public void Report_ExceptionOfTheProduct_IsNotAnInternalError(Type type)
    {
        Assert.True(Samples.TryGetValue(type, out Exception? sample), $"{type} has no row: say what clients are told.");
        Assert.NotEqual(ProblemKind.Internal, ProblemTable.Report(sample).Kind);
    }

    [Fact]
    public void Report_SyntaxError_CarriesPlaceTokenAndExpectation()
    {
        Exception[] errors =
        [
            new SparqlSyntaxException("wrong", 3, 7, "x", ["y"]), RdfSyntaxException.Unexpected("x", "y", 3, 7),
        ];

        Assert.All(errors, static error =>
        {
            Dictionary<string, object> members = ProblemTable.Report(error).Members.ToDictionary();
            Assert.Equal(["column", "expected", "line", "token"], members.Keys.Order());
            Assert.Equal("3 7 x", $"{members["line"]} {members["column"]} {members["token"]}");
            Assert.Equal(["y"], (IEnumerable<string>)members["expected"]);
        });
    }

    [Fact]
    public void All_EveryKind_IsListedAndExplainedInBothLanguages()
    {
        ProblemKind[] declared = [.. typeof(ProblemKind).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(static field => field.FieldType == typeof(ProblemKind)).Select(static field => (ProblemKind)field.GetValue(null)!)];

        Assert.Equal(declared.Select(static kind => kind.Name).Order(), ProblemKind.All.Select(static kind => kind.Name).Order());
        Assert.All(declared, static kind => Assert.NotEqual(
            ProblemExplanations.Of(kind, "en"), ProblemExplanations.Of(kind, "fr")));
    }
}
