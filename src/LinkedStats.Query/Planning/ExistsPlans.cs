using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution;
using LinkedStats.Query.Expressions;
using LinkedStats.Query.Optimizer;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Planning;

/// <summary>
/// Answers EXISTS for single rows: the row's values are substituted, and the pattern is planned and asked.
/// </summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 18.6. An answer is kept for each combination of values, as many rows share them.
/// </remarks>
internal sealed class ExistsPlans(QueryPlanner planner, QueryTerms terms, EvaluationContext context) : IExistsEvaluator
{
    private const long BytesPerAnswer = 64;
    private readonly List<Entry> _entries = [];

    /// <summary>
    /// Tells whether substituting a row's values gives the same as joining: it does unless a part of the pattern reads
    /// an outer variable that it does not bind itself.
    /// </summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="outer">The variables of the rows.</param>
    /// <returns>True when a join decides it.</returns>
    public static bool IsJoin(AlgebraNode pattern, ImmutableHashSet<string> outer) => pattern switch
    {
        BasicGraphPattern or Values => true,

        // Nothing is substituted in what another endpoint matches.
        Service service => service.Endpoint is Constant,

        // A path of no step relates a substituted term to itself, but a variable only to nodes of the graph.
        PathPattern path => path.Path is RepeatPath { IncludesZero: false } or LinkPath,
        Join or Union => pattern.Inputs().All(i => IsJoin(i, outer)),
        Filter filter => IsJoin(filter.Input, outer)
            && Reads(PatternVariables.Mentioned(filter.Condition), outer, PatternVariables.Certain(filter.Input)),
        LeftJoin join => IsJoin(join.Left, outer) && IsJoin(join.Right, outer)
            && Reads(
                PatternVariables.InScope(join.Right).Union(PatternVariables.Mentioned(join.Condition)),
                outer,
                PatternVariables.Certain(join.Left)),
        Extend extend => IsJoin(extend.Input, outer) && !outer.Contains(extend.Variable.Name)
            && Reads(PatternVariables.Mentioned(extend.Value), outer, PatternVariables.Certain(extend.Input)),
        GraphPattern graph => IsJoin(graph.Input, outer),

        // The variables inside a subquery that it does not project are others than those of the row.
        Project => true,
        _ => false,
    };

    /// <summary>Registers a pattern.</summary>
    /// <param name="exists">The EXISTS.</param>
    /// <param name="columns">The columns of the rows by variable.</param>
    /// <param name="scope">The graphs that the pattern is matched in.</param>
    /// <returns>The index to ask by.</returns>
    public int Add(Exists exists, IReadOnlyDictionary<string, int> columns, QueryScope scope)
    {
        (string Variable, int Column)[] used = [.. PatternVariables.Mentioned(exists.Pattern)
            .Where(columns.ContainsKey)
            .Select(v => (v, columns[v]))];
        _entries.Add(new Entry(exists.Pattern, used, scope, new RowTable(context, used.Length + 1)));
        return _entries.Count - 1;
    }

    /// <inheritdoc/>
    public bool Exists(int existsIndex, Batch batch, int row)
    {
        Entry entry = _entries[existsIndex];
        var key = new TermId[entry.Used.Length];
        for (int i = 0; i < key.Length; i++)
        {
            key[i] = batch.Column(entry.Used[i].Column)[row];
        }

        string text = string.Join(' ', key.Select(static id => id.Bits));
        if (!entry.Answers.TryGetValue(text, out bool answer))
        {
            context.Charge(BytesPerAnswer + (2L * text.Length));
            entry.Answers.Add(text, answer = Ask(entry, key));
        }

        return answer;
    }

    private bool Ask(Entry entry, TermId[] key)
    {
        var values = entry.Used
            .Select((used, i) => (used.Variable, Id: key[i]))
            .Where(static pair => !pair.Id.IsNone)
            .ToDictionary(static pair => pair.Variable, pair => terms.Get(pair.Id), StringComparer.Ordinal);
        Operator plan = planner.Plan(Substitution.Apply(entry.Pattern, values), entry.Scope);
        return plan.Next(new Batch(plan.Columns.Length, 1));
    }

    private static bool Reads(
        ImmutableHashSet<string> variables, ImmutableHashSet<string> outer, ImmutableHashSet<string> bound) =>
        variables.Intersect(outer).IsSubsetOf(bound);

    private sealed record Entry(
        AlgebraNode Pattern, (string Variable, int Column)[] Used, QueryScope Scope, RowTable Keys)
    {
        public Dictionary<string, bool> Answers { get; } = new(StringComparer.Ordinal);
    }
}
