using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Algebra;

/// <summary>The query forms (section 16).</summary>
public enum QueryForm
{
    /// <summary>SELECT.</summary>
    Select,

    /// <summary>ASK.</summary>
    Ask,

    /// <summary>CONSTRUCT.</summary>
    Construct,

    /// <summary>DESCRIBE.</summary>
    Describe,
}

/// <summary>A query translated to the algebra.</summary>
/// <param name="Form">The form.</param>
/// <param name="Root">The pattern with its modifiers; ends in <see cref="Project"/> for SELECT and DESCRIBE.</param>
/// <param name="Variables">The result's columns for SELECT; for DESCRIBE the variables whose values are
/// described.</param>
public sealed record QueryAlgebra(QueryForm Form, AlgebraNode Root, ImmutableArray<Variable> Variables)
{
    /// <summary>
    /// The template of CONSTRUCT; blank nodes are variables named <c>_:…</c>, fresh for each solution.
    /// </summary>
    public ImmutableArray<TriplePattern> Template { get; init; } = [];

    /// <summary>The IRIs that DESCRIBE names.</summary>
    public ImmutableArray<Iri> Described { get; init; } = [];

    /// <summary>The FROM clauses.</summary>
    public ImmutableArray<Iri> DefaultGraphs { get; init; } = [];

    /// <summary>The FROM NAMED clauses.</summary>
    public ImmutableArray<Iri> NamedGraphs { get; init; } = [];

    /// <summary>The base IRI that IRI() resolves against; null when there is none.</summary>
    public Iri? Base { get; init; }

    /// <summary>The prefixes that the query declares, for writers of graphs.</summary>
    public ImmutableArray<(string Prefix, string Iri)> Prefixes { get; init; } = [];

    /// <summary>True with SERVICE somewhere: the answer then depends on more than the snapshot.</summary>
    public bool AsksServices { get; init; }
}
