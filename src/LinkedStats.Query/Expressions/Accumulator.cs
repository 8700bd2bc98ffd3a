using System.Text;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Expressions;

/// <summary>An aggregate of one group, row by row or a batch of rows at a time.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 18.5.1. COUNT and SAMPLE leave errors out; in the others one error is the result.
/// What an accumulator holds beyond <see cref="BytesPerAccumulator"/> it charges to the query's memory.
/// </remarks>
internal abstract class Accumulator
{
    /// <summary>The memory of an accumulator without its texts and sets, to be charged by who keeps it.</summary>
    public const int BytesPerAccumulator = 160;

    /// <summary>Creates the accumulator of a group.</summary>
    /// <param name="kind">The aggregate.</param>
    /// <param name="isDistinct">True for DISTINCT.</param>
    /// <param name="separator">The separator of GROUP_CONCAT.</param>
    /// <param name="terms">The query's terms.</param>
    /// <param name="context">Where memory is charged.</param>
    /// <returns>An accumulator that has seen no row.</returns>
    public static Accumulator Create(
        AggregateKind kind, bool isDistinct, string separator, QueryTerms terms, EvaluationContext context)
    {
        Accumulator accumulator = kind switch
        {
            AggregateKind.Count => new CountAccumulator(),
            AggregateKind.Sum => new SumAccumulator(isAverage: false, terms),
            AggregateKind.Average => new SumAccumulator(isAverage: true, terms),
            AggregateKind.Min => new ExtremeAccumulator(-1, terms),
            AggregateKind.Max => new ExtremeAccumulator(1, terms),
            AggregateKind.Sample => new SampleAccumulator(terms),
            _ => new ConcatAccumulator(separator, terms, context),
        };

        // The extremes of a set are those of the multiset.
        bool isFiltered = isDistinct && kind is not (AggregateKind.Min or AggregateKind.Max or AggregateKind.Sample);
        return isFiltered ? new DistinctAccumulator(accumulator, terms, context) : accumulator;
    }

    /// <summary>Adds the argument's value in a row.</summary>
    /// <param name="value">The value, or an error.</param>
    public abstract void Add(in TermValue value);

    /// <summary>Adds a value by its id, where that tells enough.</summary>
    /// <param name="id">The id; None for an error.</param>
    /// <returns>False where the value has to be added.</returns>
    public virtual bool TryAdd(TermId id) => false;

    /// <summary>Counts rows whose values do not matter, as those of COUNT(*); only for COUNT.</summary>
    /// <param name="count">How many.</param>
    public virtual void AddRows(long count) => throw new InvalidOperationException("Only COUNT counts rows.");

    /// <summary>Adds numbers by their sum; only for SUM and AVG without DISTINCT.</summary>
    /// <param name="mantissaSum">The sum of the mantissas.</param>
    /// <param name="scale">The scale that they share.</param>
    /// <param name="tag">Their type: Integer, Decimal or Double; doubles have up to 15 digits each.</param>
    /// <param name="count">How many they are.</param>
    public virtual void AddScaled(Int128 mantissaSum, int scale, TermTag tag, long count) =>
        throw new InvalidOperationException("Only SUM and AVG add numbers.");

    /// <summary>The aggregate of what was added.</summary>
    /// <returns>The id; None for an error.</returns>
    public abstract TermId Result();
}

/// <summary>COUNT.</summary>
internal sealed class CountAccumulator : Accumulator
{
    private long _count;

    /// <inheritdoc/>
    public override void Add(in TermValue value) => _count += value.IsError ? 0 : 1;

    /// <inheritdoc/>
    public override bool TryAdd(TermId id)
    {
        _count += id.IsNone ? 0 : 1;
        return true;
    }

    /// <inheritdoc/>
    public override void AddRows(long count) => _count += count;

    /// <inheritdoc/>
    public override TermId Result() => InlineTerm.FromInteger(_count);
}

/// <summary>SUM and AVG; 0 for an empty group.</summary>
/// <param name="isAverage">True for AVG.</param>
/// <param name="terms">The query's terms.</param>
internal sealed class SumAccumulator(bool isAverage, QueryTerms terms) : Accumulator
{
    private readonly NumericSum _sum = new();

    /// <inheritdoc/>
    public override void Add(in TermValue value) => _sum.Add(value);

    /// <inheritdoc/>
    public override bool TryAdd(TermId id)
    {
        if (!InlineTerm.TryGetScaled(id, out long mantissa, out int scale))
        {
            return false;
        }

        _sum.Add(mantissa, scale, id.Tag);
        return true;
    }

