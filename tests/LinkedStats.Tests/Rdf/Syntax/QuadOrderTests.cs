using CsCheck;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Rdf.Syntax;

public sealed class QuadOrderTests
{
    private static readonly Gen<Quad[]> Statements =
        from count in Gen.OneOf(3, 12, 80)
        from quads in Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 2]).Array[0, count]
        select quads.Select(static q => new Quad(
            Name("s", q.Item1),
            q.Item2 == 0 ? RdfVocabulary.Type : Name("p", q.Item2),
            q.Item3 == 0 ? new Literal("0") : Name("o", q.Item3),
            q.Item4 == 0 ? null : Name("g", q.Item4))).ToArray();

    [Fact]
    public void Distinct_AnyStatements_KeepsTheFirstOfEach() => Statements.Sample(
        static quads => Assert.Equal(quads.Distinct(), QuadOrder.Distinct([.. quads])));

    [Fact]
    public void BySubject_AnyStatements_GroupsThemAsTheyAppear() => Statements.Sample(static quads => Assert.Equal(
        quads.GroupBy(static quad => quad.Graph).OrderBy(static graph => graph.Key is null ? 0 : 1)
            .SelectMany(static graph => graph.GroupBy(static quad => quad.Subject))
            .SelectMany(static group => group),
        QuadOrder.BySubject(quads)));

    [Fact]
    public void ByPredicate_AnyStatements_PutsTypesFirst() => Statements.Sample(static quads => Assert.Equal(
        quads.GroupBy(static quad => quad.Predicate)
            .OrderBy(static group => group.Key.Equals(RdfVocabulary.Type) ? 0 : 1)
            .SelectMany(static group => group),
        QuadOrder.ByPredicate(quads).ToArray()));

    [Fact]
    public void AddPrefix_MapThatManyWritersShare_StaysAsItIs()
    {
        PrefixMap shared = PrefixMap.CreateWellKnown();
        Quad quad = new(Name("s", 1), Iri.Parse("http://other.example/p"), new Literal("1"));
        foreach (RdfFormat format in (RdfFormat[])[RdfFormat.Turtle, RdfFormat.RdfXml, RdfFormat.JsonLd])
        {
            string before = RdfText.Write([quad], format, shared);
            using (QuadWriter writer = RdfWriter.Create(format, new System.Buffers.ArrayBufferWriter<byte>(), shared))
            {
                writer.AddPrefix("mine", "http://other.example/");
                writer.Add(quad);
                writer.Complete();
            }

            Assert.False(shared.TryGetNamespace("mine", out _));
            Assert.Equal(before, RdfText.Write([quad], format, shared));
        }
    }

    [Fact]
    public void Add_PrefixAfterAMapWasUsed_IsUsedToo()
    {
        PrefixMap prefixes = PrefixMap.CreateWellKnown();
        Quad quad = new(Name("s", 1), Name("p", 1), new Literal("1"));
        _ = RdfText.Write([quad], RdfFormat.Turtle, prefixes);

        prefixes.Add("ex", "http://example.org/");

        Assert.StartsWith("@prefix ex: <http://example.org/> .", RdfText.Write([quad], RdfFormat.Turtle, prefixes),
            StringComparison.Ordinal);
    }

    private static Iri Name(string kind, int number) => Iri.Parse($"http://example.org/{kind}{number}");
}
