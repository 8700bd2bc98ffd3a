using LinkedStats.Rdf;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Collects the rows of a cube, in any order, and sorts and encodes them at the commit.</summary>
public sealed class CubeTableBuilder
{
    /// <summary>Names a code of a dimension in keys and selections; codes are numbered in the order they are declared.</summary>
    /// <param name="dimension">The dimension's index.</param>
    /// <param name="code">The code's term: the concept's IRI, or a literal such as a gYear.</param>
    /// <param name="name">Its short name, unique within the dimension, as <c>FR1</c> or <c>2018-07</c>.</param>
    public void DeclareCode(int dimension, Term code, string name) => throw new NotSupportedException();

    /// <summary>Appends an observation.</summary>
    /// <param name="codes">One term a dimension, each declared before.</param>
    /// <param name="measures">One literal a measure; null where it is missing.</param>
    /// <param name="attributes">One term an attribute; null where it is missing.</param>
    /// <param name="run">The run that made the cell; null when unknown.</param>
    /// <param name="ownIri">The cell's own IRI, where it has one that is not the store's.</param>
    public void AddRow(
        ReadOnlySpan<Term> codes,
        ReadOnlySpan<Term?> measures,
        ReadOnlySpan<Term?> attributes,
        Iri? run = null,
        Iri? ownIri = null) => throw new NotSupportedException();
}
