using System.Text;
using LinkedStats.Rdf;

namespace LinkedStats.Storage.Dictionary;

/// <summary>Literals that fit into an id: their lexical form is kept to the letter, or they are not inlined.</summary>
/// <remarks>
/// Payloads: Integer is its value. Decimal and Double are 5 bits of scale over 55 bits of signed mantissa, where the
/// scale counts the fraction digits as written. ScientificDouble see <see cref="InlineScientific"/>; Temporal see
/// <see cref="InlineTemporal"/>. Source: XML Schema 1.1 Part 2, sections 3.3 and 3.4.
/// </remarks>
public static class InlineTerm
{
    /// <summary>The longest lexical form of an inlined term, in bytes.</summary>
    public const int LengthMax = 48;

    /// <summary>The largest magnitude of a mantissa of a decimal.</summary>
    public const long MantissaMax = (1L << (MantissaBits - 1)) - 1;

    /// <summary>The most fraction digits of a decimal.</summary>
    public const int ScaleMax = 31;

    /// <summary>
    /// The largest magnitude of a mantissa of a double: every number of 15 digits is told apart by a double.
    /// </summary>
    public const long DoubleMantissaMax = 999_999_999_999_999;

    /// <summary>
    /// The most fraction digits of a double: up to here powers of ten are exact, so one division is right.
    /// </summary>
    public const int DoubleScaleMax = 22;

    private const int MantissaBits = 55;
    private const long IntegerMax = (1L << (TermId.PayloadBits - 1)) - 1;

    private static readonly double[] PowersOfTen =
        [.. Enumerable.Range(0, DoubleScaleMax + 1).Select(static i => double.Parse($"1E{i}", Invariant))];

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    /// <summary>Makes the id of an xsd:integer.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The id; None when the value needs more than 60 bits.</returns>
    public static TermId FromInteger(long value) =>
        value is >= -IntegerMax - 1 and <= IntegerMax ? new(TermTag.Integer, unchecked((ulong)value)) : TermId.None;

    /// <summary>Makes the id of an xsd:decimal.</summary>
    /// <param name="mantissa">The value times 10^scale.</param>
    /// <param name="scale">The number of fraction digits to write, trailing zeros included.</param>
    /// <returns>The id; None when it does not fit.</returns>
    public static TermId FromDecimal(long mantissa, int scale) =>
        mantissa is >= -MantissaMax and <= MantissaMax && scale is >= 0 and <= ScaleMax
            ? Scaled(TermTag.Decimal, mantissa, scale)
            : TermId.None;

    /// <summary>Makes the id of an xsd:double in plain form.</summary>
    /// <param name="mantissa">The value times 10^scale.</param>
    /// <param name="scale">The number of fraction digits to write, trailing zeros included.</param>
    /// <returns>The id; None when it does not fit.</returns>
    public static TermId FromDouble(long mantissa, int scale) =>
        mantissa is >= -DoubleMantissaMax and <= DoubleMantissaMax && scale is >= 0 and <= DoubleScaleMax
            ? Scaled(TermTag.Double, mantissa, scale)
            : TermId.None;

    /// <summary>Makes the id of an xsd:boolean.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The id.</returns>
    public static TermId FromBoolean(bool value) => new(TermTag.Boolean, value ? 1UL : 0UL);

    /// <summary>Makes the id of a literal.</summary>
    /// <param name="literal">The literal.</param>
    /// <returns>The id; None when the literal belongs into the dictionary.</returns>
    public static TermId Encode(Literal literal)
    {
        InlineDatatype datatype = InlineDatatypes.Of(literal.Datatype.Text);
        if (datatype == InlineDatatype.None || literal.Lexical.Length > LengthMax || !Ascii.IsValid(literal.Lexical))
        {
            return TermId.None;
        }

        Span<byte> lexical = stackalloc byte[LengthMax];
        int length = Encoding.ASCII.GetBytes(literal.Lexical, lexical);
        return Encode(lexical[..length], datatype);
    }

