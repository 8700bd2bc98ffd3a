using System.Runtime.InteropServices;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.CubeTables;

/// <summary>
/// How the numbers of a measure column are written, so that a scaled integer gives the term to the letter.
/// </summary>
/// <param name="Datatype">Integer, Decimal or Double; None for a column of ids.</param>
/// <param name="Form">The form.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NumberStyle(TermTag Datatype, NumberForm Form)
{
    private static readonly NumberForm[] DoubleForms = Enum.GetValues<NumberForm>();

    /// <summary>The styles that a column of a datatype may have.</summary>
    internal static IEnumerable<NumberStyle> Candidates(TermTag datatype) => datatype switch
    {
        TermTag.Integer => [new(datatype, NumberForm.Fixed)],
        TermTag.Decimal => [.. DoubleForms.Take(3).Select(f => new NumberStyle(datatype, f))],
        _ => DoubleForms.Select(f => new NumberStyle(datatype, f)),
    };

    /// <summary>The datatype of an inlined number, whatever its form.</summary>
    /// <returns>Integer, Decimal or Double; None for any other term.</returns>
    internal static TermTag DatatypeOf(TermId id) => id.Tag switch
    {
        TermTag.Integer or TermTag.Decimal or TermTag.Double => id.Tag,
        TermTag.ScientificDouble => TermTag.Double,
        _ => TermTag.None,
    };

    /// <summary>The value of an inlined number as mantissa / 10^scale.</summary>
    /// <returns>False when it is no number, or too large or too small for that.</returns>
    internal static bool TryGetScaled(TermId id, out long mantissa, out int scale)
    {
        if (id.Tag != TermTag.ScientificDouble)
        {
            return InlineTerm.TryGetScaled(id, out mantissa, out scale);
        }

        InlineScientific.Split(id, out mantissa, out int fraction, out int exponent, out _);
        scale = fraction - exponent;
        while (scale > 0 && mantissa % 10 == 0)
        {
            (mantissa, scale) = (mantissa / 10, mantissa == 0 ? 0 : scale - 1);
        }

        return scale <= InlineTerm.DoubleScaleMax && (scale >= 0 || TryRescale(mantissa, ref scale, 0, out mantissa));
    }

    /// <summary>Changes a scale upwards.</summary>
    /// <returns>False when the mantissa would leave what a double can tell apart.</returns>
    internal static bool TryRescale(long mantissa, ref int scale, int wanted, out long rescaled)
    {
        rescaled = mantissa;
        while (scale < wanted)
        {
            if (Math.Abs(rescaled) > InlineTerm.DoubleMantissaMax / 10)
            {
                return false;
            }

            (rescaled, scale) = (rescaled * 10, scale + 1);
        }

        return scale == wanted;
    }

    /// <summary>Writes a scaled integer as the term that it stands for.</summary>
    /// <returns>The id; None when it does not fit, which an encoder must treat as an exception.</returns>
    internal TermId ToTerm(long mantissa, int scale)
    {
        switch (Form)
        {
            case NumberForm.Fixed:
                break;
            case NumberForm.Trimmed or NumberForm.TrimmedToOne:
                int least = Form == NumberForm.Trimmed ? 0 : 1;
                while (scale > least && mantissa % 10 == 0)
                {
                    (mantissa, scale) = (mantissa / 10, scale - 1);
                }

                break;
            default:
                return ToScientific(mantissa, scale);
        }

        return Datatype switch
        {
            TermTag.Integer => InlineTerm.FromInteger(mantissa),
            TermTag.Decimal => InlineTerm.FromDecimal(mantissa, scale),
            _ => InlineTerm.FromDouble(mantissa, scale),
        };
    }

    private TermId ToScientific(long digits, int scale)
    {
        while (digits != 0 && digits % 10 == 0)
        {
            (digits, scale) = (digits / 10, scale - 1);
        }

        int fraction = 0;
        for (long rest = Math.Abs(digits); rest >= 10; rest /= 10)
        {
            fraction++;
        }

        int exponent = digits == 0 ? 0 : fraction - scale;
        if (fraction == 0 && (Form is NumberForm.Scientific or NumberForm.ScientificSmall))
        {
            (digits, fraction) = (digits * 10, 1);
        }

        bool isSmall = Form is NumberForm.ScientificSmall or NumberForm.ScientificShortSmall;
        return InlineScientific.Make(digits, fraction, exponent, isSmall);
    }
}

/// <summary>The forms of numbers.</summary>
internal enum NumberForm
{
    /// <summary>As many fraction digits as the column's scale: <c>5.10</c>.</summary>
    Fixed,

    /// <summary>No trailing zeros, no point without digits: <c>5.1</c>, <c>5</c>.</summary>
    Trimmed,

    /// <summary>No trailing zeros but one fraction digit at least: <c>5.1</c>, <c>5.0</c>.</summary>
    TrimmedToOne,

    /// <summary>One digit, a point, one digit at least, E: <c>5.1E0</c>, <c>5.0E0</c>.</summary>
    Scientific,

    /// <summary>The same with a small e.</summary>
    ScientificSmall,

    /// <summary>One digit, the others behind a point where there are any, E: <c>5.1E0</c>, <c>5E0</c>.</summary>
    ScientificShort,

    /// <summary>The same with a small e.</summary>
    ScientificShortSmall,
}
