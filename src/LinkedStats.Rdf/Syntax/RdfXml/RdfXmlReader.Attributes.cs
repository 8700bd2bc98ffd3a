using System.Globalization;
using System.Runtime.CompilerServices;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.RdfXml;

/// <content>Start tags: names, identifiers, property attributes, what children inherit.</content>
internal sealed partial class RdfXmlReader
{
    private const string PropertyAttribute = "a property attribute";

    private readonly Dictionary<Name, Iri> _names = [];
    private readonly HashSet<Iri> _identified = [];
    private readonly HashSet<string> _prefixes = [];

    /// <summary>The property attributes of the latest start tag; taken before the next is read.</summary>
    private readonly List<(Iri Property, string Value, int Line)> _propertyAttributes = [];

    /// <summary>Reads the start tag that the parser stands on; afterwards it stands on it again.</summary>
    /// <remarks>Source: sections 6.1.2 and 6.1.4.</remarks>
    private RdfXmlElement ReadStart(RdfXmlScope outer)
    {
        if (_xml.Depth >= _depthMax)
        {
            throw _source.Error(string.Create(
                CultureInfo.InvariantCulture, $"elements nest deeper than the limit of {_depthMax:N0}"));
        }

        var element = new RdfXmlElement
        {
            Name = NameOf("an element"),
            RdfName = IsRdf() ? _xml.LocalName : null,
            Scope = outer,
            IsEmpty = _xml.IsEmptyElement,
            Line = _place.LineNumber,
        };
        _propertyAttributes.Clear();
        if (_xml.MoveToFirstAttribute())
        {
            do
            {
                ReadAttribute(ref element);
            }
            while (_xml.MoveToNextAttribute());
            _xml.MoveToElement();
        }

        return element;
    }

    private void ReadAttribute(ref RdfXmlElement element)
    {
        switch (_xml.NamespaceURI)
        {
            case RdfXmlNames.XmlnsNamespace:
                ReadPrefix();
                break;
            case RdfXmlNames.XmlNamespace:
                ReadInherited(ref element);
                break;
            case RdfVocabulary.Namespace:
                ReadRdfAttribute(ref element);
                break;
            case "" when _xml.LocalName is "ID" or "about" or "resource" or "parseType" or "type":
                // 6.1.4: these few may do without a prefix, as old documents have them.
                ReadRdfAttribute(ref element);
                break;
            case "" when !IsReserved(_xml.LocalName):
                throw _source.Unexpected(
                    $"the attribute {IriSyntax.Shorten(_xml.LocalName)} without a prefix",
                    "a prefix; only ID, about, resource, parseType and type may do without");
            case not "" when !IsReserved(_xml.Prefix):
                _propertyAttributes.Add((NameOf("an attribute"), _xml.Value, _place.LineNumber));
                break;
            default:
                // 6.1.2: the remaining names that XML reserves for itself say nothing about RDF.
                break;
        }
    }

    private void ReadRdfAttribute(ref RdfXmlElement element)
    {
        string name = _xml.LocalName;
        string value = _xml.Value;
        switch (name)
        {
            case "ID":
                Set(ref element.Id, value);
                break;
            case "about":
                Set(ref element.About, value);
                break;
            case "nodeID":
                Set(ref element.NodeId, value);
                break;
            case "resource":
                Set(ref element.Resource, value);
                break;
            case "datatype":
                Set(ref element.Datatype, value);
                break;
            case "parseType":
                Set(ref element.ParseType, value);
                break;
            case "type":
                _propertyAttributes.Add((RdfVocabulary.Type, value, _place.LineNumber));
                break;
            case "RDF" or "Description" or "li":
                // 7.2.7 propertyAttributeURIs
                throw _source.Unexpected($"rdf:{name} as an attribute", PropertyAttribute);
            default:
                _propertyAttributes.Add(RdfXmlNames.IsOld(name)
                    ? throw _source.Unexpected($"rdf:{name}, which was withdrawn from RDF/XML", PropertyAttribute)
                    : (NameOf("an attribute"), value, _place.LineNumber));
                break;
        }
    }

    private void Set(ref string? attribute, string value) =>
        attribute = attribute is null ? value : throw _source.Unexpected(
            $"a second rdf:{_xml.LocalName}", "only one, with or without its prefix");

    /// <summary>Reads <c>xml:base</c> or <c>xml:lang</c>.</summary>
    private void ReadInherited(ref RdfXmlElement element)
    {
        string value = _xml.Value;
        if (_xml.LocalName == "base")
        {
            // 5.3 Resolving IRIs: a base may itself be relative, and its fragment does not count.
            element.Scope = element.Scope with { Resolver = new IriResolver(Resolve(value, element.Scope)) };
        }
        else if (_xml.LocalName == "lang")
        {
            if (value.Length > 0 && !TermWriting.IsLanguage(value))
            {
                throw _source.Unexpected($"'{IriSyntax.Shorten(value)}'", "a language tag such as en or fr-FR");
            }

            element.Scope = element.Scope with { Language = value.Length == 0 ? null : value };
        }
    }

