using LinkedStats.Rdf;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Resources;

/// <summary>A request for a resource: its address, its parameters, and the snapshot that it sees.</summary>
/// <param name="http">The exchange.</param>
/// <param name="site">What every request shares.</param>
/// <param name="address">The address.</param>
/// <param name="snapshot">The snapshot; leased until the answer has been sent.</param>
internal sealed class ResourceRequest(HttpContext http, Site site, RequestAddress address, Snapshot snapshot)
{
    private static readonly string[] Common = ["format", "lang"];

    private readonly SortedSet<string> _vary = address.AsOf is null ? [Memento.AcceptDatetime] : [];
    private string? _language;

    /// <summary>The exchange.</summary>
    public HttpContext Http { get; } = http;

    /// <summary>What every request shares.</summary>
    public Site Site { get; } = site;

    /// <summary>The address.</summary>
    public RequestAddress Address { get; } = address;

    /// <summary>What the request sees.</summary>
    public Snapshot Snapshot { get; } = snapshot;

    /// <summary>The parameters.</summary>
    public QueryParameters Parameters { get; } =
        QueryParameters.Parse(address.RawQuery, site.Limits.ParameterCountMax);

    /// <summary>The decoded segments of the path, without a suffix.</summary>
    public string[] Segments { get; } = address.Segments;

    /// <summary>Stops the work when the client has gone.</summary>
    public CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>The language of pages and labels; the first reading decides what Vary says.</summary>
    public string Language => _language ??= ChooseLanguage();

    /// <summary>The IRI that the address names, its suffix left out.</summary>
    public Iri Iri => Iri.FromTrusted(Site.Base.Text + Address.Path.TrimStart('/'));

    /// <summary>Refuses parameters that neither the address nor every resource knows.</summary>
    /// <param name="own">The address's own parameters.</param>
    public void RequireParameters(params string[] own) => Parameters.RequireKnown([.. Common, .. own]);

    /// <summary>Reads the suffix as a part of the name.</summary>
    /// <returns>The same request, its address whole.</returns>
    public ResourceRequest WithoutSuffix() =>
        new(Http, Site, Address with { Path = Address.RawPath, Suffix = null }, Snapshot);

    /// <summary>Chooses a representation by suffix, <c>format=</c> or Accept.</summary>
    /// <param name="offered">What the resource offers.</param>
    /// <returns>The choice.</returns>
    public Representation Choose(IReadOnlyList<Variant> offered) =>
        Choose(offered, Parameters.Single("format"), Http.Request.Headers.Accept.ToString());

    /// <summary>Chooses a representation of quads, the form of JSON-LD by the profile in Accept.</summary>
    /// <param name="offered">What the resource offers.</param>
    /// <returns>The choice.</returns>
    public Representation ChooseOfQuads(IReadOnlyList<Variant> offered) =>
        Choose(offered).WithProfile(Http.Request.Headers.Accept.ToString());

    /// <summary>Chooses a representation by suffix, by a format, or by an Accept header.</summary>
    /// <param name="offered">What the resource offers.</param>
    /// <param name="format">The format asked for; null for none.</param>
    /// <param name="accept">The Accept header.</param>
    /// <returns>The choice.</returns>
    public Representation Choose(IReadOnlyList<Variant> offered, string? format, string accept)
    {
        Representation chosen = Representation.Choose(offered, Address.Suffix, format, accept);
        if (chosen.IsByAccept)
        {
            _vary.Add("Accept");
        }

        return chosen;
    }

    /// <summary>Sends an answer: headers, then the body unless the client has it or asked for none.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>When it is sent.</returns>
    public async Task SendAsync(ResourceAnswer answer)
    {
        var coding = ContentCoding.Choose(Http.Request.Headers.AcceptEncoding.ToString(), answer.IsSmall);
        _vary.Add("Accept-Encoding");
        ResponseHeaders.Write(this, answer, _vary, coding);
        if (ResponseHeaders.IsNotModified(Http))
        {
            Http.Response.StatusCode = StatusCodes.Status304NotModified;
            Http.Response.Headers.ContentType = default;
            Http.Response.Headers.ContentEncoding = default;
            return;
        }

        if (HttpMethods.IsHead(Http.Request.Method))
        {
            return;
        }

        using var buffer = new ResponseBuffer(Http.Response, coding, Cancellation);
        await answer.Write(buffer);
        await buffer.CompleteAsync();
    }

    /// <summary>Redirects to the address that a short form stands for.</summary>
    /// <param name="path">The path below the base, with its leading slash, percent-encoded.</param>
    public void Redirect(string path)
    {
        string query = Address.RawQuery.Length == 0 ? "" : "?" + Address.RawQuery;
        Http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        Http.Response.Headers.Location = Site.BasePath + Address.Prefix + path + query;
        Http.Response.Headers.CacheControl = ResponseHeaders.UntilNextMinute(Site.Time);
    }

    /// <summary>Says that nothing is at the address.</summary>
    /// <param name="detail">What is missing.</param>
    /// <param name="known">What could have been meant.</param>
    /// <param name="name">What was written.</param>
    /// <returns>The exception to throw.</returns>
    public static RequestProblemException NotFound(string detail, IEnumerable<string> known, string name)
    {
        string[] nearest = NearestNames.Find(name, known);
        return new RequestProblemException(
            ProblemKind.NotFound, detail + NearestNames.Suggest(nearest), ("nearest", nearest));
    }

    private string ChooseLanguage()
    {
        if (Parameters.Single("lang") is not { } parameter)
        {
            _vary.Add("Accept-Language");
            return LanguageChoice.FromHeader(Http.Request.Headers.AcceptLanguage.ToString());
        }

        return LanguageChoice.TryFromParameter(parameter, out string language)
            ? language
            : throw new RequestProblemException(
                ProblemKind.MalformedValue, $"There are no labels in '{parameter}'; lang= takes fr or en.",
                ("parameter", "lang"), ("nearest", LanguageChoice.Offered));
    }
}
