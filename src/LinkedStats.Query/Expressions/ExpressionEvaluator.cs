using System.Buffers;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Expressions;

/// <summary>Evaluates compiled expressions over the rows of batches, for one run of a query.</summary>
/// <remarks>
/// Serves one thread. SPARQL errors are values: TermId.None where a term is asked for, null where a truth is. Numbers
/// that are inlined are computed and compared without a term or a string; a computed term gets its id only when it
/// leaves the expression.
/// </remarks>
internal sealed class ExpressionEvaluator
{
    private readonly IExistsEvaluator? _exists;
    private readonly Dictionary<string, TermValue> _blankNodes = new(StringComparer.Ordinal);
    private Batch _batch = new(0, 1);
    private int _row;

    /// <summary>Creates an evaluator.</summary>
    /// <param name="terms">The query's terms.</param>
    /// <param name="context">Its limits, clock and chance.</param>
    /// <param name="exists">Answers EXISTS; null where no expression has one.</param>
    public ExpressionEvaluator(QueryTerms terms, EvaluationContext context, IExistsEvaluator? exists = null)
    {
        Terms = terms;
        Context = context;
        _exists = exists;
        Patterns = new RegexCache(context);
    }

    /// <summary>The query's terms.</summary>
    public QueryTerms Terms { get; }

    /// <summary>The query's limits, clock and chance.</summary>
    public EvaluationContext Context { get; }

    /// <summary>A buffer for a term that is looked at and let go.</summary>
    internal ArrayBufferWriter<byte> Scratch { get; } = new(256);

    /// <summary>The regular expressions that were built.</summary>
    internal RegexCache Patterns { get; }

    /// <summary>Computes an expression for one row.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="batch">The rows, laid out as the expression was compiled for.</param>
    /// <param name="row">The row's index.</param>
    /// <returns>The id of the value; None for an error.</returns>
    public TermId Evaluate(CompiledExpression expression, Batch batch, int row)
    {
        MoveTo(batch, row);
        return Terms.Intern(expression.Evaluate(this));
    }

    /// <summary>Computes an expression for one row, without giving the value an id.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="batch">The rows, laid out as the expression was compiled for.</param>
    /// <param name="row">The row's index.</param>
    /// <returns>The value, or an error.</returns>
    public TermValue EvaluateValue(CompiledExpression expression, Batch batch, int row)
    {
        MoveTo(batch, row);
        return expression.Evaluate(this);
    }

    /// <summary>Computes the effective boolean value of an expression for one row.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="batch">The rows, laid out as the expression was compiled for.</param>
    /// <param name="row">The row's index.</param>
    /// <returns>True, false, or null for an error.</returns>
    public bool? EvaluateBoolean(CompiledExpression expression, Batch batch, int row)
    {
        MoveTo(batch, row);
        return expression.EvaluateBoolean(this);
    }

    /// <summary>Computes an expression for all rows of a batch.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="results">Receives one id a row; None for an error. Columns of the batch may be results.</param>
    public void Evaluate(CompiledExpression expression, Batch batch, Span<TermId> results)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            results[row] = Evaluate(expression, batch, row);
        }
    }

    /// <summary>Finds the rows of a batch that a filter keeps: an error is false (section 17.2).</summary>
    /// <param name="condition">The filter.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="rows">Receives the indexes of the rows that stay, ascending.</param>
    /// <returns>How many rows stay.</returns>
    public int Filter(CompiledExpression condition, Batch batch, Span<int> rows)
    {
        int count = 0;
        for (int row = 0; row < batch.RowCount; row++)
        {
            if (EvaluateBoolean(condition, batch, row) == true)
            {
                rows[count++] = row;
            }
        }

        return count;
    }

    /// <summary>
    /// Computes several expressions into columns of the batch, row by row and in order, so that a later one sees the
    /// earlier ones and BNODE(label) means one node a row (section 17.4.2.9). Adjacent BINDs belong into one call.
    /// </summary>
    /// <param name="bindings">
    /// The expressions, the columns that receive them, and whether nothing compares these, see
    /// <see cref="QueryTerms.Lend"/>.
    /// </param>
    /// <param name="batch">The rows.</param>
    public void Extend(ReadOnlySpan<(CompiledExpression Value, int Column, bool IsLent)> bindings, Batch batch)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            MoveTo(batch, row);
            foreach ((CompiledExpression expression, int column, bool isLent) in bindings)
            {
                TermValue value = expression.Evaluate(this);
                batch.Column(column)[row] = isLent ? Terms.Lend(value) : Terms.Intern(value);
            }
        }
    }

    /// <summary>The id in a column of the current row.</summary>
    internal TermId IdAt(int column) => _batch.Column(column)[_row];

    /// <summary>Asks the execution layer about a pattern for the current row.</summary>
    internal bool Exists(int existsIndex)
    {
        IExistsEvaluator exists = _exists ?? throw new InvalidOperationException("No pattern can be matched here.");

        // The pattern's own filters may come back to this evaluator.
        (Batch batch, int row) = (_batch, _row);
        bool result = exists.Exists(existsIndex, batch, row);
        (_batch, _row) = (batch, row);
        return result;
    }

    /// <summary>The blank node of a label, the same within a row.</summary>
    internal TermValue BlankNodeOf(string label)
    {
        if (!_blankNodes.TryGetValue(label, out TermValue node))
        {
            node = Terms.NewBlankNode();
            _blankNodes.Add(label, node);
        }

        return node;
    }

    private void MoveTo(Batch batch, int row)
    {
        _batch = batch;
        _row = row;
        if (_blankNodes.Count > 0)
        {
            _blankNodes.Clear();
        }
    }
}
