using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Expressions;

/// <summary>
/// Compares values by their ids alone, where these hold the values: the shortcut of filters over cells.
/// </summary>
/// <remarks>What is decided here is what <see cref="ValueComparison"/> decides; the rest is left to it.</remarks>
internal static class InlineComparison
{
    /// <summary>Compares as <c>=</c> does.</summary>
    /// <param name="left">The left id, or None.</param>
    /// <param name="right">The right id, or None.</param>
    /// <param name="areEqual">Whether the values are equal.</param>
    /// <returns>False where the ids do not tell.</returns>
    public static bool TryAreEqual(TermId left, TermId right, out bool areEqual)
    {
        if (left.Tag is TermTag.Iri or TermTag.Cell && right.Tag is TermTag.Iri or TermTag.Cell)
        {
            areEqual = left == right;
            return true;
        }

        bool isDecided = TryCompare(left, right, out int order);
        areEqual = order == 0;
        return isDecided;
    }

    /// <summary>Compares numbers, and dates of one type and zone.</summary>
    /// <param name="left">The left id, or None.</param>
    /// <param name="right">The right id, or None.</param>
    /// <param name="order">Negative, zero or positive.</param>
    /// <returns>False where the ids do not tell.</returns>
    public static bool TryCompare(TermId left, TermId right, out int order)
    {
        if (left.Tag == TermTag.Integer && right.Tag == TermTag.Integer)
        {
            order = left.SignedPayload.CompareTo(right.SignedPayload);
            return true;
        }

        order = 0;
        if (left.Tag == TermTag.Temporal && right.Tag == TermTag.Temporal)
        {
            _ = InlineTemporal.TrySplit(left, out InlineDatatype a, out _, out _, out _, out _, out bool isLeftUtc);
            _ = InlineTemporal.TrySplit(right, out InlineDatatype b, out _, out _, out _, out _, out bool isRightUtc);

            // Within one kind and zone the payloads are in the order of the instants.
            order = left.Payload.CompareTo(right.Payload);
            return a == b && isLeftUtc == isRightUtc;
        }

        if (InlineTerm.TryGetDecimal(left, out long leftMantissa, out int leftScale)
            && InlineTerm.TryGetDecimal(right, out long rightMantissa, out int rightScale)
            && leftScale <= ScaleMax && rightScale <= ScaleMax)
        {
            // Mantissas have 60 bits at most, so that ten to the eighteenth times them fits.
            Int128 a = (Int128)leftMantissa * Powers[Math.Max(0, rightScale - leftScale)];
            Int128 b = (Int128)rightMantissa * Powers[Math.Max(0, leftScale - rightScale)];
            order = a.CompareTo(b);
            return true;
        }

        if (InlineTerm.TryGetDouble(left, out double x) && InlineTerm.TryGetDouble(right, out double y))
        {
            order = x.CompareTo(y);
            return true;
        }

        return false;
    }

    private const int ScaleMax = 18;

    private static readonly long[] Powers = BuildPowers();

    private static long[] BuildPowers()
    {
        long[] powers = new long[ScaleMax + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
