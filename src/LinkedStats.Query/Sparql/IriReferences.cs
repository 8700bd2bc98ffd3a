using LinkedStats.Rdf;

namespace LinkedStats.Query.Sparql;

/// <summary>TEMPORARY.</summary>
internal static class IriReferences
{
    public static Iri Resolve(Iri baseIri, string reference) =>
        Iri.Parse(new Uri(new Uri(baseIri.Text), reference).OriginalString is { } s && s.Contains(':', StringComparison.Ordinal) ? new Uri(new Uri(baseIri.Text), reference).AbsoluteUri : reference);
}
