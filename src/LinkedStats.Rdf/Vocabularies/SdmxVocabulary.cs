namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The SDMX content-oriented guidelines as RDF: the usual components, codes and concepts.</summary>
/// <remarks>Source: The RDF Data Cube Vocabulary, section 8.4; purl.org/linked-data/sdmx/2009.</remarks>
public static class SdmxVocabulary
{
    /// <summary>The namespace of sdmx-dimension.</summary>
    public const string DimensionNamespace = "http://purl.org/linked-data/sdmx/2009/dimension#";

    /// <summary>The namespace of sdmx-measure.</summary>
    public const string MeasureNamespace = "http://purl.org/linked-data/sdmx/2009/measure#";

    /// <summary>The namespace of sdmx-attribute.</summary>
    public const string AttributeNamespace = "http://purl.org/linked-data/sdmx/2009/attribute#";

    /// <summary>The namespace of sdmx-code.</summary>
    public const string CodeNamespace = "http://purl.org/linked-data/sdmx/2009/code#";

    /// <summary>The namespace of sdmx-concept.</summary>
    public const string ConceptNamespace = "http://purl.org/linked-data/sdmx/2009/concept#";

    /// <summary>The namespace of sdmx-subject.</summary>
    public const string SubjectNamespace = "http://purl.org/linked-data/sdmx/2009/subject#";

    /// <summary>The namespace of sdmx-metadata.</summary>
    public const string MetadataNamespace = "http://purl.org/linked-data/sdmx/2009/metadata#";

    /// <summary>sdmx-dimension:refArea.</summary>
    public static readonly Iri DimensionRefArea = Iri.FromTrusted(DimensionNamespace + "refArea");

    /// <summary>sdmx-dimension:refPeriod.</summary>
    public static readonly Iri DimensionRefPeriod = Iri.FromTrusted(DimensionNamespace + "refPeriod");

    /// <summary>sdmx-dimension:timePeriod.</summary>
    public static readonly Iri DimensionTimePeriod = Iri.FromTrusted(DimensionNamespace + "timePeriod");

    /// <summary>sdmx-dimension:freq.</summary>
    public static readonly Iri DimensionFreq = Iri.FromTrusted(DimensionNamespace + "freq");

    /// <summary>sdmx-dimension:sex.</summary>
    public static readonly Iri DimensionSex = Iri.FromTrusted(DimensionNamespace + "sex");

    /// <summary>sdmx-dimension:age.</summary>
    public static readonly Iri DimensionAge = Iri.FromTrusted(DimensionNamespace + "age");

    /// <summary>sdmx-dimension:currency.</summary>
    public static readonly Iri DimensionCurrency = Iri.FromTrusted(DimensionNamespace + "currency");

    /// <summary>sdmx-dimension:civilStatus.</summary>
    public static readonly Iri DimensionCivilStatus = Iri.FromTrusted(DimensionNamespace + "civilStatus");

    /// <summary>sdmx-dimension:educationLev.</summary>
    public static readonly Iri DimensionEducationLev = Iri.FromTrusted(DimensionNamespace + "educationLev");

    /// <summary>sdmx-dimension:occupation.</summary>
    public static readonly Iri DimensionOccupation = Iri.FromTrusted(DimensionNamespace + "occupation");

    /// <summary>sdmx-measure:obsValue.</summary>
    public static readonly Iri MeasureObsValue = Iri.FromTrusted(MeasureNamespace + "obsValue");

    /// <summary>sdmx-attribute:unitMeasure.</summary>
    public static readonly Iri AttributeUnitMeasure = Iri.FromTrusted(AttributeNamespace + "unitMeasure");

    /// <summary>sdmx-attribute:unitMult.</summary>
    public static readonly Iri AttributeUnitMult = Iri.FromTrusted(AttributeNamespace + "unitMult");

    /// <summary>sdmx-attribute:obsStatus.</summary>
    public static readonly Iri AttributeObsStatus = Iri.FromTrusted(AttributeNamespace + "obsStatus");

    /// <summary>sdmx-attribute:confStatus.</summary>
    public static readonly Iri AttributeConfStatus = Iri.FromTrusted(AttributeNamespace + "confStatus");

    /// <summary>sdmx-attribute:decimals.</summary>
    public static readonly Iri AttributeDecimals = Iri.FromTrusted(AttributeNamespace + "decimals");

    /// <summary>sdmx-attribute:timeFormat.</summary>
    public static readonly Iri AttributeTimeFormat = Iri.FromTrusted(AttributeNamespace + "timeFormat");

    /// <summary>sdmx-attribute:title.</summary>
    public static readonly Iri AttributeTitle = Iri.FromTrusted(AttributeNamespace + "title");

    /// <summary>sdmx-attribute:adjustDetail.</summary>
    public static readonly Iri AttributeAdjustDetail = Iri.FromTrusted(AttributeNamespace + "adjustDetail");

    /// <summary>sdmx-attribute:basePer.</summary>
    public static readonly Iri AttributeBasePer = Iri.FromTrusted(AttributeNamespace + "basePer");

    /// <summary>sdmx-attribute:compilingOrg.</summary>
    public static readonly Iri AttributeCompilingOrg = Iri.FromTrusted(AttributeNamespace + "compilingOrg");

    /// <summary>sdmx-attribute:currency.</summary>
    public static readonly Iri AttributeCurrency = Iri.FromTrusted(AttributeNamespace + "currency");

    /// <summary>sdmx-attribute:dissOrg.</summary>
    public static readonly Iri AttributeDissOrg = Iri.FromTrusted(AttributeNamespace + "dissOrg");

    /// <summary>sdmx-attribute:freqDetail.</summary>
    public static readonly Iri AttributeFreqDetail = Iri.FromTrusted(AttributeNamespace + "freqDetail");

