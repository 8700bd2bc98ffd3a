namespace LinkedStats.SampleData.Codes;

/// <summary>Code lists about the lab itself; labels are those of the ontology's lists, as a test holds.</summary>
internal static class LabCodes
{
    /// <summary>The stages of an experiment.</summary>
    public static readonly CodeList Stages = CodeList.Of(
        "stages",
        new Text("Étapes d'une expérimentation", "Stages of an experiment"),
        total: null,
        "idea|Idée|Idea",
        "appraisal|Instruction|Appraisal",
        "accepted|Acceptée|Accepted",
        "refused|Refusée|Refused",
        "running|En cours|Running",
        "review|Bilan|Review",
        "closed|Close|Closed");

    /// <summary>The domains of action.</summary>
    public static readonly CodeList Domains = CodeList.Of(
        "domains-of-action",
        new Text("Domaines d'action", "Domains of action"),
        total: null,
        "sources|Sources|Sources",
        "methods|Méthodes|Methods",
        "questions|Questions|Questions",
        "networks|Réseaux|Networks");
}
