using System.Collections.Immutable;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Cubes.Exchange;

/// <summary>The JSON-LD context of observations: which property and which type stand behind each member.</summary>
/// <remarks>
/// <c>observations</c> is the reverse of qb:dataSet; codes become IRIs through property-scoped contexts. A member whose
/// labels stand in place of its codes means nothing in RDF, and is mapped to null.
/// </remarks>
internal sealed class JsonObservationContext
{
    private static readonly ImmutableHashSet<string> Reserved =
        ["version", "page", "observations", "next", "total", "Observation"];

    private static readonly ImmutableHashSet<string> NumericTypes =
    [
        .. new[]
        {
            "decimal", "integer", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger",
            "positiveInteger", "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort",
            "unsignedByte",
        }.Select(static name => XsdVocabulary.Namespace + name),
    ];

    private readonly ImmutableArray<ObservationColumn> _columns;
    private readonly LabelMode _labels;
    private readonly bool _isExact;
    private readonly JsonCodeNaming[] _naming;
    private readonly Iri?[] _literalTypes;
    private readonly HashSet<string> _terms;

    /// <summary>Creates the context.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="labels">How codes are shown.</param>
    /// <param name="isExact">True for numbers as strings of their own datatype.</param>
    public JsonObservationContext(ImmutableArray<ObservationColumn> columns, LabelMode labels, bool isExact)
    {
        (_columns, _labels, _isExact) = (columns, labels, isExact);
        Terms = [.. columns.Select(static column =>
            Reserved.Contains(column.Component.Id) ? "d." + column.Component.Id : column.Component.Id)];
        _terms = [.. Reserved, .. Terms];
        _naming = [.. columns.Select(static column => JsonCodeNaming.Choose(column.Codes))];
        _literalTypes = [.. columns.Select(static column => column.IsCoded ? LiteralType(column.Codes) : null)];
    }

    /// <summary>The member of each column.</summary>
    public ImmutableArray<string> Terms { get; }

    /// <summary>Says which values of a column can stand as JSON numbers.</summary>
    /// <param name="datatype">The column's datatype; null for none.</param>
    /// <returns>
    /// The datatypes, as UTF-8: every numeric one in a column of fractions, as the real cubes that write both
    /// <c>"67"^^xsd:integer</c> and <c>"64.7"^^xsd:double</c> need; the column's own in one of whole numbers.
    /// </returns>
    public static byte[][] NumberTypes(Iri? datatype) =>
        !IsNumeric(datatype) ? []
        : IsWhole(datatype!) ? [Encoding.UTF8.GetBytes(datatype!.Text)]
        : [.. NumericTypes.Select(Encoding.UTF8.GetBytes)];

    private static bool IsNumeric(Iri? datatype) => datatype is not null && NumericTypes.Contains(datatype.Text);

    /// <summary>Writes a code as JSON.</summary>
    /// <param name="column">The column's index.</param>
    /// <param name="code">The code.</param>
    /// <returns>A JSON string, or a value object where the context says another type.</returns>
    public string CodeJson(int column, ColumnCode code) => code.Term switch
    {
        Iri iri when _literalTypes[column] is null => JsonText.Quote(_naming[column].Write(iri, code.Name, _terms)),
        Iri iri => $"{{\"@id\": {JsonText.Quote(iri.Text)}}}",
        Literal { Language: not null } text =>
            $"{{\"@value\": {JsonText.Quote(text.Lexical)}, \"@language\": {JsonText.Quote(text.Language)}}}",
        Literal literal when literal.Datatype == _literalTypes[column] => JsonText.Quote(literal.Lexical),
        Literal literal =>
            $"{{\"@value\": {JsonText.Quote(literal.Lexical)}, \"@type\": {JsonText.Quote(literal.Datatype.Text)}}}",
        BlankNode node => JsonText.Quote("_:" + node.Label),
        _ => "null",
    };

    /// <summary>Writes the context.</summary>
    /// <returns>A JSON object.</returns>
    public string ToJson()
    {
        var json = new StringBuilder();
        json.Append(
            """
            {
             "@version": 1.1,
             "version": "http://www.w3.org/ns/dcat#version",
             "page": {
              "@id": "http://www.w3.org/ns/hydra/core#view",
              "@context": {
               "next": {"@id": "http://www.w3.org/ns/hydra/core#next", "@type": "@id"},
               "total": "http://www.w3.org/ns/hydra/core#totalItems"
              }
             },
             "observations": {"@reverse": "http://purl.org/linked-data/cube#dataSet"}
            """);
        json.Append(_isExact ? ",\n \"Observation\": \"http://purl.org/linked-data/cube#Observation\"" : "");
        for (int i = 0; i < _columns.Length; i++)
        {
            json.Append(",\n ").Append(JsonText.Quote(Terms[i])).Append(": ").Append(TermJson(i));
        }

        return json.Append("\n}").ToString();
    }

    private static Iri? LiteralType(ImmutableArray<ColumnCode> codes)
    {
        bool isLiteral = codes.Length > 0 && codes.All(static code => code.Term is Literal);
        return isLiteral && codes[0].Term is Literal { Language: null } first ? first.Datatype : null;
    }

    private string TermJson(int column)
    {
        ObservationColumn shown = _columns[column];
        if (shown.IsCoded && _labels == LabelMode.Name)
        {
            return "null";
        }

        string id = $"{{\"@id\": {JsonText.Quote(shown.Component.Property.Text)}";
        if (!shown.IsCoded)
        {
            return shown.Datatype is null ? id + "}"
                : $"{id}, \"@type\": {JsonText.Quote(ValueType(shown.Datatype))}}}";
        }

        if (_literalTypes[column] is { } datatype)
        {
            return $"{id}, \"@type\": {JsonText.Quote(datatype.Text)}}}";
        }

        JsonCodeNaming naming = _naming[column];
        (string type, string keyword) = naming.IsVocabulary ? ("@vocab", "@vocab") : ("@id", "@base");
        return naming.Namespace is null
            ? id + ", \"@type\": \"@id\"}"
            : $"{id}, \"@type\": \"{type}\", \"@context\": {{\"{keyword}\": {JsonText.Quote(naming.Namespace)}}}}}";
    }

    // A JSON number typed xsd:decimal would become the ill-formed "1.25E1" (JSON-LD 1.1 API, section 8.6), so numbers
    // with a fraction say xsd:double; whole numbers keep their type.
    private string ValueType(Iri datatype) =>
        _isExact || !IsNumeric(datatype) || IsWhole(datatype) ? datatype.Text : XsdVocabulary.Double.Text;

    private static bool IsWhole(Iri datatype) =>
        datatype != XsdVocabulary.Decimal && datatype != XsdVocabulary.Double && datatype != XsdVocabulary.Float;
}
