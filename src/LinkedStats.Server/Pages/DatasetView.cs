using System.Collections.Immutable;

namespace LinkedStats.Server.Pages;

/// <summary>The page of a dataset.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Description">What the dataset is; null when nothing says so.</param>
/// <param name="IsSynthetic">True when its values are made up.</param>
/// <param name="VersionTitle">What stands before the version's number: whether it is the current one.</param>
/// <param name="Version">The version that is shown, and its address.</param>
/// <param name="Facts">Its metadata.</param>
/// <param name="Components">Its structure in short.</param>
/// <param name="Downloads">The observations in each format.</param>
/// <param name="Chart">A chart; null when the cube has nothing to draw.</param>
/// <param name="Table">The first observations.</param>
public sealed record DatasetView(
    PageFrame Frame,
    TermView? Description,
    bool IsSynthetic,
    string VersionTitle,
    PageLink Version,
    ImmutableArray<FactView> Facts,
    ImmutableArray<ComponentView> Components,
    ImmutableArray<FormatLink> Downloads,
    ChartView? Chart,
    TableView Table)
{
    /// <summary>The pages below: observations, structure, history.</summary>
    public ImmutableArray<PageLink> Below { get; init; } = [];
}

/// <summary>A component of a structure.</summary>
/// <param name="Role">Dimension, measure or attribute, in the page's language.</param>
/// <param name="Id">Its short name.</param>
/// <param name="Title">Its label, leading to its property.</param>
/// <param name="CodeList">Its code list; null when it has none.</param>
/// <param name="Remark">Type, unit, how it may be added up; null for nothing.</param>
public sealed record ComponentView(string Role, string Id, TermView Title, TermView? CodeList, string? Remark);

/// <summary>The page of a structure.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Iri">The IRI of the structure.</param>
/// <param name="Components">Its components.</param>
public sealed record StructureView(PageFrame Frame, string Iri, ImmutableArray<ComponentView> Components);
