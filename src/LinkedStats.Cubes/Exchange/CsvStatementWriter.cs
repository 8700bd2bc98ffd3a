using System.Buffers;
using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Exchange;

/// <summary>Writes statements that were added or removed as CSV, one a line.</summary>
public static class CsvStatementWriter
{
    /// <summary>
    /// Writes the columns <c>change</c> (added or removed), <c>subject</c>, <c>predicate</c>, <c>object</c>,
    /// <c>datatype</c>, <c>language</c>; the datatype is empty where the object is an IRI.
    /// </summary>
    /// <param name="statements">The statements.</param>
    /// <param name="output">Receives UTF-8.</param>
    /// <remarks>Source: RFC 4180.</remarks>
    public static void Write(IEnumerable<(Quad Statement, bool IsAdded)> statements, IBufferWriter<byte> output)
    {
        output.Append("change,subject,predicate,object,datatype,language\r\n");
        foreach ((Quad statement, bool isAdded) in statements)
        {
            var literal = statement.Object as Literal;
            string[] fields =
            [
                isAdded ? "added" : "removed",
                Text(statement.Subject),
                statement.Predicate.Text,
                literal?.Lexical ?? Text(statement.Object),
                literal?.Datatype.Text ?? "",
                literal?.Language ?? "",
            ];
            output.Append(string.Join(',', fields.Select(CsvText.Quote)) + "\r\n");
        }
    }

    private static string Text(Term term) => term is Iri iri ? iri.Text : term.ToString();
}
