using System.Collections.Immutable;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Joins rows with the pairs of nodes that a repeated path connects, each pair once.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 18.4. A row that binds an end is walked from there; one that binds neither is
/// walked from every node of the graph.
/// </remarks>
internal sealed class PathScan : Operator
{
    private readonly Operator _input;
    private readonly TripleSource _source;
    private readonly ScanTerm _start;
    private readonly ScanTerm _end;
    private readonly PathStep _path;
    private readonly string _pattern;
    private readonly PathWalker _walker;
    private readonly Batch _rows;
    private readonly List<TermId> _ends = [];
    private HashSet<TermId>.Enumerator _nodes;
    private HashSet<TermId>? _open;
    private TermId _walkedFrom;
    private bool _isBackwards;
    private int _next;
    private int _row = -1;
    private bool _isDone;

    /// <summary>Creates the scan.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="input">The rows.</param>
    /// <param name="source">The graph.</param>
    /// <param name="start">Where the path starts; columns are those of this operator.</param>
    /// <param name="path">The path.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="columns">The input's variables, and then the new ones.</param>
    /// <param name="pattern">The pattern as a text, for EXPLAIN.</param>
    public PathScan(
        EvaluationContext context,
        Operator input,
        TripleSource source,
        ScanTerm start,
        PathStep path,
        ScanTerm end,
        ImmutableArray<string> columns,
        string pattern)
        : base(context, columns, [input])
    {
        _input = input;
        _source = source;
        _start = start;
        _path = path;
        _end = end;
        _pattern = pattern;
        _walker = new PathWalker(context, source);
        _rows = new Batch(input.Columns.Length, 512);
    }

    /// <inheritdoc/>
    public override string Description => $"{nameof(PathScan)} {_pattern}";

    /// <inheritdoc/>
    public override void Rewind()
    {
        base.Rewind();
        (_open, _next, _row, _isDone) = (null, 0, -1, false);
        _ends.Clear();
        _rows.RowCount = 0;
    }

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids)
    {
        if (_input.IndexOf(column) >= 0)
        {
            _input.Restrict(column, ids);
        }
    }

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        while (output.RowCount < output.Capacity && (_next < _ends.Count || Walk()))
        {
            if (_next < _ends.Count)
            {
                TermId end = _ends[_next++];
                Append(output, _isBackwards ? (end, _walkedFrom) : (_walkedFrom, end));
            }
        }

        return output.RowCount > 0;
    }

    // Walks from the next node of a row that binds neither end, or else for the next row; false after the last.
    private bool Walk()
    {
        _next = 0;
        _ends.Clear();
        if (_open is { } && _nodes.MoveNext())
        {
            bool isLoop = _start.Column >= 0 && _start.Column == _end.Column;
            WalkFrom(_nodes.Current, false, isLoop ? _nodes.Current : TermId.None);
            return true;
        }

        if (_open is { } nodes)
        {
            _walker.Forget(nodes);
            _open = null;
        }

        if (++_row >= _rows.RowCount)
        {
            _row = -1;
            _isDone = _isDone || !_input.Next(_rows);
            return !_isDone;
        }

        WalkRow(Bound(_start), Bound(_end));
        return true;
    }

    private void WalkRow(TermId start, TermId end)
    {
        // A variable ranges over the nodes of the graph, wherever its value comes from; only a constant may be a term
        // that the graph does not have. What is no node is the start of no step.
        bool mayBeEmpty = _path.MayBeEmpty;
        if (!start.IsNone)
        {
            bool isLoop = _start.Column >= 0 && _start.Column == _end.Column;
            if (!mayBeEmpty || _start.Column < 0 || IsNode(start))
            {
                WalkFrom(start, false, isLoop ? start : end);
            }
        }
        else if (!end.IsNone)
        {
            if (!mayBeEmpty || _end.Column < 0 || IsNode(end))
            {
                WalkFrom(end, true, TermId.None);
            }
        }
        else
        {
            _open = Nodes();
            _nodes = _open.GetEnumerator();
        }
    }

    private void WalkFrom(TermId node, bool isBackwards, TermId only)
    {
        (_walkedFrom, _isBackwards) = (node, isBackwards);
        _walker.Walk(_path, node, isBackwards, _ends);
        if (!only.IsNone)
        {
            bool isFound = _ends.Contains(only);
            _ends.Clear();
            _ends.AddRange(isFound ? [only] : []);
        }
    }

    private TermId Bound(ScanTerm term) =>
        term.Column >= 0 && term.Column < _rows.ColumnCount ? _rows.Column(term.Column)[_row] : term.Id;

    private void Append(Batch output, (TermId Start, TermId End) pair)
    {
        int target = output.RowCount++;
        for (int column = 0; column < output.ColumnCount; column++)
        {
            output.Column(column)[target] = column < _rows.ColumnCount ? _rows.Column(column)[_row] : TermId.None;
        }

        if (_start.Column >= 0)
        {
            output.Column(_start.Column)[target] = pair.Start;
        }

        if (_end.Column >= 0)
        {
            output.Column(_end.Column)[target] = pair.End;
        }
    }

    private bool IsNode(TermId term)
    {
        Span<TermId> found = stackalloc TermId[1];
        return _walker.IsKnown(term)
            || _source.Match(term, TermId.None, TermId.None).Read([], found, [], 1) > 0
            || _source.Match(TermId.None, TermId.None, term).Read(found, [], [], 1) > 0;
    }

    // Where a path may start: at any subject or object of the graph when it may have no step, else where a step can.
    private HashSet<TermId> Nodes()
    {
        HashSet<TermId> nodes = [];
        (TermId predicate, bool isEnd) = FirstLink(_path, false);
        var subjects = new TermId[Batch.DefaultCapacity];
        var objects = new TermId[Batch.DefaultCapacity];
        TripleCursor cursor = _source.Match(TermId.None, predicate, TermId.None);
        int count;
        while ((count = cursor.Read(subjects, [], objects, subjects.Length)) > 0)
        {
            int before = nodes.Count;
            for (int i = 0; i < count; i++)
            {
                if (predicate.IsNone || !isEnd)
                {
                    nodes.Add(subjects[i]);
                }

                if (predicate.IsNone || isEnd)
                {
                    nodes.Add(objects[i]);
                }
            }

            Context.ThrowIfStopped();
            Context.Charge((nodes.Count - before) * 48L);
        }

        return nodes;
    }

    // The predicate that every way begins with, and whether it is walked backwards; None when there is no such one.
    private static (TermId Predicate, bool IsBackwards) FirstLink(PathStep step, bool isBackwards) => step switch
    {
        LinkStep link => (link.Predicate, isBackwards),
        InverseStep inverse => FirstLink(inverse.Step, !isBackwards),
        SequenceStep sequence => FirstLink(isBackwards ? sequence.Second : sequence.First, isBackwards),
        RepeatStep { IncludesZero: false } repeat => FirstLink(repeat.Step, isBackwards),
        _ => (TermId.None, false),
    };
}
