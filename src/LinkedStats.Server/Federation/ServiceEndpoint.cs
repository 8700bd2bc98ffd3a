using LinkedStats.Rdf;

namespace LinkedStats.Server.Federation;

/// <summary>An endpoint that SERVICE may ask.</summary>
/// <param name="Iri">Its address, as queries have to write it.</param>
/// <param name="MayBePrivate">True when its host may have an address that is not of the public internet.</param>
internal sealed record ServiceEndpoint(Iri Iri, bool MayBePrivate)
{
    /// <summary>Tells whether a text is the address of an endpoint.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True for an absolute http or https address without credentials and fragment.</returns>
    public static bool IsAddress(string text) => Iri.TryParse(text, out _)
        && Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && address.Scheme is "http" or "https"
        && address.UserInfo.Length == 0 && address.Fragment.Length == 0;
}
