using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Cubes.Mapping;

/// <summary>Reads data structure definitions, in their abbreviated forms too.</summary>
internal static class StructureReader
{
    private const string SdmxNamespace = "http://purl.org/linked-data/sdmx/2009/";

    private static readonly HashSet<string> TimeRanges = new(StringComparer.Ordinal)
    {
        XsdVocabulary.Namespace + "gYear", XsdVocabulary.Namespace + "gYearMonth", XsdVocabulary.Namespace + "date",
        XsdVocabulary.Namespace + "dateTime", "http://reference.data.gov.uk/def/intervals/Interval",
        "http://www.w3.org/2006/time#Interval", "http://www.w3.org/2006/time#Instant",
    };

    internal static DataStructureDefinition? Read(IGraph graph, Iri dataset)
    {
        if (graph.ObjectIri(dataset, CubeVocabulary.Structure) is not { } structure)
        {
            // A structure without a name of its own is named after its dataset.
            return graph.Object(dataset, CubeVocabulary.Structure) is { } anonymous
                ? Read(graph, anonymous, Iri.FromTrusted(dataset.Text + "#structure")) : null;
        }

        return Read(graph, structure, structure);
    }

    private static DataStructureDefinition Read(IGraph graph, Term structure, Iri name)
    {
        List<Specification> specifications = [.. graph.SortedObjects(structure, CubeVocabulary.Component)
            .SelectMany(node => Specify(graph, node))
            .OrderBy(static s => s.Order ?? double.MaxValue).ThenBy(static s => s.Property.Text, StringComparer.Ordinal)
            .DistinctBy(static s => (s.Kind, s.Property))];
        var ids = new Dictionary<(Kind, Iri), string>();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (Specification specification in specifications)
        {
            ids[(specification.Kind, specification.Property)] = ChooseId(graph, specification, taken);
        }

        return new DataStructureDefinition(
            name,
            [.. Of(Kind.Dimension).Select(s => ReadDimension(graph, s, Id(s)))],
            [.. Of(Kind.Measure).Select(s => ReadMeasure(graph, s, Id(s)))],
            [.. Of(Kind.Attribute).Select(s => ReadAttribute(graph, s, Id(s)))])
        {
            Labels = CubeQuads.ReadLabels(graph, structure),
        };

        IEnumerable<Specification> Of(Kind kind) => specifications.Where(s => s.Kind == kind);
        string Id(Specification s) => ids[(s.Kind, s.Property)];
    }

    // RDF Data Cube section 6.3: qb:dimension, qb:measure and qb:attribute say what qb:componentProperty leaves open.
    private static IEnumerable<Specification> Specify(IGraph graph, Term node)
    {
        double? order = graph.ObjectNumber(node, CubeVocabulary.Order);
        var found = new HashSet<Iri>();
        foreach ((Iri predicate, Kind kind) in Predicates)
        {
            foreach (Iri property in graph.SortedObjects(node, predicate).OfType<Iri>())
            {
                _ = found.Add(property);
                yield return new Specification(node, property, kind, order);
            }
        }

        foreach (Iri property in graph.SortedObjects(node, CubeVocabulary.ComponentPropertyOf).OfType<Iri>())
        {
            Kind? kind = KindOf(graph, property);
            if (kind is { } known && found.Add(property))
            {
                yield return new Specification(node, property, known, order);
            }
        }
    }

    private static Kind? KindOf(IGraph graph, Iri property)
    {
        return property == CubeVocabulary.MeasureType || Is(CubeVocabulary.DimensionProperty) ? Kind.Dimension
            : Is(CubeVocabulary.MeasureProperty) ? Kind.Measure
            : Is(CubeVocabulary.AttributeProperty) ? Kind.Attribute
            : StandsIn("dimension#") ? Kind.Dimension
            : StandsIn("measure#") ? Kind.Measure
            : StandsIn("attribute#") ? Kind.Attribute
            : null;

        bool Is(Iri type) => graph.Has(property, RdfVocabulary.Type, type);
        bool StandsIn(string part) => property.Text.StartsWith(SdmxNamespace + part, StringComparison.Ordinal);
    }

