using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Conformance.ResultSets;

/// <summary>Reads results that are RDF in the vocabulary of result sets.</summary>
/// <remarks>Source: http://www.w3.org/2001/sw/DataAccess/tests/result-set#.</remarks>
internal static class GraphResultReader
{
    public static ResultTable Read(string path)
    {
        Graph graph = RdfReader.ReadFile(path);
        Term result = graph.Subjects(RdfVocabulary.Type, Rs("ResultSet")).Single();
        if (graph.FirstObject(result, Rs("boolean")) is Literal answer)
        {
            return new ResultTable([], [], answer.Lexical == "true");
        }

        string[] variables =
            [.. graph.Objects(result, Rs("resultVariable")).Select(static name => ((Literal)name).Lexical)];
        IEnumerable<Term> solutions = graph.Objects(result, Rs("solution")).OrderBy(IndexOf);
        return new ResultTable(variables, [.. solutions.Select(solution => ReadRow(graph, solution, variables))]);

        int IndexOf(Term solution) =>
            graph.FirstObject(solution, Rs("index")) is Literal index ? int.Parse(index.Lexical, null) : 0;
    }

    /// <summary>Says whether a file holds a result set, and not the graph that a CONSTRUCT should give.</summary>
    public static bool IsResultSet(string path) =>
        RdfReader.ReadFile(path).Has(subject: null, RdfVocabulary.Type, Rs("ResultSet"));

    private static Term?[] ReadRow(Graph graph, Term solution, string[] variables)
    {
        var row = new Term?[variables.Length];
        foreach (Term binding in graph.Objects(solution, Rs("binding")))
        {
            var name = (Literal)graph.FirstObject(binding, Rs("variable"))!;
            row[Array.IndexOf(variables, name.Lexical)] = graph.FirstObject(binding, Rs("value"));
        }

        return row;
    }

    private static Iri Rs(string name) =>
        Iri.FromTrusted("http://www.w3.org/2001/sw/DataAccess/tests/result-set#" + name);
}
