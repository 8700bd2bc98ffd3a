using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Query.CubeQueries;

/// <summary>Translates a <see cref="CubeQuery"/> to the algebra of SPARQL.</summary>
public static class CubeQueryTranslator
{
    /// <summary>The variable that holds the cell in the answer.</summary>
    public const string CellVariable = "cell";

    /// <summary>The variable that holds the number of cells in the answer of <see cref="TranslateCount"/>.</summary>
    public const string CountVariable = "count";

    private static readonly Variable Cell = new(CellVariable);

    /// <summary>Translates a question to a SELECT of one column: the cells, in the order asked for.</summary>
    /// <param name="query">The question.</param>
    /// <returns>The algebra; it matches the version's graph only.</returns>
    public static QueryAlgebra Translate(CubeQuery query)
    {
        // A scan gives the cells in key order, and sorting keeps the order of equal rows.
        AlgebraNode root = Pattern(query, out ImmutableDictionary<Iri, Variable> variables);
        if (query.Order.Length > 0)
        {
            root = new OrderBy(root, [.. query.Order.Select(
                key => new SortKey(new VariableExpression(variables[key.Property]), key.IsDescending))]);
        }

        root = new Project(root, [Cell]);
        if (query.Offset > 0 || query.Count is { })
        {
            root = new Limit(root, query.Offset, query.Count);
        }

        return new QueryAlgebra(QueryForm.Select, root, [Cell]);
    }

    /// <summary>Translates a question to a SELECT of the number of cells, whatever its offset and count.</summary>
    /// <param name="query">The question.</param>
    /// <returns>The algebra, with one column named <see cref="CountVariable"/>.</returns>
    public static QueryAlgebra TranslateCount(CubeQuery query)
    {
        var count = new Variable(CountVariable);
        var group = new Group(
            Pattern(query with { Order = [] }, out _),
            [],
            [new AggregateBinding(count, new Aggregate(AggregateKind.Count, null, false))]);
        return new QueryAlgebra(QueryForm.Select, new Project(group, [count]), [count]);
    }

    private static GraphPattern Pattern(CubeQuery query, out ImmutableDictionary<Iri, Variable> variables)
    {
        var properties = ImmutableDictionary.CreateBuilder<Iri, Variable>();
        Iri[] conditions = [.. query.Conditions.Select(static c => c.Property).Distinct()];
        Iri[] order = [.. query.Order.Select(static key => key.Property).Distinct().Except(conditions)];
        foreach (Iri property in conditions.Concat(order))
        {
            properties.Add(property, new Variable($"v{properties.Count}"));
        }

        variables = properties.ToImmutable();
        AlgebraNode pattern = new BasicGraphPattern([
            new TriplePattern(Cell, new Constant(CubeVocabulary.DataSetOf), new Constant(query.Dataset)),
            .. conditions.Select(p => ToTriple(p, properties[p]))]);

        // A cell without the value that the order asks for stays, as the first ones.
        foreach (Iri property in order)
        {
            pattern = new LeftJoin(pattern, new BasicGraphPattern([ToTriple(property, properties[property])]), null);
        }

        foreach (CubeCondition condition in query.Conditions)
        {
            pattern = condition switch
            {
                CodeCondition code => new Join(pattern, new Values(
                    [properties[code.Property]],
                        [.. code.Terms.Distinct().Select(static t => ImmutableArray.Create<Term?>(t))])),
                ValueCondition value => new Filter(
                    new Call(value.Operator, [
                        new VariableExpression(properties[value.Property]), new ConstantExpression(value.Value)]),
                    pattern),
                _ => pattern,
            };
        }

        return new GraphPattern(new Constant(query.Version), pattern);
    }

    private static TriplePattern ToTriple(Iri property, Variable value) => new(Cell, new Constant(property), value);
}
