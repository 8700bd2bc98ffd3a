using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LinkedStats.Query.Sparql;

namespace LinkedStats.Query.Algebra;

/// <content>Grouping and aggregation (section 18.2.4.1).</content>
public sealed partial class AlgebraTranslator
{
    /// <summary>
    /// The groups of one query level: its keys, and the aggregates that its expressions ask for, each once.
    /// </summary>
    private sealed class AggregateLevel
    {
        /// <summary>Each call of these gives another value.</summary>
        private static readonly string[] VolatileCalls = ["(RAND", "(UUID", "(STRUUID", "(BNODE"];

        private readonly AlgebraTranslator _translator;
        private readonly QueryBodySyntax _body;
        private readonly List<(Variable Variable, Expression? Value)> _keys = [];
        private readonly HashSet<string> _keyNames = new(StringComparer.Ordinal);
        private readonly HashSet<string> _aliases = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Variable> _variables = new(StringComparer.Ordinal);
        private readonly ImmutableArray<AggregateBinding>.Builder _bindings =
            ImmutableArray.CreateBuilder<AggregateBinding>();

        public AggregateLevel(AlgebraTranslator translator, QueryBodySyntax body)
        {
            _translator = translator;
            _body = body;
            foreach (GroupKeySyntax key in body.Modifiers.GroupBy)
            {
                AddKey(key);
            }
        }

        /// <summary>True once a variable given by SELECT was read; whoever reads one must set it back before.</summary>
        public bool ReadsAlias { get; set; }

        /// <summary>Puts the groups on top of the pattern; keys that are expressions are bound below.</summary>
        public Group GroupRows(AlgebraNode input)
        {
            foreach ((Variable variable, Expression? value) in _keys)
            {
                input = value is null ? input : new Extend(input, variable, value);
            }

            return new Group(
                input, [.. _keys.Select(static key => key.Variable).Distinct()], _bindings.ToImmutable());
        }

        /// <summary>Translates the expressions of SELECT; each sees the variables of those before it.</summary>
        public List<(Variable Variable, Expression Value)> RewriteSelect()
        {
            var extensions = new List<(Variable, Expression)>();
            foreach (SelectItemSyntax item in _body.Select.Items.Where(static item => item.Value is not null))
            {
                var variable = new Variable(item.Variable);
                bool isBound = item.Value is AggregateSyntax aggregate && TryBind(aggregate, variable);
                if (!isBound)
                {
                    extensions.Add((variable, Rewrite(item.Value!)));
                }

                _aliases.Add(item.Variable);
            }

            return extensions;
        }

        /// <summary>Translates an expression of SELECT, HAVING or ORDER BY.</summary>
        public Expression Rewrite(ExpressionSyntax expression) =>
            _translator.TranslateExpression(expression, _body.IsGrouped ? this : null);

        /// <summary>A variable outside aggregates: a key or one given by SELECT stays, any other is sampled.</summary>
        public VariableExpression Ungrouped(string name)
        {
            var variable = new VariableExpression(new Variable(name));
            ReadsAlias |= _aliases.Contains(name);
            return _keyNames.Contains(name) || _aliases.Contains(name)
                ? variable
                : Bind(new Aggregate(AggregateKind.Sample, variable, IsDistinct: false));
        }

        /// <summary>The variable that holds an aggregate.</summary>
        public VariableExpression Aggregated(AggregateSyntax aggregate) => Bind(Translate(aggregate));

        private void AddKey(GroupKeySyntax key)
        {
            if (key.Value is VariableValueSyntax variable && key.Alias is null)
            {
                _keys.Add((new Variable(variable.Name), null));
                _keyNames.Add(variable.Name);
                return;
            }

            Variable alias = key.Alias is null ? _translator.Fresh("key") : new Variable(key.Alias);
            _keys.Add((alias, _translator.TranslateExpression(key.Value)));
            _keyNames.Add(alias.Name);
        }

        /// <summary>Gives an aggregate the variable of SELECT itself, unless it has one already.</summary>
        private bool TryBind(AggregateSyntax syntax, Variable variable)
        {
            Aggregate aggregate = Translate(syntax);
            if (!_variables.TryAdd(IdentityOf(aggregate), variable))
            {
                return false;
            }

            _bindings.Add(new AggregateBinding(variable, aggregate));
            return true;
        }

        private VariableExpression Bind(Aggregate aggregate)
        {
            string identity = IdentityOf(aggregate);
            if (!_variables.TryGetValue(identity, out Variable? variable))
            {
                variable = _translator.Fresh("agg");
                _variables.Add(identity, variable);
                _bindings.Add(new AggregateBinding(variable, aggregate));
            }

            return new VariableExpression(variable);
        }

        /// <summary>A text that two aggregates share when one can stand for the other.</summary>
        private string IdentityOf(Aggregate aggregate)
        {
            string text = AlgebraPrinter.Print(aggregate);
            bool isRepeatable = !VolatileCalls.Any(call => text.Contains(call, StringComparison.Ordinal));
            return isRepeatable ? text : string.Create(CultureInfo.InvariantCulture, $"{text} {_bindings.Count}");
        }

        private Aggregate Translate(AggregateSyntax aggregate)
        {
            AggregateKind kind = aggregate.Name switch
            {
                "COUNT" => AggregateKind.Count,
                "SUM" => AggregateKind.Sum,
                "MIN" => AggregateKind.Min,
                "MAX" => AggregateKind.Max,
                "AVG" => AggregateKind.Average,
                "SAMPLE" => AggregateKind.Sample,
                "GROUP_CONCAT" => AggregateKind.GroupConcat,
                _ => throw new UnreachableException(),
            };
            Expression? argument =
                aggregate.Argument is null ? null : _translator.TranslateExpression(aggregate.Argument);
            return new Aggregate(kind, argument, aggregate.IsDistinct, aggregate.Separator);
        }
    }
}
