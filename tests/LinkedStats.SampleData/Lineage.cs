using System.Collections.Immutable;

namespace LinkedStats.SampleData;

/// <summary>What a package says about where its figures come from.</summary>
/// <param name="Experiments">The experiments.</param>
/// <param name="Models">The models with their versions.</param>
/// <param name="Runs">The runs.</param>
internal sealed record Lineage(
    ImmutableArray<Experiment> Experiments, ImmutableArray<Model> Models, ImmutableArray<Run> Runs)
{
    /// <summary>The errata.</summary>
    public ImmutableArray<Erratum> Errata { get; init; } = [];
}

/// <summary>A unit or another body; never a person.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
internal sealed record Unit(string Id, Text Name);

/// <summary>A part of a mixed team.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Role">What it does in the team.</param>
internal sealed record TeamRole(Unit Unit, Text Role);

/// <summary>An experiment of the lab.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Summary">What it is about.</param>
/// <param name="Stage">A code of the list stages.</param>
/// <param name="Start">Its first day.</param>
internal sealed record Experiment(string Id, Text Title, Text Summary, string Stage, string Start)
{
    /// <summary>The units that proposed and carry it.</summary>
    public required ImmutableArray<Unit> Sponsors { get; init; }

    /// <summary>Partners outside.</summary>
    public ImmutableArray<Unit> Partners { get; init; } = [];

    /// <summary>The mixed team.</summary>
    public required ImmutableArray<TeamRole> Team { get; init; }

    /// <summary>Codes of the list domains-of-action.</summary>
    public required ImmutableArray<string> Domains { get; init; }

    /// <summary>How much time the team gives.</summary>
    public Text? Engagement { get; init; }

    /// <summary>Its last day; null while it runs.</summary>
    public string? End { get; init; }

    /// <summary>A code of the list outcomes; required once it has ended.</summary>
    public string? Outcome { get; init; }

    /// <summary>Why it ended so.</summary>
    public Text? OutcomeReason { get; init; }

    /// <summary>What was learnt.</summary>
    public ImmutableArray<Text> Lessons { get; init; } = [];

    /// <summary>Its phases, where it is longer than six months.</summary>
    public ImmutableArray<Phase> Phases { get; init; } = [];

    /// <summary>The criteria that it met when it was accepted.</summary>
    public ImmutableArray<Text> Criteria { get; init; } = [];

    /// <summary>What it handed over.</summary>
    public ImmutableArray<DatedText> Deliverables { get; init; } = [];

    /// <summary>What was said of it.</summary>
    public ImmutableArray<DatedText> Reviews { get; init; } = [];
}

/// <summary>A phase of an experiment.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Start">Its first day.</param>
/// <param name="End">Its last day.</param>
internal sealed record Phase(Text Title, string Start, string End);

/// <summary>A deliverable or a review.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Date">Its day.</param>
internal sealed record DatedText(Text Title, string Date);

/// <summary>A model.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Summary">What it computes.</param>
/// <param name="Experiment">The experiment that it comes from.</param>
/// <param name="Versions">Its versions, oldest first.</param>
internal sealed record Model(
    string Id, Text Title, Text Summary, string Experiment, ImmutableArray<ModelVersion> Versions)
{
    /// <summary>Names such as "production" with the spans in which they meant a version.</summary>
    public ImmutableArray<AliasMove> Aliases { get; init; } = [];
}

/// <summary>A version of a model.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Status">active, superseded or withdrawn.</param>
/// <param name="GeneratedBy">The training run that made it.</param>
/// <param name="Notes">What is new.</param>
/// <param name="Interface">What goes in and what comes out.</param>
/// <param name="Metrics">Names and values of its quality.</param>
internal sealed record ModelVersion(
    string Version,
    string Status,
    string GeneratedBy,
    Text Notes,
    Text Interface,
    ImmutableArray<(string Name, string Value)> Metrics);

/// <summary>A span in which an alias meant a version.</summary>
/// <param name="Name">The alias.</param>
/// <param name="Version">The version.</param>
/// <param name="From">The first instant.</param>
/// <param name="To">The instant at which it moved on; null while it lasts.</param>
internal sealed record AliasMove(string Name, string Version, string From, string? To);

/// <summary>A run: a training, a scoring, or a plain tabulation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">training, scoring or tabulation.</param>
/// <param name="Title">Its title.</param>
/// <param name="Started">When it started.</param>
/// <param name="Ended">When it ended.</param>
internal sealed record Run(string Id, string Kind, Text Title, string Started, string Ended)
{
    /// <summary>The model versions that it used.</summary>
    public ImmutableArray<(string Model, string Version)> Uses { get; init; } = [];

    /// <summary>What it read.</summary>
    public ImmutableArray<RunInput> Inputs { get; init; } = [];

    /// <summary>Names and values of its settings.</summary>
    public ImmutableArray<(string Name, string Value)> Parameters { get; init; } = [];
}

/// <summary>An input of a run: a dataset version of the store, or something outside that is named only.</summary>
/// <param name="Dataset">The dataset's id; null for something outside.</param>
/// <param name="Version">The exact version.</param>
/// <param name="Title">What it is, for something outside.</param>
internal sealed record RunInput(string? Dataset, string Version, Text? Title = null);

/// <summary>A published error.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Model">The model.</param>
/// <param name="Version">The version with the error.</param>
/// <param name="Reason">What was wrong.</param>
/// <param name="SupersededBy">The version that mends it.</param>
/// <param name="Date">When it was published.</param>
internal sealed record Erratum(string Id, string Model, string Version, Text Reason, string SupersededBy, string Date);
