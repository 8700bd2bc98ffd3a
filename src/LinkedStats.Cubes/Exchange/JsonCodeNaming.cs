using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Exchange;

/// <summary>How the codes of a column are written in JSON-LD: short names in a namespace, or whole IRIs.</summary>
/// <param name="Namespace">What the context puts before a name; null when the codes share none.</param>
/// <param name="IsVocabulary">True when the context says @vocab, as a namespace that ends in # needs; else
/// @base.</param>
/// <remarks>
/// Source: JSON-LD 1.1, section 4.1.8 (property-scoped contexts); API section 5.2 (IRI expansion): under @base a
/// name is
/// resolved as a relative reference, under @vocab it is appended, and a term of the context goes first.
/// </remarks>
internal sealed record JsonCodeNaming(string? Namespace, bool IsVocabulary)
{
    /// <summary>Finds the namespace of a column's codes.</summary>
    /// <param name="codes">The codes.</param>
    /// <returns>The naming; without a namespace when most codes have none.</returns>
    public static JsonCodeNaming Choose(ImmutableArray<ColumnCode> codes)
    {
        string? best = codes
            .Select(static code => code.Term is Iri iri ? NamespaceOf(iri.Text, code.Name) : null)
            .OfType<string>()
            .CountBy(static space => space)
            .OrderByDescending(static pair => pair.Value)
            .ThenBy(static pair => pair.Key, StringComparer.Ordinal)
            .Select(static pair => pair.Key)
            .FirstOrDefault();
        return new JsonCodeNaming(best, best is not null && !best.EndsWith('/'));
    }

    /// <summary>Writes a code that is an IRI.</summary>
    /// <param name="iri">The IRI.</param>
    /// <param name="name">Its short name.</param>
    /// <param name="terms">The terms of the context.</param>
    /// <returns>The name where it expands to the IRI; the whole IRI otherwise.</returns>
    public string Write(Iri iri, string name, IReadOnlySet<string> terms) =>
        Namespace is not null && iri.Text == Namespace + name && IsPlain(name)
            && (!IsVocabulary || !terms.Contains(name))
            ? name
            : iri.Text;

    private static string? NamespaceOf(string iri, string name) =>
        name.Length > 0 && iri.Length > name.Length && iri.EndsWith(name, StringComparison.Ordinal) && IsPlain(name)
            ? iri[..^name.Length]
            : null;

    private static bool IsPlain(string name) =>
        name is not ("." or "..")
            && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '~');
}