    /// <summary>sdmx-code:sex-F.</summary>
    public static readonly Iri CodeSexF = Iri.FromTrusted(CodeNamespace + "sex-F");

    /// <summary>sdmx-code:sex-M.</summary>
    public static readonly Iri CodeSexM = Iri.FromTrusted(CodeNamespace + "sex-M");

    /// <summary>sdmx-code:sex-T.</summary>
    public static readonly Iri CodeSexT = Iri.FromTrusted(CodeNamespace + "sex-T");

    /// <summary>sdmx-code:sex-U.</summary>
    public static readonly Iri CodeSexU = Iri.FromTrusted(CodeNamespace + "sex-U");

    /// <summary>sdmx-code:sex-N.</summary>
    public static readonly Iri CodeSexN = Iri.FromTrusted(CodeNamespace + "sex-N");

    /// <summary>sdmx-code:obsStatus-A.</summary>
    public static readonly Iri CodeObsStatusA = Iri.FromTrusted(CodeNamespace + "obsStatus-A");

    /// <summary>sdmx-code:obsStatus-B.</summary>
    public static readonly Iri CodeObsStatusB = Iri.FromTrusted(CodeNamespace + "obsStatus-B");

    /// <summary>sdmx-code:obsStatus-E.</summary>
    public static readonly Iri CodeObsStatusE = Iri.FromTrusted(CodeNamespace + "obsStatus-E");

    /// <summary>sdmx-code:obsStatus-F.</summary>
    public static readonly Iri CodeObsStatusF = Iri.FromTrusted(CodeNamespace + "obsStatus-F");

    /// <summary>sdmx-code:obsStatus-I.</summary>
    public static readonly Iri CodeObsStatusI = Iri.FromTrusted(CodeNamespace + "obsStatus-I");

    /// <summary>sdmx-code:obsStatus-M.</summary>
    public static readonly Iri CodeObsStatusM = Iri.FromTrusted(CodeNamespace + "obsStatus-M");

    /// <summary>sdmx-code:obsStatus-P.</summary>
    public static readonly Iri CodeObsStatusP = Iri.FromTrusted(CodeNamespace + "obsStatus-P");

    /// <summary>sdmx-code:obsStatus-S.</summary>
    public static readonly Iri CodeObsStatusS = Iri.FromTrusted(CodeNamespace + "obsStatus-S");

    /// <summary>sdmx-code:confStatus-F.</summary>
    public static readonly Iri CodeConfStatusF = Iri.FromTrusted(CodeNamespace + "confStatus-F");

    /// <summary>sdmx-code:confStatus-C.</summary>
    public static readonly Iri CodeConfStatusC = Iri.FromTrusted(CodeNamespace + "confStatus-C");

    /// <summary>sdmx-code:confStatus-N.</summary>
    public static readonly Iri CodeConfStatusN = Iri.FromTrusted(CodeNamespace + "confStatus-N");

    /// <summary>sdmx-code:freq-A.</summary>
    public static readonly Iri CodeFreqA = Iri.FromTrusted(CodeNamespace + "freq-A");

    /// <summary>sdmx-code:freq-S.</summary>
    public static readonly Iri CodeFreqS = Iri.FromTrusted(CodeNamespace + "freq-S");

    /// <summary>sdmx-code:freq-Q.</summary>
    public static readonly Iri CodeFreqQ = Iri.FromTrusted(CodeNamespace + "freq-Q");

    /// <summary>sdmx-code:freq-M.</summary>
    public static readonly Iri CodeFreqM = Iri.FromTrusted(CodeNamespace + "freq-M");

    /// <summary>sdmx-code:freq-W.</summary>
    public static readonly Iri CodeFreqW = Iri.FromTrusted(CodeNamespace + "freq-W");

    /// <summary>sdmx-code:freq-D.</summary>
    public static readonly Iri CodeFreqD = Iri.FromTrusted(CodeNamespace + "freq-D");

    /// <summary>sdmx-concept:refArea.</summary>
    public static readonly Iri ConceptRefArea = Iri.FromTrusted(ConceptNamespace + "refArea");

    /// <summary>sdmx-concept:refPeriod.</summary>
    public static readonly Iri ConceptRefPeriod = Iri.FromTrusted(ConceptNamespace + "refPeriod");

    /// <summary>sdmx-concept:timePeriod.</summary>
    public static readonly Iri ConceptTimePeriod = Iri.FromTrusted(ConceptNamespace + "timePeriod");

    /// <summary>sdmx-concept:freq.</summary>
    public static readonly Iri ConceptFreq = Iri.FromTrusted(ConceptNamespace + "freq");

    /// <summary>sdmx-concept:sex.</summary>
    public static readonly Iri ConceptSex = Iri.FromTrusted(ConceptNamespace + "sex");

    /// <summary>sdmx-concept:age.</summary>
    public static readonly Iri ConceptAge = Iri.FromTrusted(ConceptNamespace + "age");

    /// <summary>sdmx-concept:obsValue.</summary>
    public static readonly Iri ConceptObsValue = Iri.FromTrusted(ConceptNamespace + "obsValue");

    /// <summary>sdmx-concept:unitMeasure.</summary>
    public static readonly Iri ConceptUnitMeasure = Iri.FromTrusted(ConceptNamespace + "unitMeasure");

    /// <summary>sdmx-concept:obsStatus.</summary>
    public static readonly Iri ConceptObsStatus = Iri.FromTrusted(ConceptNamespace + "obsStatus");

    /// <summary>sdmx-concept:confStatus.</summary>
    public static readonly Iri ConceptConfStatus = Iri.FromTrusted(ConceptNamespace + "confStatus");
}
