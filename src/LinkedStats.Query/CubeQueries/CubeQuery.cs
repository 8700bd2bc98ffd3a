using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Query.CubeQueries;

/// <summary>
/// A question about the cells of one cube, as REST, OData and SDMX ask it; becomes the same algebra as SPARQL.
/// </summary>
/// <param name="Version">The graph of the dataset version.</param>
/// <param name="Dataset">The qb:DataSet.</param>
public sealed record CubeQuery(Iri Version, Iri Dataset)
{
    /// <summary>What cells must fulfil, all of it.</summary>
    public ImmutableArray<CubeCondition> Conditions { get; init; } = [];

    /// <summary>The order of the cells; ties, and everything when empty, in key order.</summary>
    public ImmutableArray<CubeSortKey> Order { get; init; } = [];

    /// <summary>Cells to skip.</summary>
    public long Offset { get; init; }

    /// <summary>Cells to keep; null for all.</summary>
    public long? Count { get; init; }
}

/// <summary>A condition on a component of a cell.</summary>
/// <param name="Property">The component property.</param>
public abstract record CubeCondition(Iri Property);

/// <summary>The component is one of these terms.</summary>
/// <param name="Property">The component property.</param>
/// <param name="Terms">The terms; hierarchies and ranges over codes were resolved to terms before.</param>
public sealed record CodeCondition(Iri Property, ImmutableArray<Term> Terms) : CubeCondition(Property);

/// <summary>The component's value compares so to a literal.</summary>
/// <param name="Property">The component property.</param>
/// <param name="Operator">One of <c>= != &lt; &lt;= &gt; &gt;=</c>.</param>
/// <param name="Value">The literal.</param>
public sealed record ValueCondition(Iri Property, string Operator, Literal Value) : CubeCondition(Property);

/// <summary>A sort key of cells.</summary>
/// <param name="Property">The component property.</param>
/// <param name="IsDescending">True for the greatest first.</param>
public sealed record CubeSortKey(Iri Property, bool IsDescending);
