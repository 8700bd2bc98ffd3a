using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Mapping;

/// <summary>The terms of RDFS, SKOS, Data Cube and SDMX that the mapping of structures and code lists reads and writes.</summary>
internal static class ModelTerms
{
    internal const string Qb = "http://purl.org/linked-data/cube#";
    internal const string Rdfs = "http://www.w3.org/2000/01/rdf-schema#";
    internal const string Skos = "http://www.w3.org/2004/02/skos/core#";
    internal const string Sdmx = "http://purl.org/linked-data/sdmx/2009/";

    internal static readonly Iri Label = Iri.FromTrusted(Rdfs + "label");
    internal static readonly Iri Range = Iri.FromTrusted(Rdfs + "range");
    internal static readonly Iri SubPropertyOf = Iri.FromTrusted(Rdfs + "subPropertyOf");
    internal static readonly Iri Title = Iri.FromTrusted("http://purl.org/dc/terms/title");

    internal static readonly Iri PrefLabel = Iri.FromTrusted(Skos + "prefLabel");
    internal static readonly Iri Notation = Iri.FromTrusted(Skos + "notation");
    internal static readonly Iri Broader = Iri.FromTrusted(Skos + "broader");
    internal static readonly Iri Narrower = Iri.FromTrusted(Skos + "narrower");
    internal static readonly Iri InScheme = Iri.FromTrusted(Skos + "inScheme");
    internal static readonly Iri TopConceptOf = Iri.FromTrusted(Skos + "topConceptOf");
    internal static readonly Iri HasTopConcept = Iri.FromTrusted(Skos + "hasTopConcept");
    internal static readonly Iri Member = Iri.FromTrusted(Skos + "member");
    internal static readonly Iri Concept = Iri.FromTrusted(Skos + "Concept");
    internal static readonly Iri ConceptScheme = Iri.FromTrusted(Skos + "ConceptScheme");
    internal static readonly Iri Collection = Iri.FromTrusted(Skos + "Collection");

    internal static readonly Iri QbComponent = Iri.FromTrusted(Qb + "component");
    internal static readonly Iri QbComponentProperty = Iri.FromTrusted(Qb + "componentProperty");
    internal static readonly Iri QbDimension = Iri.FromTrusted(Qb + "dimension");
    internal static readonly Iri QbMeasure = Iri.FromTrusted(Qb + "measure");
    internal static readonly Iri QbAttribute = Iri.FromTrusted(Qb + "attribute");
    internal static readonly Iri QbMeasureDimension = Iri.FromTrusted(Qb + "measureDimension");
    internal static readonly Iri QbOrder = Iri.FromTrusted(Qb + "order");
    internal static readonly Iri QbComponentRequired = Iri.FromTrusted(Qb + "componentRequired");
    internal static readonly Iri QbCodeList = Iri.FromTrusted(Qb + "codeList");
    internal static readonly Iri QbConcept = Iri.FromTrusted(Qb + "concept");
    internal static readonly Iri QbHierarchyRoot = Iri.FromTrusted(Qb + "hierarchyRoot");
    internal static readonly Iri QbParentChildProperty = Iri.FromTrusted(Qb + "parentChildProperty");
    internal static readonly Iri QbHierarchicalCodeList = Iri.FromTrusted(Qb + "HierarchicalCodeList");
    internal static readonly Iri QbComponentSpecification = Iri.FromTrusted(Qb + "ComponentSpecification");
    internal static readonly Iri QbCodedProperty = Iri.FromTrusted(Qb + "CodedProperty");
    internal static readonly Iri QbDimensionProperty = Iri.FromTrusted(Qb + "DimensionProperty");
    internal static readonly Iri QbMeasureProperty = Iri.FromTrusted(Qb + "MeasureProperty");
    internal static readonly Iri QbAttributeProperty = Iri.FromTrusted(Qb + "AttributeProperty");

    internal static readonly Iri UnitMeasure = Iri.FromTrusted(Sdmx + "attribute#unitMeasure");
    internal static readonly Iri RefPeriod = Iri.FromTrusted(Sdmx + "dimension#refPeriod");
    internal static readonly Iri TimePeriod = Iri.FromTrusted(Sdmx + "dimension#timePeriod");
    internal static readonly Iri RefPeriodConcept = Iri.FromTrusted(Sdmx + "concept#refPeriod");
    internal static readonly Iri TimePeriodConcept = Iri.FromTrusted(Sdmx + "concept#timePeriod");
    internal static readonly Iri SortPriority = Iri.FromTrusted("http://www.w3.org/ns/ui#sortPriority");

    /// <summary>The end of the IRIs of the project's own terms; what stands before it is the store's base.</summary>
    internal const string OwnSuffix = "def/linkedstats#";
}
