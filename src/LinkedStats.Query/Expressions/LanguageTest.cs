using System.Text;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Expressions;

/// <summary>
/// <c>LANG(?x) = "fr"</c> and <c>LANGMATCHES(LANG(?x), "fr")</c>: the tag of a stored literal is read where it lies.
/// </summary>
/// <remarks>The function itself decides what is no stored literal.</remarks>
internal sealed class LanguageTest : BooleanExpression
{
    private readonly CompiledExpression _function;
    private readonly int _column;
    private readonly byte[] _range;
    private readonly bool _isRange;
    private readonly bool _isNegated;

    private LanguageTest(CompiledExpression function, int column, string range, bool isRange, bool isNegated)
    {
        _function = function;
        _column = column;
        _range = Encoding.UTF8.GetBytes(range);
        _isRange = isRange;
        _isNegated = isNegated;
    }

    /// <summary>Recognises a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="function">The same, compiled.</param>
    /// <param name="columnOf">Finds the column of a variable; negative for none.</param>
    /// <returns>The test; null when the call is none.</returns>
    public static LanguageTest? TryCreate(Call call, CompiledExpression function, Func<Variable, int> columnOf)
    {
        if (call is not { Name: "=" or "!=" or "LANGMATCHES", Arguments: [var left, var right] })
        {
            return null;
        }

        if (call.Name != "LANGMATCHES" && left is ConstantExpression)
        {
            (left, right) = (right, left);
        }

        return left is Call { Name: "LANG", Arguments: [VariableExpression { Variable: var variable }] }
            && right is ConstantExpression { Value: Literal { Language: null } literal }
            && literal.Datatype == Rdf.Vocabularies.XsdVocabulary.String
            && columnOf(variable) is >= 0 and var column
            ? new LanguageTest(function, column, literal.Lexical, call.Name == "LANGMATCHES", call.Name == "!=")
            : null;
    }

    /// <inheritdoc/>
    public override bool? EvaluateBoolean(ExpressionEvaluator run)
    {
        TermId id = run.IdAt(_column);
        if (id.Tag != TermTag.Literal)
        {
            return _function.EvaluateBoolean(run);
        }

        ReadOnlySpan<byte> tag = run.Terms.GetUtf8(id, run.Scratch).Language;
        return (_isRange ? IsInRange(tag) : tag.SequenceEqual(_range)) ^ _isNegated;
    }

    // Basic filtering (RFC 4647, section 3.3.1), as LANGMATCHES does it.
    private bool IsInRange(ReadOnlySpan<byte> tag) => _range is [(byte)'*']
        ? !tag.IsEmpty
        : tag.Length >= _range.Length
            && Ascii.EqualsIgnoreCase(tag[.._range.Length], _range)
            && (tag.Length == _range.Length || (_range.Length > 0 && tag[_range.Length] == (byte)'-'));
}
