using System.Collections.Frozen;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Query.Expressions;

/// <summary>
/// The function library: one row a function; the forms that treat errors themselves are compiled elsewhere.
/// </summary>
/// <remarks>Source: SPARQL 1.1 Query, sections 17.4 and 17.5.</remarks>
internal static class FunctionTable
{
    private const int Unlimited = int.MaxValue;

    private static readonly FrozenDictionary<string, FunctionRow> Rows = ((FunctionRow[])
    [
        // 17.4.2 Functions on RDF terms
        new("ISIRI", 1, 1, TermFunctions.IsIri),
        new("ISURI", 1, 1, TermFunctions.IsIri),
        new("ISBLANK", 1, 1, TermFunctions.IsBlank),
        new("ISLITERAL", 1, 1, TermFunctions.IsLiteral),
        new("ISNUMERIC", 1, 1, TermFunctions.IsNumeric),
        new("STR", 1, 1, TermFunctions.Str),
        new("LANG", 1, 1, TermFunctions.Lang),
        new("DATATYPE", 1, 1, TermFunctions.Datatype),
        new("IRI", 1, 1, TermFunctions.ToIri),
        new("URI", 1, 1, TermFunctions.ToIri),
        new("BNODE", 0, 1, TermFunctions.BlankNode, IsDeterministic: false),
        new("STRDT", 2, 2, TermFunctions.StrDt),
        new("STRLANG", 2, 2, TermFunctions.StrLang),
        new("UUID", 0, 0, TermFunctions.Uuid, IsDeterministic: false),
        new("STRUUID", 0, 0, TermFunctions.StrUuid, IsDeterministic: false),

        // 17.4.3 Functions on strings
        new("STRLEN", 1, 1, StringFunctions.StrLen),
        new("SUBSTR", 2, 3, StringFunctions.Substr),
        new("UCASE", 1, 1, StringFunctions.UCase),
        new("LCASE", 1, 1, StringFunctions.LCase),
        new("STRSTARTS", 2, 2, StringFunctions.StrStarts),
        new("STRENDS", 2, 2, StringFunctions.StrEnds),
        new("CONTAINS", 2, 2, StringFunctions.Contains),
        new("STRBEFORE", 2, 2, StringFunctions.StrBefore),
        new("STRAFTER", 2, 2, StringFunctions.StrAfter),
        new("ENCODE_FOR_URI", 1, 1, StringFunctions.EncodeForUri),
        new("CONCAT", 0, Unlimited, StringFunctions.Concat),
        new("LANGMATCHES", 2, 2, StringFunctions.LangMatches),
        new("REGEX", 2, 3, RegexFunctions.Regex),
        new("REPLACE", 3, 4, RegexFunctions.Replace),

        // 17.4.4 Functions on numerics
        new("ABS", 1, 1, NumericFunctions.Abs),
        new("ROUND", 1, 1, NumericFunctions.Round),
        new("CEIL", 1, 1, NumericFunctions.Ceil),
        new("FLOOR", 1, 1, NumericFunctions.Floor),
        new("RAND", 0, 0, NumericFunctions.Rand, IsDeterministic: false),

        // 17.4.5 Functions on dates and times
        new("NOW", 0, 0, DateTimeFunctions.Now, IsDeterministic: false),
        new("YEAR", 1, 1, DateTimeFunctions.Year),
        new("MONTH", 1, 1, DateTimeFunctions.Month),
        new("DAY", 1, 1, DateTimeFunctions.Day),
        new("HOURS", 1, 1, DateTimeFunctions.Hours),
        new("MINUTES", 1, 1, DateTimeFunctions.Minutes),
        new("SECONDS", 1, 1, DateTimeFunctions.Seconds),
        new("TIMEZONE", 1, 1, DateTimeFunctions.Timezone),
        new("TZ", 1, 1, DateTimeFunctions.Tz),

        // 17.4.6 Hash functions
        new("MD5", 1, 1, HashFunctions.Md5),
        new("SHA1", 1, 1, HashFunctions.Sha1),
        new("SHA256", 1, 1, HashFunctions.Sha256),
        new("SHA384", 1, 1, HashFunctions.Sha384),
        new("SHA512", 1, 1, HashFunctions.Sha512),
    ]).ToFrozenDictionary(static row => row.Name, StringComparer.Ordinal);

    /// <summary>Finds a function.</summary>
    /// <param name="name">The keyword in upper case.</param>
    /// <returns>The row; null for what is no function, such as IF or an operator.</returns>
    public static FunctionRow? Find(string name) => Rows.GetValueOrDefault(name);

    /// <summary>The casts that SPARQL's own table (section 17.5) does not have.</summary>
    /// <returns>The functions' IRIs.</returns>
    public static IEnumerable<Iri> ExtensionCasts() => Enum.GetValues<XsdType>()
        .Where(static type => type is not (XsdType.Unknown or XsdType.String or XsdType.Boolean or XsdType.Integer
            or XsdType.Decimal or XsdType.Float or XsdType.Double or XsdType.DateTime))
        .Select(XsdDatatype.IriOf)
        .Where(static iri => FindCast(iri) is not null);

    /// <summary>Finds a constructor function, which casts (section 17.5).</summary>
    /// <param name="function">The datatype's IRI.</param>
    /// <returns>The cast; null when the IRI is no datatype that can be cast to.</returns>
    public static FunctionRow? FindCast(Iri function)
    {
        XsdType type = function.Text.StartsWith(XsdVocabulary.Namespace, StringComparison.Ordinal)
            ? XsdDatatype.TypeOf(function)
            : XsdType.Unknown;
        bool isCast = type is XsdType.String or XsdType.Boolean
            or (>= XsdType.Decimal and <= XsdType.YearMonthDuration);
        return isCast
            ? new FunctionRow(function.Text, 1, 1, (run, arguments) => CastFunctions.Cast(run, arguments[0], type))
            : null;
    }
}
