using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace LinkedStats.Server.Negotiation;

/// <summary>What a client says it can read: media ranges with weights.</summary>
/// <remarks>
/// Source: RFC 9110, section 12.5.1. The most specific range that matches a type decides its weight; a range that is
/// given twice counts with its higher weight; an element that is not a media range is skipped.
/// </remarks>
internal sealed class AcceptHeader
{
    // Clients are of few kinds, and each sends the same header again and again.
    private const int RememberedMax = 256;
    private const int RememberedLengthMax = 512;

    private static readonly ConcurrentDictionary<string, AcceptHeader> Remembered = new(StringComparer.Ordinal);

    private readonly ImmutableArray<(MediaType Range, double Weight)> _ranges;

    private AcceptHeader(ImmutableArray<(MediaType Range, double Weight)> ranges) => _ranges = ranges;

    /// <summary>True when the client said nothing that could be read: anything is acceptable.</summary>
    public bool IsEmpty => _ranges.IsEmpty;

    /// <summary>How many headers are remembered.</summary>
    internal static int RememberedCount => Remembered.Count;

    /// <summary>Reads the header.</summary>
    /// <param name="header">The value, all lines joined by commas; null when it is absent.</param>
    /// <returns>The header.</returns>
    public static AcceptHeader Parse(string? header)
    {
        header ??= "";
        if (Remembered.TryGetValue(header, out AcceptHeader? known))
        {
            return known;
        }

        AcceptHeader parsed = ParseAnew(header);
        if (header.Length <= RememberedLengthMax)
        {
            if (Remembered.Count >= RememberedMax)
            {
                Remembered.Clear();
            }

            Remembered[header] = parsed;
        }

        return parsed;
    }

    /// <summary>Weighs a media type.</summary>
    /// <param name="offered">A type that the server can send.</param>
    /// <returns>The weight, 0 when it is not acceptable, and how specific the range was that decided.</returns>
    public (double Weight, int Specificity) Weigh(MediaType offered)
    {
        (double weight, int specificity) = IsEmpty ? (1d, 1) : (0d, 0);
        foreach ((MediaType range, double candidate) in _ranges)
        {
            int candidateSpecificity = range.Specificity(offered);
            if (candidateSpecificity > specificity)
            {
                (weight, specificity) = (candidate, candidateSpecificity);
            }
            else if (candidateSpecificity == specificity && specificity > 0)
            {
                weight = Math.Max(weight, candidate);
            }
        }

        return (weight, specificity);
    }

    /// <summary>Gives the profiles that a client asks for of a media type, the one it likes best first.</summary>
    /// <param name="offered">A type that the server can send.</param>
    /// <returns>
    /// IRIs, without those that it likes less than the type without a profile; a parameter may hold several, between
    /// spaces (RFC 6906, section 3.1).
    /// </returns>
    public IEnumerable<string> ProfilesOf(MediaType offered) => _ranges
        .Where(range => range.Weight > 0 && range.Range.Name == offered.Name)
        .OrderByDescending(static range => range.Weight)
        .ThenByDescending(static range => range.Range.Profile is not null)
        .TakeWhile(static range => range.Range.Profile is not null)
        .SelectMany(static range => range.Range.Profile!.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Chooses what to send.</summary>
    /// <param name="offered">What the server can send, in the order it prefers.</param>
    /// <returns>The variant of the highest weight, the first of those that tie; null when none is acceptable.</returns>
    public Variant? Choose(IReadOnlyList<Variant> offered)
    {
        Variant? best = null;
        double bestWeight = 0;
        foreach (Variant variant in offered)
        {
            (double weight, _) = Weigh(variant.MediaType);
            if (weight > bestWeight)
            {
                (best, bestWeight) = (variant, weight);
            }
        }

        return best;
    }

    private static AcceptHeader ParseAnew(string header)
    {
        var ranges = ImmutableArray.CreateBuilder<(MediaType, double)>();
        foreach (string element in HeaderText.Split(header, ','))
        {
            if (MediaType.TryParse(element, out MediaType range, out double weight))
            {
                ranges.Add((range, weight));
            }
        }

        return new AcceptHeader(ranges.ToImmutable());
    }
}
