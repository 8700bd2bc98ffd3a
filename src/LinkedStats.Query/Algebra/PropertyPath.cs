using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Algebra;

/// <summary>A property path.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 18.2.2.3.</remarks>
public abstract record PropertyPath;

/// <summary>A single predicate.</summary>
/// <param name="Predicate">The predicate.</param>
public sealed record LinkPath(Iri Predicate) : PropertyPath;

/// <summary><c>^path</c>.</summary>
/// <param name="Path">The path to walk backwards.</param>
public sealed record InversePath(PropertyPath Path) : PropertyPath;

/// <summary><c>left/right</c>.</summary>
/// <param name="Left">The first step.</param>
/// <param name="Right">The second step.</param>
public sealed record SequencePath(PropertyPath Left, PropertyPath Right) : PropertyPath;

/// <summary><c>left|right</c>.</summary>
/// <param name="Left">One way.</param>
/// <param name="Right">The other way.</param>
public sealed record AlternativePath(PropertyPath Left, PropertyPath Right) : PropertyPath;

/// <summary><c>path?</c>, <c>path*</c> or <c>path+</c>; each pair of nodes once.</summary>
/// <param name="Path">The path to repeat.</param>
/// <param name="IncludesZero">True for <c>?</c> and <c>*</c>.</param>
/// <param name="IsUnbounded">True for <c>*</c> and <c>+</c>.</param>
public sealed record RepeatPath(PropertyPath Path, bool IncludesZero, bool IsUnbounded) : PropertyPath;

/// <summary><c>!(a|^b)</c>: any predicate but these.</summary>
/// <param name="Forward">The predicates excluded forwards.</param>
/// <param name="Inverse">The predicates excluded backwards; empty when the set names none.</param>
public sealed record NegatedPath(ImmutableArray<Iri> Forward, ImmutableArray<Iri> Inverse) : PropertyPath;
