using System.Collections.Immutable;

namespace LinkedStats.SampleData.Writing;

/// <summary>Writes <c>lineage.yaml</c>.</summary>
internal static class LineageWriter
{
    private static readonly Noise Digests = new("digests");

    /// <summary>Writes experiments, models, runs and errata.</summary>
    /// <param name="lineage">What it says.</param>
    public static string Write(Lineage lineage)
    {
        var yaml = new YamlText();
        WriteList(yaml, "experiments", lineage.Experiments, WriteExperiment);
        WriteList(yaml, "models", lineage.Models, WriteModel);
        WriteList(yaml, "runs", lineage.Runs, WriteRun);
        WriteList(yaml, "errata", lineage.Errata, WriteErratum);
        return yaml.ToString();
    }

    private static void WriteList<T>(YamlText yaml, string key, ImmutableArray<T> items, Action<YamlText, T> write)
    {
        if (items.Length > 0)
        {
            yaml.Line(0, $"{key}:");
        }

        foreach (T item in items)
        {
            write(yaml, item);
        }
    }

    private static void WriteExperiment(YamlText yaml, Experiment experiment)
    {
        yaml.Entry(2, "- id", experiment.Id)
            .Entry(4, "title", experiment.Title)
            .Entry(4, "summary", experiment.Summary)
            .Entry(4, "domains", $"[{string.Join(", ", experiment.Domains)}]")
            .Entry(4, "stage", experiment.Stage)
            .Entry(4, "start", experiment.Start)
            .Entry(4, "end", experiment.End)
            .Entry(4, "outcome", experiment.Outcome)
            .Entry(4, "outcomeReason", experiment.OutcomeReason);
        WriteItems(yaml, "lessons", experiment.Lessons.Select(YamlText.Flow));
        yaml.Entry(4, "engagement", experiment.Engagement);
        WriteItems(yaml, "criteria", experiment.Criteria.Select(YamlText.Flow));
        WriteItems(yaml, "sponsors", experiment.Sponsors.Select(Flow));
        WriteItems(yaml, "partners", experiment.Partners.Select(Flow));
        WriteItems(yaml, "team", experiment.Team.Select(static part =>
            $"{{ id: {part.Unit.Id}, name: {YamlText.Flow(part.Unit.Name)}, role: {YamlText.Flow(part.Role)} }}"));
        WriteItems(yaml, "phases", experiment.Phases.Select(static phase =>
            $"{{ title: {YamlText.Flow(phase.Title)}, start: {phase.Start}, end: {phase.End} }}"));
        WriteItems(yaml, "deliverables", experiment.Deliverables.Select(Flow));
        WriteItems(yaml, "reviews", experiment.Reviews.Select(Flow));
    }

    private static void WriteModel(YamlText yaml, Model model)
    {
        yaml.Entry(2, "- id", model.Id)
            .Entry(4, "title", model.Title)
            .Entry(4, "summary", model.Summary)
            .Entry(4, "experiment", model.Experiment)
            .Line(4, "versions:");
        foreach (ModelVersion version in model.Versions)
        {
            yaml.Entry(6, "- version", version.Version)
                .Entry(8, "status", version.Status)
                .Entry(8, "codeRevision", "swh:1:rev:" + Digests.Hex(40, model.Id, version.Version))
                .Entry(8, "generatedBy", version.GeneratedBy)
                .Entry(8, "notes", version.Notes)
                .Entry(8, "interface", version.Interface)
                .Map(8, "metrics", version.Metrics);
        }

        WriteItems(yaml, "aliases", model.Aliases.Select(static move =>
            $"{{ name: {move.Name}, version: {move.Version}, from: {move.From}" +
            (move.To is null ? " }" : $", to: {move.To} }}")));
    }

    private static void WriteRun(YamlText yaml, Run run)
    {
        yaml.Entry(2, "- id", run.Id)
            .Entry(4, "kind", run.Kind)
            .Entry(4, "title", run.Title)
            .Entry(4, "started", run.Started)
            .Entry(4, "ended", run.Ended);
        WriteItems(yaml, "uses", run.Uses.Select(static used => $"{{ model: {used.Model}, version: {used.Version} }}"));
        WriteItems(yaml, "inputs", run.Inputs.Select(Flow));
        yaml.Map(4, "parameters", run.Parameters)
            .Entry(4, "seed", Seed(run))
            .Entry(4, "environment", "sha256:" + Digests.Hex(64, "environment", run.Started[..4], run.Kind));
    }

    private static void WriteErratum(YamlText yaml, Erratum erratum) =>
        yaml.Entry(2, "- id", erratum.Id)
            .Entry(4, "affects", $"{{ model: {erratum.Model}, version: {erratum.Version} }}")
            .Entry(4, "reason", erratum.Reason)
            .Entry(4, "supersededBy", $"{{ model: {erratum.Model}, version: {erratum.SupersededBy} }}")
            .Entry(4, "date", erratum.Date);

    private static void WriteItems(YamlText yaml, string key, IEnumerable<string> items)
    {
        string[] lines = [.. items];
        if (lines.Length > 0)
        {
            yaml.Line(4, $"{key}:");
        }

        foreach (string line in lines)
        {
            yaml.Line(6, "- " + line);
        }
    }

    private static string Flow(Unit unit) => $"{{ id: {unit.Id}, name: {YamlText.Flow(unit.Name)} }}";

    private static string Flow(DatedText part) => $"{{ title: {YamlText.Flow(part.Title)}, date: {part.Date} }}";

    private static string Flow(RunInput input) => input.Dataset is null
        ? $"{{ title: {YamlText.Flow(input.Title!)}, version: \"{input.Version}\", " +
            $"digest: \"sha256:{Digests.Hex(64, "input", input.Title!.En, input.Version)}\" }}"
        : $"{{ dataset: {input.Dataset}, version: {input.Version} }}";

    // A run's seed is its first day, so that people who look at a run recognise it.
    private static string? Seed(Run run) => run.Kind == "tabulation"
        ? null
        : run.Started[..10].Replace("-", "", StringComparison.Ordinal);
}
