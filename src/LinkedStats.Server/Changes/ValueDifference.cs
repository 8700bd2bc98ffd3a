using System.Buffers;
using System.Text;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Changes;

/// <summary>The difference of two values: exact, a double counting as the shortest decimal that reads back as
/// it.</summary>
internal static class ValueDifference
{
    private const int ScaleGapMax = 18;

    /// <summary>Subtracts numbers whose ids carry their values.</summary>
    /// <param name="before">The value before.</param>
    /// <param name="after">The value after.</param>
    /// <returns>After less before, of the more general datatype; None where one is missing, no number, or too
    /// long.</returns>
    public static TermId OfInline(TermId before, TermId after)
    {
        if (!InlineTerm.TryGetScaled(before, out long old, out int oldScale)
            || !InlineTerm.TryGetScaled(after, out long value, out int scale))
        {
            return TermId.None;
        }

        // Beyond that, the numbers times a power of ten might not fit into 128 bits.
        if (Math.Abs(oldScale - scale) > ScaleGapMax)
        {
            return TermId.None;
        }

        int common = Math.Max(oldScale, scale);
        Int128 difference = (value * Power(common - scale)) - (old * Power(common - oldScale));
        return difference < long.MinValue || difference > long.MaxValue
            ? TermId.None
            : Larger(before.Tag, after.Tag) switch
            {
                TermTag.Integer => InlineTerm.FromInteger((long)difference),
                TermTag.Decimal => InlineTerm.FromDecimal((long)difference, common),
                _ => InlineTerm.FromDouble((long)difference, common),
            };
    }

    /// <summary>Subtracts any numbers.</summary>
    /// <param name="before">The value before.</param>
    /// <param name="after">The value after.</param>
    /// <returns>After less before; null where one of them is no number, or not a finite one.</returns>
    public static Literal? Of(Term? before, Term? after)
    {
        if (Parse(before) is not { } old || Parse(after) is not { } value
            || !old.TryGetShortest(out XsdDecimal oldDecimal) || !value.TryGetShortest(out XsdDecimal decimalValue))
        {
            return null;
        }

        XsdDecimal difference = decimalValue - oldDecimal;
        return (old.Kind, value.Kind) switch
        {
            (NumericKind.Integer, NumericKind.Integer) => new Literal(difference.ToString(), XsdVocabulary.Integer),
            (NumericKind.Integer or NumericKind.Decimal, NumericKind.Integer or NumericKind.Decimal) =>
                new Literal(difference.ToString(), XsdVocabulary.Decimal),
            _ => new Literal(difference.ToString(), XsdVocabulary.Double),
        };
    }

    /// <summary>Shows a value to a format writer.</summary>
    /// <param name="snapshot">What the request sees.</param>
    /// <param name="id">The value; None where it is missing.</param>
    /// <param name="scratch">Receives the text.</param>
    /// <returns>The value; valid until the next use of the scratch.</returns>
    public static ObservationValue Show(Snapshot snapshot, TermId id, ArrayBufferWriter<byte> scratch)
    {
        if (id.IsNone)
        {
            return new ObservationValue { IsMissing = true };
        }

        TermUtf8 term = snapshot.GetUtf8(id, scratch);
        return new ObservationValue { Text = term.Text, Datatype = term.Datatype, Language = term.Language };
    }

    /// <summary>Shows the difference of two values to a format writer.</summary>
    /// <param name="snapshot">What the request sees.</param>
    /// <param name="before">The value before.</param>
    /// <param name="after">The value after.</param>
    /// <param name="scratch">Receives the text.</param>
    /// <returns>After less before; missing where there is no difference of numbers.</returns>
    public static ObservationValue Show(
        Snapshot snapshot, TermId before, TermId after, ArrayBufferWriter<byte> scratch)
    {
        TermId id = OfInline(before, after);
        if (!id.IsNone || before.IsNone || after.IsNone)
        {
            return Show(snapshot, id, scratch);
        }

        return Of(snapshot.Get(before), snapshot.Get(after)) is { } difference
            ? new ObservationValue
            {
                Text = Encoding.UTF8.GetBytes(difference.Lexical),
                Datatype = Encoding.UTF8.GetBytes(difference.Datatype.Text),
            }
            : new ObservationValue { IsMissing = true };
    }

    private static TermTag Larger(TermTag left, TermTag right) =>
        left == TermTag.Double || right == TermTag.Double ? TermTag.Double
        : left == TermTag.Decimal || right == TermTag.Decimal ? TermTag.Decimal
        : TermTag.Integer;

    private static Int128 Power(int exponent)
    {
        Int128 power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }

    private static NumericValue? Parse(Term? term) =>
        term is Literal literal
            && NumericValue.TryParse(literal.Lexical, XsdDatatype.TypeOf(literal.Datatype), out NumericValue value)
            ? value
            : null;
}
