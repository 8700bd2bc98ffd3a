using System.Collections.Immutable;
using System.Diagnostics;
using LinkedStats.Query.Sparql;

namespace LinkedStats.Query.Algebra;

/// <summary>Translates the syntax tree of a query to the algebra.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 18.2.</remarks>
public sealed partial class AlgebraTranslator
{
    private readonly QuerySyntax _query;
    private int _freshCount;
    private bool _asksServices;

    private AlgebraTranslator(QuerySyntax query) => _query = query;

    /// <summary>Translates a query.</summary>
    /// <param name="query">The syntax tree.</param>
    /// <returns>The algebra.</returns>
    public static QueryAlgebra Translate(QuerySyntax query)
    {
        var translator = new AlgebraTranslator(query);
        bool isProjected = query.Kind is QueryKind.Select or QueryKind.Describe;
        QueryForm form = query.Kind switch
        {
            QueryKind.Select => QueryForm.Select,
            QueryKind.Ask => QueryForm.Ask,
            QueryKind.Construct => QueryForm.Construct,
            QueryKind.Describe => QueryForm.Describe,
            _ => throw new UnreachableException(),
        };
        ImmutableArray<Variable> variables = isProjected ? VariablesOf(query.Body.Projected) : [];
        AlgebraNode root = translator.TranslateBody(query.Body, isProjected);
        return new QueryAlgebra(form, root, variables)
        {
            Template = [.. query.Template.Select(TemplateTriple)],
            Described = query.Described,
            DefaultGraphs = query.DefaultGraphs,
            NamedGraphs = query.NamedGraphs,
            Base = query.Base,
            Prefixes = query.Prefixes,
            AsksServices = translator._asksServices,
        };
    }

    private static ImmutableArray<Variable> VariablesOf(IEnumerable<string> names) =>
        [.. names.Select(static name => new Variable(name))];

    private static TriplePattern TemplateTriple(TripleSyntax triple) => new(
        TranslateNode(triple.Subject),
        triple.Verb switch
        {
            VariableVerbSyntax verb => new Variable(verb.Name),
            LinkSyntax verb => new Constant(verb.Predicate),
            _ => throw new UnreachableException(),
        },
        TranslateNode(triple.Object));

    /// <summary>
    /// Translates a query level: its pattern, and the modifiers in the order of sections 18.2.4 and 18.2.5.
    /// </summary>
    private AlgebraNode TranslateBody(QueryBodySyntax body, bool isProjected)
    {
        AlgebraNode node = TranslateGroup(body.Where);
        var level = new AggregateLevel(this, body);

        // 18.2.4.1 Grouping and Aggregation. The expressions are rewritten first, because they collect the aggregates.
        List<(Variable Variable, Expression Value)> extensions = level.RewriteSelect();
        level.ReadsAlias = false;
        ImmutableArray<Expression> having = [.. body.Modifiers.Having.Select(level.Rewrite)];
        bool havingReadsAlias = level.ReadsAlias;
        ImmutableArray<SortKey> order =
            [.. body.Modifiers.OrderBy.Select(key => new SortKey(level.Rewrite(key.Value), key.IsDescending))];
        if (body.IsGrouped)
        {
            node = level.GroupRows(node);
        }

        // 18.2.4.2 HAVING
        node = havingReadsAlias ? node : WithFilter(node, having);

        // 18.2.4.3 VALUES
        if (body.Values is not null)
        {
            node = JoinOf(node, TranslateValues(body.Values));
        }

        // 18.2.4.4 SELECT Expressions
        foreach ((Variable variable, Expression value) in extensions)
        {
            node = new Extend(node, variable, value);
        }

        // HAVING (?total > 5) with ?total from SELECT is unbound by the letter and never true; as other engines do, it
        // is given the meaning that its author had in mind.
        node = havingReadsAlias ? WithFilter(node, having) : node;
        return WithModifiers(node, body, order, isProjected);
    }

    /// <summary>Solution modifiers (section 18.2.5): ORDER BY below the projection, LIMIT above everything.</summary>
    private static AlgebraNode WithModifiers(
        AlgebraNode node, QueryBodySyntax body, ImmutableArray<SortKey> order, bool isProjected)
    {
        // 18.2.5.1 ORDER BY
        if (order.Length > 0)
        {
            node = new OrderBy(node, order);
        }

        // 18.2.5.2 Projection
        if (isProjected)
        {
            node = new Project(node, VariablesOf(body.Projected));
        }

        // 18.2.5.3 DISTINCT and 18.2.5.4 REDUCED
        if (body.Select.IsDistinct)
        {
            node = new Distinct(node);
        }
        else if (body.Select.IsReduced)
        {
            node = new Reduced(node);
        }

        // 18.2.5.5 OFFSET and LIMIT
        return body.Modifiers is { Offset: 0, Count: null }
            ? node
            : new Limit(node, body.Modifiers.Offset, body.Modifiers.Count);
    }

    /// <summary>A variable that no query can name.</summary>
    private Variable Fresh(string kind) => new($"_:.{kind}{_freshCount++}");
}
