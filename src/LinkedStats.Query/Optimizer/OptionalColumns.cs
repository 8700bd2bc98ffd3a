using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Optimizer;

/// <summary>Reads OPTIONAL components of cells in the scan of the cells.</summary>
/// <param name="scope">The graphs.</param>
internal sealed class OptionalColumns(QueryScope scope)
{
    /// <summary>Makes an optional pattern a column of the scan that gives its subject.</summary>
    /// <param name="left">The rows that the pattern extends.</param>
    /// <param name="triple">The pattern.</param>
    /// <returns>The rows with the pattern; null when no scan can take it in.</returns>
    public AlgebraNode? Absorb(AlgebraNode left, TriplePattern triple)
    {
        if (triple.Subject is not Variable subject)
        {
            return null;
        }

        // A cell may have such a value twice when triples say more about it: then the pattern is a join.
        CubePredicate predicate = CubePredicate.Create(triple, scope.Snapshot, scope.Graph);
        bool isColumn = !predicate.HasExtras
            && scope.Graph.Cubes.Any(t => CubePredicate.HasColumn(t, predicate.Predicate, predicate.PredicateId));
        return isColumn ? Absorb(left, subject, predicate) : null;
    }

    private AlgebraNode? Absorb(AlgebraNode left, Variable subject, CubePredicate predicate)
    {
        ImmutableHashSet<string> variables = [.. PatternVariables.Of(predicate.Triple.Object)];
        switch (left)
        {
            case CubePattern cube when cube.Subject == subject:
                return AddColumn(cube, predicate);
            case Join join:
                return AbsorbInJoin(join, subject, predicate, variables);
            case Union union when Absorb(union.Left, subject, predicate) is { } first:
                return new Union(first, Absorb(union.Right, subject, predicate)
                    ?? Extend(union.Right, subject, predicate));
            case LeftJoin join when !PatternVariables.InScope(join.Right).Overlaps(variables)
                && !PatternVariables.Mentioned(join.Condition).Overlaps(variables)
                && PatternVariables.Certain(join.Left).Contains(subject.Name):
                return Absorb(join.Left, subject, predicate) is { } inner ? join with { Left = inner } : null;
            case Filter filter when !PatternVariables.Mentioned(filter.Condition).Overlaps(variables):
                return Absorb(filter.Input, subject, predicate) is { } input ? filter with { Input = input } : null;
            default:
                return null;
        }
    }

    // Joins the pattern to rows whose subjects may be cells, and others.
    private AlgebraNode Extend(AlgebraNode rows, Variable subject, CubePredicate predicate)
    {
        AlgebraNode columns = predicate.Tables.IsEmpty || IsOutside(rows, subject)
            ? AlgebraInputs.Nothing
            : new CubePattern(
                subject,
                [new CubeColumn(predicate.Predicate, predicate.PredicateId, predicate.Triple.Object, false)],
                predicate.Tables);
        AlgebraNode stored = predicate.HasStored ? new StoredPattern(predicate.Triple) : AlgebraInputs.Nothing;

        // A bound subject has the value in one of the two places at most, so that each can be looked up by itself.
        AlgebraNode[] sources = PatternVariables.Certain(rows).Contains(subject.Name)
            ? [columns, stored]
            : [MergePatterns.Simplify(new Union(columns, stored))];
        return sources.Where(static s => !s.IsNothing()).Aggregate(
            rows, static (left, right) => new LeftJoin(left, right, null));
    }

    // Tells whether a subject is no cell: triples give it, by a predicate that no triple has with a cell.
    private bool IsOutside(AlgebraNode rows, Variable subject) => rows switch
    {
        StoredPattern { Triple: { Predicate: Constant { Value: Iri } } triple } when triple.Subject == subject =>
            !CubePredicate.Create(triple, scope.Snapshot, scope.Graph).HasExtras,
        Join => rows.JoinOperands().Any(o => IsOutside(o, subject)),
        Filter filter => IsOutside(filter.Input, subject),
        LeftJoin join => IsOutside(join.Left, subject),
        Union union => IsOutside(union.Left, subject) && IsOutside(union.Right, subject),
        _ => false,
    };

    private AlgebraNode? AbsorbInJoin(
        Join join, Variable subject, CubePredicate predicate, ImmutableHashSet<string> variables)
    {
        AlgebraNode[] operands = [.. join.JoinOperands()];
        int own = Array.FindIndex(operands, o => o is CubePattern cube && cube.Subject == subject);
        bool isFree = own >= 0 && operands.Where((_, i) => i != own).All(
            o => !PatternVariables.InScope(o).Overlaps(variables));
        if (!isFree || Absorb(operands[own], subject, predicate) is not { } absorbed)
        {
            return null;
        }

        operands[own] = absorbed;
        return AlgebraInputs.JoinAll(operands);
    }

    private static CubePattern? AddColumn(CubePattern cube, CubePredicate predicate)
    {
        if (predicate.Triple.Object is not Variable variable || PatternVariables.Certain(cube).Contains(variable.Name))
        {
            // A cell has the component once at most, and nothing new is bound: the optional pattern changes nothing.
            return cube;
        }

        return PatternVariables.InScope(cube).Contains(variable.Name)
            ? null
            : cube with
            {
                Columns = cube.Columns.Add(new CubeColumn(predicate.Predicate, predicate.PredicateId, variable, true)),
            };
    }
}
