using System.Runtime.InteropServices;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.Triples;

/// <summary>Reads the rows of one or more sorted runs, merged, each triple once.</summary>
internal sealed class RunCursor : TripleCursor
{
    private readonly List<Head> _heads;
    private readonly KeyOrder _order;
    private readonly CellMentions _mentions;

    private RunCursor(List<Head> heads, KeyOrder order, CellMentions mentions)
    {
        (_heads, _order, _mentions) = (heads, order, mentions);
    }

    /// <summary>Finds the triples that match a pattern of ids on disk.</summary>
    internal static TripleCursor Open(IReadOnlyList<TripleIndex> indexes, IdTriple pattern, CellMentions mentions)
    {
        KeyOrder order = pattern.BestOrder();
        IdTriple key = pattern.Permute(order);
        List<Head> heads = [];
        foreach (TripleIndex index in indexes)
        {
            SortedRun run = index[order];
            (int start, int end) = run.Find(key);
            if (start < end)
            {
                heads.Add(new Head(run, start, end));
            }
        }

        return heads.Count == 0 ? EmptyCursor.Instance : new RunCursor(heads, order, mentions);
    }

    /// <inheritdoc/>
    public override int Read(
        Span<TermId> subjects, Span<TermId> predicates, Span<TermId> objects, int rowsMax)
    {
        Span<TermId> first = subjects;
        Span<TermId> second = predicates;
        Span<TermId> third = objects;
        switch (_order)
        {
            case KeyOrder.Pos:
                first = predicates;
                second = objects;
                third = subjects;
                break;
            case KeyOrder.Osp:
                first = objects;
                second = subjects;
                third = predicates;
                break;
        }

        int count = _heads.Count == 1
            ? ReadOne(first, second, third, rowsMax)
            : ReadMerged(first, second, third, rowsMax);
        if (!_mentions.IsEmpty)
        {
            _mentions.ToCells(subjects[..Math.Min(count, subjects.Length)]);
            _mentions.ToCells(objects[..Math.Min(count, objects.Length)]);
        }

        return count;
    }

    private static void Copy(ReadOnlySpan<ulong> from, Span<TermId> to)
    {
        if (!to.IsEmpty)
        {
            MemoryMarshal.Cast<ulong, TermId>(from).CopyTo(to);
        }
    }

    private int ReadOne(Span<TermId> first, Span<TermId> second, Span<TermId> third, int rowsMax)
    {
        Head head = _heads[0];
        int count = Math.Min(rowsMax, head.End - head.Row);
        Copy(head.Run.First.Span.Slice(head.Row, count), first);
        Copy(head.Run.Second.Span.Slice(head.Row, count), second);
        Copy(head.Run.Third.Span.Slice(head.Row, count), third);
        head.Row += count;
        return count;
    }

    private int ReadMerged(Span<TermId> first, Span<TermId> second, Span<TermId> third, int rowsMax)
    {
        int count = 0;
        while (count < rowsMax && _heads.Count > 0)
        {
            IdTriple least = _heads[0].Current;
            for (int i = 1; i < _heads.Count; i++)
            {
                IdTriple current = _heads[i].Current;
                least = current.IsBefore(least) ? current : least;
            }

            for (int i = _heads.Count - 1; i >= 0; i--)
            {
                if (_heads[i].Current == least && !_heads[i].MoveNext())
                {
                    _heads.RemoveAt(i);
                }
            }

            Set(first, count, least.Subject);
            Set(second, count, least.Predicate);
            Set(third, count, least.Object);
            count++;
        }

        return count;
    }

    private static void Set(Span<TermId> column, int row, ulong id)
    {
        if (!column.IsEmpty)
        {
            column[row] = new TermId(id);
        }
    }

    /// <summary>A position in one run.</summary>
    private sealed class Head
    {
        internal Head(SortedRun run, int start, int end)
        {
            (Run, Row, End) = (run, start, end);
            Current = ReadCurrent();
        }

        internal SortedRun Run { get; }

        internal int Row { get; set; }

        internal int End { get; }

        /// <summary>The triple at the position, in the run's order; kept while runs are merged.</summary>
        internal IdTriple Current { get; private set; }

        internal bool MoveNext()
        {
            if (++Row == End)
            {
                return false;
            }

            Current = ReadCurrent();
            return true;
        }

        private IdTriple ReadCurrent() => new(Run.First.Span[Row], Run.Second.Span[Row], Run.Third.Span[Row]);
    }
}

/// <summary>A cursor over nothing.</summary>
internal sealed class EmptyCursor : TripleCursor
{
    internal static EmptyCursor Instance { get; } = new();

    /// <inheritdoc/>
    public override int Read(
        Span<TermId> subjects, Span<TermId> predicates, Span<TermId> objects, int rowsMax) => 0;
}

/// <summary>Reads cursors one after another; what they find must not overlap.</summary>
internal sealed class ChainedCursor(IEnumerable<TripleCursor> cursors) : TripleCursor
{
    private readonly IEnumerator<TripleCursor> _cursors = cursors.GetEnumerator();
    private TripleCursor _current = EmptyCursor.Instance;

    /// <inheritdoc/>
    public override int Read(
        Span<TermId> subjects, Span<TermId> predicates, Span<TermId> objects, int rowsMax)
    {
        int count;
        while ((count = _current.Read(subjects, predicates, objects, rowsMax)) == 0)
        {
            if (!_cursors.MoveNext())
            {
                return 0;
            }

            _current = _cursors.Current;
        }

        return count;
    }
}
