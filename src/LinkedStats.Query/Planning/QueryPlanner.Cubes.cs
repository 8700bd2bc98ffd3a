using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution;
using LinkedStats.Query.Execution.Joins;
using LinkedStats.Query.Execution.Rows;
using LinkedStats.Query.Execution.Scans;
using LinkedStats.Query.Expressions;
using LinkedStats.Query.Optimizer;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Planning;

/// <content>Cells and groups.</content>
internal sealed partial class QueryPlanner
{
    private CubeScan PlanCube(CubePattern cube, ImmutableHashSet<string> needed)
    {
        ImmutableArray<string> columns = [.. Variables(cube).Where(needed.Contains)];
        return new CubeScan(_context,
            [.. cube.Tables.Select(t => ScanTable(cube, t, columns))], columns, Describe(cube));
    }

    private CubeLookup PlanCubeLookup(CubePattern cube, Operator seed)
    {
        string[] variables = Variables(cube);
        return new CubeLookup(
            _context,
            seed,
            cube.Subject.Name,
            [.. cube.Tables.Select(t => ScanTable(cube, t, variables))],
            variables,
            Describe(cube));
    }

    private CubeScanTable ScanTable(CubePattern cube, CubeTable table, IEnumerable<string> columns) => new(
        Selection(cube, table),
        [.. columns.Select(name => ColumnOf(cube, table, name))],
        [.. cube.Columns
            .Where(c => c.Object is Variable variable && !ReferenceEquals(Bindings(cube, variable.Name), c))
            .Select(c => (ColumnOf(cube, table, ((Variable)c.Object).Name), Resolve(table, c)))]);

    // What binds a variable: the cell itself, or the first column with it.
    private static CubeColumn? Bindings(CubePattern cube, string variable) =>
        cube.Subject.Name == variable ? null : cube.Find(variable);

    private static string[] Variables(CubePattern cube) =>
        [.. cube.Columns.SelectMany(static c => PatternVariables.Of(c.Object)).Prepend(cube.Subject.Name).Distinct()];

    private static string Describe(CubePattern cube)
    {
        IEnumerable<string> columns = cube.Columns.Select(c =>
            (c.IsOptional ? "optional " : "")
            + AlgebraPrinter.Print(new TriplePattern(cube.Subject, new Constant(c.Predicate), c.Object)));
        IEnumerable<string> filters = cube.Filters.Select(static f =>
            f.Condition is null ? $"?{f.Variable.Name} in {f.Terms.Length} terms" : AlgebraPrinter.Print(f.Condition));
        return $"{cube.Tables.Length} cubes: {string.Join("; ", columns)}"
            + string.Concat(filters.Select(static f => $" where {f}"));
    }

    private CellColumn ColumnOf(CubePattern cube, CubeTable table, string variable) =>
        Bindings(cube, variable) is { } column ? Resolve(table, column)
            : new CellColumn(CellColumnKind.Cell, 0, TermId.None);

    private CellColumn Resolve(CubeTable table, CubeColumn column)
    {
        if (column.Predicate == RdfVocabulary.Type)
        {
            return new CellColumn(CellColumnKind.Fixed, 0, _terms.Intern(CubeVocabulary.Observation));
        }

        if (column.Predicate == CubeVocabulary.DataSetOf)
        {
            return new CellColumn(CellColumnKind.Fixed, 0, table.Dataset);
        }

        return (CubePredicate.IndexOf(table.Dimensions, column.PredicateId),
            CubePredicate.IndexOf(table.Measures, column.PredicateId),
            CubePredicate.IndexOf(table.Attributes, column.PredicateId)) switch
        {
            ( >= 0 and int dimension, _, _) => new CellColumn(CellColumnKind.Dimension, dimension, TermId.None),
            (_, >= 0 and int measure, _) => new CellColumn(CellColumnKind.Measure, measure, TermId.None),
            (_, _, >= 0 and int attribute) => new CellColumn(CellColumnKind.Attribute, attribute, TermId.None),
            _ => new CellColumn(CellColumnKind.Fixed, 0, TermId.None),
        };
    }

    private CellSelection Selection(CubePattern cube, CubeTable table)
    {
        var conditions = ImmutableArray.CreateBuilder<CellCondition>();
        foreach (CubeColumn column in cube.Columns)
        {
            CellColumn resolved = Resolve(table, column);
            if (column.Object is Constant constant)
            {
                conditions.Add(new CellCondition(resolved, _terms.Intern(constant.Value), null, true));
            }
            else if (!column.IsOptional && (resolved.Kind == CellColumnKind.Attribute
                || (resolved.Kind == CellColumnKind.Measure && table.MissingCount(resolved.Index) > 0)))
            {
                conditions.Add(new CellCondition(resolved, TermId.None, null, true));
            }
        }

        foreach (CubeFilter filter in cube.Filters)
        {
            CellColumn column = ColumnOf(cube, table, filter.Variable.Name);
            RowCondition condition = FilterCondition(filter);
            conditions.Add(new CellCondition(column, TermId.None, condition, false)
            {
                Mantissas = MantissaRange.Find(table, column, filter, condition),
            });
        }

        return new CellSelection(table, conditions.ToImmutable());
    }

    private RowCondition FilterCondition(CubeFilter filter)
    {
        if (filter.Condition is null)
        {
            HashSet<TermId> terms = [.. filter.Terms.Select(t => _terms.Intern(t))];
            return (batch, row) => terms.Contains(batch.Column(0)[row]);
        }

        var layout = new Dictionary<string, int>(StringComparer.Ordinal) { [filter.Variable.Name] = 0 };
        CompiledExpression compiled = new ExpressionCompiler(_terms, layout).Compile(filter.Condition);
        return (batch, row) => _evaluator.EvaluateBoolean(compiled, batch, row) == true;
    }

