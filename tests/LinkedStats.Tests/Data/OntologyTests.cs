using System.Reflection;
using System.Text.Json;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Tests.Architecture;

namespace LinkedStats.Tests.Data;

/// <summary>The ontology, the code lists beside it and the JSON-LD context keep what they promise.</summary>
public sealed class OntologyTests
{
    private const string Base = "http://localhost:5080/";
    private static readonly string Folder = Path.Combine(SourceTree.Root, "ontologies");
    private static readonly Iri Ontology = Iri.Parse(Base + "def/linkedstats");
    private static readonly LinkedStatsVocabulary Ls = new(Iri.Parse(Base));

    private static readonly string[] Alignments =
    [
        "http://www.w3.org/2000/01/rdf-schema#subClassOf",
        "http://www.w3.org/2000/01/rdf-schema#subPropertyOf",
        "http://www.w3.org/2004/02/skos/core#closeMatch",
        "http://www.w3.org/2004/02/skos/core#relatedMatch",
    ];

    public static TheoryData<string> CodeLists() =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "concepts"), "*.ttl")
            .Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Terms_HaveTextsInBothLanguagesAndAnAlignment()
    {
        Graph graph = ReadOntology();

        Assert.All(TermsOf(graph), term =>
        {
            Assert.Equal(["en", "fr"], Languages(graph, term, RdfsVocabulary.Label));
            Assert.Equal(["en", "fr"], Languages(graph, term, RdfsVocabulary.Comment));
            Assert.Contains(Alignments, alignment => graph.Match(term, Iri.Parse(alignment), null).Any());
        });
    }

    [Fact]
    public void Terms_InDomainsAndRanges_AreDeclared()
    {
        Graph graph = ReadOntology();
        HashSet<Iri> declared = [.. TermsOf(graph)];

        Assert.All(
            graph.Match(null, null, null).Select(static triple => triple.Object).OfType<Iri>()
                .Where(static iri => iri.Text.StartsWith(Ls.Namespace, StringComparison.Ordinal)),
            iri => Assert.Contains(iri, declared));
    }

    [Fact]
    public void Terms_ThatTheProgramUses_AreDeclared()
    {
        HashSet<Iri> declared = [.. TermsOf(ReadOntology())];

        Assert.All(
            typeof(LinkedStatsVocabulary).GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(static property => property.PropertyType == typeof(Iri)),
            property => Assert.Contains((Iri)property.GetValue(Ls)!, declared));
    }

    [Theory]
    [MemberData(nameof(CodeLists))]
    public void CodeList_LabelsItsCodesInBothLanguages(string scheme)
    {
        Graph graph = Read(Path.Combine("concepts", scheme + ".ttl"), Iri.Parse(Base + "concepts/" + scheme));
        Term list = Assert.Single(graph.Match(null, RdfVocabulary.Type, SkosVocabulary.ConceptScheme)).Subject;
        Term[] codes = [.. graph.Match(null, SkosVocabulary.InScheme, list).Select(static triple => triple.Subject)];

        Assert.NotEmpty(codes);
        Assert.All([list, .. codes], term =>
            Assert.Equal(["en", "fr"], Languages(graph, term, SkosVocabulary.PrefLabel)));
        Assert.All(codes, code =>
        {
            string notation = ((Literal)Assert.Single(graph.Match(code, SkosVocabulary.Notation, null)).Object).Lexical;
            Assert.EndsWith(notation, ((Iri)code).Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void CodeLists_OfPackages_AgreeWithThoseOfTheOntology() =>
        Assert.All(
            SampleFolder.Made.SelectMany(static package => package.Cube.Dimensions)
                .Select(static dimension => dimension.Codes)
                .Where(static list => File.Exists(Path.Combine(Folder, "concepts", list.Id + ".ttl"))),
            static list =>
            {
                var scheme = Iri.Parse(Base + "concepts/" + list.Id);
                Graph graph = Read(Path.Combine("concepts", list.Id + ".ttl"), scheme);
                Assert.All(list.Codes.Where(static code => !code.IsTotal), code => Assert.Equal(
                    [code.Label.En, code.Label.Fr],
                    Texts(graph, Iri.Parse($"{scheme.Text}/{code.Id}"), SkosVocabulary.PrefLabel)));
            });

    [Fact]
    public void Units_OfMeasures_AreInTheCodeListOfUnits()
    {
        Graph graph = Read(Path.Combine("concepts", "units.ttl"), Iri.Parse(Base + "concepts/units"));

        Assert.All(
            SampleFolder.Made.SelectMany(static package => package.Cube.Measures),
            measure => Assert.True(graph.Match(Iri.Parse(Base + "concepts/units/" + measure.Unit), null, null).Any()));
    }

    [Fact]
    public void Context_DefinesEveryTermOfTheOntology()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "context.jsonld")));
        JsonElement context = document.RootElement.GetProperty("@context");

        Assert.All(TermsOf(ReadOntology()), term =>
        {
            string name = term.Text[Ls.Namespace.Length..];
            JsonElement definition = context.GetProperty(name);
            JsonElement id = definition.ValueKind == JsonValueKind.String ? definition : definition.GetProperty("@id");
            Assert.Equal("ls:" + name, id.GetString());
        });
    }

    private static Graph ReadOntology() => Read("linkedstats.ttl", Ontology);

    private static Graph Read(string file, Iri name) => RdfReader.ReadFile(Path.Combine(Folder, file), name);

    private static IEnumerable<Iri> TermsOf(Graph graph) =>
        graph.Match(null, RdfVocabulary.Type, null).Select(static triple => triple.Subject).OfType<Iri>()
            .Where(static iri => iri.Text.StartsWith(Ls.Namespace, StringComparison.Ordinal));

    private static string[] Languages(Graph graph, Term subject, Iri predicate) =>
        [.. graph.Match(subject, predicate, null).Select(static triple => ((Literal)triple.Object).Language ?? "")
            .Order(StringComparer.Ordinal)];

    private static string[] Texts(Graph graph, Term subject, Iri predicate) =>
        [.. graph.Match(subject, predicate, null).Select(static triple => (Literal)triple.Object)
            .OrderBy(static literal => literal.Language, StringComparer.Ordinal)
            .Select(static literal => literal.Lexical)];
}
