using System.Buffers;
using System.IO.Compression;
using LinkedStats.Publishing.Packages;
using LinkedStats.Server.Problems;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace LinkedStats.Server.Publications;

/// <summary>Puts the files of a form into an archive, as they come, so that what holds for archives holds for them:
/// their names, their number and their size.</summary>
/// <remarks>Source: RFC 7578; RFC 2046, section 5.1.1 (boundaries). The filename of a part is its path in the
/// package.</remarks>
internal static class FormPackage
{
    /// <summary>The media type of forms with files.</summary>
    public const string MediaType = "multipart/form-data";

    private const int BufferBytes = 64 << 10;
    private const int BoundaryCharsMax = 70;
    private const int PartHeaderBytesMax = 16 << 10;

    /// <summary>Finds the boundary between the parts.</summary>
    /// <param name="type">The Content-Type.</param>
    /// <returns>The boundary; null where there is none.</returns>
    public static string? BoundaryOf(MediaTypeHeaderValue type) =>
        HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= BoundaryCharsMax } boundary
            ? boundary
            : null;

    /// <summary>Reads a form.</summary>
    /// <param name="body">The form; not more is read of it than it gives.</param>
    /// <param name="boundary">The boundary between its parts.</param>
    /// <param name="archive">Receives the archive.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>When the archive is complete.</returns>
    /// <exception cref="RequestProblemException">It is not a form, or a part is not a file.</exception>
    public static async Task CopyAsync(Stream body, string boundary, Stream archive, CancellationToken cancellation)
    {
        var reader = new MultipartReader(boundary, body) { HeadersLengthLimit = PartHeaderBytesMax };
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using ZipArchive zip = await ZipArchive.CreateAsync(
                archive, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation);
            int count = 0;
            while (await ReadAsync(() => reader.ReadNextSectionAsync(cancellation)) is { } part)
            {
                if (++count > PackageLimits.Default.FilesMax)
                {
                    throw new RequestProblemException(
                        ProblemKind.TooLarge, $"The package has more than {PackageLimits.Default.FilesMax} files.");
                }

                ZipArchiveEntry entry = zip.CreateEntry(NameOf(part), CompressionLevel.NoCompression);
                await using Stream file = await entry.OpenAsync(cancellation);
                for (int read; (read = await ReadAsync(
                    () => part.Body.ReadAsync(buffer, cancellation).AsTask())) > 0;)
                {
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string NameOf(MultipartSection part)
    {
        string? name = ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
            && disposition.IsFileDisposition()
                ? HeaderUtilities.RemoveQuotes(disposition.FileName).Value
                : null;
        return name is { Length: > 0 } ? name : throw new RequestProblemException(
            ProblemKind.MalformedRequest,
            "Each part is a file of the package, with its path as filename: "
            + "'Content-Disposition: form-data; name=\"file\"; filename=\"release.yaml\"'.");
    }

    // What the server says of the connection is told as for any body.
    private static async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception error) when (error is InvalidDataException
            || (error is IOException and not BadHttpRequestException and not ConnectionResetException))
        {
            throw new RequestProblemException(
                ProblemKind.MalformedRequest, $"The body is not whole as {MediaType}: {error.Message}");
        }
    }
}
