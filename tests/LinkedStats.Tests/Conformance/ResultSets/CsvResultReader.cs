using System.Text;
using LinkedStats.Rdf;

namespace LinkedStats.Tests.Conformance.ResultSets;

/// <summary>Reads SPARQL 1.1 Query Results CSV, which says of no value what it is.</summary>
internal static class CsvResultReader
{
    public static ResultTable Read(string text)
    {
        List<string[]> records = ReadRecords(text);
        IEnumerable<Term?[]> rows = records.Skip(1).Select(static record => Array.ConvertAll(record, ReadTerm));
        return new ResultTable(records[0], [.. rows]);
    }

    /// <summary>Splits CSV into records (RFC 4180); a last line without an end counts.</summary>
    public static List<string[]> ReadRecords(string text)
    {
        var records = new List<string[]>();
        var fields = new List<string>();
        var field = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (isQuoted)
            {
                isQuoted = c != '"' || (i + 1 < text.Length && text[i + 1] == '"');
                i += c == '"' && isQuoted ? 1 : 0;
                field.Append(c == '"' && !isQuoted ? string.Empty : $"{c}");
            }
            else if (c is ',' or '\n')
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    records.Add([.. fields]);
                    fields.Clear();
                }
            }
            else if (c == '"')
            {
                isQuoted = true;
            }
            else if (c != '\r')
            {
                field.Append(c);
            }
        }

        if (field.Length > 0 || fields.Count > 0)
        {
            records.Add([.. fields, field.ToString()]);
        }

        return records;
    }

    private static Term? ReadTerm(string cell) => cell.Length == 0 ? null
        : cell.StartsWith("_:", StringComparison.Ordinal) ? new BlankNode(cell[2..])
        : new Literal(cell);
}
