using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Expressions;
using LinkedStats.Query.Sparql;
using LinkedStats.Rdf;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Tests.Query.Expressions;

/// <summary>Evaluates SPARQL expressions written as text, over rows of terms that are in no store.</summary>
internal sealed class ExpressionBench
{
    private const string Prologue = """
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        PREFIX : <http://example.org/>

        """;

    private readonly string[] _variables;

    public ExpressionBench(QueryLimits? limits = null, TimeProvider? time = null, params string[] variables)
    {
        _variables = variables;
        Context = new EvaluationContext(
            limits ?? new QueryLimits(), time ?? TimeProvider.System, TestContext.Current.CancellationToken,
            Iri.Parse("http://base.example/dir/file"), seed: 1);
        Terms = new QueryTerms(null, static _ => TermId.None, Context);
        Run = new ExpressionEvaluator(Terms, Context);
    }

    public EvaluationContext Context { get; }

    public QueryTerms Terms { get; }

    public ExpressionEvaluator Run { get; }

    /// <summary>Evaluates an expression without variables; null is an error.</summary>
    public static Term? Evaluate(string expression) => new ExpressionBench().EvaluateRow(expression);

    /// <summary>Evaluates an expression and prints the result as N-Triples would; "error" for one.</summary>
    public static string Print(string expression) => Print(Evaluate(expression));

    public static string Print(Term? term) => term switch
    {
        null => "error",
        Literal { Language: string language } literal => $"\"{literal.Lexical}\"@{language}",
        Literal literal when literal.Datatype.Text.EndsWith("#string", StringComparison.Ordinal) =>
            $"\"{literal.Lexical}\"",
        Literal literal => $"\"{literal.Lexical}\"^^xsd:{literal.Datatype.Text[(literal.Datatype.Text.IndexOf('#') + 1)..]}",
        BlankNode => "blank",
        Iri iri => $"<{iri.Text}>",
        _ => throw new ArgumentException("no term", nameof(term)),
    };

    public CompiledExpression Compile(string expression)
    {
        Dictionary<string, int> columns = [];
        foreach (string variable in _variables)
        {
            columns.Add(variable, columns.Count);
        }

        return new ExpressionCompiler(Terms, columns).Compile(Parse(expression));
    }

    /// <summary>Evaluates an expression over one row; a null term is unbound.</summary>
    public Term? EvaluateRow(string expression, params Term?[] row)
    {
        TermId id = Run.Evaluate(Compile(expression), Rows(row), 0);
        return id.IsNone ? null : Terms.Get(id);
    }

    /// <summary>The id of an expression's value; None for an error.</summary>
    public TermId IdOf(string expression) => Run.Evaluate(Compile(expression), new Batch(0, 1), 0);

    public Batch Rows(params Term?[][] rows)
    {
        Batch batch = new(_variables.Length, Math.Max(1, rows.Length)) { RowCount = rows.Length };
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < _variables.Length; column++)
            {
                batch.Column(column)[row] = rows[row][column] is Term term ? Terms.Intern(term) : TermId.None;
            }
        }

        return batch;
    }

    public static Expression Parse(string expression)
    {
        string text = $"{Prologue}SELECT (({expression}) AS ?result) {{ }}";
        AlgebraNode node = AlgebraTranslator.Translate(SparqlParser.Parse(text, null, 500)).Root;
        while (node is not Extend)
        {
            node = ((Project)node).Input;
        }

        return ((Extend)node).Value;
    }
}
