using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Server.Sparql;

/// <summary>What the endpoint says about itself.</summary>
/// <remarks>Source: SPARQL 1.1 Service Description, section 3.</remarks>
internal static class ServiceDescription
{
    private const string Formats = "http://www.w3.org/ns/formats/";

    private static readonly string[] GraphFormats = ["Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads"];

    /// <summary>Describes the endpoint.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The quads.</returns>
    public static IEnumerable<Quad> Describe(ResourceRequest request)
    {
        Iri service = request.Site.Own("sparql");
        var dataset = new BlankNode("dataset");
        var defaultGraph = new BlankNode("default");
        yield return new Quad(service, RdfVocabulary.Type, ServiceDescriptionVocabulary.Service);
        yield return new Quad(service, ServiceDescriptionVocabulary.Endpoint, service);
        yield return new Quad(
            service, ServiceDescriptionVocabulary.SupportedLanguage, ServiceDescriptionVocabulary.Sparql11Query);
        foreach (Iri format in ResultFormat.All.Select(static format => format.Iri)
            .Concat(GraphFormats.Select(static name => Iri.FromTrusted(Formats + name))))
        {
            yield return new Quad(service, ServiceDescriptionVocabulary.ResultFormat, format);
        }

        yield return new Quad(service, ServiceDescriptionVocabulary.DefaultDataset, dataset);
        yield return new Quad(dataset, RdfVocabulary.Type, ServiceDescriptionVocabulary.Dataset);
        yield return new Quad(dataset, ServiceDescriptionVocabulary.DefaultGraph, defaultGraph);
        yield return new Quad(defaultGraph, RdfVocabulary.Type, ServiceDescriptionVocabulary.Graph);
        int number = 0;
        foreach (TermId name in request.Snapshot.GraphNames)
        {
            var graph = new BlankNode(FormattableString.Invariant($"graph{number++}"));
            yield return new Quad(dataset, ServiceDescriptionVocabulary.NamedGraphOf, graph);
            yield return new Quad(graph, RdfVocabulary.Type, ServiceDescriptionVocabulary.NamedGraph);
            yield return new Quad(graph, ServiceDescriptionVocabulary.Name, request.Snapshot.Get(name));
        }
    }
}