    /// <summary>Makes the id of a literal.</summary>
    /// <param name="lexical">The lexical form, in UTF-8.</param>
    /// <param name="datatype">The datatype.</param>
    /// <returns>The id; None when the literal belongs into the dictionary.</returns>
    public static TermId Encode(ReadOnlySpan<byte> lexical, InlineDatatype datatype)
    {
        if (lexical.IsEmpty || lexical.Length > LengthMax)
        {
            return TermId.None;
        }

        return datatype switch
        {
            InlineDatatype.Integer => TryParsePlain(lexical, out long value, out int scale) && scale == 0
                && lexical.IndexOf((byte)'.') < 0 ? FromInteger(value) : TermId.None,
            InlineDatatype.Decimal => TryParsePlain(lexical, out long mantissa, out int scale)
                ? FromDecimal(mantissa, scale) : TermId.None,
            InlineDatatype.Double => TryParsePlain(lexical, out long mantissa, out int scale)
                ? FromDouble(mantissa, scale) : InlineScientific.Encode(lexical),
            InlineDatatype.Boolean => lexical.SequenceEqual("true"u8) ? FromBoolean(true)
                : lexical.SequenceEqual("false"u8) ? FromBoolean(false) : TermId.None,
            InlineDatatype.None => TermId.None,
            _ => InlineTemporal.Encode(lexical, datatype),
        };
    }

    /// <summary>Writes the lexical form of an inlined term.</summary>
    /// <param name="id">An id with <see cref="TermId.IsInline"/>.</param>
    /// <param name="destination">Receives the UTF-8; at least <see cref="LengthMax"/> long.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Format(TermId id, Span<byte> destination) => id.Tag switch
    {
        TermTag.Integer => FormatPlain(id.SignedPayload, 0, destination),
        TermTag.Decimal or TermTag.Double => FormatPlain(Mantissa(id), Scale(id), destination),
        TermTag.ScientificDouble => InlineScientific.Format(id, destination),
        TermTag.Boolean => Copy(id.Payload == 1 ? "true"u8 : "false"u8, destination),
        TermTag.Temporal => InlineTemporal.Format(id, destination),
        _ => throw new ArgumentException($"{id} is not inlined.", nameof(id)),
    };

    /// <summary>Decodes an inlined term.</summary>
    /// <param name="id">An id with <see cref="TermId.IsInline"/>.</param>
    /// <returns>The literal.</returns>
    public static Literal Decode(TermId id)
    {
        Span<byte> lexical = stackalloc byte[LengthMax];
        int length = Format(id, lexical);
        return new Literal(Encoding.ASCII.GetString(lexical[..length]), InlineDatatypes.IriOf(id));
    }

    /// <summary>Reads the value of an integer.</summary>
    /// <param name="id">Any id.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the id is no inlined xsd:integer.</returns>
    public static bool TryGetInteger(TermId id, out long value)
    {
        value = id.Tag == TermTag.Integer ? id.SignedPayload : 0;
        return id.Tag == TermTag.Integer;
    }

    /// <summary>Reads the value of an integer or a decimal: mantissa / 10^scale.</summary>
    /// <param name="id">Any id.</param>
    /// <param name="mantissa">The mantissa.</param>
    /// <param name="scale">The scale; 0 for an integer.</param>
    /// <returns>False when the id is neither an inlined xsd:integer nor an inlined xsd:decimal.</returns>
    public static bool TryGetDecimal(TermId id, out long mantissa, out int scale)
    {
        (mantissa, scale) = id.Tag switch
        {
            TermTag.Integer => (id.SignedPayload, 0),
            TermTag.Decimal => (Mantissa(id), Scale(id)),
            _ => (0, 0),
        };
        return id.Tag is TermTag.Integer or TermTag.Decimal;
    }

