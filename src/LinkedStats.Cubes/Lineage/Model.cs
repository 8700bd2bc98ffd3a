using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Lineage;

/// <summary>A statistical model, followed through its versions.</summary>
/// <param name="Iri">Its IRI.</param>
/// <param name="Title">Its titles.</param>
public sealed record Model(Iri Iri, LanguageMap Title)
{
    /// <summary>What it computes.</summary>
    public LanguageMap Summary { get; init; } = LanguageMap.Empty;

    /// <summary>The experiment that it comes from; null when it comes from none.</summary>
    public Iri? Experiment { get; init; }

    /// <summary>Its versions, oldest first.</summary>
    public ImmutableArray<ModelVersion> Versions { get; init; } = [];

    /// <summary>The spans in which a lasting name, as "production", meant a version.</summary>
    public ImmutableArray<AliasMove> Aliases { get; init; } = [];
}

/// <summary>An immutable version of a model.</summary>
/// <param name="Iri">Its IRI.</param>
/// <param name="Version">Its number, as <c>1.2.0</c>.</param>
public sealed record ModelVersion(Iri Iri, string Version)
{
    /// <summary>Active, superseded or withdrawn, as a concept.</summary>
    public Iri? Status { get; init; }

    /// <summary>The revision of its code, as a SWHID <c>swh:1:rev:…</c>.</summary>
    public string? CodeRevision { get; init; }

    /// <summary>The training run that made it.</summary>
    public Iri? GeneratedBy { get; init; }

    /// <summary>What is new.</summary>
    public LanguageMap Notes { get; init; } = LanguageMap.Empty;

    /// <summary>What goes in and what comes out.</summary>
    public LanguageMap Interface { get; init; } = LanguageMap.Empty;

    /// <summary>Names and values of its quality, the values as written.</summary>
    public ImmutableArray<(string Name, string Value)> Metrics { get; init; } = [];
}

/// <summary>A span in which a lasting name meant a version.</summary>
/// <param name="Name">The name.</param>
/// <param name="Target">The model version.</param>
/// <param name="From">Its first instant.</param>
/// <param name="Until">The instant at which it ended; null while it lasts.</param>
public sealed record AliasMove(string Name, Iri Target, DateTimeOffset From, DateTimeOffset? Until);
