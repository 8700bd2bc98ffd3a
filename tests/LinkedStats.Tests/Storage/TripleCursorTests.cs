using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Tests.Storage;

/// <summary>Triples come in the order that is promised, whatever runs they lie in.</summary>
public sealed class TripleCursorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Read_RunsThatOverlapOrLackThePredicate_GivesEachTripleOnceInOrder(int runCount)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random((runCount * 1000) + seed);
            List<IdTriple>[] runs = [.. Enumerable.Range(0, runCount).Select(run =>
                Enumerable.Range(0, random.Next(2000)).Select(_ => new IdTriple(
                    (ulong)random.Next(1, 60), (ulong)random.Next(1, 2 + (run % 3)), (ulong)random.Next(1, 20)))
                .ToList())];
            ulong predicate = (ulong)random.Next(1, 4);

            List<(ulong, ulong)> found = Read(
                [.. runs.Select(TripleIndexBuilder.Build)], predicate, rowsMax: random.Next(1, 700));

            Assert.Equal(
                runs.SelectMany(static run => run).Where(t => t.Predicate == predicate)
                    .Select(static t => (t.Subject, t.Object)).Distinct().Order(),
                found);
        }
    }

    [Fact]
    public void LeadOf_AnyPattern_IsWhatItsRowsAscendBy()
    {
        var random = new Random(3);
        TripleIndex[] indexes = [.. Enumerable.Range(0, 2).Select(_ => TripleIndexBuilder.Build(
            [.. Enumerable.Range(0, 3000).Select(_ => new IdTriple(
                (ulong)random.Next(1, 30), (ulong)random.Next(1, 9), (ulong)random.Next(1, 30)))]))];
        for (int given = 0; given < 7; given++)
        {
            bool[] isGiven = [(given & 1) != 0, (given & 2) != 0, (given & 4) != 0];
            TripleCursor cursor = RunCursor.Open(
                indexes, new IdTriple(isGiven[0] ? 7u : 0, isGiven[1] ? 5u : 0, isGiven[2] ? 9u : 0),
                CellMentions.None);

            TermId[][] columns = [new TermId[5000], new TermId[5000], new TermId[5000]];
            int count = cursor.Read(columns[0], columns[1], columns[2], 5000);

            TermId[] lead = columns[GraphView.LeadOf(isGiven[0], isGiven[1], isGiven[2])][..count];
            Assert.NotEmpty(lead);
            Assert.Equal(lead.Order(), lead);
        }

        Assert.Equal(-1, GraphView.LeadOf(true, true, true));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void KeepDistinct_AnyPattern_GivesEachLeadOnce(int runCount)
    {
        var random = new Random(runCount);
        List<IdTriple>[] runs = [.. Enumerable.Range(0, runCount).Select(_ => Enumerable.Range(0, 4000)
            .Select(_ => new IdTriple(
                (ulong)random.Next(1, 300), (ulong)random.Next(1, 9), (ulong)random.Next(1, 300))).ToList())];
        TripleIndex[] indexes = [.. runs.Select(static run => TripleIndexBuilder.Build([.. run]))];
        for (int given = 0; given < 7; given++)
        {
            IdTriple chosen = runs[0][random.Next(4000)];
            var pattern = new IdTriple(
                (given & 1) == 0 ? 0 : chosen.Subject, (given & 2) == 0 ? 0 : chosen.Predicate,
                (given & 4) == 0 ? 0 : chosen.Object);
            int lead = given == 0 ? random.Next(3) : pattern.Lead();
            TripleCursor cursor = RunCursor.Open(indexes, pattern, CellMentions.None);
            cursor.KeepDistinct(lead);
            TermId[][] columns = [new TermId[7], new TermId[7], new TermId[7]];
            List<ulong> found = [];
            for (int count; (count = cursor.Read(columns[0], columns[1], columns[2], 7)) > 0;)
            {
                found.AddRange(columns[lead].Take(count).Select(static id => id.Bits));
            }

            Assert.Equal(
                runs.SelectMany(static run => run).Where(t => Matches(t.Subject, pattern.Subject)
                        && Matches(t.Predicate, pattern.Predicate) && Matches(t.Object, pattern.Object))
                    .Select(t => lead == 0 ? t.Subject : lead == 1 ? t.Predicate : t.Object).Distinct().Order(),
                found);
        }

        static bool Matches(ulong id, ulong wanted) => wanted == 0 || id == wanted;
    }

    private static List<(ulong Subject, ulong Object)> Read(TripleIndex[] indexes, ulong predicate, int rowsMax)
    {
        TripleCursor cursor = SubjectCursor.Open(indexes, predicate, CellMentions.None);
        var subjects = new TermId[rowsMax];
        var objects = new TermId[rowsMax];
        List<(ulong, ulong)> found = [];
        var predicates = new TermId[rowsMax];
        for (int count; (count = cursor.Read(subjects, predicates, objects, rowsMax)) > 0;)
        {
            Assert.All(predicates.Take(count), id => Assert.Equal(predicate, id.Bits));
            found.AddRange(subjects.Take(count).Zip(objects, static (s, o) => (s.Bits, o.Bits)));
        }

        return found;
    }
}
