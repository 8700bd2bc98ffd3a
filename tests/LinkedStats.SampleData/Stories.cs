using System.Collections.Immutable;
using LinkedStats.SampleData.Codes;

namespace LinkedStats.SampleData;

/// <summary>The usual course of things: an experiment, a model trained in it, a run that applies it.</summary>
internal static class Stories
{
    /// <summary>An experiment that is running.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="title">Its title.</param>
    /// <param name="summary">What it is about.</param>
    /// <param name="sponsor">The unit that carries it.</param>
    /// <param name="start">Its first day.</param>
    /// <param name="domains">Codes of the list domains-of-action.</param>
    public static Experiment Begin(
        string id, Text title, Text summary, Unit sponsor, string start, params ImmutableArray<string> domains) =>
        new(id, title, summary, "running", start)
        {
            Sponsors = [sponsor],
            Team = Units.Team(sponsor),
            Domains = domains,
            Engagement = new Text("deux jours par semaine", "two days a week"),
        };

    /// <summary>The experiment, closed.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="end">Its last day.</param>
    /// <param name="outcome">A code of the list outcomes.</param>
    /// <param name="reason">Why it ended so.</param>
    /// <param name="lessons">What was learnt.</param>
    public static Experiment Close(
        this Experiment experiment, string end, string outcome, Text reason, params ImmutableArray<Text> lessons) =>
        experiment with { Stage = "closed", End = end, Outcome = outcome, OutcomeReason = reason, Lessons = lessons };

    /// <summary>A version of a model, active.</summary>
    /// <param name="model">The model's id.</param>
    /// <param name="version">The version's number.</param>
    /// <param name="trained">The day of its training run.</param>
    /// <param name="notes">What is new.</param>
    /// <param name="ports">What goes in and what comes out.</param>
    /// <param name="metrics">Names and values of its quality.</param>
    public static ModelVersion Version(
        string model,
        string version,
        string trained,
        Text notes,
        Text ports,
        params ImmutableArray<(string Name, string Value)> metrics) =>
        new(version, "active", $"{model}-training-{trained}", notes, ports, metrics);

    /// <summary>The run that trained a model version.</summary>
    /// <param name="model">The model's id.</param>
    /// <param name="version">The version's number.</param>
    /// <param name="day">The day of the run.</param>
    /// <param name="parameters">Names and values of its settings.</param>
    /// <param name="inputs">What it read.</param>
    public static Run Training(
        string model,
        string version,
        string day,
        ImmutableArray<(string Name, string Value)> parameters,
        params ImmutableArray<RunInput> inputs) =>
        new(
            $"{model}-training-{day}",
            "training",
            new Text($"Apprentissage du modèle {model} {version}", $"Training of the model {model} {version}"),
            day + "T06:00:00Z",
            day + "T09:20:00Z")
        {
            Parameters = parameters,
            Inputs = inputs,
        };

    /// <summary>A run that applies model versions.</summary>
    /// <param name="dataset">The dataset that it makes.</param>
    /// <param name="day">The day of the run.</param>
    /// <param name="model">The model's id.</param>
    /// <param name="versions">The versions that it applies.</param>
    /// <param name="inputs">What it read.</param>
    public static Run Scoring(
        string dataset,
        string day,
        string model,
        ImmutableArray<string> versions,
        params ImmutableArray<RunInput> inputs) =>
        new(
            $"{dataset}-{day}",
            "scoring",
            new Text(
                $"Application du modèle {model} {string.Join(", ", versions)} ({dataset})",
                $"Scoring with the model {model} {string.Join(", ", versions)} ({dataset})"),
            day + "T05:30:00Z",
            day + "T07:10:00Z")
        {
            Uses = [.. versions.Select(version => (model, version))],
            Inputs = inputs,
        };

    /// <summary>A run without a learned model.</summary>
    /// <param name="dataset">The dataset that it makes.</param>
    /// <param name="day">The day of the run.</param>
    /// <param name="inputs">What it read.</param>
    public static Run Tabulation(string dataset, string day, params ImmutableArray<RunInput> inputs) =>
        new(
            $"{dataset}-{day}",
            "tabulation",
            new Text($"Tabulation ({dataset})", $"Tabulation ({dataset})"),
            day + "T05:30:00Z",
            day + "T05:45:00Z")
        {
            Inputs = inputs,
        };

    /// <summary>An input that lies outside the store.</summary>
    /// <param name="version">Its version, often a year.</param>
    /// <param name="fr">What it is, in French.</param>
    /// <param name="en">What it is, in English.</param>
    public static RunInput Outside(string version, string fr, string en) => new(null, version, new Text(fr, en));
}
