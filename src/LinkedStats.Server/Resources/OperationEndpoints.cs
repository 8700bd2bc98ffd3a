using System.Collections.Immutable;
using System.Text;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Pages;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Resources;

/// <summary>Health and limits.</summary>
internal static class OperationEndpoints
{
    private const string Ok = "ok";

    private static readonly Variant[] Offered = [Variant.Json, Variant.Html];

    /// <summary>Maps the addresses.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app)
    {
        string[] methods = ["GET", "HEAD"];
        app.MapMethods(
                "/health/live",
                methods,
                static (HttpContext http, Site _) => AnswerAsync(http, Ok))
            .WithMetadata(new AddressDescription("Whether the program runs", "Operation") { Offered = [Variant.Json] });
        app.MapMethods(
                "/health/ready",
                methods,
                static (HttpContext http, Site site) => AnswerAsync(
                    http, !site.IsReady ? "starting" : CanRead(site) ? Ok : "unreadable"))
            .WithMetadata(new AddressDescription("Whether the store is open, filled and readable", "Operation")
            {
                Offered = [Variant.Json],
            });
        app.MapResource("/limits", LimitsAsync,
            new AddressDescription("The limits", "Operation") { Offered = Offered });
    }

    // Where what every answer needs is damaged, none is given.
    private static bool CanRead(Site site)
    {
        try
        {
            using SnapshotLease lease = site.Store.Acquire(Viewer.Public);
            _ = lease.Snapshot.Default.Match(null, RdfVocabulary.Type, OwlVocabulary.Ontology).FirstOrDefault();
            return true;
        }
        catch (StoreException)
        {
            return false;
        }
    }

    private static async Task AnswerAsync(HttpContext http, string status)
    {
        bool isReady = status == Ok;
        http.Response.StatusCode = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        if (!isReady)
        {
            http.Response.Headers.RetryAfter = "1";
        }

        byte[] body = Encoding.UTF8.GetBytes($"{{\"status\": \"{status}\"}}\n");
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }

    private static Task LimitsAsync(ResourceRequest request)
    {
        request.RequireParameters();
        Representation chosen = request.Choose(Offered);
        string? language = chosen.Variant == Variant.Html ? request.Language : null;
        return request.SendAsync(new ResourceAnswer(chosen, WriteAsync) { Offered = Offered, Languages = language });

        Task WriteAsync(ResponseBuffer buffer)
        {
            (string Name, long Value, string English, string French)[] rows = Rows(request.Site.Limits);
            if (language is null)
            {
                buffer.WriteJson(rows.ToDictionary(static row => row.Name, static row => row.Value));
                return Task.CompletedTask;
            }

            PageFrame frame = PageFrames.For(request, language == "fr" ? "Limites" : "Limits", Offered);
            ImmutableArray<(string, string, string)> shown =
                [.. rows.Select(row =>
                    (row.Name, Numbers.Show(row.Value, language), frame.L(row.English, row.French)))];
            return request.RenderAsync<LimitsPage>(buffer, new LimitsView(frame, shown));
        }
    }

    private static (string Name, long Value, string English, string French)[] Rows(ServerLimits limits) =>
    [
        ("addressBytesMax", limits.AddressBytesMax,
            "The longest address, in bytes; longer queries go by POST.",
            "L’adresse la plus longue, en octets ; les requêtes plus longues passent par POST."),
        ("headerBytesMax", limits.HeaderBytesMax,
            "The largest headers of a request in all, in bytes.",
            "La taille maximale des en-têtes d’une requête, en octets."),
        ("parameterCountMax", limits.ParameterCountMax,
            "The most parameters of a query string.",
            "Le plus grand nombre de paramètres d’une adresse."),
        ("bodyBytesMax", limits.BodyBytesMax,
            "The largest body of a request, in bytes.",
            "La taille maximale du corps d’une requête, en octets."),
        ("packageBytesMax", limits.PackageBytesMax,
            "The largest package that is sent to be published, in bytes.",
            "La taille maximale d’un paquet envoyé pour publication, en octets."),
        ("publicationsMax", limits.PublicationsMax,
            "The most publications that are received or wait at a time.",
            "Le plus grand nombre de publications reçues ou en attente à la fois."),
        ("pageRowsMax", limits.PageRowsMax,
            "The most observations of one page, where limit= asks for pages.",
            "Le plus grand nombre d’observations d’une page, quand limit= demande des pages."),
        ("htmlRowsMax", limits.HtmlRowsMax,
            "The rows of one HTML page of a table.",
            "Le nombre de lignes d’une page HTML d’un tableau."),
        ("queryTextBytesMax", limits.Query.TextBytesMax,
            "The longest query, in bytes.",
            "La requête SPARQL la plus longue, en octets."),
        ("queryDepthMax", limits.Query.DepthMax,
            "The deepest nesting of a query.",
            "L’emboîtement le plus profond d’une requête."),
        ("queryDeadlineMs", (long)limits.Query.Deadline.TotalMilliseconds,
            "The time that a query may run, in milliseconds; timeout= asks for less.",
            "La durée maximale d’une requête, en millisecondes ; timeout= en demande moins."),
        ("queryBytesMax", limits.Query.BytesMax,
            "The memory that a query may use, in bytes.",
            "La mémoire qu’une requête peut utiliser, en octets."),
        ("queryRowsMax", limits.Query.RowsMax,
            "The most rows or triples that a query may give.",
            "Le plus grand nombre de lignes ou de triplets qu’une requête peut donner."),
        ("serviceCallsMax", limits.Query.Service.CallsMax,
            "The most calls of other endpoints that a query may make by SERVICE.",
            "Le plus grand nombre d’appels à d’autres points d’accès qu’une requête peut faire par SERVICE."),
        ("serviceCallsAtOnceMax", limits.ServiceCallsMax,
            "The most such calls at a time, those of all queries together.",
            "Le plus grand nombre d’appels simultanés, toutes requêtes confondues."),
        ("serviceTimeoutMs", (long)limits.Query.Service.Timeout.TotalMilliseconds,
            "The time that such a call may take, in milliseconds.",
            "La durée maximale d’un tel appel, en millisecondes."),
        ("serviceBytesMax", limits.Query.Service.BytesMax,
            "The largest answer to such a call, in bytes.",
            "La taille maximale de la réponse à un tel appel, en octets."),
        ("serviceRowsMax", limits.Query.Service.RowsMax,
            "The most rows that such calls may bring to a query.",
            "Le plus grand nombre de lignes que ces appels peuvent apporter à une requête."),
    ];
}
