using System.Security.Cryptography;

namespace LinkedStats.Server.Resources;

/// <summary>Files kept inside the program, so that they are found wherever it is started.</summary>
internal static class AssetEndpoints
{
    private const string StyleSheet = "LinkedStats.Server.site.css";

    /// <summary>Maps the style sheet and the JSON-LD context.</summary>
    /// <param name="app">The application.</param>
    /// <param name="site">What every request shares.</param>
    public static void Map(WebApplication app, Site site)
    {
        Map(app, "/assets/site.css", "text/css; charset=utf-8", Read(StyleSheet));

        // Routes see no suffix.
        Map(app, "/def/context", "application/ld+json", site.Context.Content.ToArray());
    }

    private static void Map(WebApplication app, string path, string contentType, byte[] content)
    {
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"";
        app.MapMethods(
            path, (string[])["GET", "HEAD"], (HttpContext http) => SendAsync(http, contentType, content, tag))
            .ExcludeFromDescription();
    }

    private static async Task SendAsync(HttpContext http, string contentType, byte[] content, string tag)
    {
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "public, max-age=3600";
        if (ResponseHeaders.IsNotModified(http))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = contentType;
        http.Response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(content, http.RequestAborted);
        }
    }

    private static byte[] Read(string name)
    {
        using Stream stream = typeof(AssetEndpoints).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the program.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
