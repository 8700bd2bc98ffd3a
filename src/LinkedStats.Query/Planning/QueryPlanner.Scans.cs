using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution;
using LinkedStats.Query.Execution.Scans;
using LinkedStats.Query.Optimizer;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Planning;

/// <content>Triple patterns and paths.</content>
internal sealed partial class QueryPlanner
{
    private Operator PlanTriple(
        TriplePattern triple,
        bool isStoredOnly,
        QueryScope scope,
        ImmutableHashSet<string> needed,
        ScanOrder order = ScanOrder.Quickest)
    {
        string[] variables = [.. PatternVariables.Of(triple)];
        ImmutableArray<string> columns = [.. variables.Distinct().Where(
            v => needed.Contains(v) || variables.Count(other => other == v) > 1)];
        return TryResolve(triple, columns, scope) is { } terms
            ? new TripleScan(_context, new TripleSource(scope.Graph, isStoredOnly), terms, columns,
                AlgebraPrinter.Print(triple), order)
            : new ValuesScan(_context, columns, []);
    }

    // Looks a pattern up for each row of an input.
    private Operator PlanBind(Operator input, TriplePattern triple, bool isStoredOnly, QueryScope scope)
    {
        ImmutableArray<string> columns = [.. input.Columns.Concat(PatternVariables.Of(triple)).Distinct()];
        Operator plan = TryResolve(triple, columns, scope) is { } terms
            ? new BindScan(
                _context,
                input,
                new TripleSource(scope.Graph, isStoredOnly),
                terms,
                columns,
                AlgebraPrinter.Print(triple),
                _vocabulary)
            : new ValuesScan(_context, columns, []);
        DemandBatch(plan);
        return plan;
    }

    // Null when a constant occurs nowhere, so that nothing can match.
    private static ScanTerm[]? TryResolve(TriplePattern triple, ImmutableArray<string> columns, QueryScope scope)
    {
        PatternTerm[] positions = [triple.Subject, triple.Predicate, triple.Object];
        var terms = new ScanTerm[3];
        for (int i = 0; i < 3; i++)
        {
            switch (positions[i])
            {
                case Constant constant:
                    TermId id = scope.Snapshot.Find(constant.Value);
                    if (id.IsNone)
                    {
                        return null;
                    }

                    terms[i] = ScanTerm.Constant(id);
                    break;
                case Variable variable:
                    int column = columns.IndexOf(variable.Name);
                    terms[i] = column < 0 ? ScanTerm.Wildcard : ScanTerm.Variable(column);
                    break;
            }
        }

        return terms;
    }

    private PathScan PlanPath(Operator input, PathPattern path, QueryScope scope)
    {
        ImmutableArray<string> columns = [
            .. input.Columns.Concat([.. PatternVariables.Of(path.Subject), .. PatternVariables.Of(path.Object)])
                .Distinct()];
        ScanTerm End(PatternTerm term) => term switch
        {
            // A path of no step leads from a term to itself even where no triple mentions the term.
            Constant constant => ScanTerm.Constant(_terms.Intern(constant.Value)),
            Variable variable => ScanTerm.Variable(columns.IndexOf(variable.Name)),
            _ => ScanTerm.Wildcard,
        };
        string text = $"{AlgebraPrinter.Print(new TriplePattern(path.Subject, new Variable("path"), path.Object))} "
            + $"by {AlgebraPrinter.Print(path.Path)}";
        return new PathScan(
            _context,
            input,
            new TripleSource(scope.Graph, false),
            End(path.Subject),
            Resolve(path.Path, scope),
            End(path.Object),
            columns,
            text);
    }

    private static PathStep Resolve(PropertyPath path, QueryScope scope) => path switch
    {
        LinkPath link => new LinkStep(scope.Snapshot.Find(link.Predicate)),
        InversePath inverse => new InverseStep(Resolve(inverse.Path, scope)),
        SequencePath sequence => new SequenceStep(Resolve(sequence.Left, scope), Resolve(sequence.Right, scope)),
        AlternativePath alternative => new AlternativeStep(
            Resolve(alternative.Left, scope), Resolve(alternative.Right, scope)),
        RepeatPath repeat => new RepeatStep(Resolve(repeat.Path, scope), repeat.IncludesZero, repeat.IsUnbounded),
        NegatedPath negated => new NegatedStep(
            negated.Forward.IsEmpty && !negated.Inverse.IsEmpty ? null : Excluded(negated.Forward, scope),
            negated.Inverse.IsEmpty ? null : Excluded(negated.Inverse, scope)),
        _ => throw new QueryException(QueryFailure.Unsupported, $"{path.GetType().Name} cannot be answered."),
    };

    private static HashSet<TermId> Excluded(ImmutableArray<Rdf.Iri> predicates, QueryScope scope) =>
        [.. predicates.Select(scope.Snapshot.Find)];
}
