using System.Globalization;
using System.Text;
using System.Xml;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax.RdfXml;

/// <content>Property elements: 7.2.14 propertyElt, and the seven things that it can be.</content>
internal sealed partial class RdfXmlReader
{
    private const string MixedContent = "mixed content needs rdf:parseType=\"Literal\"";

    private readonly StringBuilder _text = new();
    private string _firstText = "";

    private void ReadProperty(Term subject, in RdfXmlElement property, ref long memberCount)
    {
        if (property.RdfName is { } name && !RdfXmlNames.IsPropertyElement(name))
        {
            throw _source.Unexpected($"rdf:{name}", "a property element");
        }

        if (property.About is not null)
        {
            throw _source.Unexpected("rdf:about on a property element", "rdf:resource, which names the object");
        }

        // 7.4 List Expansion Rules
        Iri predicate = property.RdfName != "li" ? property.Name : Iri.FromTrusted(string.Create(
            CultureInfo.InvariantCulture, $"{RdfVocabulary.Namespace}_{++memberCount}"));
        Iri? statement = property.Id is null ? null : Identify(property.Id, property.Scope);
        if (property.ParseType is not null)
        {
            ReadParseType(subject, predicate, property, statement);
        }
        else if (property.Resource is not null || property.NodeId is not null || _propertyAttributes.Count > 0)
        {
            ReadEmptyProperty(subject, predicate, property, statement);
        }
        else
        {
            ReadContent(subject, predicate, property, statement);
        }
    }

    /// <summary>Reads 7.2.17 to 7.2.20: the property elements with rdf:parseType.</summary>
    private void ReadParseType(Term subject, Iri predicate, in RdfXmlElement property, Iri? statement)
    {
        if (property.Resource is not null || property.NodeId is not null || property.Datatype is not null
            || _propertyAttributes.Count > 0)
        {
            throw _source.Unexpected("another attribute beside rdf:parseType", "only rdf:ID beside it");
        }

        switch (property.ParseType)
        {
            case "Resource":
                BlankNode node = _blankNodes.Anonymous();
                Emit(subject, predicate, node, property.Line, statement);
                if (!property.IsEmpty)
                {
                    ReadPropertyList(node, property.Scope);
                }

                break;
            case "Collection":
                ReadCollection(subject, predicate, property, statement);
                break;
            default:
                // 7.2.20 parseTypeOtherPropertyElt: every other value means what Literal means.
                string text = property.IsEmpty ? "" : _canonicalXml.ReadContent();
                Emit(subject, predicate, new Literal(text, RdfVocabulary.XmlLiteral), property.Line, statement);
                break;
        }
    }

    /// <summary>Reads 7.2.19 parseTypeCollectionPropertyElt.</summary>
    private void ReadCollection(Term subject, Iri predicate, in RdfXmlElement property, Iri? statement)
    {
        BlankNode? last = null;
        while (!property.IsEmpty && MoveToChild("a node element"))
        {
            RdfXmlElement member = ReadStart(property.Scope);
            Term term = SubjectOf(member);
            BlankNode cell = _blankNodes.Anonymous();
            if (last is null)
            {
                Emit(subject, predicate, cell, property.Line, statement);
            }
            else
            {
                Emit(last, RdfVocabulary.Rest, cell, member.Line);
            }

            Emit(cell, RdfVocabulary.First, term, member.Line);
            ReadNode(member, term);
            last = cell;
        }

        if (last is null)
        {
            Emit(subject, predicate, RdfVocabulary.Nil, property.Line, statement);
        }
        else
        {
            Emit(last, RdfVocabulary.Rest, RdfVocabulary.Nil, _place.LineNumber);
        }
    }

    /// <summary>Reads 7.2.21 emptyPropertyElt, where attributes give the object or describe it.</summary>
    private void ReadEmptyProperty(Term subject, Iri predicate, in RdfXmlElement property, Iri? statement)
    {
        if (property.Resource is not null && property.NodeId is not null)
        {
            throw _source.Unexpected("both rdf:resource and rdf:nodeID", "only one on a property element");
        }

        if (property.Datatype is not null)
        {
            throw _source.Unexpected(
                "rdf:datatype beside attributes that give or describe the object", "rdf:datatype alone, with text");
        }

        Term value = property.Resource is not null ? Resolve(property.Resource, property.Scope)
            : property.NodeId is not null ? LabelledNode(property.NodeId)
            : _blankNodes.Anonymous();
        Emit(subject, predicate, value, property.Line, statement);
        EmitPropertyAttributes(value, property.Scope);
        if (!property.IsEmpty && MoveToChild("no content, since attributes give the object"))
        {
            throw _source.Unexpected("an element", "no content, since attributes give the object");
        }
    }

    /// <summary>
    /// Reads 7.2.15 resourcePropertyElt or 7.2.16 literalPropertyElt, whichever the content turns out to be.
    /// </summary>
    private void ReadContent(Term subject, Iri predicate, in RdfXmlElement property, Iri? statement)
    {
        bool hasNode = false;
        while (!property.IsEmpty && _source.MoveNext() && _xml.NodeType != XmlNodeType.EndElement)
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                if (hasNode || property.Datatype is not null || !IsSpace(TakeText()))
                {
                    string expected = hasNode ? "the property's end: it has one object"
                        : property.Datatype is not null ? "text of the given rdf:datatype"
                        : $"no text before it; {MixedContent}";
                    throw _source.Unexpected("an element", expected);
                }

                hasNode = true;
                RdfXmlElement node = ReadStart(property.Scope);
                Term value = SubjectOf(node);
                Emit(subject, predicate, value, node.Line, statement);
                ReadNode(node, value);
            }
            else if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace
                or XmlNodeType.SignificantWhitespace)
            {
                AppendText();
                if (hasNode && !IsSpace(TakeText()))
                {
                    throw _source.Unexpected("text behind an element", $"the property's end; {MixedContent}");
                }
            }
        }

        if (!hasNode)
        {
            string text = TakeText();
            Literal value = property.Datatype is null
                ? Text(text, property.Scope)
                : new Literal(text, Resolve(property.Datatype, property.Scope));
            Emit(subject, predicate, value, property.Line, statement);
        }
    }

    /// <summary>Takes up a text; comments, instructions and sections of character data cut texts in pieces.</summary>
    private void AppendText()
    {
        if (_firstText.Length == 0)
        {
            _firstText = _xml.Value;
            return;
        }

        if (_text.Length == 0)
        {
            _text.Append(_firstText);
        }

        _text.Append(_xml.Value);
        if (_text.Length > _options.TokenBytesMax)
        {
            throw _source.Error(string.Create(
                CultureInfo.InvariantCulture,
                $"a text is longer than the limit of {_options.TokenBytesMax:N0} characters"));
        }
    }

    private string TakeText()
    {
        string text = _text.Length > 0 ? _text.ToString() : _firstText;
        _text.Clear();
        _firstText = "";
        return text;
    }
}
