using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Conformance;

/// <summary>Runs tests of RDF syntaxes.</summary>
/// <remarks>Source: http://www.w3.org/ns/rdftest#.</remarks>
internal static class SyntaxRun
{
    /// <summary>The input gives the expected statements.</summary>
    public static void Evaluate(ManifestTest test)
    {
        List<Quad> actual = Read(test, test.Action);
        List<Quad> expected = Read(test, test.Result!);

        Assert.True(
            GraphIsomorphism.AreIsomorphic(expected, actual),
            $"expected:\n{string.Join('\n', expected)}\nfound:\n{string.Join('\n', actual)}");
    }

    /// <summary>The input can be read.</summary>
    public static void Accept(ManifestTest test) => Read(test, test.Action);

    /// <summary>The input is refused, with the place of the error.</summary>
    public static void Refuse(ManifestTest test)
    {
        RdfSyntaxException problem = Assert.Throws<RdfSyntaxException>(() => Read(test, test.Action));

        Assert.True(problem.Line > 0 && problem.Column > 0);
    }

    /// <summary>Reads a file that a manifest names.</summary>
    public static List<Quad> Read(ManifestTest test, Term file)
    {
        string path = ManifestTest.PathOf(file);
        using FileStream stream = File.OpenRead(path);
        var sink = new QuadList();
        RdfReader.Read(stream, RdfFormat.ForFileName(path)!, test.BaseOf(file), sink);
        return sink.Quads;
    }
}
