using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution;

/// <summary>A step of a query plan: gives batches of rows of term ids when it is pulled.</summary>
/// <remarks>
/// The deadline and the client's patience are checked once a batch; operators that work long without giving a batch
/// (sorts, hash tables, paths) check by themselves. Serves one thread.
/// </remarks>
internal abstract class Operator
{
    private protected Operator(
        EvaluationContext context, ImmutableArray<string> columns, ImmutableArray<Operator> children)
    {
        Context = context;
        Columns = columns;
        Children = children;
    }

    /// <summary>The variables of the rows, without <c>?</c>; a batch has one column for each, in this order.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>The operators that this one pulls from.</summary>
    public virtual ImmutableArray<Operator> Children { get; }

    /// <summary>What it does, in one line: the operator's name and its particulars.</summary>
    public abstract string Description { get; }

    /// <summary>How it did it, once it has run: what it read of what there is, and by which means.</summary>
    public virtual string Note => "";

    /// <summary>The rows that the planner expects; negative when it did not say.</summary>
    public double EstimatedRows { get; set; } = -1;

    /// <summary>What it has done so far.</summary>
    public OperatorStatistics Statistics { get; } = new();

    /// <summary>The limits, the clock and the memory of the run.</summary>
    protected EvaluationContext Context { get; }

    /// <summary>Reads the next rows.</summary>
    /// <param name="output">Receives them; its former rows are dropped.</param>
    /// <returns>False at the end, and only there; true with at least one row.</returns>
    /// <exception cref="QueryException">A limit stopped the query.</exception>
    public bool Next(Batch output)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Context.ThrowIfStopped();
        long start = Stopwatch.GetTimestamp();
        output.RowCount = 0;
        bool hasRows = Read(output);
        Statistics.Add(hasRows ? output.RowCount : 0, Stopwatch.GetTimestamp() - start);
        return hasRows;
    }

    /// <summary>Starts again over a seed that was filled anew; what does not depend on the seed is kept.</summary>
    public virtual void Rewind()
    {
        foreach (Operator child in Children)
        {
            child.Rewind();
        }
    }

    /// <summary>
    /// Tells, before the first row is read, that only rows whose column holds one of these ids, or nothing, are of
    /// use; an operator may use the hint or give the other rows all the same.
    /// </summary>
    /// <param name="column">The variable.</param>
    /// <param name="ids">The ids.</param>
    public virtual void Restrict(string column, IdSet ids)
    {
    }

    /// <summary>
    /// Tells, before the first row is read, that rows equal to one before are of no use; an operator may use the hint
    /// or give them all the same.
    /// </summary>
    public virtual void KeepDistinct()
    {
    }

    /// <summary>Passes over rows that nobody wants, where that is cheaper than reading them.</summary>
    /// <param name="rows">How many rows are not wanted.</param>
    /// <returns>How many were passed over; 0 where they have to be read.</returns>
    public virtual long Skip(long rows) => 0;

    /// <summary>Reads the next rows.</summary>
    /// <param name="output">An empty batch to fill.</param>
    /// <returns>False at the end; true with at least one row.</returns>
    protected abstract bool Read(Batch output);

    /// <summary>Finds a column by its variable.</summary>
    /// <param name="column">The variable.</param>
    /// <returns>The index, or -1.</returns>
    public int IndexOf(string column) => Columns.IndexOf(column);
}

/// <summary>What an operator has done: for EXPLAIN and the log.</summary>
internal sealed class OperatorStatistics
{
    private long _ticks;

    /// <summary>The rows given.</summary>
    public long Rows { get; private set; }

    /// <summary>The time spent, that of the operators below included, in milliseconds.</summary>
    public double Milliseconds => _ticks * 1000.0 / Stopwatch.Frequency;

    /// <summary>Adds the work of one pull.</summary>
    /// <param name="rows">The rows given.</param>
    /// <param name="ticks">The time spent, in ticks of the stopwatch.</param>
    public void Add(long rows, long ticks)
    {
        Rows += rows;
        _ticks += ticks;
    }
}

/// <summary>Computes a value for a row; None for an error.</summary>
/// <param name="batch">The rows.</param>
/// <param name="row">The row.</param>
/// <returns>The value.</returns>
internal delegate TermId RowValue(Batch batch, int row);

/// <summary>Decides on a row; an error is false.</summary>
/// <param name="batch">The rows.</param>
/// <param name="row">The row.</param>
/// <returns>Whether the row fulfils the condition.</returns>
internal delegate bool RowCondition(Batch batch, int row);
