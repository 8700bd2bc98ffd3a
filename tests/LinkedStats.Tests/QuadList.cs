using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests;

/// <summary>A sink that keeps statements in their order, repetitions included.</summary>
internal sealed class QuadList : IQuadSink
{
    /// <summary>The statements received.</summary>
    public List<Quad> Quads { get; } = [];

    /// <summary>The prefixes received.</summary>
    public PrefixMap Prefixes { get; } = [];

    /// <inheritdoc/>
    public void Add(in Quad quad) => Quads.Add(quad);

    /// <inheritdoc/>
    public void AddPrefix(string prefix, string iri) => Prefixes.Add(prefix, iri);
}