    /// <summary>Reads the value of a double.</summary>
    /// <param name="id">Any id.</param>
    /// <param name="value">The double nearest to the lexical form.</param>
    /// <returns>False when the id is no inlined xsd:double.</returns>
    public static bool TryGetDouble(TermId id, out double value)
    {
        value = id.Tag switch
        {
            // Both operands are exact, so the quotient is rounded once, as a conversion of the text would be.
            TermTag.Double => Mantissa(id) / PowersOfTen[Scale(id)],
            TermTag.ScientificDouble => InlineScientific.Value(id),
            _ => 0,
        };
        return id.Tag is TermTag.Double or TermTag.ScientificDouble;
    }

    /// <summary>Reads the value of a boolean.</summary>
    /// <param name="id">Any id.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the id is no inlined xsd:boolean.</returns>
    public static bool TryGetBoolean(TermId id, out bool value)
    {
        value = id.Payload == 1;
        return id.Tag == TermTag.Boolean;
    }

    /// <summary>Reads the mantissa and the scale of a number in plain form, whatever its datatype.</summary>
    /// <param name="id">Any id.</param>
    /// <param name="mantissa">The mantissa.</param>
    /// <param name="scale">The number of fraction digits as written.</param>
    /// <returns>False when the id is no Integer, Decimal or Double.</returns>
    public static bool TryGetScaled(TermId id, out long mantissa, out int scale)
    {
        if (id.Tag == TermTag.Double)
        {
            (mantissa, scale) = (Mantissa(id), Scale(id));
            return true;
        }

        return TryGetDecimal(id, out mantissa, out scale);
    }

    internal static int FormatPlain(long mantissa, int scale, Span<byte> destination)
    {
        Span<byte> digits = stackalloc byte[20];
        _ = Math.Abs(mantissa).TryFormat(digits, out int count, default, Invariant);
        int length = 0;
        if (mantissa < 0)
        {
            destination[length++] = (byte)'-';
        }

        int integerDigits = Math.Max(0, count - scale);
        digits[..integerDigits].CopyTo(destination[length..]);
        length += integerDigits;
        if (integerDigits == 0)
        {
            destination[length++] = (byte)'0';
        }

        if (scale > 0)
        {
            destination[length++] = (byte)'.';
            int zeros = Math.Max(0, scale - count);
            destination.Slice(length, zeros).Fill((byte)'0');
            digits[integerDigits..count].CopyTo(destination[(length + zeros)..]);
            length += scale;
        }

        return length;
    }

    /// <summary>Parses a number without exponent in the one form that <see cref="FormatPlain"/> writes.</summary>
    internal static bool TryParsePlain(ReadOnlySpan<byte> text, out long mantissa, out int scale)
    {
        (mantissa, scale) = (0, 0);
        bool isNegative = text[0] == (byte)'-';
        ReadOnlySpan<byte> digits = isNegative ? text[1..] : text;
        int dot = digits.IndexOf((byte)'.');
        int integerDigits = dot < 0 ? digits.Length : dot;
        if (integerDigits == 0 || (digits[0] == (byte)'0' && integerDigits > 1) || dot == digits.Length - 1)
        {
            return false;
        }

        foreach (byte b in digits)
        {
            if (b == (byte)'.' && scale == 0 && dot >= 0)
            {
                (scale, dot) = (digits.Length - integerDigits - 1, -1);
                continue;
            }

            if (b is < (byte)'0' or > (byte)'9' || mantissa > IntegerMax / 10)
            {
                return false;
            }

            mantissa = (mantissa * 10) + (b - '0');
        }

        // A negative zero would lose its sign.
        bool isWritable = !isNegative || mantissa != 0;
        mantissa = isNegative ? -mantissa : mantissa;
        return isWritable;
    }

    private static TermId Scaled(TermTag tag, long mantissa, int scale) =>
        new(tag, ((ulong)scale << MantissaBits) | (unchecked((ulong)mantissa) & ((1UL << MantissaBits) - 1)));

    private static long Mantissa(TermId id) =>
        unchecked((long)(id.Bits << (64 - MantissaBits)) >> (64 - MantissaBits));

    private static int Scale(TermId id) => (int)(id.Payload >> MantissaBits);

    private static int Copy(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        text.CopyTo(destination);
        return text.Length;
    }
}
