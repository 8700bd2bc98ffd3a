using System.Text.Json;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Csvw;

/// <summary>The prefixes and datatype names that tabular metadata may use without declaring them.</summary>
/// <remarks>Source: Metadata Vocabulary for Tabular Data, sections 5.1.2 and 5.11.1; the RDFa 1.1 initial
/// context.</remarks>
internal static class CsvwNames
{
    private static readonly Dictionary<string, string> Namespaces = new(StringComparer.Ordinal)
    {
        ["csvw"] = "http://www.w3.org/ns/csvw#",
        ["cc"] = "http://creativecommons.org/ns#",
        ["dc"] = DctermsVocabulary.Namespace,
        ["dc11"] = "http://purl.org/dc/elements/1.1/",
        ["dcat"] = DcatVocabulary.Namespace,
        ["dcterms"] = DctermsVocabulary.Namespace,
        ["dctypes"] = "http://purl.org/dc/dcmitype/",
        ["dqv"] = "http://www.w3.org/ns/dqv#",
        ["duv"] = "https://www.w3.org/ns/duv#",
        ["foaf"] = FoafVocabulary.Namespace,
        ["grddl"] = "http://www.w3.org/2003/g/data-view#",
        ["ma"] = "http://www.w3.org/ns/ma-ont#",
        ["oa"] = "http://www.w3.org/ns/oa#",
        ["og"] = "http://ogp.me/ns#",
        ["org"] = OrgVocabulary.Namespace,
        ["owl"] = OwlVocabulary.Namespace,
        ["prov"] = ProvVocabulary.Namespace,
        ["qb"] = CubeVocabulary.Namespace,
        ["rdf"] = RdfVocabulary.Namespace,
        ["rdfa"] = "http://www.w3.org/ns/rdfa#",
        ["rdfs"] = RdfsVocabulary.Namespace,
        ["rif"] = "http://www.w3.org/2007/rif#",
        ["rr"] = "http://www.w3.org/ns/r2rml#",
        ["schema"] = "http://schema.org/",
        ["sd"] = ServiceDescriptionVocabulary.Namespace,
        ["skos"] = SkosVocabulary.Namespace,
        ["skosxl"] = "http://www.w3.org/2008/05/skos-xl#",
        ["time"] = "http://www.w3.org/2006/time#",
        ["vcard"] = "http://www.w3.org/2006/vcard/ns#",
        ["void"] = VoidVocabulary.Namespace,
        ["wdr"] = "http://www.w3.org/2007/05/powder#",
        ["wrds"] = "http://www.w3.org/2007/05/powder-s#",
        ["xhv"] = "http://www.w3.org/1999/xhtml/vocab#",
        ["xml"] = "http://www.w3.org/XML/1998/namespace",
        ["xsd"] = XsdVocabulary.Namespace,
    };

    /// <summary>The names that are not simply those of XML Schema.</summary>
    private static readonly Dictionary<string, string> Datatypes = new(StringComparer.Ordinal)
    {
        ["number"] = XsdVocabulary.Namespace + "double",
        ["binary"] = XsdVocabulary.Namespace + "base64Binary",
        ["datetime"] = XsdVocabulary.Namespace + "dateTime",
        ["any"] = XsdVocabulary.Namespace + "anyAtomicType",
        ["xml"] = RdfVocabulary.Namespace + "XMLLiteral",
        ["html"] = RdfVocabulary.Namespace + "HTML",
        ["json"] = "http://www.w3.org/ns/csvw#JSON",
    };

    private static readonly HashSet<string> SchemaTypes = new(StringComparer.Ordinal)
    {
        "anyAtomicType", "anyURI", "base64Binary", "boolean", "byte", "date", "dateTime", "dateTimeStamp",
        "dayTimeDuration", "decimal", "double", "duration", "float", "gDay", "gMonth", "gMonthDay", "gYear",
            "gYearMonth",
        "hexBinary", "int", "integer", "language", "long", "Name", "negativeInteger", "NMTOKEN", "nonNegativeInteger",
        "nonPositiveInteger", "normalizedString", "positiveInteger", "QName", "short", "string", "time", "token",
        "unsignedByte", "unsignedInt", "unsignedLong", "unsignedShort", "yearMonthDuration",
    };

    /// <summary>The names of datatypes, for suggestions.</summary>
    internal static IEnumerable<string> DatatypeNames => SchemaTypes.Concat(Datatypes.Keys);

    /// <summary>Expands a prefixed name, as <c>qb:Observation</c>.</summary>
    /// <param name="name">The name, or an IRI or relative reference, which is left as it is.</param>
    /// <returns>The IRI or reference.</returns>
    internal static string Expand(string name)
    {
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Namespaces.TryGetValue(name[..colon], out string? space) ? space + name[(colon + 1)..]
            : name;
    }

    /// <summary>Resolves a reference or a prefixed name.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="resolver">What it resolves against.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="report">Receives what is wrong with it.</param>
    /// <returns>The IRI; null when it is none, which has been reported.</returns>
    internal static Iri? Resolve(string reference, IriResolver resolver, Place place, ReportBuilder report)
    {
        try
        {
            return resolver.Resolve(Expand(reference));
        }
        catch (RdfSyntaxException error)
        {
            report.Error("iri", error.Message, place);
            return null;
        }
    }

    /// <summary>Takes a language tag.</summary>
    /// <param name="tag">What stands where a tag is expected.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="report">Receives what is wrong with it.</param>
    /// <returns>The tag; null when it is none, which has been reported.</returns>
    internal static string? LanguageTag(JsonElement tag, Place place, ReportBuilder report)
    {
        if (tag.ValueKind == JsonValueKind.String && tag.GetString() is { Length: > 0 } text
            && XsdDatatype.IsValid(text, XsdType.Language))
        {
            return text;
        }

        report.Error("language", $"{tag.GetRawText()} is not a language tag, as \"en\" or \"fr-CA\".", place);
        return null;
    }

    /// <summary>Finds a datatype by its name in tabular metadata.</summary>
    /// <param name="name">The name, as <c>decimal</c>.</param>
    /// <returns>The datatype; null when there is none of that name.</returns>
    internal static Iri? Datatype(string name) =>
        Datatypes.TryGetValue(name, out string? iri) ? Iri.FromTrusted(iri)
        : SchemaTypes.Contains(name) ? Iri.FromTrusted(XsdVocabulary.Namespace + name)
        : null;
}
