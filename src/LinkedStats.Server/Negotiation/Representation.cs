using System.Collections.Immutable;
using LinkedStats.Server.Problems;

namespace LinkedStats.Server.Negotiation;

/// <summary>The representation chosen for an answer, and the request headers that the choice used.</summary>
/// <param name="Variant">What is sent.</param>
/// <param name="IsByAccept">True when the Accept header decided, so that Vary must name it.</param>
internal sealed record Representation(Variant Variant, bool IsByAccept)
{
    /// <summary>Chooses a representation.</summary>
    /// <param name="offered">What the resource offers, in the order the server prefers.</param>
    /// <param name="suffix">The suffix of the address; beats everything else.</param>
    /// <param name="format">The <c>format=</c> parameter, a suffix or a media type; beats the header.</param>
    /// <param name="accept">The Accept header.</param>
    /// <returns>The choice.</returns>
    /// <exception cref="RequestProblemException">Nothing offered is acceptable; lists what is offered.</exception>
    public static Representation Choose(
        IReadOnlyList<Variant> offered, string? suffix, string? format, string? accept)
    {
        if ((suffix ?? format) is { } wanted)
        {
            Variant? named = offered.FirstOrDefault(variant => variant.Suffix == wanted)
                ?? offered.FirstOrDefault(
                    variant => variant.MediaType.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase));
            return named is not null
                ? new Representation(named, IsByAccept: false)
                : throw NotAcceptable(offered, $"There is no representation '{wanted}'.");
        }

        return AcceptHeader.Parse(accept).Choose(offered) is { } chosen
            ? new Representation(chosen, IsByAccept: true)
            : throw NotAcceptable(offered, "No representation has a type that the Accept header admits.");
    }

    /// <summary>Gives JSON-LD the form that the Accept header names by its profile.</summary>
    /// <param name="accept">The Accept header.</param>
    /// <returns>The choice; this one where another format was chosen, or no form that is known was named.</returns>
    public Representation WithProfile(string? accept)
    {
        if (!IsByAccept || Variant != Variant.JsonLd)
        {
            return this;
        }

        Variant? named = AcceptHeader.Parse(accept).ProfilesOf(Variant.MediaType)
            .Select(static profile => Variant.JsonLdForms.Values.FirstOrDefault(form => form.Profile == profile))
            .FirstOrDefault(static variant => variant is not null);
        return named is null ? this : this with { Variant = named };
    }

    private static RequestProblemException NotAcceptable(IReadOnlyList<Variant> offered, string detail)
    {
        ImmutableArray<string> types = [.. offered.Select(static variant => variant.MediaType.Name).Distinct()];
        return new RequestProblemException(
            ProblemKind.NotAcceptable, $"{detail} Offered: {string.Join(", ", types)}.", ("variants", types));
    }
}
