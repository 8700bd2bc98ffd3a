using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Lineage;

/// <summary>One execution of code on exact inputs: a training, a scoring or a tabulation.</summary>
/// <param name="Iri">Its IRI.</param>
/// <param name="Kind">What it does, as a concept.</param>
public sealed record Run(Iri Iri, Iri Kind)
{
    /// <summary>Its titles.</summary>
    public LanguageMap Title { get; init; } = LanguageMap.Empty;

    /// <summary>When it started.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The model versions that it used.</summary>
    public ImmutableArray<Iri> Uses { get; init; } = [];

    /// <summary>What it read.</summary>
    public ImmutableArray<RunInput> Inputs { get; init; } = [];

    /// <summary>Names and values of its settings, the values as written.</summary>
    public ImmutableArray<(string Name, string Value)> Parameters { get; init; } = [];

    /// <summary>The number that makes its randomness repeatable.</summary>
    public string? Seed { get; init; }

    /// <summary>The digest of the environment that it ran in.</summary>
    public string? EnvironmentDigest { get; init; }
}

/// <summary>What a run read: a dataset version of the store, or something outside that is only named.</summary>
/// <param name="Iri">The IRI of the version, or of the description.</param>
/// <param name="IsOutside">Whether it is only named.</param>
/// <param name="Title">What it is, when outside.</param>
/// <param name="Version">Its version, when outside.</param>
/// <param name="Digest">Its digest, as <c>sha256:…</c>, when outside.</param>
public sealed record RunInput(Iri Iri, bool IsOutside, LanguageMap Title, string? Version, string? Digest);

/// <summary>An acknowledged error in a version of a model or of data.</summary>
/// <param name="Iri">Its IRI.</param>
/// <param name="Affects">The version with the error.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="SupersededBy">The version to use instead; null while there is none.</param>
/// <param name="Date">When it was published.</param>
public sealed record Erratum(Iri Iri, Iri Affects, LanguageMap Reason, Iri? SupersededBy, DateOnly? Date);
