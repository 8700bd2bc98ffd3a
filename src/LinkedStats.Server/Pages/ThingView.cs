using System.Collections.Immutable;

namespace LinkedStats.Server.Pages;

/// <summary>The page of any resource: what is said about it, and what points to it.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Iri">Its IRI.</param>
/// <param name="IsExternal">True when the IRI is at another site.</param>
/// <param name="Types">What it is.</param>
/// <param name="Facts">What is said about it.</param>
/// <param name="Incoming">What points to it, by property.</param>
/// <param name="Below">Pages below it.</param>
public sealed record ThingView(
    PageFrame Frame,
    string Iri,
    bool IsExternal,
    ImmutableArray<TermView> Types,
    ImmutableArray<FactView> Facts,
    ImmutableArray<FactView> Incoming,
    ImmutableArray<PageLink> Below);

/// <summary>The page of a cell.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="IsSynthetic">True when the value is made up.</param>
/// <param name="Values">Each measure with its value.</param>
/// <param name="Key">Each dimension with its code.</param>
/// <param name="Attributes">Each attribute, and what else is said about the cell.</param>
/// <param name="Provenance">The run and the model version that made it.</param>
/// <param name="Iri">The IRI of the cell.</param>
public sealed record CellView(
    PageFrame Frame,
    bool IsSynthetic,
    ImmutableArray<FactView> Values,
    ImmutableArray<FactView> Key,
    ImmutableArray<FactView> Attributes,
    ImmutableArray<FactView> Provenance,
    string Iri)
{
    /// <summary>The page of the cell through all versions.</summary>
    public required PageLink History { get; init; }
}

/// <summary>The page of a code list.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Iri">Its IRI.</param>
/// <param name="Facts">What is said about it.</param>
/// <param name="Roots">Its codes as a tree.</param>
/// <param name="CodeCount">The number of codes.</param>
public sealed record CodeListView(
    PageFrame Frame, string Iri, ImmutableArray<FactView> Facts, ImmutableArray<CodeView> Roots, int CodeCount);

/// <summary>A code in a tree.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Link">Its label and address.</param>
/// <param name="Children">The codes below it.</param>
public sealed record CodeView(string Name, PageLink Link, ImmutableArray<CodeView> Children);
