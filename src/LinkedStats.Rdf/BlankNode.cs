namespace LinkedStats.Rdf;

/// <summary>A blank node; two are equal when their labels are, so readers make labels unique to their file.</summary>
/// <param name="Label">The label without <c>_:</c>.</param>
/// <remarks>Source: RDF 1.1 Concepts, section 3.4.</remarks>
public sealed record BlankNode(string Label) : Term
{
    /// <inheritdoc/>
    public override string ToString() => $"_:{Label}";
}
