using CsCheck;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Rdf;

public sealed class GraphTests
{
    private static readonly Gen<Quad> Triples =
        from s in Gen.Int[0, 5]
        from p in Gen.Int[0, 3]
        from o in Gen.Int[0, 5]
        select new Quad(Node(s), Node(p), Node(o));

    [Fact]
    public void Match_AnyPattern_FindsWhatAScanFinds() =>
        Gen.Select(Triples.Array[0, 60], Triples, Gen.Int[0, 7], Gen.Int[1, 100]).Sample((triples, probe, form, times) =>
        {
            var graph = new Graph();
            int half = triples.Length / 2;
            Term? s = (form & 4) != 0 ? probe.Subject : null;
            Iri? p = (form & 2) != 0 ? probe.Predicate : null;
            Term? o = (form & 1) != 0 ? probe.Object : null;
            foreach (Quad triple in triples[..half])
            {
                graph.Add(triple);
            }

            // The first questions build indexes, after many another one; the last sees what was added afterwards.
            for (int i = 0; i < times; i++)
            {
                Assert.Equal(Scan(triples[..half], s, p, o), graph.Match(s, p, o));
            }

            foreach (Quad triple in triples[half..])
            {
                graph.Add(triple);
            }

            Assert.Equal(Scan(triples, s, p, o), graph.Match(s, p, o));
            Assert.Equal(triples.Distinct().Count(), graph.Count);
        });

    [Fact]
    public void Add_TripleThatIsThere_IsRefused()
    {
        var graph = new Graph();

        Assert.True(graph.Add(new Quad(Node(1), Node(2), Node(3))));
        Assert.False(graph.Add(new Quad(Node(1), Node(2), Node(3), Node(4))));
        Assert.True(graph.Contains(Node(1), Node(2), Node(3)));
        Assert.Equal(1, graph.Count);
    }

    [Fact]
    public void ReadList_WellFormedList_GivesItsMembersInOrder()
    {
        Graph graph = ListOf("a", "b", "c");

        IReadOnlyList<Term>? members = graph.ReadList(new BlankNode("0"));

        Assert.Equal([new Literal("a"), new Literal("b"), new Literal("c")], members);
        Assert.Equal([], graph.ReadList(RdfVocabulary.Nil)!);
    }

    [Fact]
    public void ReadList_CircularOrBrokenList_GivesNull()
    {
        Graph circular = ListOf("a", "b");
        circular.Add(new Quad(new BlankNode("9"), RdfVocabulary.First, new Literal("x")));
        circular.Add(new Quad(new BlankNode("9"), RdfVocabulary.Rest, new BlankNode("9")));

        Assert.Null(circular.ReadList(new BlankNode("9")));
        Assert.Null(circular.ReadList(new BlankNode("absent")));
    }

    private static Graph ListOf(params string[] members)
    {
        var graph = new Graph();
        for (int i = 0; i < members.Length; i++)
        {
            Term rest = i + 1 < members.Length ? new BlankNode($"{i + 1}") : RdfVocabulary.Nil;
            graph.Add(new Quad(new BlankNode($"{i}"), RdfVocabulary.First, new Literal(members[i])));
            graph.Add(new Quad(new BlankNode($"{i}"), RdfVocabulary.Rest, rest));
        }

        return graph;
    }

    private static IEnumerable<Quad> Scan(Quad[] triples, Term? s, Iri? p, Term? o) =>
        triples.Distinct().Where(t => (s is null || t.Subject == s) && (p is null || t.Predicate == p)
            && (o is null || t.Object == o));

    private static Iri Node(int number) => Iri.FromTrusted($"urn:n:{number}");
}
