using System.Buffers;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Tests.Conformance.ResultSets;

/// <summary>The answer to SELECT or ASK in memory, to compare with what a suite expects.</summary>
/// <param name="Variables">The columns; empty for ASK.</param>
/// <param name="Rows">The rows, each as long as <paramref name="Variables"/>; null is unbound.</param>
/// <param name="Answer">The answer to ASK; null for SELECT.</param>
internal sealed record ResultTable(IReadOnlyList<string> Variables, IReadOnlyList<Term?[]> Rows, bool? Answer = null)
{
    /// <summary>Reads a result file: .srx, .srj, .tsv, .csv, or RDF in the vocabulary of result sets.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The table; from CSV, every value is a plain string or a blank node.</returns>
    public static ResultTable ReadFile(string path)
    {
        string suffix = Path.GetExtension(path);
        return suffix is ".ttl" or ".nt" or ".rdf"
            ? GraphResultReader.Read(path)
            : Read(File.ReadAllText(path), ResultFormat.FindByName(suffix)!);
    }

    /// <summary>Reads a result in one of the formats that servers send.</summary>
    public static ResultTable Read(string text, ResultFormat format) => format.Name switch
    {
        "xml" => XmlResultReader.Read(text),
        "json" => JsonResultReader.Read(text),
        "tsv" => TsvResultReader.Read(text),
        _ => CsvResultReader.Read(text),
    };

    /// <summary>Leaves repeated rows out.</summary>
    public ResultTable Distinct() =>
        this with { Rows = [.. Rows.DistinctBy(static row => string.Join<Term?>('\t', row))] };

    /// <summary>Runs a query to its end and keeps the answer.</summary>
    public static ResultTable From(QueryResult result) => result switch
    {
        SelectResult select =>
            new(select.Variables, [.. select.Batches.SelectMany(batch => RowsOf(batch, select.Terms))]),
        AskResult ask => new([], [], ask.Value),
        _ => throw new ArgumentException($"{result.GetType().Name} is not a table.", nameof(result)),
    };

    /// <summary>Runs a query to its end through a result writer.</summary>
    public static string Write(QueryResult result, ResultFormat format)
    {
        var bytes = new ArrayBufferWriter<byte>();
        ResultWriter writer = ResultWriter.Create(format, bytes);
        if (result is AskResult ask)
        {
            writer.WriteBoolean(ask.Value);
        }
        else
        {
            var select = (SelectResult)result;
            writer.Begin(select.Variables);
            foreach (Batch batch in select.Batches)
            {
                writer.Write(batch, select.Terms);
            }

            writer.End();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>
    /// Asserts that two answers are the same up to the names of blank nodes and the order of columns.
    /// </summary>
    /// <param name="expected">What a suite expects.</param>
    /// <param name="actual">What the query answered.</param>
    /// <param name="isOrdered">True when the order of rows counts.</param>
    public static void AssertSame(ResultTable expected, ResultTable actual, bool isOrdered = false)
    {
        Assert.Equal(expected.Answer, actual.Answer);
        Assert.Equal(expected.Variables.Order(StringComparer.Ordinal), actual.Variables.Order(StringComparer.Ordinal));
        int[] columns = [.. expected.Variables.Select(name => actual.Variables.ToList().IndexOf(name))];
        List<Term?[]> rows = [.. actual.Rows.Select(row => Array.ConvertAll(columns, column => row[column]))];
        bool isSame = isOrdered
            ? GraphIsomorphism.AreIsomorphic(Numbered(expected.Rows), Numbered(rows))
            : GraphIsomorphism.AreIsomorphic(expected.Rows, rows);
        Assert.True(
            isSame, $"expected {Text(expected.Variables, expected.Rows)}\nfound {Text(expected.Variables, rows)}");
    }

    private static IEnumerable<Term?[]> RowsOf(Batch batch, ITermReader terms)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            var values = new Term?[batch.ColumnCount];
            for (int column = 0; column < values.Length; column++)
            {
                TermId id = batch.Column(column)[row];
                values[column] = id.IsNone ? null : terms.Get(id);
            }

            yield return values;
        }
    }

    /// <summary>With its number in each row, a list of rows compares as a multiset does.</summary>
    private static List<Term?[]> Numbered(IReadOnlyList<Term?[]> rows) =>
        [.. rows.Select(static (row, index) => (Term?[])[.. row, new Literal(index.ToString("D9", null))])];

    private static string Text(IReadOnlyList<string> variables, IReadOnlyList<Term?[]> rows) =>
        $"{rows.Count} rows of {string.Join(' ', variables)}:\n" + string.Join('\n', rows
            .Select(static row => string.Join(' ', row.Select(static term => term?.ToString() ?? "-")))
            .Order(StringComparer.Ordinal).Take(50));
}
