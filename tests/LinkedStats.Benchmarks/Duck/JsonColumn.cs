using System.Data.Common;
using System.Diagnostics;
using System.Numerics;
using System.Text.Json;

namespace LinkedStats.Benchmarks.Duck;

/// <summary>A variable, and the columns of SQL that it is made of.</summary>
/// <param name="Variable">Its name.</param>
internal abstract record JsonColumn(string Variable)
{
    /// <summary>The name, ready to be written.</summary>
    public JsonEncodedText Name { get; } = JsonEncodedText.Encode(Variable);

    /// <summary>Makes what writes the cell of the current row.</summary>
    /// <param name="terms">The reader and the writer.</param>
    /// <returns>Writes the cell.</returns>
    public abstract Action Bind(JsonTerms terms);
}

/// <summary>An IRI: something before codes that slashes part.</summary>
/// <param name="Variable">The name of the variable.</param>
/// <param name="PrefixOf">What stands before the first code.</param>
/// <param name="Ordinals">The columns of the codes.</param>
internal sealed record IriColumn(string Variable, Func<string, string> PrefixOf, params int[] Ordinals)
    : JsonColumn(Variable)
{
    /// <summary>An IRI whose prefix is the same in all rows.</summary>
    /// <param name="variable">The name of the variable.</param>
    /// <param name="prefix">What stands before the first code.</param>
    /// <param name="ordinals">The columns of the codes.</param>
    public IriColumn(string variable, string prefix, params int[] ordinals)
        : this(variable, _ => prefix, ordinals)
    {
    }

    /// <inheritdoc/>
    public override Action Bind(JsonTerms terms) => () => terms.WriteIri(Name, PrefixOf, Ordinals);
}

/// <summary>A text with a language.</summary>
/// <param name="Variable">The name of the variable.</param>
/// <param name="Language">The language.</param>
/// <param name="Ordinal">The column.</param>
internal sealed record TextColumn(string Variable, string Language, int Ordinal) : JsonColumn(Variable)
{
    private readonly JsonEncodedText _language = JsonEncodedText.Encode(Language);

    /// <inheritdoc/>
    public override Action Bind(JsonTerms terms) => () => terms.WriteText(Name, _language, Ordinal);
}

/// <summary>A number.</summary>
/// <param name="Variable">The name of the variable.</param>
/// <param name="Datatype">The datatype, without its namespace.</param>
/// <param name="Ordinal">The column.</param>
internal sealed record NumberColumn(string Variable, string Datatype, int Ordinal) : JsonColumn(Variable)
{
    private readonly JsonEncodedText _datatype =
        JsonEncodedText.Encode("http://www.w3.org/2001/XMLSchema#" + Datatype);

    /// <inheritdoc/>
    public override Action Bind(JsonTerms terms)
    {
        DbDataReader reader = terms.Reader;
        Type type = reader.GetFieldType(Ordinal);
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Int32 => () => terms.WriteNumber(Name, reader.GetInt32(Ordinal), _datatype),
            TypeCode.Int64 => () => terms.WriteNumber(Name, reader.GetInt64(Ordinal), _datatype),
            TypeCode.Decimal => () => terms.WriteNumber(Name, reader.GetDecimal(Ordinal), _datatype),
            TypeCode.Double => () => terms.WriteNumber(Name, reader.GetDouble(Ordinal), _datatype),
            _ when type == typeof(BigInteger) =>
                () => terms.WriteNumber(Name, (long)reader.GetFieldValue<BigInteger>(Ordinal), _datatype),
            _ => throw new UnreachableException($"{Variable} is a {type}."),
        };
    }
}
