using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Sparql;

/// <summary>An element of a group graph pattern.</summary>
/// <param name="Height">How deep a tree the element becomes at most; what works on trees recursively relies on its
/// bound.</param>
internal abstract record ElementSyntax(int Height);

/// <summary>A group graph pattern.</summary>
/// <param name="Elements">The elements in order.</param>
/// <param name="Variables">The variables in scope at its end, in the order of appearance (section 18.2.1).</param>
internal sealed record GroupSyntax(ImmutableArray<ElementSyntax> Elements, ImmutableArray<string> Variables)
    : ElementSyntax(HeightOf(Elements))
{
    /// <summary>
    /// Each element stands on top of those before it, because joins and the like are built to the left; filters
    /// become one condition.
    /// </summary>
    private static int HeightOf(ImmutableArray<ElementSyntax> elements)
    {
        int height = 1;
        int filterHeight = 0;
        int filterCount = 0;
        foreach (ElementSyntax element in elements)
        {
            if (element is FilterSyntax)
            {
                filterHeight = Math.Max(filterHeight, element.Height);
                filterCount++;
            }
            else
            {
                height = Math.Max(height, element.Height) + 1;
            }
        }

        return Math.Max(height, filterHeight + SyntaxHeight.OfBalanced(filterCount)) + 1;
    }
}

/// <summary>Triple patterns, some with paths.</summary>
/// <param name="Triples">The patterns.</param>
internal sealed record TriplesSyntax(ImmutableArray<TripleSyntax> Triples)
    : ElementSyntax(1 + Triples.Sum(static triple => triple.Verb.Height - 1));

/// <summary>A triple pattern, or a path pattern.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Verb">The predicate.</param>
/// <param name="Object">The object.</param>
internal sealed record TripleSyntax(NodeSyntax Subject, PathSyntax Verb, NodeSyntax Object);

/// <summary>A subject or an object.</summary>
internal abstract record NodeSyntax;

/// <summary>A variable.</summary>
/// <param name="Name">The name without <c>?</c>.</param>
internal sealed record VariableSyntax(string Name) : NodeSyntax;

/// <summary>An IRI or a literal.</summary>
/// <param name="Value">The term.</param>
internal sealed record TermSyntax(Term Value) : NodeSyntax;

/// <summary>A blank node.</summary>
/// <param name="Label">The label, unique in the query; one that starts with a dot was given by the parser.</param>
internal sealed record BlankNodeSyntax(string Label) : NodeSyntax;

/// <summary>OPTIONAL.</summary>
/// <param name="Group">The optional group.</param>
internal sealed record OptionalSyntax(GroupSyntax Group) : ElementSyntax(Group.Height + 1);

/// <summary>MINUS.</summary>
/// <param name="Group">What is taken away.</param>
internal sealed record MinusSyntax(GroupSyntax Group) : ElementSyntax(Group.Height + 1);

/// <summary>Groups between UNION; two or more.</summary>
/// <param name="Groups">The groups.</param>
internal sealed record UnionSyntax(ImmutableArray<GroupSyntax> Groups)
    : ElementSyntax(Groups.Max(static group => group.Height) + SyntaxHeight.OfBalanced(Groups.Length));

/// <summary>GRAPH.</summary>
/// <param name="Name">The graph's name, or a variable.</param>
/// <param name="Group">The pattern.</param>
internal sealed record GraphSyntax(NodeSyntax Name, GroupSyntax Group) : ElementSyntax(Group.Height + 1);

/// <summary>SERVICE.</summary>
/// <param name="Endpoint">The endpoint, or a variable.</param>
/// <param name="Group">The pattern.</param>
/// <param name="IsSilent">True for SILENT.</param>
/// <param name="Text">The group as it was written, its braces included.</param>
internal sealed record ServiceSyntax(NodeSyntax Endpoint, GroupSyntax Group, bool IsSilent, string Text)
    : ElementSyntax(Group.Height + 1);

/// <summary>FILTER.</summary>
/// <param name="Condition">The condition.</param>
internal sealed record FilterSyntax(ExpressionSyntax Condition) : ElementSyntax(Condition.Height + 1);

/// <summary>BIND.</summary>
/// <param name="Value">The expression.</param>
/// <param name="Variable">The variable that it is given to.</param>
internal sealed record BindSyntax(ExpressionSyntax Value, string Variable) : ElementSyntax(Value.Height + 1);

/// <summary>VALUES.</summary>
/// <param name="Variables">The columns.</param>
/// <param name="Rows">The rows; null is UNDEF.</param>
internal sealed record ValuesSyntax(ImmutableArray<string> Variables, ImmutableArray<ImmutableArray<Term?>> Rows)
    : ElementSyntax(1);

/// <summary>A subquery.</summary>
/// <param name="Body">The query.</param>
internal sealed record SubSelectSyntax(QueryBodySyntax Body) : ElementSyntax(Body.Height + 1);

/// <summary>The heights of balanced trees.</summary>
internal static class SyntaxHeight
{
    /// <summary>The levels that a balanced binary tree adds above its leaves.</summary>
    /// <param name="leafCount">The number of leaves.</param>
    /// <returns>The number of levels.</returns>
    public static int OfBalanced(int leafCount) =>
        leafCount < 2 ? 0 : 1 + System.Numerics.BitOperations.Log2((uint)leafCount - 1);
}
