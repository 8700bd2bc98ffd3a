using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Algebra;

/// <summary>A node of the SPARQL algebra.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 18.2. Nodes say what is asked; operators say how it is
/// answered.</remarks>
public abstract record AlgebraNode
{
    /// <summary>Creates a node.</summary>
    protected AlgebraNode() => Known = new NodeVariables();

    /// <summary>Copies a node, to be changed: what was found out about the original does not hold for it.</summary>
    /// <param name="original">The original.</param>
    protected AlgebraNode(AlgebraNode original) => Known = new NodeVariables();

    /// <summary>What the optimiser found out about the node, as it asks for it again and again.</summary>
    internal NodeVariables Known { get; }

    /// <summary>Compares what is asked; what was found out about it follows from that.</summary>
    /// <param name="other">Another node.</param>
    /// <returns>True when both are of one kind.</returns>
    public virtual bool Equals(AlgebraNode? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();
}

/// <summary>The variables of a node, as far as they were asked for.</summary>
internal sealed class NodeVariables
{
    /// <summary>Those that its rows may bind.</summary>
    public ImmutableHashSet<string>? InScope { get; set; }

    /// <summary>Those that each of its rows binds.</summary>
    public ImmutableHashSet<string>? Certain { get; set; }

    /// <summary>Those that occur in it.</summary>
    public ImmutableHashSet<string>? Mentioned { get; set; }
}

/// <summary>A position in a pattern: a variable or a term.</summary>
public abstract record PatternTerm;

/// <summary>
/// A variable; a blank node of a query becomes one whose name starts with <c>_:</c> and is never projected.
/// </summary>
/// <param name="Name">The name without <c>?</c>.</param>
public sealed record Variable(string Name) : PatternTerm;

/// <summary>A term in a pattern.</summary>
/// <param name="Value">The IRI or literal.</param>
public sealed record Constant(Term Value) : PatternTerm;

/// <summary>A triple pattern.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Predicate">The predicate: a variable or an IRI.</param>
/// <param name="Object">The object.</param>
public sealed record TriplePattern(PatternTerm Subject, PatternTerm Predicate, PatternTerm Object);

/// <summary>Triple patterns that must all match (section 18.3).</summary>
/// <param name="Triples">The patterns; none means the unit: one empty solution.</param>
public sealed record BasicGraphPattern(ImmutableArray<TriplePattern> Triples) : AlgebraNode;

/// <summary>A property path that is more than a single predicate (section 18.4).</summary>
/// <param name="Subject">Where the path starts.</param>
/// <param name="Path">The path.</param>
/// <param name="Object">Where the path ends.</param>
public sealed record PathPattern(PatternTerm Subject, PropertyPath Path, PatternTerm Object) : AlgebraNode;

/// <summary>Join (section 18.5).</summary>
/// <param name="Left">The left side.</param>
/// <param name="Right">The right side.</param>
public sealed record Join(AlgebraNode Left, AlgebraNode Right) : AlgebraNode;

/// <summary>LeftJoin: OPTIONAL (section 18.5).</summary>
/// <param name="Left">The left side.</param>
/// <param name="Right">The optional side.</param>
/// <param name="Condition">The filter of the optional group; null for true.</param>
public sealed record LeftJoin(AlgebraNode Left, AlgebraNode Right, Expression? Condition) : AlgebraNode;

/// <summary>Filter (section 18.5).</summary>
/// <param name="Condition">Rows stay where its effective boolean value is true; an error is false.</param>
/// <param name="Input">The rows.</param>
public sealed record Filter(Expression Condition, AlgebraNode Input) : AlgebraNode;

/// <summary>Union (section 18.5).</summary>
/// <param name="Left">The left side.</param>
/// <param name="Right">The right side.</param>
public sealed record Union(AlgebraNode Left, AlgebraNode Right) : AlgebraNode;

/// <summary>Minus (section 18.5).</summary>
/// <param name="Left">The rows.</param>
/// <param name="Right">What they must not be compatible with while sharing a variable.</param>
public sealed record Minus(AlgebraNode Left, AlgebraNode Right) : AlgebraNode;

/// <summary>Extend: BIND, and expressions in SELECT (section 18.5); an error leaves the variable unbound.</summary>
/// <param name="Input">The rows.</param>
/// <param name="Variable">The variable to bind.</param>
/// <param name="Value">Its value.</param>
public sealed record Extend(AlgebraNode Input, Variable Variable, Expression Value) : AlgebraNode;

/// <summary>GRAPH: the input is matched in one named graph, or in each of them.</summary>
/// <param name="Name">The graph's name, or a variable.</param>
/// <param name="Input">The pattern.</param>
public sealed record GraphPattern(PatternTerm Name, AlgebraNode Input) : AlgebraNode;

/// <summary>SERVICE; answered only where it is configured.</summary>
/// <param name="Endpoint">The endpoint, or a variable.</param>
/// <param name="Input">The pattern that the endpoint matches; says here only which variables it has.</param>
/// <param name="IsSilent">True when a failure is one empty solution.</param>
public sealed record Service(PatternTerm Endpoint, AlgebraNode Input, bool IsSilent) : AlgebraNode
{
    /// <summary>The group as it was written, its braces included: what is sent, to the letter.</summary>
    public string Group { get; init; } = "{}";

