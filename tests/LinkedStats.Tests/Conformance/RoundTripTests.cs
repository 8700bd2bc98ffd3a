using System.Xml;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Conformance;

/// <summary>Every file of the suites that reads, written in every format that can carry it, reads back the same.</summary>
[Trait("Category", "Conformance")]
public sealed class RoundTripTests
{
    private static readonly string[] NoProperties =
    [
        "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "Description", "aboutEach",
        "aboutEachPrefix", "bagID", "li",
    ];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (Suite suite in Suite.Standard.Where(static suite => suite.Parts.Contains("rdf11")))
        {
            foreach (RdfFormat format in RdfFormat.All)
            {
                cases.Add(suite.Name, format.Name);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Write_EveryFileOfASuite_ReadsBackTheSame(string suite, string formatName)
    {
        RdfFormat format = RdfFormat.All.Single(format => format.Name == formatName);
        var problems = new List<string>();
        int writtenCount = 0;
        foreach ((string path, Iri baseIri) in Files(suite))
        {
            QuadList document = Read(path, baseIri);
            if (!format.SupportsGraphs && document.Quads.Any(static quad => quad.Graph is not null))
            {
                continue;
            }

            bool isWritten = false;
            Exception? problem = Record.Exception(() => isWritten = WritesBack(document, Read(path, baseIri), format));
            writtenCount += isWritten ? 1 : 0;
            if (problem is not null)
            {
                problems.Add($"{Path.GetFileName(path)}: {problem.Message}");
            }
        }

        Assert.True(problems.Count == 0, string.Join("\n\n", problems));
        Assert.True(writtenCount > 20, $"only {writtenCount} files");
    }

    /// <returns>False for what the format has no way to write.</returns>
    private static bool WritesBack(QuadList document, QuadList again, RdfFormat format)
    {
        if (format == RdfFormat.RdfXml && !document.Quads.All(CanBeRdfXml))
        {
            Assert.Throws<RdfSyntaxException>(() => RdfText.Write(document.Quads, format, document.Prefixes));
            return false;
        }

        string written = RdfText.Write(document.Quads, format, document.Prefixes);

        Assert.Equal(written, RdfText.Write(again.Quads, format, again.Prefixes));
        Assert.True(GraphIsomorphism.AreIsomorphic(document.Quads, RdfText.Read(written, format)), written);
        return true;
    }

    private static IEnumerable<(string Path, Iri Base)> Files(string suite) =>
        Suite.Standard.Single(known => known.Name == suite).Tests.Values
            .Where(static test => !test.Types.Any(static t => t.Text.Contains("Negative", StringComparison.Ordinal)))
            .SelectMany(static test => new[] { test.Action, test.Result }.OfType<Iri>()
                .Select(file => (ManifestTest.PathOf(file), test.BaseOf(file))))
            .Distinct();

    private static QuadList Read(string path, Iri baseIri)
    {
        using FileStream stream = File.OpenRead(path);
        var sink = new QuadList();
        RdfReader.Read(
            stream, RdfFormat.ForFileName(path)!, baseIri, sink, new RdfReadOptions { BlankNodeScope = "f" });
        return sink;
    }

    /// <summary>Tells whether XML has names and characters for a statement.</summary>
    private static bool CanBeRdfXml(Quad quad)
    {
        string predicate = quad.Predicate.Text;
        bool isReserved = predicate.StartsWith(RdfVocabulary.Namespace, StringComparison.Ordinal)
            && NoProperties.Contains(predicate[RdfVocabulary.Namespace.Length..]);
        return !isReserved
            && Enumerable.Range(1, predicate.Length - 1).Any(start => IsName(predicate[start..]))
            && new[] { quad.Subject, quad.Object }.All(static term => (term switch
            {
                Iri iri => iri.Text,
                Literal literal => literal.Lexical,
                _ => "",
            }).All(static c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));
    }

    private static bool IsName(string text)
    {
        try
        {
            return XmlConvert.VerifyNCName(text) == text;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
