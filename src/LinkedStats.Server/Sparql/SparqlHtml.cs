using System.Collections.Immutable;
using System.Text;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Server.Pages;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Server.Sparql;

/// <summary>The query page, with the answer as a table or a text.</summary>
internal static class SparqlHtml
{
    private const int RowsMax = 1_000;
    private const int QuadsMax = 2_000;

    private const string Prefixes =
        """
        PREFIX qb: <http://purl.org/linked-data/cube#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

        """;

    /// <summary>The query to begin with.</summary>
    /// <param name="request">The request.</param>
    /// <returns>A query that has an answer.</returns>
    public static string FirstQuery(ResourceRequest request) => Examples(request)[0].Query;

    /// <summary>Writes the page.</summary>
    /// <param name="request">The request.</param>
    /// <param name="query">The query in the form.</param>
    /// <param name="outcome">The answer; null before there is one.</param>
    /// <param name="buffer">Receives the page.</param>
    /// <returns>When it is written.</returns>
    public static Task WriteAsync(
        ResourceRequest request, string query, SparqlOutcomeView? outcome, ResponseBuffer buffer)
    {
        string title = request.Language == "fr" ? "Interroger en SPARQL" : "Query with SPARQL";
        PageFrame frame = PageFrames.For(request, title, []);
        string action = request.Site.BasePath + "/sparql"
            + (request.Address.AsOf is { } instant ? "/asof/" + instant : "");
        return request.RenderAsync<SparqlPage>(
            buffer, new SparqlView(frame, action, query, Examples(request), outcome));
    }

    /// <summary>Shows an answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="result">The answer.</param>
    /// <returns>The view; says so where it does not show all of it.</returns>
    public static SparqlOutcomeView Show(ResourceRequest request, QueryResult result) => result switch
    {
        SelectResult select => ShowRows(request, select),
        AskResult ask => new SparqlOutcomeView("", [], [], (request.Language, ask.Value) switch
        {
            ("fr", true) => "vrai",
            ("fr", false) => "faux",
            (_, true) => "true",
            _ => "false",
        }),
        GraphResult graph => new SparqlOutcomeView("", [], [], ShowGraph(request, graph)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static SparqlOutcomeView ShowRows(ResourceRequest request, SelectResult select)
    {
        var presenter = new Presenter(request);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<TermView?>>();
        bool isCut = false;
        foreach (Batch batch in select.Batches)
        {
            for (int row = 0; row < batch.RowCount && !isCut; row++)
            {
                if (rows.Count == RowsMax)
                {
                    isCut = true;
                    break;
                }

                rows.Add([.. Enumerable.Range(0, select.Variables.Count).Select(column =>
                    batch.Column(column)[row] is { IsNone: false } id ? Show(presenter, select.Terms.Get(id)) : null)]);
            }

            if (isCut)
            {
                break;
            }
        }

        string count = Numbers.Show(rows.Count, request.Language);
        string caption = (request.Language, isCut) switch
        {
            ("fr", false) => $"{count} solutions",
            ("fr", true) => $"Les {count} premières solutions ; les autres formats les donnent toutes",
            (_, false) => $"{count} solutions",
            _ => $"The first {count} solutions; the other formats give all of them",
        };
        return new SparqlOutcomeView(caption, [.. select.Variables], rows.ToImmutable(), null);
    }

    // An answer shows terms as they are; a label would hide which resource it is.
    private static TermView Show(Presenter presenter, Term term) => term is Iri iri
        ? new TermView(iri.Text, presenter.Href(iri), null, null)
        : presenter.View(term);

    private static string ShowGraph(ResourceRequest request, GraphResult graph)
    {
        var text = new System.Buffers.ArrayBufferWriter<byte>();
        PrefixMap prefixes = QuadSender.PrefixesOf(request.Site.Base);
        int count = 0;
        using (QuadWriter writer = RdfWriter.Create(RdfFormat.Turtle, text, prefixes))
        {
            foreach (Quad quad in graph.Quads.Take(QuadsMax + 1))
            {
                if (++count <= QuadsMax)
                {
                    writer.Add(quad);
                }
            }

            writer.Complete();
        }

        string cut = count <= QuadsMax ? "" : request.Language == "fr"
            ? $"# Les {QuadsMax} premiers triplets ; les autres formats les donnent tous.\n"
            : $"# The first {QuadsMax} triples; the other formats give all of them.\n";
        return cut + Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static ImmutableArray<(string Title, string Query)> Examples(ResourceRequest request)
    {
        bool isFrench = request.Language == "fr";
        return
        [
            (isFrench ? "Combien d’observations par jeu de données ?" : "How many observations has each dataset?",
                Prefixes + """
                SELECT ?dataset (COUNT(?observation) AS ?observations)
                WHERE { ?observation qb:dataSet ?dataset }
                GROUP BY ?dataset
                ORDER BY DESC(?observations)
                """),
            (isFrench ? "Les nomenclatures et le nombre de leurs codes"
                : "The code lists, and how many codes they have",
                Prefixes + """
                SELECT ?scheme (COUNT(?code) AS ?codes)
                WHERE { ?code skos:inScheme ?scheme }
                GROUP BY ?scheme
                ORDER BY ?scheme
                """),
            (isFrench ? "Les composants de chaque structure" : "The components of each structure",
                Prefixes + """
                SELECT ?dataset ?component
                WHERE {
                  ?dataset qb:structure/qb:component ?specification .
                  ?specification qb:dimension|qb:measure|qb:attribute|qb:componentProperty ?component .
                }
                ORDER BY ?dataset ?component
                """),
        ];
    }
}
