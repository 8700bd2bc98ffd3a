using System.Globalization;
using System.IO.Compression;
using LinkedStats.Server.Problems;

namespace LinkedStats.Server.Negotiation;

/// <summary>A way to compress an answer.</summary>
/// <param name="Name">Its name in headers, as <c>gzip</c>.</param>
/// <param name="Open">Makes a stream that compresses into another one; only disposing of it ends the data.</param>
/// <remarks>
/// Source: RFC 9110, sections 8.4.1 and 12.5.3. The levels are fast ones, as answers are made for each request. No
/// answer holds a secret, so that compressing what the request says beside it (BREACH) tells nobody anything.
/// </remarks>
internal sealed record ContentCoding(string Name, Func<Stream, Stream> Open)
{
    private static readonly ContentCoding[] Offered =
    [
        new("br", static body => new BrotliStream(body, CompressionLevel.Fastest, leaveOpen: true)),
        new("gzip", static body => new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true)),
    ];

    /// <summary>All codings.</summary>
    public static IReadOnlyList<ContentCoding> All => Offered;

    /// <summary>Chooses what to send.</summary>
    /// <param name="header">The Accept-Encoding header; empty when it is absent.</param>
    /// <param name="isSmall">True for answers that compressing does not make much smaller.</param>
    /// <returns>The coding of the highest weight, the first of those that tie; null for the answer as it is.</returns>
    /// <exception cref="RequestProblemException">The header excludes all codings, and the answer as it is.</exception>
    public static ContentCoding? Choose(string header, bool isSmall)
    {
        if (header.Length == 0)
        {
            return null;
        }

        Dictionary<string, double> weights = Parse(header);
        double others = weights.GetValueOrDefault("*", -1);
        double identity = weights.GetValueOrDefault("identity", others == 0 ? 0 : -1);
        if (isSmall && identity != 0)
        {
            return null;
        }

        ContentCoding? best = null;
        double bestWeight = 0;
        foreach (ContentCoding coding in Offered)
        {
            double weight = weights.GetValueOrDefault(coding.Name, others);
            if (weight > bestWeight)
            {
                (best, bestWeight) = (coding, weight);
            }
        }

        return best is not null || identity != 0
            ? identity > bestWeight ? null : best
            : throw new RequestProblemException(
                ProblemKind.NotAcceptable, "The Accept-Encoding header admits neither br, gzip nor identity.");
    }

    /// <summary>Gives a compressed answer a strong tag of its own, as its bytes are others.</summary>
    /// <param name="tag">The tag of the answer as it is, in quotation marks.</param>
    /// <returns>The tag, in quotation marks.</returns>
    /// <remarks>Source: RFC 9110, section 8.8.3.3.</remarks>
    public string Suffix(string tag) => $"{tag[..^1]}-{Name}\"";

    // An element whose weight is none is skipped, as it is in Accept.
    private static Dictionary<string, double> Parse(string header)
    {
        var weights = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        foreach (string element in header.Split(','))
        {
            string[] parts = element.Split(';', 2, StringSplitOptions.TrimEntries);
            double weight = 1;
            bool isWeighed = parts.Length == 1
                || (parts[1].StartsWith("q=", StringComparison.OrdinalIgnoreCase) && double.TryParse(
                    parts[1].AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out weight));
            if (isWeighed && HeaderText.IsToken(parts[0]))
            {
                weights[parts[0].Equals("x-gzip", StringComparison.OrdinalIgnoreCase) ? "gzip" : parts[0]] = weight;
            }
        }

        return weights;
    }
}
