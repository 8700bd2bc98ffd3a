using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Sparql;

/// <summary>A query as written: the syntax tree, well-formed and within the limits on depth.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 19.8. Names are resolved to IRIs; nothing is translated yet.</remarks>
public sealed record QuerySyntax
{
    internal QuerySyntax(QueryKind kind, QueryBodySyntax body)
    {
        Kind = kind;
        Body = body;
    }

    /// <summary>The query form.</summary>
    internal QueryKind Kind { get; }

    /// <summary>The pattern with its modifiers.</summary>
    internal QueryBodySyntax Body { get; }

    /// <summary>The template of CONSTRUCT.</summary>
    internal ImmutableArray<TripleSyntax> Template { get; init; } = [];

    /// <summary>The IRIs that DESCRIBE names.</summary>
    internal ImmutableArray<Iri> Described { get; init; } = [];

    /// <summary>The FROM clauses.</summary>
    internal ImmutableArray<Iri> DefaultGraphs { get; init; } = [];

    /// <summary>The FROM NAMED clauses.</summary>
    internal ImmutableArray<Iri> NamedGraphs { get; init; } = [];

    /// <summary>The base IRI in force at the end of the prologue.</summary>
    internal Iri? Base { get; init; }

    /// <summary>The declared prefixes, the last declaration of each.</summary>
    internal ImmutableArray<(string Prefix, string Iri)> Prefixes { get; init; } = [];
}

/// <summary>The query forms, as the grammar tells them apart.</summary>
internal enum QueryKind
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

/// <summary>What queries and subqueries have in common.</summary>
/// <param name="Select">What is projected; of DESCRIBE the variables, of ASK and CONSTRUCT nothing.</param>
/// <param name="Where">The pattern.</param>
/// <param name="Modifiers">The solution modifiers.</param>
/// <param name="Values">The VALUES clause at the end; null when there is none.</param>
/// <param name="IsGrouped">True with GROUP BY, or with an aggregate in SELECT, HAVING or ORDER BY.</param>
internal sealed record QueryBodySyntax(
    SelectSyntax Select, GroupSyntax Where, ModifiersSyntax Modifiers, ValuesSyntax? Values, bool IsGrouped)
{
    /// <summary>The variables that the body lets out, in the order of the result.</summary>
    public IEnumerable<string> Projected => Select.IsAll
        ? Where.Variables.Concat(Values?.Variables ?? []).Distinct()
        : Select.Items.Select(static item => item.Variable).Distinct();

    /// <summary>The height of the tree that this becomes.</summary>
    public int Height => Where.Height + Modifiers.Height
        + Select.Items.Sum(static item => item.Value is null ? 0 : 1 + item.Value.Height);
}

/// <summary>A SELECT clause.</summary>
/// <param name="IsDistinct">True for DISTINCT.</param>
/// <param name="IsReduced">True for REDUCED.</param>
/// <param name="IsAll">True for <c>*</c>.</param>
/// <param name="Items">The variables and expressions; empty for <c>*</c>.</param>
/// <param name="Position">The index in the text of what follows the keywords.</param>
internal sealed record SelectSyntax(
    bool IsDistinct, bool IsReduced, bool IsAll, ImmutableArray<SelectItemSyntax> Items, int Position)
{
    /// <summary>The clause of forms that project nothing.</summary>
    public static SelectSyntax Nothing { get; } =
        new(IsDistinct: false, IsReduced: false, IsAll: false, Items: [], Position: 0);
}

/// <summary>A variable, or an expression with the variable that it is given to.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Value">The expression; null for a plain variable.</param>
/// <param name="Position">The index of the variable in the text.</param>
internal sealed record SelectItemSyntax(string Variable, ExpressionSyntax? Value, int Position);

/// <summary>The solution modifiers.</summary>
/// <param name="GroupBy">The keys of GROUP BY.</param>
/// <param name="Having">The conditions of HAVING.</param>
/// <param name="OrderBy">The keys of ORDER BY.</param>
/// <param name="Offset">OFFSET; 0 when absent.</param>
/// <param name="Count">LIMIT; null when absent.</param>
internal sealed record ModifiersSyntax(
    ImmutableArray<GroupKeySyntax> GroupBy,
    ImmutableArray<ExpressionSyntax> Having,
    ImmutableArray<OrderKeySyntax> OrderBy,
    long Offset,
    long? Count)
{
    /// <summary>The height that the modifiers add to the tree.</summary>
    public int Height => 8 + GroupBy.Sum(static key => 1 + key.Value.Height)
        + Having.Concat(OrderBy.Select(static key => key.Value)).Select(static value => value.Height).Append(0).Max();
}

/// <summary>A key of GROUP BY.</summary>
/// <param name="Value">The expression.</param>
/// <param name="Alias">The variable of AS; null when there is none.</param>
/// <param name="Position">The index of the alias in the text.</param>
internal sealed record GroupKeySyntax(ExpressionSyntax Value, string? Alias, int Position);

/// <summary>A key of ORDER BY.</summary>
/// <param name="Value">The expression.</param>
/// <param name="IsDescending">True for DESC.</param>
internal sealed record OrderKeySyntax(ExpressionSyntax Value, bool IsDescending);
