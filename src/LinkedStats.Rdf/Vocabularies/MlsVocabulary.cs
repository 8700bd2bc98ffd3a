namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The Machine Learning Schema: models, runs, algorithms and their evaluation.</summary>
/// <remarks>Source: ML Schema Core Specification, W3C Community Group report.</remarks>
public static class MlsVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/ns/mls#";

    /// <summary>mls:Model.</summary>
    public static readonly Iri Model = Iri.FromTrusted(Namespace + "Model");

    /// <summary>mls:Run.</summary>
    public static readonly Iri Run = Iri.FromTrusted(Namespace + "Run");

    /// <summary>mls:Algorithm.</summary>
    public static readonly Iri Algorithm = Iri.FromTrusted(Namespace + "Algorithm");

    /// <summary>mls:Implementation.</summary>
    public static readonly Iri Implementation = Iri.FromTrusted(Namespace + "Implementation");

    /// <summary>mls:Software.</summary>
    public static readonly Iri Software = Iri.FromTrusted(Namespace + "Software");

    /// <summary>mls:HyperParameter.</summary>
    public static readonly Iri HyperParameter = Iri.FromTrusted(Namespace + "HyperParameter");

    /// <summary>mls:HyperParameterSetting.</summary>
    public static readonly Iri HyperParameterSetting = Iri.FromTrusted(Namespace + "HyperParameterSetting");

    /// <summary>mls:ModelEvaluation.</summary>
    public static readonly Iri ModelEvaluation = Iri.FromTrusted(Namespace + "ModelEvaluation");

    /// <summary>mls:ModelCharacteristic.</summary>
    public static readonly Iri ModelCharacteristic = Iri.FromTrusted(Namespace + "ModelCharacteristic");

    /// <summary>mls:EvaluationMeasure.</summary>
    public static readonly Iri EvaluationMeasure = Iri.FromTrusted(Namespace + "EvaluationMeasure");

    /// <summary>mls:EvaluationProcedure.</summary>
    public static readonly Iri EvaluationProcedure = Iri.FromTrusted(Namespace + "EvaluationProcedure");

    /// <summary>mls:EvaluationSpecification.</summary>
    public static readonly Iri EvaluationSpecification = Iri.FromTrusted(Namespace + "EvaluationSpecification");

    /// <summary>mls:Task.</summary>
    public static readonly Iri Task = Iri.FromTrusted(Namespace + "Task");

    /// <summary>mls:Study.</summary>
    public static readonly Iri Study = Iri.FromTrusted(Namespace + "Study");

    /// <summary>mls:Experiment.</summary>
    public static readonly Iri Experiment = Iri.FromTrusted(Namespace + "Experiment");

    /// <summary>mls:Data.</summary>
    public static readonly Iri Data = Iri.FromTrusted(Namespace + "Data");

    /// <summary>mls:Dataset.</summary>
    public static readonly Iri Dataset = Iri.FromTrusted(Namespace + "Dataset");

    /// <summary>mls:DatasetCharacteristic.</summary>
    public static readonly Iri DatasetCharacteristic = Iri.FromTrusted(Namespace + "DatasetCharacteristic");

    /// <summary>mls:Feature.</summary>
    public static readonly Iri Feature = Iri.FromTrusted(Namespace + "Feature");

    /// <summary>mls:FeatureCharacteristic.</summary>
    public static readonly Iri FeatureCharacteristic = Iri.FromTrusted(Namespace + "FeatureCharacteristic");

    /// <summary>mls:Quality.</summary>
    public static readonly Iri Quality = Iri.FromTrusted(Namespace + "Quality");

    /// <summary>mls:Process.</summary>
    public static readonly Iri Process = Iri.FromTrusted(Namespace + "Process");

    /// <summary>mls:InformationEntity.</summary>
    public static readonly Iri InformationEntity = Iri.FromTrusted(Namespace + "InformationEntity");

    /// <summary>mls:executes.</summary>
    public static readonly Iri Executes = Iri.FromTrusted(Namespace + "executes");

    /// <summary>mls:realizes.</summary>
    public static readonly Iri Realizes = Iri.FromTrusted(Namespace + "realizes");

    /// <summary>mls:implements.</summary>
    public static readonly Iri Implements = Iri.FromTrusted(Namespace + "implements");

    /// <summary>mls:achieves.</summary>
    public static readonly Iri Achieves = Iri.FromTrusted(Namespace + "achieves");

    /// <summary>mls:hasInput.</summary>
    public static readonly Iri HasInput = Iri.FromTrusted(Namespace + "hasInput");

    /// <summary>mls:hasOutput.</summary>
    public static readonly Iri HasOutput = Iri.FromTrusted(Namespace + "hasOutput");

    /// <summary>mls:hasHyperParameter.</summary>
    public static readonly Iri HasHyperParameter = Iri.FromTrusted(Namespace + "hasHyperParameter");

    /// <summary>mls:hasPart.</summary>
    public static readonly Iri HasPart = Iri.FromTrusted(Namespace + "hasPart");

    /// <summary>mls:hasQuality.</summary>
    public static readonly Iri HasQuality = Iri.FromTrusted(Namespace + "hasQuality");

    /// <summary>mls:definedOn.</summary>
    public static readonly Iri DefinedOn = Iri.FromTrusted(Namespace + "definedOn");

    /// <summary>mls:defines.</summary>
    public static readonly Iri Defines = Iri.FromTrusted(Namespace + "defines");

    /// <summary>mls:specifiedBy.</summary>
    public static readonly Iri SpecifiedBy = Iri.FromTrusted(Namespace + "specifiedBy");

    /// <summary>mls:hasValue.</summary>
    public static readonly Iri HasValue = Iri.FromTrusted(Namespace + "hasValue");
}
