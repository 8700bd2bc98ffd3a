using System.Buffers;
using System.Text;
using System.Xml;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.RdfXml;

/// <summary>The names that RDF/XML gives a meaning of its own, and the shape of XML names.</summary>
/// <remarks>Source: RDF 1.1 XML Syntax, sections 7.2.2 to 7.2.7; Namespaces in XML 1.0, production NCName.</remarks>
internal static class RdfXmlNames
{
    /// <summary>The namespace of <c>xml:lang</c> and <c>xml:base</c>.</summary>
    public const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";

    /// <summary>The namespace of namespace declarations.</summary>
    public const string XmlnsNamespace = "http://www.w3.org/2000/xmlns/";

    /// <summary>Tells whether a name of the RDF namespace can be the type that a node element names.</summary>
    /// <remarks>Section 7.2.5 nodeElementURIs, rdf:Description aside.</remarks>
    public static bool IsNodeElement(ReadOnlySpan<char> name) => !IsCore(name) && !IsOld(name) && name is not "li";

    /// <summary>Tells whether a name of the RDF namespace can be that of a property element.</summary>
    /// <remarks>Section 7.2.6 propertyElementURIs; rdf:li is one, though no property.</remarks>
    public static bool IsPropertyElement(ReadOnlySpan<char> name) =>
        !IsCore(name) && !IsOld(name) && name is not "Description";

    /// <summary>Tells whether a name was withdrawn from RDF/XML.</summary>
    /// <remarks>Section 7.2.4 oldTerms.</remarks>
    public static bool IsOld(ReadOnlySpan<char> name) => name is "aboutEach" or "aboutEachPrefix" or "bagID";

    /// <summary>Gives the rest of an IRI behind the RDF namespace; empty where it is of another.</summary>
    public static ReadOnlySpan<char> InRdf(Iri iri) =>
        iri.Text.StartsWith(RdfVocabulary.Namespace, StringComparison.Ordinal)
            ? iri.Text.AsSpan(RdfVocabulary.Namespace.Length)
            : [];

    /// <summary>Tells whether a text is a name without a colon, as identifiers must be.</summary>
    public static bool IsName(ReadOnlySpan<char> text) =>
        text.Length > 0 && NameStart(text, isPortable: false) == 0;

    /// <summary>Finds where the XML name at the end of a text begins; the text's length when it ends in none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isPortable">True for a name that every parser takes: the fifth edition of XML 1.0 knows many more
    /// than those before it, and the framework's parser follows the fourth.</param>
    public static int NameStart(ReadOnlySpan<char> text, bool isPortable = true)
    {
        int start = text.Length;
        int index = text.Length;
        while (index > 0 && Rune.DecodeLastFromUtf16(text[..index], out Rune rune, out int size) == OperationStatus.Done
            && (NameCharacters.IsName(rune.Value) || rune.Value == '.')
            && (!isPortable || (rune.IsBmp && XmlConvert.IsNCNameChar((char)rune.Value))))
        {
            index -= size;
            bool isStart = (NameCharacters.IsBase(rune.Value) || rune.Value == '_')
                && (!isPortable || XmlConvert.IsStartNCNameChar((char)rune.Value));
            start = isStart ? index : start;
        }

        return start;
    }

    /// <summary>Section 7.2.2 coreSyntaxTerms.</summary>
    private static bool IsCore(ReadOnlySpan<char> name) =>
        name is "RDF" or "ID" or "about" or "parseType" or "resource" or "nodeID" or "datatype";
}
