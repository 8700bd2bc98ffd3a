namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The ontology of LinkedStats, whose IRIs lie below the base IRI of the store that serves it.</summary>
/// <remarks>Source: <c>ontologies/linkedstats.ttl</c>, served at <c>{base}def/linkedstats</c>.</remarks>
/// <param name="baseIri">The base IRI of the store; a slash is added where it ends without one.</param>
public sealed class LinkedStatsVocabulary(Iri baseIri)
{
    /// <summary>The namespace: the base IRI followed by <c>def/linkedstats#</c>.</summary>
    public string Namespace { get; } = NamespaceOf(baseIri);

    /// <summary>ls:Experiment.</summary>
    public Iri Experiment => Term("Experiment");

    /// <summary>ls:SupportAction.</summary>
    public Iri SupportAction => Term("SupportAction");

    /// <summary>ls:Training.</summary>
    public Iri Training => Term("Training");

    /// <summary>ls:Event.</summary>
    public Iri Event => Term("Event");

    /// <summary>ls:Network.</summary>
    public Iri Network => Term("Network");

    /// <summary>ls:MethodDocument.</summary>
    public Iri MethodDocument => Term("MethodDocument");

    /// <summary>ls:DatasetVersion.</summary>
    public Iri DatasetVersion => Term("DatasetVersion");

    /// <summary>ls:Model.</summary>
    public Iri Model => Term("Model");

    /// <summary>ls:ModelVersion.</summary>
    public Iri ModelVersion => Term("ModelVersion");

    /// <summary>ls:Run.</summary>
    public Iri Run => Term("Run");

    /// <summary>ls:Alias.</summary>
    public Iri Alias => Term("Alias");

    /// <summary>ls:AliasMove.</summary>
    public Iri AliasMove => Term("AliasMove");

    /// <summary>ls:Erratum.</summary>
    public Iri Erratum => Term("Erratum");

    /// <summary>ls:TeamRole.</summary>
    public Iri TeamRole => Term("TeamRole");

    /// <summary>ls:Metric, a measured quality of a model version.</summary>
    public Iri MetricClass => Term("Metric");

    /// <summary>ls:Parameter, a setting of a run.</summary>
    public Iri ParameterClass => Term("Parameter");

    /// <summary>ls:Review.</summary>
    public Iri Review => Term("Review");

    /// <summary>ls:Phase.</summary>
    public Iri Phase => Term("Phase");

    /// <summary>ls:Deliverable.</summary>
    public Iri Deliverable => Term("Deliverable");

    /// <summary>ls:ChangeSet.</summary>
    public Iri ChangeSet => Term("ChangeSet");

    /// <summary>ls:CellChange.</summary>
    public Iri CellChange => Term("CellChange");

    /// <summary>ls:sponsor.</summary>
    public Iri Sponsor => Term("sponsor");

    /// <summary>ls:partner.</summary>
    public Iri Partner => Term("partner");

    /// <summary>ls:domainOfAction.</summary>
    public Iri DomainOfAction => Term("domainOfAction");

    /// <summary>ls:stage.</summary>
    public Iri Stage => Term("stage");

    /// <summary>ls:outcome.</summary>
    public Iri Outcome => Term("outcome");

    /// <summary>ls:outcomeReason.</summary>
    public Iri OutcomeReason => Term("outcomeReason");

    /// <summary>ls:lesson.</summary>
    public Iri Lesson => Term("lesson");

    /// <summary>ls:phase.</summary>
    public Iri PhaseOf => Term("phase");

    /// <summary>ls:engagement.</summary>
    public Iri Engagement => Term("engagement");

    /// <summary>ls:selectionCriterion.</summary>
    public Iri SelectionCriterion => Term("selectionCriterion");

    /// <summary>ls:deliverable.</summary>
    public Iri DeliverableOf => Term("deliverable");

    /// <summary>ls:review.</summary>
    public Iri ReviewOf => Term("review");

    /// <summary>ls:output.</summary>
    public Iri Output => Term("output");

    /// <summary>ls:team.</summary>
    public Iri Team => Term("team");

    /// <summary>ls:unit.</summary>
    public Iri Unit => Term("unit");

    /// <summary>ls:role.</summary>
    public Iri Role => Term("role");

    /// <summary>ls:synthetic.</summary>
    public Iri Synthetic => Term("synthetic");

    /// <summary>ls:aggregation.</summary>
    public Iri Aggregation => Term("aggregation");

    /// <summary>ls:weight.</summary>
    public Iri Weight => Term("weight");

    /// <summary>ls:isTotal.</summary>
    public Iri IsTotal => Term("isTotal");

    /// <summary>ls:codeRevision.</summary>
    public Iri CodeRevision => Term("codeRevision");

    /// <summary>ls:modelInterface.</summary>
    public Iri ModelInterface => Term("modelInterface");

    /// <summary>ls:metric.</summary>
    public Iri Metric => Term("metric");

