using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LinkedStats.Server.Negotiation;
using LinkedStats.Storage.Snapshots;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Primitives;

namespace LinkedStats.Server.Resources;

/// <summary>The headers of an answer: type, place, language, age, tag, links.</summary>
internal static class ResponseHeaders
{
    private const int TagBytes = 12;
    private const int SecondsPerMinute = 60;

    // What the links of most answers need.
    private const int LinkHeaderLength = 1536;

    private static readonly ObjectPool<StringBuilder> LinkTexts =
        new DefaultObjectPoolProvider().CreateStringBuilderPool(LinkHeaderLength, 8 * LinkHeaderLength);

    // A new build may write the same facts differently.
    private static readonly string Build = typeof(ResponseHeaders).Module.ModuleVersionId.ToString("N");

    /// <summary>Writes the headers of an answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="vary">The request headers that the answer depends on.</param>
    /// <param name="coding">How the body is compressed; null for not at all.</param>
    public static void Write(
        ResourceRequest request, ResourceAnswer answer, IReadOnlyCollection<string> vary, ContentCoding? coding)
    {
        IHeaderDictionary headers = request.Http.Response.Headers;
        Variant variant = answer.Representation.Variant;
        headers.ContentType = variant.ContentType;
        if (answer.HasLocation && variant.Profile is null)
        {
            headers.ContentLocation = AddressOf(request, variant);
        }

        if (vary.Count > 0)
        {
            headers.Vary = string.Join(", ", vary);
        }

        if (answer.Languages is not null)
        {
            headers.ContentLanguage = answer.Languages;
        }

        WriteAge(request, answer);
        if (coding is not null)
        {
            headers.ContentEncoding = coding.Name;
            headers.ETag = headers.ETag is [{ } tag] ? coding.Suffix(tag) : default(StringValues);
        }

        Memento.WriteHeaders(request);
        string links = Links(request, answer);
        if (links.Length > 0)
        {
            headers.Link = links;
        }
    }

    /// <summary>Says whether the client has the answer already.</summary>
    /// <param name="http">The exchange, its response's tag set.</param>
    /// <returns>True when If-None-Match names the tag.</returns>
    /// <remarks>Source: RFC 9110, section 13.1.2; the comparison is weak.</remarks>
    public static bool IsNotModified(HttpContext http)
    {
        string header = http.Request.Headers.IfNoneMatch.ToString();
        string tag = http.Response.Headers.ETag.ToString();
        return header.Length > 0 && tag.Length > 0 && HeaderText.Split(header, ',')
            .Select(static part => part.Trim())
            .Any(part => part == "*" || (part.StartsWith("W/", StringComparison.Ordinal) ? part[2..] : part) == tag);
    }

    /// <summary>The age of what may change: until the next whole minute, when a release may come.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>The value of Cache-Control.</returns>
    public static string UntilNextMinute(TimeProvider time)
    {
        int seconds = SecondsPerMinute - time.GetUtcNow().Second;
        return string.Create(CultureInfo.InvariantCulture, $"public, max-age={seconds}");
    }

    /// <summary>Makes a strong entity tag.</summary>
    /// <param name="parts">What the bytes depend on.</param>
    /// <returns>The tag in quotation marks.</returns>
    public static string Tag(params string[] parts)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        return $"\"{Convert.ToHexStringLower(hash.AsSpan(0, TagBytes))}\"";
    }

    /// <summary>The tags of all representations of a thing that is described, without parameters.</summary>
    /// <param name="site">What every request shares.</param>
    /// <param name="address">Its address.</param>
    /// <param name="snapshot">What is described.</param>
    /// <returns>The tags in quotation marks.</returns>
    public static IEnumerable<string> TagsOf(Site site, RequestAddress address, Snapshot snapshot) =>
        Variant.Resource.Concat(Variant.JsonLdForms.Values)
            .SelectMany(static variant => variant == Variant.Html
                ? LanguageChoice.Offered.Select(language => (variant, Language: (string?)language))
                : [(variant, null)])
            .Select(form => TagOf(site, snapshot.Fingerprint, address, "", form.variant, form.Language))
            .SelectMany(static tag => ContentCoding.All.Select(coding => coding.Suffix(tag)).Prepend(tag));

    /// <summary>The address of one representation of the resource asked for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="variant">The representation.</param>
    /// <returns>A path with a query; the suffix stands in the path, except at the root.</returns>
    public static string AddressOf(ResourceRequest request, Variant variant)
    {
        (string start, string end) = AddressParts(request, Variant.Suffixes.Contains(variant.Suffix));
        return start + variant.Suffix + end;
    }

    // What stands before and behind the name of a representation.
    private static (string Start, string End) AddressParts(ResourceRequest request, bool isSuffix)
    {
        string path = request.Site.BasePath + request.Address.Prefix + request.Address.Path;
        string query = QueryWithoutFormat(request);
        if (isSuffix && !path.EndsWith('/'))
        {
            return (path + ".", query.Length == 0 ? "" : "?" + query);
        }

        return (query.Length == 0 ? path + "?format=" : path + "?" + query + "&format=", "");
    }

    private static string QueryWithoutFormat(ResourceRequest request)
    {
        string query = request.Address.RawQuery;
        return query.Length == 0 ? "" : string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(static pair => !pair.StartsWith("format=", StringComparison.Ordinal)));
    }

    // RFC 9110, section 8.8.3: a strong tag names these bytes, so everything that shapes them goes into it.
    private static string TagOf(
        Site site, string seed, RequestAddress address, string query, Variant variant, string? languages) =>
        Tag(
            Build, seed, site.Base.Text, address.Prefix + address.RawPath, query, variant.ContentType,
            languages ?? "");

    private static void WriteAge(ResourceRequest request, ResourceAnswer answer)
    {
        IHeaderDictionary headers = request.Http.Response.Headers;
        if (answer.IsVolatile)
        {
            headers.CacheControl = "no-store";
            return;
        }

        string seed = answer.ImmutableSeed ?? answer.Seed ?? request.Snapshot.Fingerprint;
        headers.ETag = TagOf(
            request.Site, seed, request.Address, request.Address.RawQuery, answer.Representation.Variant,
            answer.Languages);
        headers.CacheControl = answer.ImmutableSeed is null
            ? UntilNextMinute(request.Site.Time)
            : "public, max-age=31536000, immutable";
    }

    private static string Links(ResourceRequest request, ResourceAnswer answer)
    {
        StringBuilder text = LinkTexts.Get();
        Memento.AppendLinks(request, text);
        AppendAlternates(request, answer, text);

        foreach (ResourceLink link in answer.Links)
        {
            link.AppendTo(text);
        }

        string links = text.ToString();
        LinkTexts.Return(text);
        return links;
    }

    // The addresses differ in the suffix alone, so what they share is made once.
    private static void AppendAlternates(ResourceRequest request, ResourceAnswer answer, StringBuilder text)
    {
        if (answer.Offered.Count == 0)
        {
            return;
        }

        (string start, string end) = AddressParts(request, isSuffix: true);
        (start, end) = (Presenter.EscapeIri(start), Presenter.EscapeIri(end));
        foreach (Variant other in answer.Offered)
        {
            if (other == answer.Representation.Variant)
            {
                continue;
            }

            if (Variant.Suffixes.Contains(other.Suffix))
            {
                text.Append(", <").Append(start).Append(other.Suffix).Append(end)
                    .Append(">; rel=\"alternate\"; type=\"").Append(other.MediaType.Name).Append('"');
            }
            else
            {
                new ResourceLink(AddressOf(request, other), "alternate", other.MediaType.Name).AppendTo(text);
            }
        }
    }
}
