using CsCheck;
using LinkedStats.Rdf;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Conformance;

/// <summary>The checker that other tests rely on.</summary>
public sealed class GraphIsomorphismTests
{
    private static readonly Iri P = Iri.Parse("urn:p");

    [Fact]
    public void AreIsomorphic_RenamedAndShuffled_IsTrue() =>
        Gen.Select(QuadGenerators.Quads(QuadGenerators.Text, withGraphs: true), Gen.Int[0, 1000]).Sample((quads, seed) =>
        {
            Quad[] renamed = [.. quads.Select(static q => new Quad(
                Rename(q.Subject)!, q.Predicate, Rename(q.Object)!, Rename(q.Graph)))];
            new Random(seed).Shuffle(renamed);

            Assert.True(GraphIsomorphism.AreIsomorphic(quads, renamed));
        });

    [Fact]
    public void AreIsomorphic_TwoTrianglesAndAHexagon_IsFalse()
    {
        // Each node looks the same from where it stands, so colours alone cannot tell them apart.
        Assert.False(GraphIsomorphism.AreIsomorphic([.. Ring("a", 3), .. Ring("b", 3)], Ring("c", 6)));
        Assert.True(GraphIsomorphism.AreIsomorphic(
            [.. Ring("a", 3), .. Ring("b", 3)], [.. Ring("x", 3), .. Ring("y", 3)]));
    }

    [Fact]
    public void AreIsomorphic_OneTermChanged_IsFalse()
    {
        Quad[] quads = [.. Ring("a", 3), new(new BlankNode("a0"), P, new Literal("1"))];

        Assert.False(GraphIsomorphism.AreIsomorphic(
            quads, [.. Ring("a", 3), new(new BlankNode("a0"), P, new Literal("2"))]));
        Assert.False(GraphIsomorphism.AreIsomorphic(quads, Ring("a", 3)));
        Assert.False(GraphIsomorphism.AreIsomorphic(quads, [.. Ring("a", 3), new(P, P, new Literal("1"))]));
    }

    [Fact]
    public void AreIsomorphic_Rows_CountRepetitions()
    {
        Term?[] row = [P, null];

        Assert.True(GraphIsomorphism.AreIsomorphic([row, row], [row, row]));
        Assert.False(GraphIsomorphism.AreIsomorphic([row, row, [P, P]], [row, [P, P], [P, P]]));
    }

    private static Quad[] Ring(string name, int size) =>
        [.. Enumerable.Range(0, size).Select(i => new Quad(
            new BlankNode($"{name}{i}"), P, new BlankNode($"{name}{(i + 1) % size}")))];

    private static Term? Rename(Term? term) => term is BlankNode node ? new BlankNode($"r{node.Label}") : term;
}
