using System.Collections.Immutable;
using System.Text;
using LinkedStats.Query.Expressions;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Services;

/// <summary>The solutions that are sent along with a call, so that the endpoint answers only what joins with
/// them.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Federated Query, "Interplay of SERVICE and VALUES". A variable is sent where each of the rows
/// binds it to something that VALUES can say: with UNDEF, one answer would join with the rows of another solution; a
/// blank node has no name outside this store. What is not sent is joined here all the same.
/// </remarks>
internal sealed class ServiceKeys
{
    private readonly QueryTerms _terms;
    private readonly ImmutableArray<string> _variables;
    private readonly RowTable _keys;

    private ServiceKeys(QueryTerms terms, ImmutableArray<string> variables, RowTable keys) =>
        (_terms, _variables, _keys) = (terms, variables, keys);

    /// <summary>The number of different solutions.</summary>
    public int Count => _keys.Count;

    /// <summary>Collects what can be sent for some rows.</summary>
    /// <param name="spool">The rows to join with; filled.</param>
    /// <param name="rows">Which of them.</param>
    /// <param name="variables">The variables that the answer may bind.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="context">The limits.</param>
    /// <param name="countMax">The most solutions that are worth sending.</param>
    /// <returns>The solutions; null where nothing can be sent, or too much.</returns>
    public static ServiceKeys? Collect(
        RowSpool spool,
        IReadOnlyList<int> rows,
        IEnumerable<string> variables,
        QueryTerms terms,
        EvaluationContext context,
        int countMax)
    {
        ImmutableArray<string> sent = [.. variables.Where(v => spool.IndexOf(v) is >= 0 and int column
            && rows.All(row => CanSay(spool.Rows.Row(row)[column], terms)))];
        if (sent.IsEmpty)
        {
            return null;
        }

        int[] columns = [.. sent.Select(spool.IndexOf)];
        var keys = new RowTable(context, columns.Length);
        var index = new KeyIndex(context, keys, [.. Enumerable.Range(0, columns.Length)]);
        var key = new TermId[columns.Length];
        foreach (int row in rows)
        {
            ReadOnlySpan<TermId> cells = spool.Rows.Row(row);
            for (int i = 0; i < key.Length; i++)
            {
                key[i] = cells[columns[i]];
            }

            if (index.First(key, KeyIndex.Hash(key)) >= 0)
            {
                continue;
            }

            if (keys.Count == countMax)
            {
                keys.Clear();
                return null;
            }

            key.CopyTo(keys.Row(keys.Append()));
            index.AddNext();
        }

        return new ServiceKeys(terms, sent, keys);
    }

    /// <summary>Writes some of the solutions as a VALUES clause.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="countMax">The most to write.</param>
    /// <returns>The clause, on a line of its own.</returns>
    public string Write(int first, int countMax)
    {
        var text = new StringBuilder("\nVALUES (");
        text.AppendJoin(' ', _variables.Select(static v => "?" + v)).Append(") {");
        int end = (int)Math.Min(_keys.Count, first + (long)countMax);
        for (int row = first; row < end; row++)
        {
            text.Append(" (");
            foreach (TermId id in _keys.Row(row))
            {
                // The N-Triples form of IRIs and literals is a form of theirs in SPARQL as well.
                text.Append(_terms.Get(id)).Append(' ');
            }

            text[^1] = ')';
        }

        return text.Append(" }").ToString();
    }

    private static bool CanSay(TermId id, QueryTerms terms) => id.Tag switch
    {
        TermTag.BlankNode => false,
        TermTag.Cell or TermTag.Local => terms.Get(id) is not BlankNode,
        _ => !id.IsNone,
    };
}
