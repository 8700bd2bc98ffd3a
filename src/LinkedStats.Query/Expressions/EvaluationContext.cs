using System.Globalization;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Expressions;

/// <summary>
/// What one run of a query shares: its deadline, memory and rows, its clock, its base IRI and its chance.
/// </summary>
/// <remarks>
/// Serves one thread. Who holds memory charges it before taking it and releases it when it lets go; strings that live
/// for one row are only checked against what is left (<see cref="Demand"/>), as the collector takes them back.
/// </remarks>
internal sealed class EvaluationContext
{
    // Strings of this size are worked through in about a millisecond.
    private const long BytesPerCheck = 1 << 22;

    private readonly QueryLimits _limits;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly long _deadlineTicks;
    private long _rowCount;
    private long _bytesSinceCheck;
    private int _callCount;
    private long _serviceRowCount;

    /// <summary>Starts the clock of a query.</summary>
    /// <param name="limits">Its limits.</param>
    /// <param name="time">Where the time comes from.</param>
    /// <param name="cancellation">Stops the query, as when the client has gone.</param>
    /// <param name="baseIri">What IRI() resolves against; null when there is none.</param>
    /// <param name="seed">The seed of RAND and UUID; null for a fresh one.</param>
    public EvaluationContext(
        QueryLimits limits, TimeProvider time, CancellationToken cancellation, Iri? baseIri = null, int? seed = null)
    {
        _limits = limits;
        _time = time;
        _start = time.GetTimestamp();
        _deadlineTicks = (long)Math.Min(
            limits.Deadline.TotalSeconds * time.TimestampFrequency, long.MaxValue / 2.0);
        Cancellation = cancellation;
        Base = baseIri;
        Now = time.GetUtcNow();
        Random = seed is int value ? new Random(value) : new Random();
    }

    /// <summary>The query's limits.</summary>
    public QueryLimits Limits => _limits;

    /// <summary>Stops the query from outside.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>What IRI() resolves against; null when there is none.</summary>
    public Iri? Base { get; }

    /// <summary>The instant of NOW(): one for the whole query (section 17.4.5.1).</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The source of RAND, UUID and STRUUID.</summary>
    public Random Random { get; }

    /// <summary>The memory charged at present, in bytes.</summary>
    public long BytesUsed { get; private set; }

    /// <summary>The most memory that was ever charged, in bytes.</summary>
    public long BytesPeak { get; private set; }

    /// <summary>The time since the query started.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    /// <summary>The time until the deadline; zero when it has passed.</summary>
    public TimeSpan Remaining => Elapsed >= _limits.Deadline ? TimeSpan.Zero : _limits.Deadline - Elapsed;

    /// <summary>Stops the query where it has been cancelled or its deadline has passed; called once a batch.</summary>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    /// <exception cref="QueryException">The deadline has passed.</exception>
    public void ThrowIfStopped()
    {
        Cancellation.ThrowIfCancellationRequested();
        if (_time.GetTimestamp() - _start >= _deadlineTicks)
        {
            throw DeadlinePassed();
        }
    }

    /// <summary>Charges memory that is about to be held.</summary>
    /// <param name="bytes">How many bytes; not negative.</param>
    /// <exception cref="QueryException">The query would hold more than it may.</exception>
    public void Charge(long bytes)
    {
        Demand(bytes);
        BytesUsed += bytes;
        BytesPeak = Math.Max(BytesPeak, BytesUsed);
    }

    /// <summary>Gives back memory that was charged.</summary>
    /// <param name="bytes">How many bytes; not more than were charged.</param>
    public void Release(long bytes) => BytesUsed -= bytes;

    /// <summary>
    /// Counts text that a function works through, so that few rows with long texts meet the deadline too.
    /// </summary>
    /// <param name="bytes">How many bytes.</param>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    /// <exception cref="QueryException">The deadline has passed.</exception>
    public void Work(long bytes)
    {
        _bytesSinceCheck += bytes;
        if (_bytesSinceCheck > BytesPerCheck)
        {
            _bytesSinceCheck = 0;
            ThrowIfStopped();
        }
    }

    /// <summary>Checks that memory could be charged, for what lives only for a moment.</summary>
    /// <param name="bytes">How many bytes.</param>
    /// <exception cref="QueryException">The query would hold more than it may, or its deadline has passed.</exception>
    public void Demand(long bytes)
    {
        Work(bytes);
        if (bytes > _limits.BytesMax - BytesUsed)
        {
            throw new QueryException(QueryFailure.Memory, string.Create(
                CultureInfo.InvariantCulture,
                $"The query needs more than {_limits.BytesMax} bytes of memory; select, group or sort fewer rows."));
        }
    }

    /// <summary>Counts rows or triples that the query gives to its caller.</summary>
    /// <param name="rows">How many more.</param>
    /// <exception cref="QueryException">The query gives more than it may.</exception>
    public void CountRows(long rows)
    {
        _rowCount += rows;
        if (_rowCount > _limits.RowsMax)
        {
            throw new QueryException(QueryFailure.Rows, string.Create(
                CultureInfo.InvariantCulture,
                $"The query gives more than {_limits.RowsMax} rows; use LIMIT, or select less."));
        }
    }

    /// <summary>Counts a call of SERVICE.</summary>
    /// <exception cref="QueryException">The query calls more often than it may.</exception>
    public void CountCall()
    {
        if (++_callCount > _limits.Service.CallsMax)
        {
            throw new QueryException(QueryFailure.ServiceRefused, string.Create(
                CultureInfo.InvariantCulture,
                $"The query asks other endpoints more than {_limits.Service.CallsMax} times; join SERVICE with less."));
        }
    }

    /// <summary>Counts a row that a call of SERVICE brought.</summary>
    /// <exception cref="QueryException">The calls bring more than they may.</exception>
    public void CountServiceRow()
    {
        if (++_serviceRowCount > _limits.Service.RowsMax)
        {
            throw new QueryException(QueryFailure.ServiceFailed, string.Create(
                CultureInfo.InvariantCulture,
                $"SERVICE brings more than {_limits.Service.RowsMax} rows; ask it for less."));
        }
    }

    /// <summary>The failure that a passed deadline is, for work that notices it by other means.</summary>
    /// <returns>The exception, to be thrown.</returns>
    public QueryException DeadlinePassed() => new(QueryFailure.Deadline, string.Create(
        CultureInfo.InvariantCulture,
        $"The query ran longer than {_limits.Deadline.TotalSeconds:0.###} seconds; ask for less at a time."));
}
