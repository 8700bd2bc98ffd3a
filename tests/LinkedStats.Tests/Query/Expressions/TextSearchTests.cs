using LinkedStats.Query;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Query.Expressions;

/// <summary>Texts that are searched where they are stored give what the functions give over strings.</summary>
public sealed class TextSearchTests : IDisposable
{
    private static readonly Term[] Terms =
    [
        new Literal("Saint-Marin"), new Literal("saint-marin", "fr"), new Literal("SAINT-MARIN", "fr-CA"),
        new Literal("Straße"), new Literal("STRASSE", "de"), new Literal("\u212Aelvin"), new Literal("kelvin", "en"),
        new Literal("\u017Faint"), new Literal("\u0130stanbul"), new Literal("\u0131rmak", "tr"), new Literal("c\u0153ur", "fr"),
        new Literal("\u00C9t\u00E9", "fr"), new Literal(""), new Literal("", "fr"), new Literal("\U0001F600 saint"),
        new Literal("saint", CubeSample.Ex("datatype")), new Literal("2018", XsdVocabulary.GYear), new Literal("12"),
        new Literal("12", XsdVocabulary.Integer), new Literal("a.b"), new Literal("aXb"), new Literal("sa sai saint"),
        CubeSample.Ex("saint"), new BlankNode("saint"),
    ];

    private static readonly string[] Sources =
        ["?x", "STR(?x)", "LCASE(?x)", "LCASE(STR(?x))", "UCASE(STR(?x))", "UCASE(?x)"];

    private static readonly string[] Parts =
        ["saint", "SAINT", "S", "s", "k", "K", "i", "ss", "SS", "", "marin", "\u00E9", "\u0153u", "12", "a.b", "-", "aint"];

    private readonly Store _store = Store.Open(new StoreOptions());

    public TextSearchTests()
    {
        using StoreWriter writer = _store.BeginWrite(CancellationToken.None);
        writer.AddGraph(CubeSample.Ex("g"), GraphRole.Metadata, Terms.Select(
            static (term, i) => new Quad(CubeSample.Ex($"n{i}"), CubeSample.Ex("p"), term)));
        writer.Commit();
    }

    public static TheoryData<string> Tests() =>
    [
        .. from source in Sources
           from part in Parts
           from function in (string[])["CONTAINS", "STRSTARTS", "STRENDS"]
           select $"{function}({source}, \"{part}\")",
        .. from source in Sources
           from pattern in (string[])["saint", "^saint", "saint$", "^saint$", "SAINT", "a.b", "a\\\\.b", "^$", "", "k", "^", "$"]
           from flags in (string[])["", ", \"i\"", ", \"\"", ", \"s\""]
           select $"REGEX({source}, \"{pattern}\"{flags})",
        .. from range in (string[])["fr", "FR", "fr-ca", "fr-CA", "", "*", "f", "de"]
           from test in (string[])["LANG(?x) = \"{0}\"", "\"{0}\" != LANG(?x)", "LANGMATCHES(LANG(?x), \"{0}\")"]
           select string.Format(null, test, range),
    ];

    [Fact]
    public void EvaluateBoolean_EveryTest_AgreesWithTheFunction()
    {
        foreach (string test in Tests().Select(static row => row.Data))
        {
            // The search is recognised over a variable only.
            string general = test.Replace("?x", "IF(true, ?x, ?x)", StringComparison.Ordinal);
            string query = $"SELECT ?x WHERE {{ ?s <{CubeSample.Ex("p").Text}> ?x "
                + $"FILTER(COALESCE({test}, \"error\") != COALESCE({general}, \"error\")) }}";

            Assert.True(Count(query) == 0, test);
        }
    }

    [Fact]
    public void EvaluateBoolean_SearchWithoutCase_FindsBoth() => Assert.Equal(4, Count(
        $"SELECT ?x WHERE {{ ?s <{CubeSample.Ex("p").Text}> ?x FILTER(CONTAINS(LCASE(STR(?x)), \"saint-mar\") || ?x = \"a.b\") }}"));

    public void Dispose() => _store.Dispose();

    private int Count(string query)
    {
        using SnapshotLease lease = _store.Acquire(Viewer.Public);
        var result = (SelectResult)new QueryEngine().Run(
            QueryEngine.Parse(query, null, new QueryLimits()),
            lease.Snapshot,
            new QueryLimits(),
            TestContext.Current.CancellationToken);
        return result.Batches.Sum(static b => b.RowCount);
    }
}