    /// <inheritdoc/>
    public override void AddScaled(Int128 mantissaSum, int scale, TermTag tag, long count) =>
        _sum.Add(mantissaSum, scale, tag, count);

    /// <inheritdoc/>
    public override TermId Result() => terms.Intern(TermValue.Of(isAverage ? _sum.Average() : _sum.Sum()));
}

/// <summary>
/// MIN and MAX in the order of ORDER BY; among equal values the total order decides. Empty groups are errors.
/// </summary>
/// <param name="sign">-1 for MIN, 1 for MAX.</param>
/// <param name="terms">The query's terms.</param>
internal sealed class ExtremeAccumulator(int sign, QueryTerms terms) : Accumulator
{
    private readonly TermComparer _comparer = new(terms);
    private TermValue _best;
    private bool _isFailed;

    /// <inheritdoc/>
    public override bool TryAdd(TermId id)
    {
        // Of two integers the ids tell which is the lesser; and what is the best already changes nothing.
        bool areIntegers = id.Tag == TermTag.Integer && _best.Id.Tag == TermTag.Integer;
        return !id.IsNone && (_isFailed || id == _best.Id
            || (areIntegers && sign * id.SignedPayload.CompareTo(_best.Id.SignedPayload) < 0));
    }

    /// <inheritdoc/>
    public override void Add(in TermValue value)
    {
        if (value.IsError || _isFailed)
        {
            _isFailed = true;
            return;
        }

        TermValue key = _comparer.KeyOf(value);
        if (_best.IsError || sign * _comparer.CompareTotal(key, _best) > 0)
        {
            _best = key;
        }
    }

    /// <inheritdoc/>
    public override TermId Result() => _isFailed ? TermId.None : terms.Intern(_best);
}

/// <summary>SAMPLE: the first value that is no error.</summary>
/// <param name="terms">The query's terms.</param>
internal sealed class SampleAccumulator(QueryTerms terms) : Accumulator
{
    private TermId _value;

    /// <inheritdoc/>
    public override bool TryAdd(TermId id)
    {
        _value = _value.IsNone ? id : _value;
        return true;
    }

    /// <inheritdoc/>
    public override void Add(in TermValue value) => _value = _value.IsNone ? terms.Intern(value) : _value;

    /// <inheritdoc/>
    public override TermId Result() => _value;
}

/// <summary>GROUP_CONCAT: the strings of the values, in the order of the rows.</summary>
/// <param name="separator">What stands between them.</param>
/// <param name="terms">The query's terms.</param>
/// <param name="context">Where memory is charged.</param>
internal sealed class ConcatAccumulator(string separator, QueryTerms terms, EvaluationContext context) : Accumulator
{
    private readonly StringBuilder _text = new();
    private bool _isFirst = true;
    private bool _isFailed;
    private long _bytesCharged;

    /// <inheritdoc/>
    public override void Add(in TermValue value)
    {
        if (_isFailed || value.Kind is ValueKind.None or ValueKind.BlankNode)
        {
            _isFailed = true;
            return;
        }

        string text = value.Kind == ValueKind.Iri ? ((Iri)terms.TermOf(value)).Text : terms.LexicalOf(value);
        long bytes = 2L * (text.Length + separator.Length);
        context.Charge(bytes);
        _bytesCharged += bytes;
        if (_bytesCharged / 2 > StringFunctions.MaxLength)
        {
            _isFailed = true;
            return;
        }

        _text.Append(_isFirst ? "" : separator).Append(text);
        _isFirst = false;
    }

    /// <inheritdoc/>
    public override TermId Result()
    {
        if (_isFailed)
        {
            return TermId.None;
        }

        // The term charges its own string, while the pieces are still there.
        context.Demand(2L * _text.Length);
        return terms.Intern(TermValue.Of(_text.ToString()));
    }
}

/// <summary>Passes each term to another accumulator once.</summary>
/// <param name="inner">The other accumulator.</param>
/// <param name="terms">The query's terms.</param>
/// <param name="context">Where the set is charged.</param>
internal sealed class DistinctAccumulator(Accumulator inner, QueryTerms terms, EvaluationContext context) : Accumulator
{
    private const int BytesPerEntry = 40;

    private readonly HashSet<TermId> _seen = [];

    /// <inheritdoc/>
    public override bool TryAdd(TermId id) => _seen.Contains(id);

    /// <inheritdoc/>
    public override void Add(in TermValue value)
    {
        TermId id = terms.Intern(value);
        if (_seen.Add(id))
        {
            context.Charge(BytesPerEntry);
            inner.Add(value);
        }
    }

    /// <inheritdoc/>
    public override TermId Result() => inner.Result();
}