    private CubeAggregate PlanCubeGroup(CubeGroup group, QueryScope scope)
    {
        CubePattern cube = group.Cube;
        string[] keys = [.. group.Keys.Select(static k => k.Name)];
        var axes = new List<CodeAxis>();
        foreach (CodeRelation relation in group.Relations)
        {
            ImmutableHashSet<string> bound = PatternVariables.InScope(relation.Pattern)
                .Union(relation.Extensions.Select(static e => e.Variable.Name))
                .Union(relation.Codes.Select(static c => c.Name));
            string[] codes = [.. relation.Codes.Select(static c => c.Name)];
            SeedScan? seed = codes is [var code] ? new SeedScan(_context, [code]) : null;
            axes.Add(new CodeAxis(
                codes,
                ColumnsOfAll(cube, codes),
                [.. keys.Where(bound.Contains)],
                seed,
                PlanRelation(cube, relation, seed, scope, keys)));
        }

        foreach (string key in keys.Where(k => !axes.Exists(a => a.Keys.Contains(k))))
        {
            axes.Add(new CodeAxis([key], ColumnsOfAll(cube, [key]), [key], null, null));
        }

        return new CubeAggregate(
            _context,
            [.. cube.Tables.Select(t => Selection(cube, t))],
            [.. axes],
            [.. keys],
            [.. group.Aggregates.Select(a => PlanAggregate(group, a, scope))],
            $"{DescribeGroup(keys, group.Aggregates)} of {Describe(cube)}");
    }

    private CellColumn[] Columns(CubePattern cube, string variable) =>
        [.. cube.Tables.Select(t => ColumnOf(cube, t, variable))];

    private CellColumn[][] ColumnsOfAll(CubePattern cube, string[] variables) =>
        [.. cube.Tables.Select(t => variables.Select(v => ColumnOf(cube, t, v)).ToArray())];

    private Operator PlanRelation(
        CubePattern cube, CodeRelation relation, SeedScan? seed, QueryScope scope, string[] keys)
    {
        ImmutableHashSet<string> needed = [
            .. relation.Codes.Select(static c => c.Name), .. keys,
            .. relation.Extensions.SelectMany(static e => PatternVariables.Mentioned(e.Value))];
        Operator rows;
        if (seed is null)
        {
            rows = Plan(relation.Pattern, scope, needed);
        }
        else if (relation.Pattern.IsUnit())
        {
            rows = seed;
        }
        else
        {
            string code = relation.Codes[0].Name;
            double codes = CardinalityEstimator.CodeCount(cube, code);
            rows = IsLookup(relation.Pattern, [code])
                && codes * LookupCost < scope.Estimator.Work(relation.Pattern)
                ? PlanLookups(relation, seed, codes, scope)
                : new HashJoin(
                    _context, seed, Plan(relation.Pattern, scope, needed), ImmutableHashSet.Create(code));
        }

        return relation.Extensions.IsEmpty ? rows : ExtendWith(rows, relation.Extensions, scope);
    }

    // Looks codes up in one pattern after the other; a pattern that has less to read than the lookups is hashed.
    private Operator PlanLookups(CodeRelation relation, Operator rows, double codes, QueryScope scope)
    {
        ImmutableHashSet<string> bound = [relation.Codes[0].Name];
        List<AlgebraNode> left = [.. relation.Pattern.SingleOperands()];
        while (left.Count > 0)
        {
            AlgebraNode next = left.Find(o => IsLookup(o, bound)) ?? left[0];
            left.Remove(next);
            ImmutableHashSet<string> certain = PatternVariables.Certain(next);
            rows = next is not PathPattern && scope.Estimator.Work(next) < codes * LookupCost
                ? new HashJoin(
                    _context, rows, Plan(next, scope, PatternVariables.InScope(next)), bound.Intersect(certain))
                : PlanSeeded(next, rows, scope);
            bound = bound.Union(certain);
        }

        return rows;
    }

    private HashAggregate PlanGroup(Group group, QueryScope scope)
    {
        ImmutableArray<string> keys = [.. group.Keys.Select(static k => k.Name)];
        bool isWide = group.Aggregates.Any(static a => a.Aggregate is { Argument: null, IsDistinct: true });
        ImmutableHashSet<string> needed = isWide
            ? PatternVariables.InScope(group.Input)
            : [.. keys, .. group.Aggregates.SelectMany(static a => PatternVariables.Mentioned(a.Aggregate.Argument))];
        Operator rows = Plan(group.Input, scope, needed);

        // Blank nodes of the query match, but are no part of its solutions (section 18.3.1).
        ImmutableHashSet<string> distinct = isWide ? [.. needed.Where(PatternVariables.IsNamed)] : [];
        return new HashAggregate(
            _context,
            rows,
            keys,
            [.. group.Aggregates.Select(a => (a.Variable.Name, new AggregateCall(
                a.Aggregate.Kind,
                a.Aggregate.Argument is null ? null : Compile(a.Aggregate.Argument, rows.Columns, scope),
                a.Aggregate.IsDistinct,
                a.Aggregate.Separator)))],
            distinct,
            _evaluator,
            DescribeGroup(keys, group.Aggregates));
    }

    private static string DescribeGroup(IEnumerable<string> keys, ImmutableArray<AggregateBinding> aggregates) =>
        $"by {string.Join(' ', keys.Select(static k => "?" + k))} "
        + string.Join(", ", aggregates.Select(static a => AlgebraPrinter.Print(a.Aggregate)));
}
