using System.Globalization;

namespace LinkedStats.Storage.Dictionary;

/// <summary>Doubles with an exponent, as <c>6.59E1</c>, inside an id.</summary>
/// <remarks>
/// Payload, from the top: 1 bit for a small <c>e</c>, 4 bits for the number of fraction digits, 10 bits for the signed
/// exponent, 45 bits for the signed digits. One digit stands before the point; without fraction digits there is no
/// point.
/// </remarks>
internal static class InlineScientific
{
    private const int DigitsBits = 45;
    private const int ExponentBits = 10;
    private const int FractionBits = 4;
    private const long DigitsMax = (1L << (DigitsBits - 1)) - 1;
    private const int ExponentMax = (1 << (ExponentBits - 1)) - 1;
    private const int FractionMax = (1 << FractionBits) - 1;

    /// <summary>Makes the id of a double written with an exponent.</summary>
    /// <returns>The id; None when the form is not one that <see cref="Format"/> writes.</returns>
    internal static TermId Encode(ReadOnlySpan<byte> lexical)
    {
        int e = lexical.IndexOfAny((byte)'E', (byte)'e');
        if (e <= 0 || e == lexical.Length - 1
            || !InlineTerm.TryParsePlain(lexical[..e], out long digits, out int fraction)
            || !InlineTerm.TryParsePlain(lexical[(e + 1)..], out long exponent, out int exponentScale)
            || exponentScale != 0)
        {
            return TermId.None;
        }

        ReadOnlySpan<byte> integerPart = lexical[..e].TrimStart((byte)'-');
        bool hasOneDigit = integerPart.Length == 1 || integerPart[1] == (byte)'.';
        return hasOneDigit && lexical[^1] != (byte)'.' ? Make(digits, fraction, exponent, lexical[e] == (byte)'e')
            : TermId.None;
    }

    /// <summary>Makes the id of digits / 10^fraction × 10^exponent.</summary>
    /// <returns>The id; None when it does not fit.</returns>
    internal static TermId Make(long digits, int fraction, long exponent, bool isSmall)
    {
        if (Math.Abs(digits) > DigitsMax || fraction > FractionMax || Math.Abs(exponent) > ExponentMax)
        {
            return TermId.None;
        }

        ulong payload = isSmall ? 1UL : 0UL;
        payload = (payload << FractionBits) | (uint)fraction;
        payload = (payload << ExponentBits) | (unchecked((ulong)exponent) & ((1UL << ExponentBits) - 1));
        payload = (payload << DigitsBits) | (unchecked((ulong)digits) & ((1UL << DigitsBits) - 1));
        return new TermId(TermTag.ScientificDouble, payload);
    }

    /// <summary>Takes an id apart.</summary>
    internal static void Split(TermId id, out long digits, out int fraction, out int exponent, out bool isSmall)
    {
        ulong payload = id.Payload;
        digits = SignExtend(payload, DigitsBits);
        exponent = (int)SignExtend(payload >> DigitsBits, ExponentBits);
        fraction = (int)(payload >> (DigitsBits + ExponentBits)) & FractionMax;
        isSmall = payload >> (DigitsBits + ExponentBits + FractionBits) == 1;
    }

    internal static int Format(TermId id, Span<byte> destination)
    {
        Split(id, out long digits, out int fraction, out int exponent, out bool isSmall);
        int length = InlineTerm.FormatPlain(digits, fraction, destination);
        destination[length++] = isSmall ? (byte)'e' : (byte)'E';
        return length + InlineTerm.FormatPlain(exponent, 0, destination[length..]);
    }

    internal static double Value(TermId id)
    {
        Span<byte> text = stackalloc byte[InlineTerm.LengthMax];
        int length = Format(id, text);
        return double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static long SignExtend(ulong bits, int width) => unchecked((long)(bits << (64 - width)) >> (64 - width));
}
