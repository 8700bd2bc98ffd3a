using LinkedStats.Server.Problems;
using LinkedStats.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace LinkedStats.Server.Publications;

/// <summary>A package that a client sent: a zip in a temporary folder, gone when disposed.</summary>
internal sealed class ReceivedPackage : IDisposable
{
    private const int BufferBytes = 64 << 10;

    private readonly string _folder;

    private ReceivedPackage(string folder) =>
        (_folder, Path) = (folder, System.IO.Path.Combine(folder, "package.zip"));

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Receives the body of a request, however long it says it is.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="store">The store that it is for, which has a place for it.</param>
    /// <param name="bytesMax">The most bytes to take.</param>
    /// <param name="boundary">The boundary of a form whose parts are the files; null for a zip.</param>
    /// <returns>The package.</returns>
    /// <exception cref="RequestProblemException">It is larger, or ended before its end.</exception>
    public static async Task<ReceivedPackage> ReceiveAsync(
        HttpContext http, Store store, long bytesMax, string? boundary)
    {
        if (http.Request.ContentLength > bytesMax)
        {
            throw TooLarge(bytesMax);
        }

        // Bytes are counted here; the web server's limit is the one of queries.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        var package = new ReceivedPackage(store.CreateTemporaryFolder());
        try
        {
            await package.WriteAsync(http, bytesMax, boundary);
            return package;
        }
        catch (ConnectionResetException)
        {
            package.Dispose();
            throw new RequestProblemException(ProblemKind.MalformedRequest, "The package ended before its end.");
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static RequestProblemException TooLarge(long bytesMax) => new(
        ProblemKind.TooLarge, $"The package is larger than {bytesMax} bytes; see packageBytesMax at /limits.");

    private async Task WriteAsync(HttpContext http, long bytesMax, string? boundary)
    {
        await using var body = new CountedStream(http.Request.Body, bytesMax, () => TooLarge(bytesMax));
        await using var file = new FileStream(Path, FileMode.CreateNew, FileAccess.Write);
        if (boundary is null)
        {
            await body.CopyToAsync(file, BufferBytes, http.RequestAborted);
        }
        else
        {
            await FormPackage.CopyAsync(body, boundary, file, http.RequestAborted);
        }
    }
}
