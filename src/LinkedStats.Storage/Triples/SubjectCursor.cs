using System.Runtime.InteropServices;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.Triples;

/// <summary>Reads the triples of one predicate by ascending subject, merged from one or more sorted runs, each
/// once.</summary>
/// <remarks>
/// No run is sorted by predicate and then by subject: those by subject are passed over whole, at about a nanosecond a
/// triple.
/// </remarks>
internal sealed class SubjectCursor : TripleCursor
{
    private readonly List<Head> _heads;
    private readonly TermId _predicate;
    private readonly CellMentions _mentions;

    private SubjectCursor(List<Head> heads, ulong predicate, CellMentions mentions) =>
        (_heads, _predicate, _mentions) = (heads, mentions.ToCell(new TermId(predicate)), mentions);

    /// <summary>Finds the triples of a predicate, given by its id on disk.</summary>
    internal static TripleCursor Open(
        IReadOnlyList<TripleIndex> indexes, ulong predicate, CellMentions mentions)
    {
        List<Head> heads = [.. indexes.Select(index => new Head(index[KeyOrder.Spo], predicate))];
        heads.RemoveAll(static head => !head.MoveTo(0));
        return heads.Count == 0 ? EmptyCursor.Instance : new SubjectCursor(heads, predicate, mentions);
    }

    /// <inheritdoc/>
    public override int Read(Span<TermId> subjects, Span<TermId> predicates, Span<TermId> objects, int rowsMax)
    {
        int count = _heads.Count == 1 ? _heads[0].Read(subjects, objects, rowsMax)
            : ReadMerged(subjects, objects, rowsMax);
        predicates[..Math.Min(count, predicates.Length)].Fill(_predicate);
        if (!_mentions.IsEmpty)
        {
            _mentions.ToCells(subjects[..Math.Min(count, subjects.Length)]);
            _mentions.ToCells(objects[..Math.Min(count, objects.Length)]);
        }

        return count;
    }

    private int ReadMerged(Span<TermId> subjects, Span<TermId> objects, int rowsMax)
    {
        int count = 0;
        while (count < rowsMax && _heads.Count > 0)
        {
            (ulong Subject, ulong Object) least = _heads[0].Current;
            for (int i = 1; i < _heads.Count; i++)
            {
                least = _heads[i].Current.CompareTo(least) < 0 ? _heads[i].Current : least;
            }

            for (int i = _heads.Count - 1; i >= 0; i--)
            {
                if (_heads[i].Current == least && !_heads[i].MoveTo(_heads[i].Row + 1))
                {
                    _heads.RemoveAt(i);
                }
            }

            if (!subjects.IsEmpty)
            {
                subjects[count] = new TermId(least.Subject);
            }

            if (!objects.IsEmpty)
            {
                objects[count] = new TermId(least.Object);
            }

            count++;
        }

        return count;
    }

    /// <summary>A position in one run.</summary>
    private sealed class Head(SortedRun run, ulong predicate)
    {
        /// <summary>The row of the triple; where a batch was read, the row behind it.</summary>
        internal int Row { get; private set; }

        internal (ulong Subject, ulong Object) Current { get; private set; }

        /// <summary>Goes to the first triple of the predicate from a row on.</summary>
        internal bool MoveTo(int row)
        {
            int steps = run.Second.Span[row..].IndexOf(predicate);
            if (steps < 0)
            {
                return false;
            }

            Row = row + steps;
            Current = (run.First.Span[Row], run.Third.Span[Row]);
            return true;
        }

        /// <summary>Reads the triples from here on.</summary>
        internal int Read(Span<TermId> subjects, Span<TermId> objects, int rowsMax)
        {
            Span<int> rows = stackalloc int[256];
            int total = 0;
            for (int count = -1; count != 0 && total < rowsMax; total += count)
            {
                count = FindRows(rows[..Math.Min(rows.Length, rowsMax - total)]);
                Gather(run.First.Span, rows[..count], subjects, total);
                Gather(run.Third.Span, rows[..count], objects, total);
            }

            return total;
        }

        // Without a branch on the predicate, which nobody could foresee.
        private int FindRows(Span<int> rows)
        {
            ReadOnlySpan<ulong> predicates = run.Second.Span;
            int count = 0;
            int row = Row;
            while (row < predicates.Length && count < rows.Length)
            {
                rows[count] = row;
                count += predicates[row] == predicate ? 1 : 0;
                row++;
            }

            Row = row;
            return count;
        }

        private static void Gather(ReadOnlySpan<ulong> column, ReadOnlySpan<int> rows, Span<TermId> target, int first)
        {
            if (target.IsEmpty)
            {
                return;
            }

            Span<ulong> ids = MemoryMarshal.Cast<TermId, ulong>(target.Slice(first, rows.Length));
            for (int i = 0; i < ids.Length; i++)
            {
                ids[i] = column[rows[i]];
            }
        }
    }
}
