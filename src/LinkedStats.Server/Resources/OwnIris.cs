using System.Buffers;
using LinkedStats.Rdf;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;

namespace LinkedStats.Server.Resources;

/// <summary>Finds the own thing that an address names.</summary>
internal static class OwnIris
{
    // What IRIs may not hold: RDF 1.1 N-Triples, production IRIREF.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" <>\"{}|\\^`");

    /// <summary>Finds it: the whole path first, then without its suffix; each as written, then decoded.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The request, its suffix read as part of the name where it is one, and the IRI.</returns>
    /// <exception cref="RequestProblemException">Nothing is known under any of these IRIs.</exception>
    public static (ResourceRequest Request, Iri Iri) Find(ResourceRequest request)
    {
        RequestAddress address = request.Address;
        foreach (Iri iri in Candidates(request.Site, address.RawPath))
        {
            if (IsKnown(request, iri))
            {
                return (address.Suffix is null ? request : request.WithoutSuffix(), iri);
            }
        }

        foreach (Iri iri in Candidates(request.Site, address.Path))
        {
            if (IsKnown(request, iri))
            {
                return (request, iri);
            }
        }

        throw new RequestProblemException(ProblemKind.NotFound, $"Nothing is published at {address.RawPath}.");
    }

    private static IEnumerable<Iri> Candidates(Site site, string path)
    {
        string name = path.TrimStart('/');
        yield return site.Own(name);
        string decoded = RequestAddress.Decode(name);
        if (decoded != name && !decoded.AsSpan().ContainsAny(Forbidden))
        {
            yield return site.Own(decoded);
        }
    }

    private static bool IsKnown(ResourceRequest request, Iri iri) =>
        request.Snapshot.Default.Match(iri, null, null).Any()
        || request.Snapshot.Graph(request.Snapshot.Find(iri)) is not null;
}
