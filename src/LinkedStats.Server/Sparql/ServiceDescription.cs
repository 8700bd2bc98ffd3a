using LinkedStats.Query;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Resources;

namespace LinkedStats.Server.Sparql;

/// <summary>What the endpoint says about itself.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Service Description, section 3. Of the features, federation is claimed where it is on.
/// sd:UnionDefaultGraph is not: the default graph leaves out versions that are no longer current. sd:DereferencesURIs
/// is not: FROM names graphs of the store only.
/// </remarks>
internal static class ServiceDescription
{
    private const string Formats = "http://www.w3.org/ns/formats/";

    private static readonly string[] GraphFormats = ["Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads"];

    // The registry of SPARQL 1.1 Entailment Regimes: patterns match what is stated.
    private static readonly Iri SimpleEntailment = Iri.FromTrusted("http://www.w3.org/ns/entailment/Simple");

    /// <summary>Describes the endpoint.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The quads.</returns>
    public static IEnumerable<Quad> Describe(ResourceRequest request)
    {
        Iri service = request.Site.Own("sparql");
        var dataset = new BlankNode("dataset");
        return
        [
            new Quad(service, RdfVocabulary.Type, ServiceDescriptionVocabulary.Service),
            new Quad(service, ServiceDescriptionVocabulary.Endpoint, service),
            new Quad(
                service, ServiceDescriptionVocabulary.SupportedLanguage, ServiceDescriptionVocabulary.Sparql11Query),
            new Quad(service, ServiceDescriptionVocabulary.DefaultEntailmentRegime, SimpleEntailment),
            .. Features(request, service),
            .. ResultFormat.All.Select(static format => format.Iri)
                .Concat(GraphFormats.Select(static name => Iri.FromTrusted(Formats + name)))
                .Select(format => new Quad(service, ServiceDescriptionVocabulary.ResultFormat, format)),
            new Quad(service, ServiceDescriptionVocabulary.DefaultDataset, dataset),
            new Quad(service, ServiceDescriptionVocabulary.AvailableGraphs, dataset),
            new Quad(dataset, RdfVocabulary.Type, ServiceDescriptionVocabulary.Dataset),
            new Quad(dataset, RdfVocabulary.Type, ServiceDescriptionVocabulary.GraphCollection),
            .. GraphQuads.DescribeDefault(request, dataset),
            .. GraphQuads.DescribeNamed(request, dataset),
        ];
    }

    private static IEnumerable<Quad> Features(ResourceRequest request, Iri service)
    {
        if (request.Site.Engine.AnswersService)
        {
            yield return new Quad(
                service, ServiceDescriptionVocabulary.FeatureOf, ServiceDescriptionVocabulary.BasicFederatedQuery);
        }

        foreach (Iri function in QueryEngine.ExtensionFunctions)
        {
            yield return new Quad(service, ServiceDescriptionVocabulary.ExtensionFunction, function);
            yield return new Quad(function, RdfVocabulary.Type, ServiceDescriptionVocabulary.Function);
        }
    }
}
