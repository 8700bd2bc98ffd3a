using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Conformance;

/// <summary>What came of the tests of suites in a run.</summary>
/// <remarks>Source: Evaluation and Report Language (EARL) 1.0 Schema, section 2; Description of a Project (DOAP).</remarks>
internal sealed class EarlReport
{
    private const string EarlNamespace = "http://www.w3.org/ns/earl#";
    private const string DoapNamespace = "http://usefulinc.com/ns/doap#";

    private static readonly Iri Subject = Iri.FromTrusted("urn:x-linkedstats:server");

    private readonly ConcurrentDictionary<string, (string Title, TestOutcome Outcome)> _outcomes = [];

    /// <summary>Whether no test was taken up.</summary>
    public bool IsEmpty => _outcomes.IsEmpty;

    /// <summary>Takes up what came of a test.</summary>
    public void Add(ManifestTest test, TestOutcome outcome) =>
        _outcomes[test.PublishedIri.Text] = (test.Name, outcome);

    /// <summary>Writes the report as Turtle; the tests are in the order of their IRIs.</summary>
    public void Write(IBufferWriter<byte> output, DateOnly date)
    {
        var prefixes = new PrefixMap
        {
            { "earl", EarlNamespace },
            { "doap", DoapNamespace },
            { "dc", DctermsVocabulary.Namespace },
            { "xsd", XsdVocabulary.Namespace },
        };
        using QuadWriter writer = RdfWriter.Create(RdfFormat.Turtle, output, prefixes);
        foreach (string type in new[] { "Software", "TestSubject", "Assertor" })
        {
            writer.Add(new Quad(Subject, RdfVocabulary.Type, Earl(type)));
        }

        writer.Add(new Quad(Subject, RdfVocabulary.Type, Doap("Project")));
        writer.Add(new Quad(Subject, Doap("name"), new Literal("LinkedStats")));
        writer.Add(new Quad(Subject, Doap("description"), new Literal(
            "A server that publishes statistical cubes as RDF Data Cube datasets, with its own readers and writers of RDF "
            + "and its own SPARQL engine.",
            "en")));
        writer.Add(new Quad(Subject, Doap("programming-language"), new Literal("C#")));
        int number = 0;
        foreach ((string test, (string title, TestOutcome outcome)) in
            _outcomes.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            number++;
            WriteAssertion(writer, number, Iri.Parse(test), title, outcome, date);
        }

        writer.Complete();
    }

    private static void WriteAssertion(
        QuadWriter writer, int number, Iri test, string title, TestOutcome outcome, DateOnly date)
    {
        var assertion = new BlankNode(string.Create(CultureInfo.InvariantCulture, $"a{number}"));
        var result = new BlankNode(string.Create(CultureInfo.InvariantCulture, $"r{number}"));
        writer.Add(new Quad(assertion, RdfVocabulary.Type, Earl("Assertion")));
        writer.Add(new Quad(assertion, Earl("assertedBy"), Subject));
        writer.Add(new Quad(assertion, Earl("subject"), Subject));
        writer.Add(new Quad(assertion, Earl("test"), test));
        writer.Add(new Quad(assertion, Earl("mode"), Earl("automatic")));
        writer.Add(new Quad(assertion, Earl("result"), result));
        writer.Add(new Quad(result, RdfVocabulary.Type, Earl("TestResult")));
        writer.Add(new Quad(result, DctermsVocabulary.Title, new Literal(title)));
        writer.Add(new Quad(result, Earl("outcome"), Earl(outcome.Kind switch
        {
            OutcomeKind.Passed => "passed",
            OutcomeKind.Failed => "failed",
            OutcomeKind.Untested => "untested",
            _ => "cantTell",
        })));
        writer.Add(new Quad(result, DctermsVocabulary.Date, new Literal(
            date.ToString("O", CultureInfo.InvariantCulture), XsdVocabulary.Date)));
        if (outcome.Message.Length > 0)
        {
            // One line: what follows it may name files of this machine.
            string reason = outcome.Message.Split('\n')[0].TrimEnd('\r');
            writer.Add(new Quad(result, Earl("info"), new Literal(reason)));
        }
    }

    private static Iri Earl(string name) => Iri.FromTrusted(EarlNamespace + name);

    private static Iri Doap(string name) => Iri.FromTrusted(DoapNamespace + name);
}
