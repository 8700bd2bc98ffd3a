using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Tests.Storage;

/// <summary>Triples are sorted by the bytes of their ids; the order is that of the ids.</summary>
public sealed class TripleSortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(513)]
    [InlineData(20_000)]
    public void Sort_RandomTriples_OrdersThemByTheirIds(int count)
    {
        var random = new Random(count);
        TermTag[] tags = [TermTag.Iri, TermTag.BlankNode, TermTag.Literal, TermTag.Integer, TermTag.Temporal];
        IdTriple[] triples = [.. Enumerable.Range(0, count).Select(_ => new IdTriple(
            new TermId(TermTag.Iri, (ulong)random.Next(1000)).Bits,
            new TermId(TermTag.Iri, (ulong)random.Next(7)).Bits,
            new TermId(tags[random.Next(tags.Length)], (ulong)random.NextInt64()).Bits))];
        IdTriple[] expected = [.. triples.OrderBy(static t => (t.Subject, t.Predicate, t.Object))];

        Assert.Equal(expected, TripleSort.Sort(triples));
    }

    [Fact]
    public void Build_RepeatedTriples_KeepsEachOnceInEveryOrder()
    {
        var random = new Random(1);
        List<IdTriple> triples = [.. Enumerable.Range(0, 30_000).Select(_ =>
            new IdTriple((ulong)random.Next(1, 40), (ulong)random.Next(1, 5), (ulong)random.Next(1, 40)))];
        IdTriple[] distinct = [.. triples.Distinct()];

        TripleIndex index = TripleIndexBuilder.Build(triples);

        foreach (KeyOrder order in Enum.GetValues<KeyOrder>())
        {
            SortedRun run = index[order];
            IdTriple[] found = [.. Enumerable.Range(0, run.Count)
                .Select(i => new IdTriple(run.First.Span[i], run.Second.Span[i], run.Third.Span[i]))];
            Assert.Equal(
                distinct.Select(t => t.Permute(order)).OrderBy(static t => (t.Subject, t.Predicate, t.Object)), found);
        }
    }
}
