using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Exact numbers of one scale and type, one a row, computed from the measures of one cube.</summary>
/// <remarks>
/// The bounds of every number on the way are known to fit 63 bits, so nothing overflows; rows without a value may give
/// any number, and are never selected. Holds buffers: serves one thread.
/// </remarks>
/// <param name="scale">The scale.</param>
/// <param name="tag">Integer, Decimal or Double.</param>
/// <param name="bounds">The least and the greatest mantissa.</param>
internal abstract class CellNumber(int scale, TermTag tag, (Int128 Least, Int128 Greatest) bounds)
{
    private static readonly Int128 Limit = Int128.One << 62;
    private long[] _values = [];

    /// <summary>The scale.</summary>
    public int Scale => scale;

    /// <summary>The type.</summary>
    public TermTag Tag => tag;

    /// <summary>The least and the greatest mantissa.</summary>
    public (Int128 Least, Int128 Greatest) Bounds => bounds;

    /// <summary>True when each mantissa fits.</summary>
    public bool IsSafe => bounds.Least > -Limit && bounds.Greatest < Limit && scale <= InlineTerm.ScaleMax;

    /// <summary>Computes the mantissas of rows.</summary>
    /// <param name="run">The rows.</param>
    /// <returns>One mantissa a row; valid until the next call.</returns>
    public Span<long> Read(in SlotRun run)
    {
        int count = run.Slots.Length;
        _values = _values.Length < count ? new long[Math.Max(count, Batch.DefaultCapacity)] : _values;
        Fill(run, _values.AsSpan(0, count));
        return _values.AsSpan(0, count);
    }

    /// <summary>Computes the mantissas of rows.</summary>
    /// <param name="run">The rows.</param>
    /// <param name="values">Receives one mantissa a row.</param>
    protected abstract void Fill(in SlotRun run, Span<long> values);
}

/// <summary>The numbers of a measure.</summary>
/// <param name="column">The measure, which has a scale.</param>
/// <param name="scale">The scale.</param>
/// <param name="tag">The type.</param>
/// <param name="bounds">The bounds of the column.</param>
internal sealed class MeasureNumber(
    CellColumn column, int scale, TermTag tag, (Int128 Least, Int128 Greatest) bounds) : CellNumber(scale, tag, bounds)
{
    /// <summary>The measure.</summary>
    public CellColumn Column => column;

    /// <inheritdoc/>
    protected override void Fill(in SlotRun run, Span<long> values)
    {
        ReadOnlySpan<long> mantissas = run.Reader.Mantissas(column);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = mantissas[run.Position(i)];
        }
    }
}

/// <summary>One number for all rows.</summary>
/// <param name="mantissa">The mantissa.</param>
/// <param name="scale">The scale.</param>
/// <param name="tag">The type.</param>
internal sealed class ConstantNumber(long mantissa, int scale, TermTag tag)
    : CellNumber(scale, tag, (mantissa, mantissa))
{
    /// <summary>The mantissa.</summary>
    public long Mantissa => mantissa;

    /// <inheritdoc/>
    protected override void Fill(in SlotRun run, Span<long> values) => values.Fill(mantissa);
}

/// <summary>Numbers of a finer scale, or of another type.</summary>
/// <param name="number">The numbers.</param>
/// <param name="factor">What each mantissa is multiplied by.</param>
/// <param name="scale">The scale.</param>
/// <param name="tag">The type.</param>
internal sealed class ScaledNumber(CellNumber number, long factor, int scale, TermTag tag)
    : CellNumber(scale, tag, (number.Bounds.Least * factor, number.Bounds.Greatest * factor))
{
    /// <inheritdoc/>
    protected override void Fill(in SlotRun run, Span<long> values)
    {
        Span<long> numbers = number.Read(run);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = unchecked(numbers[i] * factor);
        }
    }
}

/// <summary>Sums of numbers of one scale.</summary>
/// <param name="left">The left operand.</param>
/// <param name="right">The right operand.</param>
/// <param name="sign">1 to add, -1 to subtract.</param>
internal sealed class SumNumber(CellNumber left, CellNumber right, int sign)
    : CellNumber(left.Scale, left.Tag, sign > 0
        ? (left.Bounds.Least + right.Bounds.Least, left.Bounds.Greatest + right.Bounds.Greatest)
        : (left.Bounds.Least - right.Bounds.Greatest, left.Bounds.Greatest - right.Bounds.Least))
{
    /// <inheritdoc/>
    protected override void Fill(in SlotRun run, Span<long> values)
    {
        Span<long> first = left.Read(run);
        Span<long> second = right.Read(run);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = unchecked(first[i] + (sign * second[i]));
        }
    }
}

/// <summary>Products of numbers.</summary>
/// <param name="left">The left operand.</param>
/// <param name="right">The right operand.</param>
/// <param name="tag">The type.</param>
internal sealed class ProductNumber(CellNumber left, CellNumber right, TermTag tag)
    : CellNumber(left.Scale + right.Scale, tag, Multiply(left.Bounds, right.Bounds))
{
    /// <inheritdoc/>
    protected override void Fill(in SlotRun run, Span<long> values)
    {
        Span<long> first = left.Read(run);
        Span<long> second = right.Read(run);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = unchecked(first[i] * second[i]);
        }
    }

    private static (Int128 Least, Int128 Greatest) Multiply(
        (Int128 Least, Int128 Greatest) a, (Int128 Least, Int128 Greatest) b)
    {
        // Operands of 63 bits, so that no product leaves 128.
        Int128[] corners = [a.Least * b.Least, a.Least * b.Greatest, a.Greatest * b.Least, a.Greatest * b.Greatest];
        return (corners.Min(), corners.Max());
    }
}

/// <summary>One of two numbers, by a comparison.</summary>
/// <param name="comparison">The difference that is compared with 0.</param>
/// <param name="test">Decides by the sign of the difference.</param>
/// <param name="yes">The numbers where it holds.</param>
/// <param name="no">The numbers elsewhere, of the same scale and type.</param>
internal sealed class ChosenNumber(CellNumber comparison, Func<int, bool> test, CellNumber yes, CellNumber no)
    : CellNumber(yes.Scale, yes.Tag, (
        Int128.Min(yes.Bounds.Least, no.Bounds.Least), Int128.Max(yes.Bounds.Greatest, no.Bounds.Greatest)))
{
    /// <inheritdoc/>
    protected override void Fill(in SlotRun run, Span<long> values)
    {
        Span<long> differences = comparison.Read(run);
        Span<long> first = yes.Read(run);
        Span<long> second = no.Read(run);
        (bool below, bool equal, bool above) = (test(-1), test(0), test(1));
        for (int i = 0; i < values.Length; i++)
        {
            bool holds = differences[i] < 0 ? below : differences[i] == 0 ? equal : above;
            values[i] = holds ? first[i] : second[i];
        }
    }
}
