using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution.Scans;
using LinkedStats.Query.Expressions;
using LinkedStats.Query.Optimizer;
using LinkedStats.Storage.CubeTables;

namespace LinkedStats.Query.Planning;

/// <content>Aggregates over the columns of cubes, each by the means that needs the least.</content>
internal sealed partial class QueryPlanner
{
    private CellAggregate PlanAggregate(CubeGroup group, AggregateBinding binding, QueryScope scope)
    {
        Aggregate aggregate = binding.Aggregate;
        var call = new AggregateCall(aggregate.Kind, null, false, aggregate.Separator);
        return new CellAggregate(
            binding.Variable.Name,
            ByColumns(group, aggregate) ?? ByRows(group.Cube, aggregate, scope),
            () => call.NewAccumulator(_evaluator));
    }

    // Null where values have to be looked at one by one.
    private Func<CellReader[], GroupSlots, SlotAggregate>? ByColumns(CubeGroup group, Aggregate aggregate)
    {
        CubePattern cube = group.Cube;
        string? name = (aggregate.Argument as VariableExpression)?.Variable.Name;
        bool isCertain = name is { } && PatternVariables.Certain(cube).Contains(name);
        CellColumn[] columns = name is { } && PatternVariables.InScope(cube).Contains(name) ? Columns(cube, name) : [];
        switch (aggregate)
        {
            case { Kind: AggregateKind.Count, Argument: null }:
            case { Kind: AggregateKind.Count, IsDistinct: false } when isCertain:
            case { Kind: AggregateKind.Count } when name == cube.Subject.Name
                && group.Relations.All(static r => r.Pattern.IsUnit()):
                return static (_, _) => new SlotRows();
            case { Kind: AggregateKind.Count, IsDistinct: false } when columns.Length > 0:
                return (_, _) => new SlotPresence(_context, columns);
            case { Kind: AggregateKind.Count } when columns.Length > 0 && Array.TrueForAll(columns, HasCodes):
                var axis = new CodeAxis(
                    [name!], [.. columns.Select(static c => (CellColumn[])[c])], [name!], null, null);
                return (readers, groups) => SlotDistinct.Create(_context, axis, readers, groups);
            case { Kind: AggregateKind.Min or AggregateKind.Max } when isCertain && AreNumbers(cube, columns):
                return (_, _) => new SlotExtremes(
                    _context, new TermComparer(_terms), [.. cube.Tables], columns, aggregate.Kind == AggregateKind.Max);
            case { Kind: AggregateKind.Sum or AggregateKind.Average, IsDistinct: false }
                when Numbers(cube, aggregate.Argument!) is { }:
                bool isAverage = aggregate.Kind == AggregateKind.Average;
                return (_, _) => new SlotSums(_context, _terms, () => Numbers(cube, aggregate.Argument!)!, isAverage);
            default:
                return null;
        }
    }

    private Func<CellReader[], GroupSlots, SlotAggregate> ByRows(
        CubePattern cube, Aggregate aggregate, QueryScope scope)
    {
        string[] variables = [.. PatternVariables.Mentioned(aggregate.Argument).Order(StringComparer.Ordinal)];
        var call = new AggregateCall(
            aggregate.Kind,
            Compile(aggregate.Argument!, [.. variables], scope),
            aggregate.IsDistinct,
            aggregate.Separator);
        CellColumn[][] columns = [.. cube.Tables.Select(
            t => variables.Select(v => ColumnOf(cube, t, v)).ToArray())];
        return (_, _) => new SlotValues(_evaluator, call, columns);
    }

    private static bool HasCodes(CellColumn column) =>
        column.Kind is CellColumnKind.Dimension or CellColumnKind.Attribute or CellColumnKind.Fixed;

    private static bool AreNumbers(CubePattern cube, CellColumn[] columns) =>
        columns.Length > 0 && !columns.Where((c, i) => !IsNumber(cube.Tables[i], c)).Any();

    private static bool IsNumber(CubeTable table, CellColumn column) =>
        column.Kind == CellColumnKind.Measure && table.TryGetScale(column.Index, out _, out _);

    // The numbers that an expression gives in each cube; null where some are no numbers of one scale.
    private CellNumber[]? Numbers(CubePattern cube, Expression expression)
    {
        string? name = (expression as VariableExpression)?.Variable.Name;
        CellNumber?[] numbers = [.. cube.Tables.Select(table => name is { }
            ? CellNumbers.Measure(table, CertainColumn(cube, table, name))
            : new CellNumbers(table, v => CertainColumn(cube, table, v), _terms).Compile(expression))];
        return numbers.Contains(null) ? null : [.. numbers.OfType<CellNumber>()];
    }

    private CellColumn? CertainColumn(CubePattern cube, CubeTable table, string variable) =>
        PatternVariables.Certain(cube).Contains(variable) ? ColumnOf(cube, table, variable) : null;
}
