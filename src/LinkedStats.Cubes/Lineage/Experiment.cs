using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Lineage;

/// <summary>An experiment of the lab; a failed one is published with the same rank as a success.</summary>
/// <param name="Iri">Its IRI.</param>
/// <param name="Title">Its titles.</param>
public sealed record Experiment(Iri Iri, LanguageMap Title)
{
    /// <summary>What it is about.</summary>
    public LanguageMap Summary { get; init; } = LanguageMap.Empty;

    /// <summary>The units that proposed and carry it; at least one.</summary>
    public ImmutableArray<Organisation> Sponsors { get; init; } = [];

    /// <summary>Bodies outside that bring data, methods or time.</summary>
    public ImmutableArray<Organisation> Partners { get; init; } = [];

    /// <summary>The mixed team, as units and what they do; never persons.</summary>
    public ImmutableArray<(Organisation Unit, LanguageMap Role)> Team { get; init; } = [];

    /// <summary>What it explores, as concepts; at least one.</summary>
    public ImmutableArray<Iri> Domains { get; init; } = [];

    /// <summary>Where it stands, as a concept.</summary>
    public Iri? Stage { get; init; }

    /// <summary>Its first day.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Its last day; null while it runs.</summary>
    public DateOnly? End { get; init; }

    /// <summary>What it came to, as a concept; required once the last day has passed.</summary>
    public Iri? Outcome { get; init; }

    /// <summary>Why it ended so.</summary>
    public LanguageMap OutcomeReason { get; init; } = LanguageMap.Empty;

    /// <summary>What was learnt.</summary>
    public ImmutableArray<LanguageMap> Lessons { get; init; } = [];

    /// <summary>How much time the team gives.</summary>
    public LanguageMap Engagement { get; init; } = LanguageMap.Empty;

    /// <summary>The criteria that it met when it was accepted.</summary>
    public ImmutableArray<LanguageMap> Criteria { get; init; } = [];

    /// <summary>Its dated parts: phases, deliverables, reviews.</summary>
    public ImmutableArray<ExperimentPart> Parts { get; init; } = [];
}

/// <summary>A unit or another body.</summary>
/// <param name="Iri">Its IRI.</param>
/// <param name="Name">Its names.</param>
public sealed record Organisation(Iri Iri, LanguageMap Name);

/// <summary>A dated part of an experiment.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">Its titles.</param>
/// <param name="Start">Its first day, or its only one; null when unknown.</param>
/// <param name="End">Its last day; null when unknown.</param>
public sealed record ExperimentPart(ExperimentPartKind Kind, LanguageMap Title, DateOnly? Start, DateOnly? End);

/// <summary>The kinds of <see cref="ExperimentPart"/>.</summary>
public enum ExperimentPartKind
{
    /// <summary>A step of an experiment longer than six months.</summary>
    Phase,

    /// <summary>What it undertook to hand over.</summary>
    Deliverable,

    /// <summary>An opinion of what has been reached.</summary>
    Review,
}
