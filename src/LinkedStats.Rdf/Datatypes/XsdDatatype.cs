using System.Buffers;
using System.Buffers.Text;
using System.Collections.Frozen;
using System.Numerics;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Datatypes;

/// <summary>The recognised datatypes, and which lexical forms they have.</summary>
/// <remarks>Source: RDF 1.1 Concepts, section 5.1; XSD 1.1 Part 2, section 3.</remarks>
public static class XsdDatatype
{
    private static readonly FrozenDictionary<string, XsdType> Names = BuildNames();

    private static readonly Iri[] Iris = BuildIris();

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly FrozenDictionary<string, XsdType>.AlternateLookup<ReadOnlySpan<char>> NamesBySpan =
        Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Recognises a datatype.</summary>
    /// <param name="datatype">The datatype IRI.</param>
    /// <returns>The type; Unknown for datatypes of other vocabularies.</returns>
    public static XsdType TypeOf(Iri datatype)
    {
        string text = datatype.Text;
        if (text.StartsWith(XsdVocabulary.Namespace, StringComparison.Ordinal))
        {
            return NamesBySpan.TryGetValue(text.AsSpan(XsdVocabulary.Namespace.Length), out XsdType type)
                ? type
                : XsdType.Unknown;
        }

        return datatype == RdfVocabulary.LangString ? XsdType.LangString : XsdType.Unknown;
    }

    /// <summary>The datatype's IRI.</summary>
    /// <param name="type">A recognised type.</param>
    /// <returns>The IRI.</returns>
    public static Iri IriOf(XsdType type) => Iris[(int)type];

    /// <summary>Says whether a lexical form belongs to a datatype.</summary>
    /// <param name="lexical">The lexical form, without surrounding space.</param>
    /// <param name="datatype">The datatype IRI.</param>
    /// <returns>False when it does not; true for datatypes that are not recognised, as nothing is known of
    /// them.</returns>
    public static bool IsValid(ReadOnlySpan<char> lexical, Iri datatype) => IsValid(lexical, TypeOf(datatype));

    /// <summary>Says whether a lexical form belongs to a datatype.</summary>
    /// <param name="lexical">The lexical form, without surrounding space.</param>
    /// <param name="type">The datatype.</param>
    /// <returns>False when it does not; true for <see cref="XsdType.Unknown"/>.</returns>
    public static bool IsValid(ReadOnlySpan<char> lexical, XsdType type) => type switch
    {
        XsdType.Unknown or XsdType.String or XsdType.LangString or XsdType.AnyUri => true,
        XsdType.Boolean => TryParseBoolean(lexical, out _),
        XsdType.Decimal => XsdDecimal.TryScan(lexical, out _),
        XsdType.Integer => XsdDecimal.TryScan(lexical, out int point) && point < 0,
        >= XsdType.NonPositiveInteger and <= XsdType.Double => NumericValue.TryParse(lexical, type, out _),
        >= XsdType.DateTime and <= XsdType.GMonth => XsdDateTime.TryParse(lexical, type, out _),
        >= XsdType.Duration and <= XsdType.YearMonthDuration => XsdDuration.TryParse(lexical, type, out _),
        XsdType.HexBinary => lexical.Length % 2 == 0 && !lexical.ContainsAnyExcept(HexDigits),
        XsdType.Base64Binary => Base64.IsValid(lexical),
        XsdType.NormalizedString => !lexical.ContainsAny('\t', '\r', '\n'),
        XsdType.Token => IsToken(lexical),
        XsdType.Language => IsLanguage(lexical),
        _ => true,
    };

    /// <summary>Reads a boolean.</summary>
    /// <param name="lexical">true, false, 1 or 0.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when it is not a boolean.</returns>
    public static bool TryParseBoolean(ReadOnlySpan<char> lexical, out bool value)
    {
        value = lexical is "true" or "1";
        return value || lexical is "false" or "0";
    }

    /// <summary>
    /// Says whether an integer belongs to a type derived from xsd:integer (XSD 1.1 Part 2, section 3.4).
    /// </summary>
    /// <param name="value">The integer.</param>
    /// <param name="type">The type.</param>
    /// <returns>True when it lies within the type's bounds.</returns>
    internal static bool IsInRange(XsdDecimal value, XsdType type)
    {
        BigInteger number = value.Mantissa;
        return type switch
        {
            XsdType.Integer => true,
            XsdType.NonPositiveInteger => number.Sign <= 0,
            XsdType.NegativeInteger => number.Sign < 0,
            XsdType.Long => number >= long.MinValue && number <= long.MaxValue,
            XsdType.Int => number >= int.MinValue && number <= int.MaxValue,
            XsdType.Short => number >= short.MinValue && number <= short.MaxValue,
            XsdType.Byte => number >= sbyte.MinValue && number <= sbyte.MaxValue,
            XsdType.NonNegativeInteger => number.Sign >= 0,
            XsdType.UnsignedLong => number.Sign >= 0 && number <= ulong.MaxValue,
            XsdType.UnsignedInt => number.Sign >= 0 && number <= uint.MaxValue,
            XsdType.UnsignedShort => number.Sign >= 0 && number <= ushort.MaxValue,
            XsdType.UnsignedByte => number.Sign >= 0 && number <= byte.MaxValue,
            XsdType.PositiveInteger => number.Sign > 0,
            _ => false,
        };
    }

    private static bool IsToken(ReadOnlySpan<char> lexical) =>
        !lexical.ContainsAny('\t', '\r', '\n') && !lexical.Contains("  ", StringComparison.Ordinal)
        && (lexical.IsEmpty || (lexical[0] != ' ' && lexical[^1] != ' '));

    private static bool IsLanguage(ReadOnlySpan<char> lexical)
    {
        bool isFirst = true;
        foreach (Range range in lexical.Split('-'))
        {
            ReadOnlySpan<char> subtag = lexical[range];
            foreach (char c in subtag)
            {
                if (!(isFirst ? char.IsAsciiLetter(c) : char.IsAsciiLetterOrDigit(c)))
                {
                    return false;
                }
            }

            if (subtag.Length is 0 or > 8)
            {
                return false;
            }

            isFirst = false;
        }

        return true;
    }

    private static Iri[] BuildIris()
    {
        Iri[] iris = new Iri[Enum.GetValues<XsdType>().Length];
        iris[(int)XsdType.LangString] = RdfVocabulary.LangString;
        foreach ((string name, XsdType type) in Names)
        {
            iris[(int)type] = Iri.FromTrusted(XsdVocabulary.Namespace + name);
        }

        return iris;
    }

    private static FrozenDictionary<string, XsdType> BuildNames()
    {
        Dictionary<string, XsdType> names = new(StringComparer.Ordinal);
        foreach (XsdType type in Enum.GetValues<XsdType>())
        {
            if (type is not (XsdType.Unknown or XsdType.LangString))
            {
                string name = type.ToString();
                names[char.ToLowerInvariant(name[0]) + name[1..]] = type;
            }
        }

        // The names that do not follow the rule of the others.
        names.Remove("anyUri");
        names["anyURI"] = XsdType.AnyUri;
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
