using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Expressions;

/// <summary>
/// CONTAINS, STRSTARTS, STRENDS and simple REGEX of a constant in a stored text: its UTF-8 is searched where it lies.
/// </summary>
/// <remarks>
/// Decides literals only, and of texts that are folded only those whose letters fold to ASCII when they are ASCII;
/// the function itself decides all else.
/// </remarks>
internal sealed class TextSearch : BooleanExpression
{
    // What begins the letters beyond ASCII that fold to ASCII or to several letters: ß; İ and ı; ſ; the Kelvin sign.
    private static readonly SearchValues<byte> Folding = SearchValues.Create([0xC3, 0xC4, 0xC5, 0xE2]);

    private static readonly SearchValues<char> Metacharacters = SearchValues.Create(@"\.*+?()[]{}|^$");

    private readonly CompiledExpression _function;
    private readonly int _column;
    private readonly TextSource _source;
    private readonly TextMatch _match;
    private readonly byte[] _part;
    private readonly byte[] _firstLetters;

    private TextSearch(CompiledExpression function, int column, TextSource source, TextMatch match, string part)
    {
        _function = function;
        _column = column;
        _source = source;
        _match = match;
        _part = Encoding.UTF8.GetBytes(part);
        _firstLetters = _part.Length == 0 || !Ascii.IsValid(part)
            ? [] : [(byte)char.ToLowerInvariant(part[0]), (byte)char.ToUpperInvariant(part[0])];
    }

    /// <summary>Recognises a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="function">The same, compiled.</param>
    /// <param name="columnOf">Finds the column of a variable; negative for none.</param>
    /// <returns>The search; null when the call is none.</returns>
    public static TextSearch? TryCreate(Call call, CompiledExpression function, Func<Variable, int> columnOf)
    {
        TextMatch? match = call.Name switch
        {
            "CONTAINS" => TextMatch.Anywhere,
            "STRSTARTS" => TextMatch.Start,
            "STRENDS" => TextMatch.End,
            "REGEX" => TextMatch.Anywhere,
            _ => null,
        };
        if (match is not { } found || Constant(call.Arguments, 1) is not { } part
            || Source(call.Arguments[0]) is not var (variable, source)
            || columnOf(variable) is not (>= 0 and var column))
        {
            return null;
        }

        if (call.Name == "REGEX")
        {
            if (!TryReadPattern(ref part, call.Arguments, ref source, ref found))
            {
                return null;
            }
        }
        else if ((source.Case == TextCase.Lower && part.Any(char.IsAsciiLetterUpper))
            || (source.Case == TextCase.Upper && part.Any(char.IsAsciiLetterLower)))
        {
            return null;
        }

        return source.Case == TextCase.Kept || Ascii.IsValid(part)
            ? new TextSearch(function, column, source, found, part)
            : null;
    }

    /// <inheritdoc/>
    public override bool? EvaluateBoolean(ExpressionEvaluator run)
    {
        TermId id = run.IdAt(_column);
        if (id.Tag == TermTag.Literal)
        {
            TermUtf8 term = run.Terms.GetUtf8(id, run.Scratch);
            run.Context.Work(term.Text.Length);
            bool isText = _source.IsStr || !term.Language.IsEmpty
                || term.Datatype.SequenceEqual("http://www.w3.org/2001/XMLSchema#string"u8);
            if (isText && (_source.Case == TextCase.Kept || !term.Text.ContainsAny(Folding)))
            {
                return Matches(term.Text);
            }
        }

        return _function.EvaluateBoolean(run);
    }

    private bool Matches(ReadOnlySpan<byte> text) => _match switch
    {
        TextMatch.Whole => text.Length == _part.Length && AreEqual(text),
        TextMatch.Start => text.Length >= _part.Length && AreEqual(text[.._part.Length]),
        TextMatch.End => text.Length >= _part.Length && AreEqual(text[^_part.Length..]),
        _ => _source.Case == TextCase.Kept ? text.IndexOf(_part) >= 0 : ContainsFolded(text),
    };

    private bool AreEqual(ReadOnlySpan<byte> text) =>
        _source.Case == TextCase.Kept ? text.SequenceEqual(_part) : Ascii.EqualsIgnoreCase(text, _part);

    private bool ContainsFolded(ReadOnlySpan<byte> text)
    {
        if (_part.Length == 0)
        {
            return true;
        }

        while (text.Length >= _part.Length)
        {
            int at = text[..^(_part.Length - 1)].IndexOfAny(_firstLetters);
            if (at < 0)
            {
                return false;
            }

            if (Ascii.EqualsIgnoreCase(text.Slice(at, _part.Length), _part))
            {
                return true;
            }

            text = text[(at + 1)..];
        }

        return false;
    }

    private static string? Constant(ImmutableArray<Expression> arguments, int index) =>
        arguments.Length > index && arguments[index] is ConstantExpression { Value: Literal { Language: null } literal }
            && literal.Datatype == Rdf.Vocabularies.XsdVocabulary.String
            ? literal.Lexical
            : null;

    // The variable that is searched, and what is done with its text before.
    private static (Variable Variable, TextSource Source)? Source(Expression expression)
    {
        TextCase fold = TextCase.Kept;
        if (expression is Call { Name: "LCASE" or "UCASE", Arguments: [var inner] } folded)
        {
            fold = folded.Name == "LCASE" ? TextCase.Lower : TextCase.Upper;
            expression = inner;
        }

        bool isStr = false;
        if (expression is Call { Name: "STR", Arguments: [var term] })
        {
            (isStr, expression) = (true, term);
        }

        return expression is VariableExpression { Variable: var variable }
            ? (variable, new TextSource(isStr, fold))
            : null;
    }

    // Patterns without any sign that means something, but for an anchor at either end.
    private static bool TryReadPattern(
        ref string part, ImmutableArray<Expression> arguments, ref TextSource source, ref TextMatch match)
    {
        string? flags = arguments.Length > 2 ? Constant(arguments, 2) : "";
        bool isStart = part.StartsWith('^');
        bool isEnd = part.EndsWith('$') && part.Length > (isStart ? 1 : 0);
        part = part[(isStart ? 1 : 0)..(isEnd ? part.Length - 1 : part.Length)];
        match = (isStart, isEnd) switch
        {
            (true, true) => TextMatch.Whole,
            (true, false) => TextMatch.Start,
            (false, true) => TextMatch.End,
            _ => TextMatch.Anywhere,
        };
        if (flags == "i" && source.Case == TextCase.Kept)
        {
            source = source with { Case = TextCase.Ignored };
        }

        return (flags == "i" || (flags == "" && source.Case == TextCase.Kept))
            && !part.AsSpan().ContainsAny(Metacharacters);
    }
}

/// <summary>What is done with a text before it is searched.</summary>
/// <param name="IsStr">True for STR, which takes the lexical form of every literal.</param>
/// <param name="Case">What happens to its letters.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct TextSource(bool IsStr, TextCase Case);

/// <summary>What happens to the letters of a text before it is searched.</summary>
internal enum TextCase
{
    /// <summary>Nothing.</summary>
    Kept,

    /// <summary>LCASE.</summary>
    Lower,

    /// <summary>UCASE.</summary>
    Upper,

    /// <summary>The search takes no notice of case.</summary>
    Ignored,
}

/// <summary>Where in a text a part must stand.</summary>
internal enum TextMatch
{
    /// <summary>Anywhere.</summary>
    Anywhere,

    /// <summary>At the start.</summary>
    Start,

    /// <summary>At the end.</summary>
    End,

    /// <summary>The part is the whole text.</summary>
    Whole,
}