    private static readonly (Iri Predicate, Kind Kind)[] Predicates =
    [
        (CubeVocabulary.Dimension, Kind.Dimension), (CubeVocabulary.MeasureDimension, Kind.Dimension),
        (CubeVocabulary.Measure, Kind.Measure), (CubeVocabulary.Attribute, Kind.Attribute),
    ];

    private static string ChooseId(IGraph graph, Specification specification, HashSet<string> taken)
    {
        string[] candidates =
        [
            graph.ObjectText(specification.Node, SkosVocabulary.Notation) ?? "",
            graph.ObjectText(specification.Property, SkosVocabulary.Notation) ?? "",
            CodeNames.LastPart(specification.Property),
        ];
        string id = candidates.First(static text => text.Length > 0);
        string unique = id;
        for (int i = 2; !taken.Add(unique); i++)
        {
            unique = $"{id}-{i}";
        }

        return unique;
    }

    private static Dimension ReadDimension(IGraph graph, Specification s, string id)
    {
        var dimension = new Dimension(s.Property, id)
        {
            Labels = CubeQuads.ReadLabels(graph, s.Property),
            SdmxId = SdmxId(graph, s),
            Range = graph.ObjectIri(s.Property, RdfsVocabulary.Range),
            CodeList = CodeListOf(graph, s),
        };
        return dimension with { IsTime = IsTime(graph, dimension) };
    }

    private static Measure ReadMeasure(IGraph graph, Specification s, string id) => new(s.Property, id)
    {
        Labels = CubeQuads.ReadLabels(graph, s.Property),
        SdmxId = SdmxId(graph, s),
        Range = graph.ObjectIri(s.Property, RdfsVocabulary.Range),
        CodeList = CodeListOf(graph, s),
        Unit = graph.ObjectIri(s.Node, SdmxVocabulary.AttributeUnitMeasure)
            ?? graph.ObjectIri(s.Property, SdmxVocabulary.AttributeUnitMeasure),
        Aggregation = Additivity.Parse(graph.OwnObject(s.Node, "aggregation") is Literal text ? text.Lexical : null)
            ?? Additivity.Unknown,
    };

    private static ObservationAttribute ReadAttribute(IGraph graph, Specification s, string id) => new(s.Property, id)
    {
        Labels = CubeQuads.ReadLabels(graph, s.Property),
        SdmxId = SdmxId(graph, s),
        Range = graph.ObjectIri(s.Property, RdfsVocabulary.Range),
        CodeList = CodeListOf(graph, s),
        IsRequired = graph.ObjectText(s.Node, CubeVocabulary.ComponentRequired) is "true" or "1",
    };

    private static string? SdmxId(IGraph graph, Specification s) =>
        (graph.OwnObject(s.Node, "sdmxId") ?? graph.OwnObject(s.Property, "sdmxId")) is Literal text
            ? text.Lexical : null;

    // The recommendation puts the list on the property; cubes that share properties put it on the specification.
    // A property whose values are literals here has its list from another cube that shares it.
    private static Iri? CodeListOf(IGraph graph, Specification s) =>
        graph.ObjectIri(s.Node, CubeVocabulary.CodeList) is { } own ? own
        : graph.ObjectIri(s.Property, RdfsVocabulary.Range) is { } range
            && range.Text.StartsWith(XsdVocabulary.Namespace, StringComparison.Ordinal) ? null
        : graph.ObjectIri(s.Property, CubeVocabulary.CodeList);

    private static bool IsTime(IGraph graph, Dimension dimension) =>
        IsTimeProperty(dimension.Property)
        || dimension.SdmxId == "TIME_PERIOD"
        || (dimension.Range is { } range && TimeRanges.Contains(range.Text))
        || graph.SortedObjects(dimension.Property, RdfsVocabulary.SubPropertyOf).OfType<Iri>().Any(IsTimeProperty)
        || graph.SortedObjects(dimension.Property, CubeVocabulary.Concept)
            .Any(static c => c.Equals(SdmxVocabulary.ConceptRefPeriod) || c.Equals(SdmxVocabulary.ConceptTimePeriod));

    private static bool IsTimeProperty(Iri property) =>
        property == SdmxVocabulary.DimensionRefPeriod || property == SdmxVocabulary.DimensionTimePeriod;

    private enum Kind
    {
        Dimension,
        Measure,
        Attribute,
    }

    private sealed record Specification(Term Node, Iri Property, Kind Kind, double? Order);
}