    /// <summary>The base and the prefixes that <see cref="Group"/> is to be read with, each on a line.</summary>
    public string Prologue { get; init; } = "";
}

/// <summary>Group and its aggregates (section 18.5.1); without keys there is one group, even over no rows.</summary>
/// <param name="Input">The rows.</param>
/// <param name="Keys">The variables to group by; expressions were bound to variables below.</param>
/// <param name="Aggregates">What is computed for each group.</param>
public sealed record Group(
    AlgebraNode Input, ImmutableArray<Variable> Keys, ImmutableArray<AggregateBinding> Aggregates) : AlgebraNode;

/// <summary>An aggregate and the variable that holds its result.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Aggregate">The aggregate.</param>
public sealed record AggregateBinding(Variable Variable, Aggregate Aggregate);

/// <summary>VALUES: rows given in the query.</summary>
/// <param name="Variables">The columns.</param>
/// <param name="Rows">The rows, each as long as <paramref name="Variables"/>; null is UNDEF.</param>
public sealed record Values(
    ImmutableArray<Variable> Variables, ImmutableArray<ImmutableArray<Term?>> Rows) : AlgebraNode;

/// <summary>ORDER BY (section 15.1).</summary>
/// <param name="Input">The rows.</param>
/// <param name="Keys">The keys, the most important first.</param>
public sealed record OrderBy(AlgebraNode Input, ImmutableArray<SortKey> Keys) : AlgebraNode;

/// <summary>A sort key.</summary>
/// <param name="Value">What is compared.</param>
/// <param name="IsDescending">True for DESC.</param>
public sealed record SortKey(Expression Value, bool IsDescending);

/// <summary>Project: keeps the named variables; also the border of a subquery.</summary>
/// <param name="Input">The rows.</param>
/// <param name="Variables">The variables, in the order of the result.</param>
public sealed record Project(AlgebraNode Input, ImmutableArray<Variable> Variables) : AlgebraNode;

/// <summary>DISTINCT.</summary>
/// <param name="Input">The rows.</param>
public sealed record Distinct(AlgebraNode Input) : AlgebraNode;

/// <summary>REDUCED: duplicates may be dropped.</summary>
/// <param name="Input">The rows.</param>
public sealed record Reduced(AlgebraNode Input) : AlgebraNode;

/// <summary>LIMIT and OFFSET.</summary>
/// <param name="Input">The rows.</param>
/// <param name="Offset">Rows to skip.</param>
/// <param name="Count">Rows to keep; null for all.</param>
public sealed record Limit(AlgebraNode Input, long Offset, long? Count) : AlgebraNode;