    /// <summary>Tells the sink of a prefix, unless it knows one by this name.</summary>
    private void ReadPrefix()
    {
        string prefix = _xml.Prefix.Length == 0 ? "" : _xml.LocalName;
        if (IriSyntax.FindProblem(_xml.Value) is null && _prefixes.Add(prefix))
        {
            _sink.AddPrefix(prefix, _xml.Value);
        }
    }

    private static bool IsReserved(string name) => name.StartsWith("xml", StringComparison.OrdinalIgnoreCase);

    private bool HasAttributes(in RdfXmlElement element) => _propertyAttributes.Count > 0
        || (element.Id ?? element.About ?? element.NodeId ?? element.Resource ?? element.Datatype ?? element.ParseType)
            is not null;

    /// <summary>Reports the property attributes of the latest start tag.</summary>
    private void EmitPropertyAttributes(Term subject, RdfXmlScope scope)
    {
        foreach ((Iri property, string value, int line) in _propertyAttributes)
        {
            Term term = property.Equals(RdfVocabulary.Type) ? Resolve(value, scope) : Text(value, scope);
            Emit(subject, property, term, line);
        }
    }

    private static Literal Text(string text, RdfXmlScope scope) =>
        scope.Language is null ? new Literal(text) : new Literal(text, scope.Language);

    private bool IsRdf() => _xml.NamespaceURI == RdfVocabulary.Namespace;

    /// <summary>Gives the IRI that the name of the current element or attribute stands for.</summary>
    private Iri NameOf(string what)
    {
        // The parser gives each name as one object, so that names are told apart without being read.
        var name = new Name(_xml.NamespaceURI, _xml.LocalName);
        if (_names.TryGetValue(name, out Iri? known))
        {
            return known;
        }

        string text = name.Namespace + name.Local;
        if (IriSyntax.FindProblem(text) is { } problem)
        {
            throw _source.Unexpected(
                $"'{IriSyntax.Shorten(text)}' as the name of {what}", $"an absolute IRI; {problem}");
        }

        Iri iri = Iri.FromTrusted(text);
        _names.Add(name, iri);
        return iri;
    }

    /// <summary>Resolves an IRI reference.</summary>
    private Iri Resolve(string reference, RdfXmlScope scope)
    {
        if (IriSyntax.FindReferenceProblem(reference) is { } problem)
        {
            throw _source.Unexpected($"'{IriSyntax.Shorten(reference)}'", $"an IRI; {problem}");
        }

        if (IriSyntax.SchemeLength(reference) > 0)
        {
            return Iri.FromTrusted(reference);
        }

        return scope.Resolver?.Resolve(reference) ?? throw _source.Unexpected(
            $"the relative IRI '{IriSyntax.Shorten(reference)}'", "an absolute one, or a base such as xml:base");
    }

    /// <summary>Gives the IRI of an rdf:ID, which names one thing of the document.</summary>
    /// <remarks>Source: 7.2.22 idAttr, 7.2.34 rdf-id and the constraint constraint-id.</remarks>
    private Iri Identify(string id, RdfXmlScope scope)
    {
        CheckName(id, "rdf:ID");
        Iri iri = Resolve("#" + id, scope);
        return _identified.Add(iri) ? iri : throw _source.Unexpected(
            $"the rdf:ID '{IriSyntax.Shorten(id)}' for a second time", "another name, or rdf:about for the same thing");
    }

    /// <summary>Gives the blank node of an rdf:nodeID.</summary>
    private BlankNode LabelledNode(string label)
    {
        CheckName(label, "rdf:nodeID");
        return _blankNodes.Labelled(label);
    }

    private void CheckName(string name, string attribute)
    {
        if (!RdfXmlNames.IsName(name))
        {
            throw _source.Unexpected(
                $"the {attribute} '{IriSyntax.Shorten(name)}'", "an XML name without a colon, such as a1");
        }
    }

    /// <summary>A name as the parser gives it; equal only where the texts are the same objects.</summary>
    private readonly record struct Name(string Namespace, string Local)
    {
        public bool Equals(Name other) =>
            ReferenceEquals(Namespace, other.Namespace) && ReferenceEquals(Local, other.Local);

        public override int GetHashCode() =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(Namespace), RuntimeHelpers.GetHashCode(Local));
    }
}
