using System.Text;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Syntax.JsonLd;

namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The JSON-LD context of LinkedStats, as the store at a base IRI serves it.</summary>
/// <remarks>
/// Source: <c>ontologies/context.jsonld</c>. A context cannot be relative to its own address, so the base is written
/// into it.
/// </remarks>
public sealed class LinkedStatsContext
{
    private const string Resource = "ontologies/context.jsonld";

    private readonly Iri[] _addresses;
    private readonly Lazy<CompactTerms> _terms;

    /// <summary>Creates the context of a store.</summary>
    /// <param name="baseIri">The base IRI of the store; a slash is added where it ends without one.</param>
    public LinkedStatsContext(Iri baseIri)
    {
        string root = baseIri.Text.EndsWith('/') ? baseIri.Text : baseIri.Text + "/";
        Address = Iri.FromTrusted(root + "def/context.jsonld");
        _addresses = [Address, Iri.FromTrusted(root + "def/context")];
        using Stream stream = typeof(LinkedStatsContext).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the program.");
        using var reader = new StreamReader(stream);
        string text = reader.ReadToEnd().Replace("{base}", root, StringComparison.Ordinal);
        Content = Encoding.UTF8.GetBytes(text);
        _terms = new(() => new CompactTerms(this));
    }

    /// <summary>The address where the store serves the context.</summary>
    public Iri Address { get; }

    /// <summary>The document, UTF-8: an object with the entry <c>@context</c>.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>The terms that writers use.</summary>
    internal CompactTerms Terms => _terms.Value;

    /// <summary>Gives the context to readers of documents that refer to it; no other is given.</summary>
    /// <param name="address">The address that the document names.</param>
    /// <returns>The context; null for any other address.</returns>
    public JsonLdContextDocument? Load(Iri address) => _addresses.Contains(address)
        ? new JsonLdContextDocument(new MemoryStream(Content.ToArray(), writable: false), Address)
        : null;
}
