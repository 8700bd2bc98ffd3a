using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LinkedStats.Query.Algebra;

/// <summary>Writes algebra as text: nested lists, one operator a line, the same text for the same algebra.</summary>
/// <remarks>
/// Patterns are indented by two spaces a level; expressions and the patterns inside them stand on one line.
/// A chain of operators is written flat, so that it is easy to read however it is balanced.
/// </remarks>
public sealed partial class AlgebraPrinter
{
    private readonly StringBuilder _text = new();
    private readonly Func<Variable, string> _nameOf;
    private bool _isInline;
    private int _level;

    private AlgebraPrinter(bool isInline, Func<Variable, string>? nameOf = null)
    {
        _isInline = isInline;
        _nameOf = nameOf ?? NameOf;
    }

    /// <summary>Writes a query: its form and clauses, then its pattern.</summary>
    /// <param name="query">The query.</param>
    /// <returns>The text, several lines without a final line break.</returns>
    public static string Print(QueryAlgebra query)
    {
        var printer = new AlgebraPrinter(isInline: false);
        printer.Write(query);
        return printer._text.ToString();
    }

    /// <summary>Writes a pattern.</summary>
    /// <param name="node">The pattern.</param>
    /// <returns>The text, several lines without a final line break.</returns>
    public static string Print(AlgebraNode node)
    {
        var printer = new AlgebraPrinter(isInline: false);
        printer.Write(node);
        return printer._text.ToString();
    }

    /// <summary>Writes an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>The text, one line.</returns>
    public static string Print(Expression expression)
    {
        var printer = new AlgebraPrinter(isInline: true);
        printer.Write(expression);
        return printer._text.ToString();
    }

    /// <summary>Writes a triple pattern.</summary>
    /// <param name="triple">The triple pattern.</param>
    /// <returns>The text, one line.</returns>
    public static string Print(TriplePattern triple)
    {
        var printer = new AlgebraPrinter(isInline: true);
        printer.Write(triple);
        return printer._text.ToString();
    }

    /// <summary>Writes a property path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The text, one line.</returns>
    public static string Print(PropertyPath path)
    {
        var printer = new AlgebraPrinter(isInline: true);
        printer.Write(path);
        return printer._text.ToString();
    }

    /// <summary>Writes a query so that queries with the same answer have the same text, as far as is easy to
    /// see.</summary>
    /// <param name="query">The query.</param>
    /// <returns>
    /// One line, in which the variables outside the result are numbered as they appear: layout, their names, and the
    /// prefixes of SELECT and ASK do not show. Queries with different answers have different texts.
    /// </returns>
    public static string PrintCanonical(QueryAlgebra query)
    {
        HashSet<string> kept = [.. query.Variables.Select(static variable => variable.Name)];
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        var printer = new AlgebraPrinter(isInline: true, Rename);
        printer.Write(query);
        return printer._text.ToString();

        // No query can write the numbered names. Blank nodes stay blank nodes, for in a template they are made anew.
        string Rename(Variable variable)
        {
            if (kept.Contains(variable.Name))
            {
                return NameOf(variable);
            }

            if (!numbers.TryGetValue(variable.Name, out string? number))
            {
                string mark = IsBlankNode(variable) ? "_:" : "?";
                number = string.Create(CultureInfo.InvariantCulture, $"{mark}.{numbers.Count}");
                numbers.Add(variable.Name, number);
            }

            return number;
        }
    }

    private static string NameOf(Variable variable) => IsBlankNode(variable) ? variable.Name : "?" + variable.Name;

    private static bool IsBlankNode(Variable variable) => variable.Name.StartsWith("_:", StringComparison.Ordinal);

    private void Write(QueryAlgebra query)
    {
        Open(query.Form.ToString().ToLowerInvariant());
        Write("from", query.DefaultGraphs.Select(static iri => iri.ToString()));
        Write("from-named", query.NamedGraphs.Select(static iri => iri.ToString()));
        Write("describe", query.Described.Select(static iri => iri.ToString()));
        if (_isInline)
        {
            WriteSurroundings(query);
        }

        if (!query.Template.IsEmpty)
        {
            NewLine();
            Write("template", query.Template);
        }

        WriteChild(query.Root);
        Close();
    }

    /// <summary>Writes what an answer depends on beside the algebra: the base of IRI(), the prefixes of a
    /// graph.</summary>
    private void WriteSurroundings(QueryAlgebra query)
    {
        Write("base", query.Base is null ? [] : [query.Base.ToString()]);
        if (query.Form is QueryForm.Construct or QueryForm.Describe)
        {
            Write("prefix", query.Prefixes.Select(static pair => $"{pair.Prefix}: <{pair.Iri}>"));
        }
    }

    private void Write(string clause, IEnumerable<string> items)
    {
        string joined = string.Join(' ', items);
        if (joined.Length > 0)
        {
            NewLine();
            _text.Append('(').Append(clause).Append(' ').Append(joined).Append(')');
        }
    }

    private void Open(string name)
    {
        _text.Append('(').Append(name);
        _level++;
    }

    private void Close()
    {
        _text.Append(')');
        _level--;
    }

    private void NewLine()
    {
        if (_isInline)
        {
            _text.Append(' ');
        }
        else
        {
            _text.Append('\n').Append(' ', 2 * _level);
        }
    }

    private void WriteChild(AlgebraNode child)
    {
        NewLine();
        Write(child);
    }

    private void Write(string name, ImmutableArray<TriplePattern> triples)
    {
        Open(name);
        foreach (TriplePattern triple in triples)
        {
            NewLine();
            Write(triple);
        }

        Close();
    }

    private void Write(TriplePattern triple)
    {
        _text.Append("(triple ");
        Write(triple.Subject);
        _text.Append(' ');
        Write(triple.Predicate);
        _text.Append(' ');
        Write(triple.Object);
        _text.Append(')');
    }

    private void Write(PatternTerm term)
    {
        switch (term)
        {
            case Variable variable:
                _text.Append(_nameOf(variable));
                break;
            case Constant constant:
                Write(constant.Value);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Write(ImmutableArray<Variable> variables)
    {
        _text.Append(" (").AppendJoin(' ', variables.Select(_nameOf)).Append(')');
    }
}
