using System.Numerics;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Expressions;

/// <summary>
/// An exact sum of numbers of all types, which neither the order of rows nor their grouping into batches shows.
/// </summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, sections 18.5.1.3 and 18.5.1.4. The result has the promoted type of what was added. A
/// float or double counts as the shortest decimal that reads back as it, 65.9 as 65.9; the sum of these decimals is
/// exact and rounded once at the end, which is at least as near as compensated addition and does not depend on the
/// order. Doubles of up to 15 digits are their own shortest decimals, so adding mantissas gives the very same result.
/// </remarks>
internal sealed class NumericSum
{
    private const int ShiftMax = 18;
    private static readonly Int128 SmallMax = Int128.MaxValue / 4;

    private Int128 _mantissa;
    private long _pending;
    private int _scale;
    private XsdDecimal _spilled;
    private NumericKind _kind = NumericKind.Integer;
    private double _special;
    private bool _isFailed;

    /// <summary>How many numbers were added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a value; what is no number makes the sum an error.</summary>
    /// <param name="value">The value.</param>
    public void Add(in TermValue value)
    {
        if (value.Id.Tag is TermTag.Integer or TermTag.Decimal or TermTag.Double
            && InlineTerm.TryGetScaled(value.Id, out long mantissa, out int scale))
        {
            Add(mantissa, scale, value.Id.Tag);
        }
        else
        {
            Add(value.Number);
        }
    }

    /// <summary>Adds mantissa / 10^scale.</summary>
    /// <param name="mantissa">The mantissa.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="tag">The type: Integer, Decimal or Double; a double has up to 15 digits.</param>
    public void Add(long mantissa, int scale, TermTag tag)
    {
        // Numbers of one scale are added up in 64 bits for as long as these hold them.
        long sum = unchecked(_pending + mantissa);
        if (scale != _scale || ((_pending ^ sum) & (mantissa ^ sum)) < 0)
        {
            Add(mantissa, scale, tag, 1);
            return;
        }

        _pending = sum;
        Count++;
        NumericKind kind = KindOf(tag);
        _kind = kind > _kind ? kind : _kind;
    }

    /// <summary>Adds a number; None makes the sum an error.</summary>
    /// <param name="number">The number.</param>
    public void Add(in NumericValue number)
    {
        if (number.IsNone)
        {
            _isFailed = true;
            return;
        }

        Count++;
        _kind = number.Kind > _kind ? number.Kind : _kind;
        if (!number.TryGetShortest(out XsdDecimal value))
        {
            // Infinities of both signs, and NaN, make NaN; in any order.
            _special += number.ToDouble();
        }
        else if (value.TryGetMantissa(out long mantissa))
        {
            AddScaled(mantissa, value.Scale);
        }
        else
        {
            Spill(value);
        }
    }

    /// <summary>
    /// Adds numbers whose sum is known as mantissa / 10^scale; the result is that of adding them one by one.
    /// </summary>
    /// <param name="mantissaSum">The sum of the mantissas.</param>
    /// <param name="scale">The scale that they share.</param>
    /// <param name="tag">Their type: Integer, Decimal or Double; doubles have up to 15 digits each.</param>
    /// <param name="count">How many they are.</param>
    public void Add(Int128 mantissaSum, int scale, TermTag tag, long count)
    {
        if (count == 0)
        {
            return;
        }

        NumericKind kind = KindOf(tag);
        Count += count;
        _kind = kind > _kind ? kind : _kind;
        AddScaled(mantissaSum, scale);
    }

    /// <summary>Starts again with no numbers.</summary>
    public void Clear()
    {
        (_mantissa, _pending, _scale, _spilled) = (0, 0, 0, default);
        (_kind, _special, _isFailed, Count) = (NumericKind.Integer, 0, false, 0);
    }

    /// <summary>Makes the sum an error, as an argument that is one does.</summary>
    public void Fail() => _isFailed = true;

    /// <summary>The sum.</summary>
    /// <returns>0 of xsd:integer for no numbers; None for an error.</returns>
    public NumericValue Sum()
    {
        AddScaled(0, _scale);
        if (_isFailed)
        {
            return NumericValue.None;
        }

        if (_special != 0)
        {
            return _kind == NumericKind.Float
                ? NumericValue.FromFloat((float)_special)
                : NumericValue.FromDouble(_special);
        }

        try
        {
            XsdDecimal sum = _spilled + XsdDecimal.FromMantissa((BigInteger)_mantissa, _scale);
            return _kind switch
            {
                NumericKind.Integer => NumericValue.FromInteger(sum),
                NumericKind.Decimal => NumericValue.FromDecimal(sum),
                NumericKind.Float => NumericValue.FromFloat(sum.ToSingle()),
                _ => NumericValue.FromDouble(sum.ToDouble()),
            };
        }
        catch (OverflowException)
        {
            return NumericValue.None;
        }
    }

    /// <summary>The sum divided by the count.</summary>
    /// <returns>0 of xsd:integer for no numbers; None for an error.</returns>
    public NumericValue Average() =>
        Count == 0 ? Sum() : Sum() / NumericValue.FromInteger(Count);

    private static NumericKind KindOf(TermTag tag) => tag switch
    {
        TermTag.Integer => NumericKind.Integer,
        TermTag.Decimal => NumericKind.Decimal,
        _ => NumericKind.Double,
    };

    private void AddScaled(Int128 mantissa, int scale)
    {
        if (_pending != 0)
        {
            long pending = _pending;
            _pending = 0;
            AddScaled(pending, _scale);
        }

        int shift = scale - _scale;
        if (shift != 0 && !TryAlign(ref mantissa, scale, shift))
        {
            Spill(XsdDecimal.FromMantissa((BigInteger)mantissa, scale));
            return;
        }

        if (Int128.Abs(mantissa) >= SmallMax)
        {
            Spill(XsdDecimal.FromMantissa((BigInteger)mantissa, _scale));
            return;
        }

        _mantissa += mantissa;
        if (Int128.Abs(_mantissa) >= SmallMax)
        {
            Spill(XsdDecimal.FromMantissa((BigInteger)_mantissa, _scale));
            _mantissa = 0;
        }
    }

    /// <summary>Brings the sum or the addend to the finer of both scales; false where that leaves 128 bits.</summary>
    private bool TryAlign(ref Int128 mantissa, int scale, int shift)
    {
        if (Math.Abs(shift) > ShiftMax)
        {
            return false;
        }

        Int128 factor = (Int128)BigInteger.Pow(10, Math.Abs(shift));
        if (shift > 0)
        {
            if (Int128.Abs(_mantissa) > SmallMax / factor)
            {
                Spill(XsdDecimal.FromMantissa((BigInteger)_mantissa, _scale));
                _mantissa = 0;
            }

            _mantissa *= factor;
            _scale = scale;
            return true;
        }

        if (Int128.Abs(mantissa) > SmallMax / factor)
        {
            return false;
        }

        mantissa *= factor;
        return true;
    }

    private void Spill(XsdDecimal value)
    {
        try
        {
            _spilled += value;
        }
        catch (OverflowException)
        {
            _isFailed = true;
        }
    }
}
