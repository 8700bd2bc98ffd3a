using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Optimizer;

/// <summary>Patterns around one variable, matched in the columns of cubes only: the variable is a cell.</summary>
/// <param name="Subject">The variable that stands for the cell.</param>
/// <param name="Columns">The patterns.</param>
/// <param name="Tables">The cubes that have every column which is not optional.</param>
internal sealed record CubePattern(
    Variable Subject, ImmutableArray<CubeColumn> Columns, ImmutableArray<CubeTable> Tables) : AlgebraNode
{
    /// <summary>Conditions on one variable each; those on codes are decided once for each code.</summary>
    public ImmutableArray<CubeFilter> Filters { get; init; } = [];

    /// <summary>Finds the column that binds a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <returns>The first such column; null when there is none.</returns>
    public CubeColumn? Find(string variable) =>
        Columns.FirstOrDefault(c => c.Object is Variable found && found.Name == variable);
}

/// <summary>One pattern of a <see cref="CubePattern"/>: a component, rdf:type or qb:dataSet, and its value.</summary>
/// <param name="Predicate">The predicate.</param>
/// <param name="PredicateId">Its id.</param>
/// <param name="Object">The value: a variable or a constant.</param>
/// <param name="IsOptional">True when cells without it are kept; then the value is a variable of its own.</param>
internal sealed record CubeColumn(Iri Predicate, TermId PredicateId, PatternTerm Object, bool IsOptional);

/// <summary>A condition on the value of one variable of a <see cref="CubePattern"/>.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Condition">The condition, which mentions no other variable; null when terms are given.</param>
/// <param name="Terms">The terms that the variable may be, where there is no condition.</param>
internal sealed record CubeFilter(Variable Variable, Expression? Condition, ImmutableArray<Term> Terms);

/// <summary>
/// A triple pattern matched in the triples only: the columns of cubes cannot answer it, or are read apart.
/// </summary>
/// <param name="Triple">The pattern.</param>
internal sealed record StoredPattern(TriplePattern Triple) : AlgebraNode;

/// <summary>Group and aggregates over the cells of cubes, with what their codes map to.</summary>
/// <param name="Cube">The cells.</param>
/// <param name="Relations">What codes map to: ancestors, labels, computed values.</param>
/// <param name="Keys">The variables to group by: of the cube or of a relation.</param>
/// <param name="Aggregates">The aggregates, over columns of the cube.</param>
internal sealed record CubeGroup(
    CubePattern Cube,
    ImmutableArray<CodeRelation> Relations,
    ImmutableArray<Variable> Keys,
    ImmutableArray<AggregateBinding> Aggregates) : AlgebraNode;

/// <summary>
/// What the codes of one variable, or of several together, map to; codes without a row drop their cells, those with
/// several rows multiply them.
/// </summary>
/// <param name="Codes">The variables of the cube that the codes come from; several are dimensions of one cube.</param>
/// <param name="Pattern">What is joined on it.</param>
/// <param name="Extensions">What is computed then, in this order.</param>
internal sealed record CodeRelation(
    ImmutableArray<Variable> Codes,
    AlgebraNode Pattern,
    ImmutableArray<(Variable Variable, Expression Value)> Extensions);
