using System.Collections.Immutable;

namespace LinkedStats.Server.Pages;

/// <summary>The page of a problem.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong with the request.</param>
/// <param name="Explanation">What the kind of problem means.</param>
/// <param name="KindHref">The address that explains the kind.</param>
public sealed record ProblemView(PageFrame Frame, int Status, string Detail, string Explanation, string KindHref);

/// <summary>The page that explains kinds of problems.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Kinds">The kinds.</param>
public sealed record ProblemListView(PageFrame Frame, ImmutableArray<ProblemKindView> Kinds);

/// <summary>A kind of problem.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">Its title.</param>
/// <param name="Explanation">What it means and what to do.</param>
/// <param name="Href">Its address.</param>
public sealed record ProblemKindView(int Status, string Title, string Explanation, string Href);

/// <summary>The page of the limits.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Rows">Each limit: its name, its value, what it means.</param>
public sealed record LimitsView(PageFrame Frame, ImmutableArray<(string Name, string Value, string Meaning)> Rows);

/// <summary>The home page.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Datasets">The datasets.</param>
/// <param name="ExampleCell">A cell to begin with; null when nothing is published.</param>
/// <param name="SparqlEndpoint">The address of the endpoint in full.</param>
public sealed record HomeView(
    PageFrame Frame, ImmutableArray<ListItemView> Datasets, PageLink? ExampleCell, string SparqlEndpoint);

/// <summary>A page that lists things.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Introduction">What is listed.</param>
/// <param name="Items">The things.</param>
public sealed record ListView(PageFrame Frame, string Introduction, ImmutableArray<ListItemView> Items);

/// <summary>A thing in a list.</summary>
/// <param name="Link">Its title and address.</param>
/// <param name="Summary">What it is; null for nothing.</param>
/// <param name="Note">A short remark, as <c>152 observations</c>; null for none.</param>
public sealed record ListItemView(PageLink Link, TermView? Summary = null, string? Note = null);

/// <summary>The page of a dataset.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Description">What the dataset is; null when nothing says so.</param>
/// <param name="IsSynthetic">True when its values are made up.</param>
/// <param name="Version">The current version and its address.</param>
/// <param name="Facts">Its metadata.</param>
/// <param name="Components">Its structure in short.</param>
/// <param name="Downloads">The observations in each format.</param>
/// <param name="Chart">A chart; null when the cube has nothing to draw.</param>
/// <param name="Table">The first observations.</param>
public sealed record DatasetView(
    PageFrame Frame,
    TermView? Description,
    bool IsSynthetic,
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

/// <summary>The page of observations.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="IsSynthetic">True when the values are made up.</param>
/// <param name="Filters">The selection form.</param>
/// <param name="Chart">A chart of what is selected; null when there is nothing to draw.</param>
/// <param name="Table">The rows.</param>
/// <param name="FormAction">Where the form goes.</param>
public sealed record ObservationsView(
    PageFrame Frame,
    bool IsSynthetic,
    ImmutableArray<FilterView> Filters,
    ChartView? Chart,
    TableView Table,
    string FormAction);

/// <summary>A table of observations.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Next">The next page; null on the last.</param>
/// <param name="First">The first page; null on it.</param>
public sealed record TableView(
    string Caption,
    ImmutableArray<ColumnView> Columns,
    ImmutableArray<RowView> Rows,
    string? Next = null,
    string? First = null);

/// <summary>A column of a table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="IsNumber">True when its values are numbers.</param>
public sealed record ColumnView(TermView Title, bool IsNumber);

/// <summary>A row of a table.</summary>
/// <param name="Cell">The link to the cell.</param>
/// <param name="Values">One value a column; null where it is missing.</param>
public sealed record RowView(PageLink? Cell, ImmutableArray<TermView?> Values);

/// <summary>A dimension in the selection form.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Title">Its label.</param>
/// <param name="Options">What can be chosen.</param>
public sealed record FilterView(string Name, string Title, ImmutableArray<FilterOptionView> Options);

/// <summary>A choice in the selection form.</summary>
/// <param name="Value">The parameter's value.</param>
/// <param name="Text">The label.</param>
/// <param name="IsSelected">True when it is chosen now.</param>
public sealed record FilterOptionView(string Value, string Text, bool IsSelected);

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
    string Iri);

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

/// <summary>The query page.</summary>
/// <param name="Frame">The page's frame.</param>
/// <param name="Query">The query in the form.</param>
/// <param name="Examples">Queries to begin with.</param>
/// <param name="Outcome">The answer; null before there is one.</param>
public sealed record SparqlView(
    PageFrame Frame, string Query, ImmutableArray<(string Title, string Query)> Examples, SparqlOutcomeView? Outcome);

/// <summary>The answer to a query, as a page shows it.</summary>
/// <param name="Caption">What the table shows.</param>
/// <param name="Columns">The variables.</param>
/// <param name="Rows">The solutions; null where a variable is unbound.</param>
/// <param name="Text">A text instead of a table: a graph, a plan, true or false; null for none.</param>
public sealed record SparqlOutcomeView(
    string Caption,
    ImmutableArray<string> Columns,
    ImmutableArray<ImmutableArray<TermView?>> Rows,
    string? Text);
