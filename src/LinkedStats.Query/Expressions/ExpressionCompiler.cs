using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Expressions;

/// <summary>Compiles expressions of the algebra against a layout of columns.</summary>
/// <remarks>Constants get their ids here, so a compiled expression belongs to one query.</remarks>
internal sealed class ExpressionCompiler
{
    private readonly QueryTerms _terms;
    private readonly IReadOnlyDictionary<string, int> _columns;
    private readonly Func<Exists, int>? _existsIndex;

    /// <summary>Creates a compiler.</summary>
    /// <param name="terms">The query's terms.</param>
    /// <param name="columns">The columns by variable name; a variable without one is never bound.</param>
    /// <param name="existsIndex">Registers an EXISTS pattern and gives its index; null where none is expected.</param>
    public ExpressionCompiler(
        QueryTerms terms, IReadOnlyDictionary<string, int> columns, Func<Exists, int>? existsIndex = null)
    {
        _terms = terms;
        _columns = columns;
        _existsIndex = existsIndex;
    }

    /// <summary>Compiles an expression.</summary>
    /// <param name="expression">The expression; aggregates were moved out by the translator.</param>
    /// <returns>The compiled expression; a function that is not known compiles to an error.</returns>
    public CompiledExpression Compile(Expression expression) => expression switch
    {
        VariableExpression variable => new ColumnExpression(ColumnOf(variable.Variable)),
        ConstantExpression constant => new ConstantValue(_terms.ValueOf(_terms.Intern(constant.Value))),
        Exists exists => new ExistsForm(
            _existsIndex?.Invoke(exists) ?? throw new InvalidOperationException("EXISTS is not expected here."),
            exists.IsNegated),
        IriCall call => CompileCall(FunctionTable.FindCast(call.Function), call.Arguments),
        Call call => Compile(call),
        _ => throw new UnreachableException($"{expression.GetType().Name} in an expression."),
    };

    /// <summary>Compiles an aggregate.</summary>
    /// <param name="aggregate">The aggregate.</param>
    /// <returns>The aggregate with its argument compiled against the rows that are grouped.</returns>
    public AggregateCall Compile(Aggregate aggregate) => new(
        aggregate.Kind,
        aggregate.Argument is null ? null : Compile(aggregate.Argument),
        aggregate.IsDistinct,
        aggregate.Separator);

    private CompiledExpression Compile(Call call)
    {
        ImmutableArray<Expression> arguments = call.Arguments;
        CompiledExpression compiled = call.Name switch
        {
            "||" => new OrOperator(Compile(arguments[0]), Compile(arguments[1])),
            "&&" => new AndOperator(Compile(arguments[0]), Compile(arguments[1])),
            "!" => new NotOperator(Compile(arguments[0])),
            "=" or "!=" => new EqualityOperator(Compile(arguments[0]), Compile(arguments[1]), call.Name == "!="),
            "<" or "<=" => new LessOperator(Compile(arguments[0]), Compile(arguments[1]), call.Name == "<="),
            ">" or ">=" => new LessOperator(Compile(arguments[1]), Compile(arguments[0]), call.Name == ">="),
            "+" or "-" or "*" or "/" => new ArithmeticOperator(
                call.Name[0], Compile(arguments[0]), Compile(arguments[1])),
            "UNARY-" or "UNARY+" => new SignOperator(Compile(arguments[0]), call.Name == "UNARY-"),
            "IN" or "NOT IN" => CompileIn(call),
            "BOUND" => new BoundForm(
                arguments[0] is VariableExpression variable ? ColumnOf(variable.Variable) : -1),
            "IF" => new IfForm(Compile(arguments[0]), Compile(arguments[1]), Compile(arguments[2])),
            "COALESCE" => new CoalesceForm(CompileAll(arguments.AsSpan())),
            "SAMETERM" => new SameTermForm(Compile(arguments[0]), Compile(arguments[1])),
            _ => CompileCall(FunctionTable.Find(call.Name), arguments),
        };

        // Some tests of stored texts need no string.
        return (CompiledExpression?)LanguageTest.TryCreate(call, compiled, ColumnOf)
            ?? TextSearch.TryCreate(call, compiled, ColumnOf) ?? compiled;
    }

    private BooleanExpression CompileIn(Call call)
    {
        bool isNegated = call.Name == "NOT IN";
        CompiledExpression value = Compile(call.Arguments[0]);
        ReadOnlySpan<Expression> list = call.Arguments.AsSpan(1..);
        HashSet<TermId> iris = [];
        foreach (Expression item in list)
        {
            if (item is not ConstantExpression { Value: Iri iri })
            {
                return new InOperator(value, CompileAll(list), isNegated);
            }

            iris.Add(_terms.Intern(iri));
        }

        return new InIrisOperator(value, iris.ToFrozenSet(), isNegated);
    }

    private CompiledExpression CompileCall(FunctionRow? row, ImmutableArray<Expression> arguments) =>
        row is null || arguments.Length < row.ArityMin || arguments.Length > row.ArityMax
            ? new ConstantValue(TermValue.Error)
            : new FunctionCall(row.Body, CompileAll(arguments.AsSpan()));

    private CompiledExpression[] CompileAll(ReadOnlySpan<Expression> expressions)
    {
        CompiledExpression[] compiled = new CompiledExpression[expressions.Length];
        for (int i = 0; i < compiled.Length; i++)
        {
            compiled[i] = Compile(expressions[i]);
        }

        return compiled;
    }

    private int ColumnOf(Variable variable) => _columns.TryGetValue(variable.Name, out int column) ? column : -1;
}
