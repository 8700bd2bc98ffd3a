using System.Runtime.InteropServices;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.Triples;

/// <summary>Reads the rows of one or more sorted runs, merged, each triple once.</summary>
internal sealed class RunCursor : TripleCursor
{
    private readonly IReadOnlyList<TripleIndex> _indexes;
    private readonly IdTriple _pattern;
    private readonly CellMentions _mentions;
    private KeyOrder _order;
    private List<Head> _heads;
    private int _leadKey = -1;

    private RunCursor(
        IReadOnlyList<TripleIndex> indexes,
        IdTriple pattern,
        CellMentions mentions,
        KeyOrder order,
        List<Head> heads)
    {
        (_indexes, _pattern, _mentions) = (indexes, pattern, mentions);
        (_order, _heads) = (order, heads);
    }

    /// <summary>Finds the triples that match a pattern of ids on disk.</summary>
    internal static TripleCursor Open(IReadOnlyList<TripleIndex> indexes, IdTriple pattern, CellMentions mentions)
    {
        KeyOrder order = pattern.BestOrder();
        List<Head> heads = OpenHeads(indexes, pattern, order);
        return heads.Count == 0 ? EmptyCursor.Instance : new RunCursor(indexes, pattern, mentions, order, heads);
    }

    /// <inheritdoc/>
    public override void KeepDistinct(int component)
    {
        if (_pattern == default)
        {
            // All triples may be read in any order.
            _order = component switch { 0 => KeyOrder.Spo, 1 => KeyOrder.Pos, _ => KeyOrder.Osp };
            _heads = OpenHeads(_indexes, _pattern, _order);
            _leadKey = 0;
        }
        else if (component == _pattern.Lead())
        {
            IdTriple key = _pattern.Permute(_order);
            _leadKey = key.Subject == 0 ? 0 : key.Predicate == 0 ? 1 : 2;
        }
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

        int count = _heads.Count == 1 && _leadKey < 0
            ? ReadOne(first, second, third, rowsMax)
            : ReadMerged(first, second, third, rowsMax);
        if (!_mentions.IsEmpty)
        {
            _mentions.ToCells(subjects[..Math.Min(count, subjects.Length)]);
            _mentions.ToCells(objects[..Math.Min(count, objects.Length)]);
        }

        return count;
    }

    private static List<Head> OpenHeads(IReadOnlyList<TripleIndex> indexes, IdTriple pattern, KeyOrder order)
    {
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

        return heads;
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
                bool isAtEnd = _leadKey >= 0 ? !_heads[i].MoveBehind(_leadKey, least)
                    : _heads[i].Current == least && !_heads[i].MoveNext();
                if (isAtEnd)
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

        /// <summary>Goes behind all triples whose component of the order is not after that of another triple, which
        /// agrees in those before it.</summary>
        internal bool MoveBehind(int key, in IdTriple other)
        {
            ulong last = key == 0 ? other.Subject : key == 1 ? other.Predicate : other.Object;
            ReadOnlySpan<ulong> column = Run.Column(key).Span;
            if (column[Row] <= last)
            {
                int step = 1;
                while (step < End - Row && column[Row + step] <= last)
                {
                    (Row, step) = (Row + step, step * 2);
                }

                Row = SortedRun.UpperBound(column, last, Row, Math.Min(Row + step, End));
                Current = Row < End ? ReadCurrent() : default;
            }

            return Row < End;
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
    private int _distinct = -1;
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
            if (_distinct >= 0)
            {
                _current.KeepDistinct(_distinct);
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public override void KeepDistinct(int component) => _distinct = component;
}
