using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Conformance.ResultSets;

/// <summary>Reads SPARQL 1.1 Query Results TSV; each cell is a term in Turtle.</summary>
internal static class TsvResultReader
{
    public static ResultTable Read(string text)
    {
        string[] lines = text.Split('\n');
        string[] variables = lines[0].Length == 0
            ? []
            : [.. lines[0].TrimEnd('\r').Split('\t').Select(static name => name.TrimStart('?'))];
        List<Term?[]> rows = [.. lines.Skip(1).SkipLast(lines[^1].Length == 0 ? 1 : 0)
            .Select(line => variables.Length == 0 ? [] : line.TrimEnd('\r').Split('\t').Select(ReadTerm).ToArray())];
        return new ResultTable(variables, rows);
    }

    private static Term? ReadTerm(string cell)
    {
        if (cell.Length == 0)
        {
            return null;
        }

        if (cell.StartsWith("_:", StringComparison.Ordinal))
        {
            return new BlankNode(cell[2..]);
        }

        // A statement around the cell lets the Turtle reader do the work.
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"<x:s> <x:p> {cell} ."));
        var quads = new QuadList();
        RdfReader.Read(stream, RdfFormat.Turtle, baseIri: null, quads);
        return quads.Quads.Single().Object;
    }
}
