using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Sparql;

/// <summary>What stands between subject and object: a variable or a property path.</summary>
/// <param name="Height">How deep a tree it becomes at most; 1 for a single predicate.</param>
/// <remarks>Source: SPARQL 1.1 Query, section 9.1.</remarks>
internal abstract record PathSyntax(int Height);

/// <summary>A variable as predicate; never inside a path.</summary>
/// <param name="Name">The name without <c>?</c>.</param>
internal sealed record VariableVerbSyntax(string Name) : PathSyntax(1);

/// <summary>A single predicate.</summary>
/// <param name="Predicate">The predicate.</param>
internal sealed record LinkSyntax(Iri Predicate) : PathSyntax(1);

/// <summary><c>^path</c>.</summary>
/// <param name="Path">The path to walk backwards.</param>
internal sealed record InverseSyntax(PathSyntax Path) : PathSyntax(Path.Height + 1);

/// <summary><c>a/b/…</c>.</summary>
/// <param name="Steps">The steps; two or more.</param>
internal sealed record SequenceSyntax(ImmutableArray<PathSyntax> Steps)
    : PathSyntax(Steps.Sum(static step => step.Height));

/// <summary><c>a|b|…</c>.</summary>
/// <param name="Ways">The ways; two or more.</param>
internal sealed record AlternativeSyntax(ImmutableArray<PathSyntax> Ways)
    : PathSyntax(Ways.Max(static way => way.Height) + SyntaxHeight.OfBalanced(Ways.Length));

/// <summary><c>path?</c>, <c>path*</c> or <c>path+</c>.</summary>
/// <param name="Path">The path to repeat.</param>
/// <param name="Modifier">One of <c>? * +</c>.</param>
internal sealed record RepeatSyntax(PathSyntax Path, char Modifier) : PathSyntax(Path.Height + 1);

/// <summary><c>!(a|^b)</c>.</summary>
/// <param name="Forward">The predicates excluded forwards.</param>
/// <param name="Inverse">The predicates excluded backwards.</param>
internal sealed record NegatedSyntax(ImmutableArray<Iri> Forward, ImmutableArray<Iri> Inverse) : PathSyntax(2);
