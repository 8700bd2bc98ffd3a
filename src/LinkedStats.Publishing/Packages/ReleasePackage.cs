using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;

namespace LinkedStats.Publishing.Packages;

/// <summary>What a package holds: datasets, and graphs beside them.</summary>
/// <param name="Datasets">The datasets, each with its observations to be read.</param>
/// <param name="Graphs">Code lists, experiments, models, runs: each a graph of its own.</param>
internal sealed record ReleasePackage(
    ImmutableArray<PackageDataset> Datasets, ImmutableArray<PackageGraph> Graphs);

/// <summary>A graph of a package that is not a dataset version.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Triples">Its triples.</param>
internal sealed record PackageGraph(Iri Name, PackageGraphKind Kind, IReadOnlyCollection<Quad> Triples);

/// <summary>The kinds of <see cref="PackageGraph"/>; they decide how it meets what the store has under its
/// name.</summary>
internal enum PackageGraphKind
{
    /// <summary>A code list: codes that the store has and the package has not are kept.</summary>
    CodeList,

    /// <summary>A part of a resource that packages share, as a model of which each brings some versions.</summary>
    Shared,

    /// <summary>Anything else: the package's triples replace the store's.</summary>
    Replacing,
}

/// <summary>A dataset of a package.</summary>
internal sealed record PackageDataset
{
    /// <summary>The id that the package gives; null when it is made from the IRI.</summary>
    public string? Id { get; init; }

    /// <summary>The IRI of the qb:DataSet.</summary>
    public required Iri Iri { get; init; }

    /// <summary>The version that the package names; null when the store counts.</summary>
    public VersionNumber? Version { get; init; }

    /// <summary>The place of the version or the dataset in the package, for problems with it.</summary>
    public Place Place { get; init; }

    /// <summary>The structure, normalised.</summary>
    public required DataStructureDefinition Structure { get; init; }

    /// <summary>The code list of each dimension; null where it has none or it is unknown.</summary>
    public required ImmutableArray<CodeList?> DimensionCodes { get; init; }

    /// <summary>The code list of each attribute; null where it has none or it is unknown.</summary>
    public required ImmutableArray<CodeList?> AttributeCodes { get; init; }

    /// <summary>The rules that the codes of each dimension must keep; empty for IC-19 with
    /// <see cref="DimensionCodes"/> everywhere.</summary>
    public ImmutableArray<ImmutableArray<CodeRule>> CodeRules { get; init; } = [];

    /// <summary>True for a package of our own kind, where every rule is an error; others have bent rules
    /// before.</summary>
    public bool IsOwn { get; init; }

    /// <summary>True when the figures are invented.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>When it becomes public; null for now.</summary>
    public DateTimeOffset? Release { get; init; }

    /// <summary>True when the release is announced in the public calendar before it is public.</summary>
    public bool IsAnnounced { get; init; }

    /// <summary>The run that made the version; null when unknown.</summary>
    public Iri? Run { get; init; }

    /// <summary>What is new in the version.</summary>
    public LanguageMap Notes { get; init; } = LanguageMap.Empty;

    /// <summary>Its titles.</summary>
    public LanguageMap Title { get; init; } = LanguageMap.Empty;

    /// <summary>Reads the observations, once; each is valid until the next one is asked for. Its numbers are those of
    /// the books given.</summary>
    public required Func<CubeRows, ReportBuilder, IEnumerable<ObservationRow>> ReadRows { get; init; }

    /// <summary>What the version's graph holds beside its cells, given the IRIs of cells that had none.</summary>
    public required Func<IReadOnlyDictionary<BlankNode, Iri>, IEnumerable<Quad>> Describe { get; init; }
}

/// <summary>A rule about the codes of a dimension.</summary>
/// <param name="Name">Its name, as <c>IC-20</c>.</param>
/// <param name="List">The code list that it is about.</param>
/// <param name="Members">What the list allows.</param>
internal sealed record CodeRule(string Name, Iri List, IReadOnlySet<Term> Members);
