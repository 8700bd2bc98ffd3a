using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using LinkedStats.Query.Sparql;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Algebra;

/// <content>Graph patterns (section 18.2.2).</content>
public sealed partial class AlgebraTranslator
{
    private static readonly BasicGraphPattern Unit = new([]);

    private AlgebraNode TranslateGroup(GroupSyntax group)
    {
        AlgebraNode node = TranslateElements(group, out ImmutableArray<Expression> filters);
        return WithFilter(node, filters);
    }

    /// <summary>
    /// Translates a group but for its filters, which 18.2.2.2 collects and applies to the whole of it.
    /// </summary>
    private AlgebraNode TranslateElements(GroupSyntax group, out ImmutableArray<Expression> filters)
    {
        var conditions = ImmutableArray.CreateBuilder<Expression>();
        var block = ImmutableArray.CreateBuilder<TripleSyntax>();
        AlgebraNode node = Unit;

        // 18.2.2.6: elements in order, each combined with what stands before it.
        foreach (ElementSyntax element in group.Elements)
        {
            if (element is FilterSyntax filter)
            {
                conditions.Add(TranslateExpression(filter.Condition));
            }
            else if (element is TriplesSyntax triples)
            {
                // 18.2.2.5: adjacent triples, with filters between them, are one basic graph pattern.
                block.AddRange(triples.Triples);
            }
            else
            {
                node = Combine(JoinBlock(node, block), element);
            }
        }

        filters = conditions.ToImmutable();
        return JoinBlock(node, block);
    }

    private AlgebraNode JoinBlock(AlgebraNode node, ImmutableArray<TripleSyntax>.Builder block)
    {
        if (block.Count == 0)
        {
            return node;
        }

        AlgebraNode pattern = TranslateTriples(block);
        block.Clear();
        return JoinOf(node, pattern);
    }

    private AlgebraNode Combine(AlgebraNode node, ElementSyntax element)
    {
        switch (element)
        {
            case OptionalSyntax optional:
                // The filters of the optional group itself become the condition; those of a group within it do not.
                AlgebraNode right = TranslateElements(optional.Group, out ImmutableArray<Expression> filters);
                return new LeftJoin(node, right, ConjunctionOf(filters));
            case MinusSyntax minus:
                return new Minus(node, TranslateGroup(minus.Group));
            case BindSyntax bind:
                return new Extend(node, new Variable(bind.Variable), TranslateExpression(bind.Value));
            default:
                return JoinOf(node, TranslateElement(element));
        }
    }

    private AlgebraNode TranslateElement(ElementSyntax element) => element switch
    {
        GroupSyntax group => TranslateGroup(group),
        UnionSyntax union => Balanced<GroupSyntax, AlgebraNode>(
            union.Groups.AsSpan(), TranslateGroup, static (left, right) => new Union(left, right)),
        GraphSyntax graph => new GraphPattern(TranslateNode(graph.Name), TranslateGroup(graph.Group)),
        ServiceSyntax service => TranslateService(service),
        ValuesSyntax values => TranslateValues(values),
        SubSelectSyntax select => TranslateBody(select.Body, isProjected: true),
        _ => throw new UnreachableException(),
    };

    // Federated Query, section 2: another endpoint evaluates the group. The text says it with the labels, the scopes
    // and the nested SERVICE that its author wrote, which no text made of the algebra would do better.
    private Service TranslateService(ServiceSyntax service)
    {
        _asksServices = true;
        var prologue = new StringBuilder();
        if (_query.Base is { } iri)
        {
            prologue.Append("BASE ").Append(iri).Append('\n');
        }

        foreach ((string prefix, string iriText) in _query.Prefixes)
        {
            if (service.Text.Contains(prefix + ":", StringComparison.Ordinal))
            {
                prologue.Append("PREFIX ").Append(prefix).Append(": ").Append(Iri.FromTrusted(iriText)).Append('\n');
            }
        }

        return new Service(TranslateNode(service.Endpoint), TranslateGroup(service.Group), service.IsSilent)
        {
            Group = service.Text,
            Prologue = prologue.ToString(),
        };
    }

    private static Values TranslateValues(ValuesSyntax values) => new(VariablesOf(values.Variables), values.Rows);

    private static PatternTerm TranslateNode(NodeSyntax node) => node switch
    {
        VariableSyntax variable => new Variable(variable.Name),
        TermSyntax term => new Constant(term.Value),
        BlankNodeSyntax blank => new Variable("_:" + blank.Label),
        _ => throw new UnreachableException(),
    };

    /// <summary>Join, simplified where one side is the unit (section 18.2.2.8).</summary>
    private static AlgebraNode JoinOf(AlgebraNode left, AlgebraNode right)
    {
        if (ReferenceEquals(left, Unit))
        {
            return right;
        }

        return right is BasicGraphPattern { Triples.IsEmpty: true } ? left : new Join(left, right);
    }

    private static AlgebraNode WithFilter(AlgebraNode node, ImmutableArray<Expression> conditions) =>
        ConjunctionOf(conditions) is { } condition ? new Filter(condition, node) : node;

    private static Expression? ConjunctionOf(ImmutableArray<Expression> conditions) => conditions.IsEmpty
        ? null
        : Balanced<Expression, Expression>(
            conditions.AsSpan(), static condition => condition, static (left, right) => new Call("&&", [left, right]));

    /// <summary>Combines many parts by an associative operator, in order, without making the tree tall.</summary>
    private static TResult Balanced<TPart, TResult>(
        ReadOnlySpan<TPart> parts, Func<TPart, TResult> translate, Func<TResult, TResult, TResult> combine)
    {
        if (parts.Length == 1)
        {
            return translate(parts[0]);
        }

        int half = (parts.Length + 1) / 2;
        TResult left = Balanced(parts[..half], translate, combine);
        return combine(left, Balanced(parts[half..], translate, combine));
    }
}
