using System.Security.Cryptography;

namespace LinkedStats.Server.Resources;

/// <summary>The style sheet, kept inside the program so that it is found wherever the program is started.</summary>
internal static class AssetEndpoints
{
    private const string Name = "LinkedStats.Server.site.css";

    /// <summary>Maps the address.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app)
    {
        byte[] css = Read();
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(css).AsSpan(0, 12))}\"";
        app.MapMethods("/assets/site.css", (string[])["GET", "HEAD"], (HttpContext http) => SendAsync(http, css, tag))
            .ExcludeFromDescription();
    }

    private static async Task SendAsync(HttpContext http, byte[] css, string tag)
    {
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "public, max-age=3600";
        if (ResponseHeaders.IsNotModified(http))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = "text/css; charset=utf-8";
        http.Response.ContentLength = css.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(css, http.RequestAborted);
        }
    }

    private static byte[] Read()
    {
        using Stream stream = typeof(AssetEndpoints).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The resource {Name} is missing from the program.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
