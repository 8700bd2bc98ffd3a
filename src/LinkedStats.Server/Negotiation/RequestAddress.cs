using System.Buffers;
using System.Text;
using LinkedStats.Server.Problems;

namespace LinkedStats.Server.Negotiation;

/// <summary>The address of a request as the client wrote it, checked, and split into its parts.</summary>
/// <param name="RawPath">The path below the base, with its leading slash, still percent-encoded.</param>
/// <param name="Path">The same without its suffix.</param>
/// <param name="Suffix">The suffix that chose a representation, as <c>ttl</c>; null when there is none.</param>
/// <param name="RawQuery">The query string without its question mark, still percent-encoded.</param>
/// <remarks>
/// The raw form counts: in <c>/concepts/naf/A%2FB</c> the slash is part of a code, and values of selections are split
/// before they are decoded. Source: RFC 3986, sections 2.4 and 3.3.
/// </remarks>
internal sealed record RequestAddress(string RawPath, string Path, string? Suffix, string RawQuery)
{
    private const string AsOfFolder = "/asof/";
    private const string SparqlPath = "/sparql";

    // Below these, a suffix is a part of a file name.
    private static readonly string[] Foreign = ["/openapi/", "/swagger/", "/assets/"];

    // Text of these needs no look at its percent-encoding.
    private static readonly SearchValues<char> Unencoded =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(static c => (char)c).Except("%")]);

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The instant of the past state that is asked for, as written; null for the present.</summary>
    public string? AsOf { get; init; }

    /// <summary>What stands before the path in the address of a past state; empty for the present.</summary>
    public string Prefix => AsOf is null || Path == SparqlPath ? "" : AsOfFolder + AsOf;

    /// <summary>The path's segments, decoded.</summary>
    public string[] Segments => Array.ConvertAll(Path.Split('/')[1..], Decode);

    /// <summary>Reads the target of a request line.</summary>
    /// <param name="target">The target: a path with a query, or an absolute address.</param>
    /// <param name="basePath">The path of the base address, without a last slash; taken off where it is
    /// present.</param>
    /// <returns>The address.</returns>
    /// <exception cref="RequestProblemException">The target is not well-formed.</exception>
    public static RequestAddress Parse(string target, string basePath)
    {
        int scheme = target.IndexOf("://", StringComparison.Ordinal);
        int question = target.IndexOf('?', StringComparison.Ordinal);
        if (scheme > 0 && target[0] != '/' && (question < 0 || scheme < question))
        {
            int slash = target.IndexOf('/', scheme + 3);
            target = slash < 0 ? "/" : target[slash..];
            question = target.IndexOf('?', StringComparison.Ordinal);
        }

        string path = question < 0 ? target : target[..question];
        string query = question < 0 ? "" : target[(question + 1)..];
        CheckPath(path);
        CheckQuery(query);
        if (basePath.Length > 0 && path.StartsWith(basePath, StringComparison.Ordinal)
            && (path.Length == basePath.Length || path[basePath.Length] == '/'))
        {
            path = path.Length == basePath.Length ? "/" : path[basePath.Length..];
        }

        (path, string? asOf) = SplitAsOf(path);
        (string stem, string? suffix) = SplitSuffix(path);
        return new RequestAddress(path, stem, suffix, query) { AsOf = asOf };
    }

    /// <summary>Decodes a part of an address.</summary>
    /// <param name="part">The part, percent-encoded and checked.</param>
    /// <returns>The text.</returns>
    public static string Decode(string part) => Uri.UnescapeDataString(part);

    // /asof/{instant}/datasets/x is /datasets/x at that instant, /sparql/asof/{instant} likewise.
    private static (string Path, string? AsOf) SplitAsOf(string path)
    {
        if (path.StartsWith(SparqlPath + AsOfFolder, StringComparison.Ordinal))
        {
            return (SparqlPath, Decode(path[(SparqlPath.Length + AsOfFolder.Length)..]));
        }

        if (!path.StartsWith(AsOfFolder, StringComparison.Ordinal))
        {
            return (path, null);
        }

        int slash = path.IndexOf('/', AsOfFolder.Length);
        return slash < 0
            ? ("/", Decode(path[AsOfFolder.Length..]))
            : (path[slash..], Decode(path[AsOfFolder.Length..slash]));
    }

    private static (string Stem, string? Suffix) SplitSuffix(string path)
    {
        int dot = path.LastIndexOf('.');
        bool hasSuffix = dot > 0 && path[dot - 1] != '/' && Variant.Suffixes.Contains(path[(dot + 1)..])
            && !Foreign.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));
        return hasSuffix ? (path[..dot], path[(dot + 1)..]) : (path, null);
    }

    private static void CheckPath(string path)
    {
        if (!path.AsSpan().ContainsAnyExcept(Unencoded) && !path.Contains('\\', StringComparison.Ordinal)
            && !path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal))
        {
            return;
        }

        string decoded = DecodeChecked(path, "path");
        if (decoded.Any(char.IsControl) || path.Contains('\\', StringComparison.Ordinal))
        {
            throw Malformed("The path holds a control character or a backslash.");
        }

        string[] segments = path.Split('/');
        for (int i = 1; i < segments.Length; i++)
        {
            // RFC 3986, section 5.2.4: what survives of these names nothing here, so they are refused, not followed.
            string segment = Decode(segments[i]);
            if (segment is "." or ".." || (segment.Length == 0 && i < segments.Length - 1))
            {
                throw Malformed("The path holds an empty segment or a dot segment.");
            }
        }
    }

    /// <summary>Checks the percent-encoding of a query string, or of a form.</summary>
    /// <param name="query">The text.</param>
    /// <exception cref="RequestProblemException">It is not well-formed.</exception>
    public static void CheckQuery(string query)
    {
        if (query.AsSpan().ContainsAnyExcept(Unencoded))
        {
            DecodeChecked(query, "query string");
        }
    }

    private static string DecodeChecked(string text, string part)
    {
        byte[] bytes = new byte[text.Length];
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                {
                    throw Malformed($"The {part} holds '%' without two hexadecimal digits, at character {i + 1}.");
                }

                bytes[count++] = Convert.FromHexString(text.AsSpan(i + 1, 2))[0];
                i += 2;
            }
            else if (text[i] is > ' ' and < '\x7f')
            {
                bytes[count++] = (byte)text[i];
            }
            else
            {
                throw Malformed($"The {part} holds a character that must be percent-encoded, at character {i + 1}.");
            }
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException error)
        {
            throw Malformed($"The {part} is not UTF-8 once its percent-encoding is undone, at byte {error.Index + 1}.");
        }
    }

    private static RequestProblemException Malformed(string detail) => new(ProblemKind.MalformedAddress, detail);
}
