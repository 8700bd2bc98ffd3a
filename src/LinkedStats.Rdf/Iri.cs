using System.Diagnostics.CodeAnalysis;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Rdf;

/// <summary>An absolute IRI, kept as written; never normalised.</summary>
/// <remarks>Source: RDF 1.1 Concepts, section 3.2. Comparison is ordinal, character by character.</remarks>
public sealed record Iri : Term
{
    private int _hash;

    private Iri(string text) => Text = text;

    /// <summary>The IRI text, without angle brackets.</summary>
    public string Text { get; }

    /// <summary>Parses an absolute IRI.</summary>
    /// <param name="text">The IRI text, without angle brackets.</param>
    /// <returns>The IRI; equal texts give equal IRIs.</returns>
    /// <exception cref="RdfSyntaxException">The text is relative or holds a character that IRIs forbid.</exception>
    /// <remarks>
    /// Source: RFC 3987, section 2.2: a scheme is required, and the characters that occur nowhere in IRIs are refused.
    /// What the RDF syntaxes let through is let through here too (a lone percent sign, an unassigned code point), so
    /// that every IRI of a published file can also be asked for.
    /// </remarks>
    public static Iri Parse(string text) =>
        IriSyntax.FindProblem(text) is { } problem
            ? throw new RdfSyntaxException($"'{IriSyntax.Shorten(text)}' is not an absolute IRI: {problem}.")
            : new Iri(text);

    /// <summary>Parses an absolute IRI, without an exception where the text is none.</summary>
    /// <param name="text">The IRI text, without angle brackets; null is none.</param>
    /// <param name="iri">The IRI.</param>
    /// <returns>False where <see cref="Parse"/> would throw.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Iri? iri)
    {
        iri = text is null || IriSyntax.FindProblem(text) is not null ? null : new Iri(text);
        return iri is not null;
    }

    /// <summary>Wraps a text that the caller knows to be an absolute IRI, such as one read back from a store.</summary>
    /// <param name="text">The IRI text, without angle brackets; not checked.</param>
    /// <returns>The IRI.</returns>
    public static Iri FromTrusted(string text) => new(text);

    /// <inheritdoc/>
    public bool Equals(Iri? other) => ReferenceEquals(this, other) || (other is not null && Text == other.Text);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // Zero stands for "not computed yet"; a text that hashes to zero is merely hashed again.
        int hash = _hash;
        return hash != 0 ? hash : _hash = Text.GetHashCode(StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public override string ToString() => TermText.OfIri(Text);
}
