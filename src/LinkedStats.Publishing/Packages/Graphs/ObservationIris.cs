using System.Buffers;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>The IRIs of the observations of a graph, by their rows.</summary>
/// <param name="rows">The rows.</param>
internal sealed class ObservationIris(CubeRows rows) : OwnCellIris
{
    private readonly List<Iri?> _iris = [];

    /// <inheritdoc/>
    public override bool IsComplete => !_iris.Contains(null);

    /// <inheritdoc/>
    public override bool TryWrite(int row, ReadOnlySpan<int> codes, ArrayBufferWriter<byte> iri)
    {
        if (_iris[row] is not { } own)
        {
            return false;
        }

        EncodingExtensions.GetBytes(System.Text.Encoding.UTF8, own.Text, iri);
        return true;
    }

    /// <summary>Gives the IRI of the next row; what was given for one that did not come to be is forgotten.</summary>
    internal void Next(Iri? iri)
    {
        _iris.RemoveRange(rows.Count, _iris.Count - rows.Count);
        _iris.Add(iri);
    }
}
