using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Lineage;
using LinkedStats.Publishing.Packages.Manifests;
using LinkedStats.Publishing.Validation;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>Reads the experiments of a <c>lineage.yaml</c>.</summary>
/// <param name="report">Receives what is wrong.</param>
/// <param name="names">The names of the store's own things.</param>
/// <param name="fields">Reads the common fields.</param>
internal sealed class ExperimentReader(ReportBuilder report, StoreNames names, LineageFields fields)
{
    private static readonly string[] Domains = ["sources", "methods", "questions", "networks"];
    private static readonly string[] Stages =
        ["idea", "appraisal", "accepted", "refused", "running", "review", "closed"];

    private static readonly string[] Outcomes =
    [
        "proof-of-concept", "experimental-prototype", "method-document", "handed-over", "not-viable", "not-retained",
        "suspended",
    ];

    /// <summary>Reads an experiment.</summary>
    /// <param name="record">Its map.</param>
    /// <returns>The experiment; null without an id.</returns>
    internal Experiment? Read(YamlRecord record)
    {
        string id = record.Text("id") ?? "";
        var experiment = new Experiment(names.Experiment(id), record.Texts("title", isRequired: true))
        {
            Summary = record.Texts("summary"),
            Sponsors = Organisations(record, "sponsors"),
            Partners = Organisations(record, "partners"),
            Team = [.. record.Records("team").SelectMany(ReadRole)],
            Domains = [.. record.Scalars("domains")
                .Select(code => fields.Concept(code.Text, "domains-of-action", Domains, record.PlaceOf("domains")))
                .OfType<Rdf.Iri>()],
            Stage = fields.Concept(
                record.Text("stage", isRequired: true), "stages", Stages, record.PlaceOf("stage")),
            Start = fields.Day(record, "start"),
            End = fields.Day(record, "end"),
            Outcome = fields.Concept(record.Text("outcome"), "outcomes", Outcomes, record.PlaceOf("outcome")),
            OutcomeReason = record.Texts("outcomeReason"),
            Lessons = record.TextList("lessons"),
            Engagement = record.Texts("engagement"),
            Criteria = record.TextList("criteria"),
            Parts =
            [
                .. ReadParts(record, "phases", ExperimentPartKind.Phase),
                .. ReadParts(record, "deliverables", ExperimentPartKind.Deliverable),
                .. ReadParts(record, "reviews", ExperimentPartKind.Review),
            ],
        };
        record.Close();
        Check(experiment, record);
        return id.Length == 0 ? null : experiment;
    }

    private void Check(Experiment experiment, YamlRecord record)
    {
        if (experiment.Sponsors.IsEmpty)
        {
            report.Error("experiment", "An experiment needs at least one sponsor.", record.Place);
        }

        if (experiment.Domains.IsEmpty)
        {
            report.Error("experiment", "An experiment needs at least one domain of action.", record.Place);
        }

        if (experiment is { End: not null, Outcome: null } && record.Text("stage") is "closed" or "refused")
        {
            report.Error("experiment", "An experiment that has ended needs an outcome; a failure is one.",
                record.Place);
        }

        if (experiment is { Start: { } start, End: { } end } && end < start)
        {
            report.Error("experiment", "The experiment ends before it starts.", record.PlaceOf("end"));
        }
    }

    private ImmutableArray<Organisation> Organisations(YamlRecord record, string key)
    {
        List<Organisation> organisations = [];
        foreach (YamlRecord item in record.Records(key))
        {
            if (fields.Organisation(item) is { } organisation)
            {
                organisations.Add(organisation);
            }

            item.Close();
        }

        return [.. organisations];
    }

    private IEnumerable<(Organisation, LanguageMap)> ReadRole(YamlRecord record)
    {
        Organisation? unit = fields.Organisation(record);
        LanguageMap role = record.Texts("role", isRequired: true);
        record.Close();
        return unit is null ? [] : [(unit, role)];
    }

    private IEnumerable<ExperimentPart> ReadParts(YamlRecord record, string key, ExperimentPartKind kind)
    {
        foreach (YamlRecord part in record.Records(key))
        {
            LanguageMap title = part.Texts("title", isRequired: true);
            DateOnly? start = kind == ExperimentPartKind.Phase ? fields.Day(part, "start") : fields.Day(part, "date");
            DateOnly? end = kind == ExperimentPartKind.Phase ? fields.Day(part, "end") : null;
            part.Close();
            yield return new ExperimentPart(kind, title, start, end);
        }
    }
}
