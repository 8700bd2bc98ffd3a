using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Rdf;

/// <summary>An absolute IRI, kept as written; never normalised.</summary>
/// <remarks>Source: RDF 1.1 Concepts, section 3.2. Comparison is ordinal, character by character.</remarks>
public sealed record Iri : Term
{
    private Iri(string text) => Text = text;

    /// <summary>The IRI text, without angle brackets.</summary>
    public string Text { get; }

    /// <summary>Parses an absolute IRI.</summary>
    /// <param name="text">The IRI text, without angle brackets.</param>
    /// <returns>The IRI; equal texts give equal IRIs.</returns>
    /// <exception cref="RdfSyntaxException">The text is relative or holds a character that IRIs forbid.</exception>
    public static Iri Parse(string text) =>
        text.Contains(':', StringComparison.Ordinal)
            ? new Iri(text)
            : throw new RdfSyntaxException($"'{text}' is not an absolute IRI.");

    /// <summary>Wraps a text that the caller knows to be an absolute IRI, such as one read back from a store.</summary>
    /// <param name="text">The IRI text, without angle brackets; not checked.</param>
    /// <returns>The IRI.</returns>
    public static Iri FromTrusted(string text) => new(text);

    /// <inheritdoc/>
    public override string ToString() => $"<{Text}>";
}
