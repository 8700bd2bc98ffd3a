using System.Globalization;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Reference;

/// <content>Grouping and aggregation (section 18.5.1).</content>
internal sealed partial class ReferenceEvaluator
{
    /// <summary>Group and AggregateJoin: one solution for each combination of keys; without keys exactly one.</summary>
    private List<Solution> Aggregate(Group group, IReadOnlyList<Quad> graph)
    {
        string[] keys = [.. group.Keys.Select(static key => key.Name)];
        List<(Solution Keys, List<Solution> Rows)> groups =
            [.. Evaluate(group.Input, graph).GroupBy(row => row.Restrict(keys).Key(), StringComparer.Ordinal)
                .Select(rows => (rows.First().Restrict(keys), rows.ToList()))];
        if (keys.Length == 0 && groups.Count == 0)
        {
            groups.Add(([], []));
        }

        return [.. groups.Select(one => group.Aggregates.Aggregate(one.Keys, (row, binding) =>
            Aggregate(binding.Aggregate, one.Rows, graph) is { } value
                ? row.With(binding.Variable.Name, value)
                : row))];
    }

    /// <summary>Aggregation(exprlist, func, scalarvals, group); null is an error.</summary>
    private Term? Aggregate(Aggregate aggregate, List<Solution> rows, IReadOnlyList<Quad> graph)
    {
        if (aggregate.Argument is null)
        {
            // Blank nodes of the query are no variables of its solutions.
            return Number(aggregate.IsDistinct
                ? rows.Select(static row => row.Restrict(row.Keys.Where(IsNamed)).Key()).Distinct().Count()
                : rows.Count);
        }

        List<Term?> values = [.. rows.Select(row => _expressions.Evaluate(aggregate.Argument, row, graph))];
        values = aggregate.IsDistinct ? [.. values.Distinct()] : values;
        List<Term> bound = [.. values.OfType<Term>()];
        return aggregate.Kind switch
        {
            AggregateKind.Count => Number(bound.Count),
            AggregateKind.Sample => Chosen(bound, bound.Distinct().Count()),

            // In all others an error is the result.
            _ when bound.Count < values.Count => null,
            AggregateKind.Sum => Sum(bound) is { } sum ? sum.ToLiteral() : null,
            AggregateKind.Average => bound.Count == 0 ? Number(0)
                : Sum(bound) is { } sum ? ReferenceNumber.Divide(sum, ReferenceNumber.Of(bound.Count))?.ToLiteral()
                : null,
            AggregateKind.Min => Chosen(bound.Order(ReferenceOrder.Total), BlankNodes(bound)),
            AggregateKind.Max => Chosen(
                bound.OrderDescending(ReferenceOrder.Total), bound.TrueForAll(IsBlank) ? BlankNodes(bound) : 1),
            _ => bound.Exists(IsBlank)
                ? null
                : new Literal(string.Join(aggregate.Separator, bound.Select(ReferenceExpressions.TextOf))),
        };
    }

    /// <summary>The first of the values; not decided where more than one may be it.</summary>
    private Term? Chosen(IEnumerable<Term> values, int candidates)
    {
        IsDecided &= candidates <= 1;
        return values.FirstOrDefault();
    }

    private static bool IsBlank(Term term) => term is BlankNode;

    private static int BlankNodes(List<Term> terms) => terms.OfType<BlankNode>().Distinct().Count();

    /// <summary>
    /// The sum in the promoted type. By the decision "Sums do not depend on the order of rows" each float or double
    /// counts as its shortest decimal, and the exact sum is rounded once.
    /// </summary>
    private static ReferenceNumber? Sum(List<Term> terms)
    {
        List<ReferenceNumber> numbers = [.. terms.Select(ReferenceValue.NumberOf).OfType<ReferenceNumber>()];
        if (numbers.Count < terms.Count)
        {
            return null;
        }

        NumberType type = numbers.Select(static n => n.Type).Append(NumberType.Integer).Max();
        ReferenceNumber[] infinite = [.. numbers.Where(static n => !n.IsFinite)];
        if (infinite.Length > 0)
        {
            return ReferenceNumber.Of(infinite.Select(static n => n.Floating).Aggregate(static (a, b) => a + b), type);
        }

        ReferenceDecimal exact = numbers.Aggregate(new ReferenceDecimal(0), static (sum, n) => sum + n.Shortest);
        return ReferenceNumber.Of(exact, type);
    }

    private static bool IsNamed(string variable) => !variable.StartsWith("_:", StringComparison.Ordinal);

    private static Literal Number(int value) =>
        new(value.ToString(CultureInfo.InvariantCulture), XsdVocabulary.Integer);
}