    /// <summary>ls:metricValue.</summary>
    public Iri MetricValue => Term("metricValue");

    /// <summary>ls:parameter.</summary>
    public Iri Parameter => Term("parameter");

    /// <summary>ls:parameterName.</summary>
    public Iri ParameterName => Term("parameterName");

    /// <summary>ls:parameterValue.</summary>
    public Iri ParameterValue => Term("parameterValue");

    /// <summary>ls:seed.</summary>
    public Iri Seed => Term("seed");

    /// <summary>ls:environmentDigest.</summary>
    public Iri EnvironmentDigest => Term("environmentDigest");

    /// <summary>ls:usesModelVersion.</summary>
    public Iri UsesModelVersion => Term("usesModelVersion");

    /// <summary>ls:inputVersion.</summary>
    public Iri InputVersion => Term("inputVersion");

    /// <summary>ls:outputVersion.</summary>
    public Iri OutputVersion => Term("outputVersion");

    /// <summary>ls:alias.</summary>
    public Iri AliasOf => Term("alias");

    /// <summary>ls:aliasMove.</summary>
    public Iri AliasMoveOf => Term("aliasMove");

    /// <summary>ls:aliasTarget.</summary>
    public Iri AliasTarget => Term("aliasTarget");

    /// <summary>ls:from.</summary>
    public Iri From => Term("from");

    /// <summary>ls:until.</summary>
    public Iri Until => Term("until");

    /// <summary>ls:affects.</summary>
    public Iri Affects => Term("affects");

    /// <summary>ls:supersededBy.</summary>
    public Iri SupersededBy => Term("supersededBy");

    /// <summary>ls:reason.</summary>
    public Iri Reason => Term("reason");

    /// <summary>ls:purgedCells.</summary>
    public Iri PurgedCells => Term("purgedCells");

    /// <summary>ls:experiment.</summary>
    public Iri ExperimentOf => Term("experiment");

    /// <summary>ls:model.</summary>
    public Iri ModelOf => Term("model");

    /// <summary>ls:run.</summary>
    public Iri RunOf => Term("run");

    /// <summary>ls:runKind.</summary>
    public Iri RunKind => Term("runKind");

    /// <summary>ls:status.</summary>
    public Iri Status => Term("status");

    /// <summary>ls:currentVersion.</summary>
    public Iri CurrentVersion => Term("currentVersion");

    /// <summary>ls:recordedAt.</summary>
    public Iri RecordedAt => Term("recordedAt");

    /// <summary>ls:visibleFrom.</summary>
    public Iri VisibleFrom => Term("visibleFrom");

    /// <summary>ls:AnnouncedRelease.</summary>
    public Iri AnnouncedRelease => Term("AnnouncedRelease");

    /// <summary>ls:announces.</summary>
    public Iri Announces => Term("announces");

    /// <summary>ls:revision.</summary>
    public Iri Revision => Term("revision");

    /// <summary>ls:cellChange.</summary>
    public Iri CellChangeOf => Term("cellChange");

    /// <summary>ls:changeKind.</summary>
    public Iri ChangeKind => Term("changeKind");

    /// <summary>ls:changedCell.</summary>
    public Iri ChangedCell => Term("changedCell");

    /// <summary>ls:changedComponent.</summary>
    public Iri ChangedComponent => Term("changedComponent");

    /// <summary>ls:fromVersion.</summary>
    public Iri FromVersion => Term("fromVersion");

    /// <summary>ls:toVersion.</summary>
    public Iri ToVersion => Term("toVersion");

    /// <summary>ls:usesCode.</summary>
    public Iri UsesCode => Term("usesCode");

    /// <summary>ls:oldValue.</summary>
    public Iri OldValue => Term("oldValue");

    /// <summary>ls:newValue.</summary>
    public Iri NewValue => Term("newValue");

    /// <summary>ls:difference.</summary>
    public Iri Difference => Term("difference");

    /// <summary>ls:sdmxAgency.</summary>
    public Iri SdmxAgency => Term("sdmxAgency");

    /// <summary>ls:sdmxId.</summary>
    public Iri SdmxId => Term("sdmxId");

    /// <summary>ls:sdmxVersion.</summary>
    public Iri SdmxVersion => Term("sdmxVersion");

    /// <summary>ls:missing.</summary>
    public Iri Missing => Term("missing");

    /// <summary>Makes the IRI of a term of the ontology.</summary>
    /// <param name="name">The local name, such as <c>Experiment</c>.</param>
    /// <returns>The IRI.</returns>
    public Iri Term(string name) => Iri.FromTrusted(Namespace + name);

    /// <summary>Gives the namespace of the ontology below a base IRI.</summary>
    /// <param name="baseIri">The base IRI of the store.</param>
    /// <returns>The namespace, ending in <c>#</c>.</returns>
    public static string NamespaceOf(Iri baseIri) =>
        baseIri.Text.TrimEnd('/') + "/def/linkedstats#";
}
