using System.Globalization;
using System.Text;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>What a literal is in JSON-LD.</summary>
/// <param name="Text">The lexical form.</param>
/// <param name="Native">What JSON has in its place; null for a string.</param>
/// <param name="Type">The datatype; null for a string, and where the value tells it.</param>
/// <param name="IsJson">Whether the type is <c>@json</c>.</param>
/// <param name="Language">The language; null for none.</param>
/// <param name="Direction">The direction; null for none.</param>
/// <remarks>Source: JSON-LD 1.1 API, section 8.5.2, step 2.</remarks>
internal readonly record struct ValueObject(
    string Text,
    JsonValue? Native = null,
    Iri? Type = null,
    bool IsJson = false,
    string? Language = null,
    string? Direction = null)
{
    /// <summary>The largest integer up to which all JSON readers are exact (RFC 8259, section 6).</summary>
    private const long ExactIntegerMax = (1L << 53) - 1;

    /// <summary>Writes the value alone.</summary>
    public void WriteTo(Utf8Output output)
    {
        if (Native is null)
        {
            output.WriteJsonString(Text);
        }
        else
        {
            output.WriteJson(Native);
        }
    }

    /// <summary>Whether nothing but the value has to be written.</summary>
    public bool IsPlain => Type is null && !IsJson && Language is null && Direction is null;

    /// <summary>Converts a literal.</summary>
    /// <param name="literal">The literal.</param>
    /// <param name="options">How values are written.</param>
    /// <returns>The value object.</returns>
    /// <exception cref="RdfSyntaxException">A JSON literal holds no JSON, and that must not be.</exception>
    public static ValueObject Of(Literal literal, JsonLdWriteOptions options)
    {
        string text = literal.Lexical;
        if (literal.Language is not null)
        {
            return new(text, Language: literal.Language);
        }

        Iri datatype = literal.Datatype;
        if (datatype.Equals(XsdVocabulary.String))
        {
            return new(text);
        }

        // Steps 2.4 to 2.6.
        bool wantsNative = options.Form == JsonLdForm.Compacted ? HasExactNative(literal) : options.UsesNativeTypes;
        if (wantsNative && ToNative(literal) is { } native)
        {
            return new(text, native);
        }

        if (datatype.Equals(RdfVocabulary.Json))
        {
            return OfJson(text, options);
        }

        string? directions = options.Direction switch
        {
            RdfDirection.I18nDatatype => ValueLiterals.I18nNamespace,
            RdfDirection.CompoundLiteral => InexactStatements.CompoundNamespace,
            _ => null,
        };
        return directions is not null && datatype.Text.StartsWith(directions, StringComparison.Ordinal)
            ? WithDirection(text, datatype.Text[directions.Length..])
            : new(text, Type: datatype);
    }

    /// <summary>Tells whether a number or a boolean of JSON gives every reader the literal back.</summary>
    private static bool HasExactNative(Literal literal)
    {
        string lexical = literal.Lexical;
        if (literal.Datatype.Equals(XsdVocabulary.Boolean))
        {
            return lexical is "true" or "false";
        }

        return literal.Datatype.Equals(XsdVocabulary.Integer)
            && long.TryParse(lexical, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            && value is >= -ExactIntegerMax and <= ExactIntegerMax
            && value.ToString(CultureInfo.InvariantCulture) == lexical;
    }

    /// <summary>Step 2.4.</summary>
    private static JsonValue? ToNative(Literal literal)
    {
        if (literal.Datatype.Equals(XsdVocabulary.Boolean))
        {
            return literal.Lexical is "true" or "1" ? new JsonBoolean(default, true)
                : literal.Lexical is "false" or "0" ? new JsonBoolean(default, false)
                : null;
        }

        bool isNumber = literal.Datatype.Equals(XsdVocabulary.Integer) || literal.Datatype.Equals(XsdVocabulary.Double);
        return !isNumber || !XsdDouble.TryParse(literal.Lexical, out double value) || !double.IsFinite(value) ? null
            : new JsonNumber(default, JsonNumbers.ToEcmaScript(value));
    }

    /// <summary>Step 2.5; what would come back in another form stays a string where exactness is wanted.</summary>
    private static ValueObject OfJson(string text, JsonLdWriteOptions options)
    {
        try
        {
            var input = new JsonText(
                new MemoryStream(Encoding.UTF8.GetBytes(text)), RdfReadOptions.Default, long.MaxValue);
            JsonValue json = input.ReadValue(depth: 0);
            input.ReadEnd();
            if (!options.IsExact || CanonicalJson.Write(json) == text)
            {
                return new(text, json, IsJson: true);
            }
        }
        catch (RdfSyntaxException error) when (!options.IsExact)
        {
            throw new RdfSyntaxException($"invalid JSON literal: {error.Problem}", errorCode: "invalid JSON literal");
        }
        catch (RdfSyntaxException)
        {
            // A string with the datatype is exact, whatever it holds.
        }

        return new(text, Type: RdfVocabulary.Json);
    }

    /// <summary>Step 2.6.</summary>
    private static ValueObject WithDirection(string text, string languageAndDirection)
    {
        string[] parts = languageAndDirection.Split('_', 2);
        return new(
            text, Language: parts[0].Length > 0 ? parts[0] : null, Direction: parts.Length > 1 ? parts[1] : null);
    }
}
