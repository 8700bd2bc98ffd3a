using System.Buffers;

namespace LinkedStats.Storage.CubeTables;

/// <summary>The IRIs that the cells of <see cref="CubeRows"/> have of their own.</summary>
public abstract class OwnCellIris
{
    /// <summary>True when every cell has one.</summary>
    public abstract bool IsComplete { get; }

    /// <summary>Writes the IRI of a cell as UTF-8.</summary>
    /// <param name="row">The row.</param>
    /// <param name="codes">The row's key, a number a dimension.</param>
    /// <param name="iri">Receives the IRI.</param>
    /// <returns>False when the cell has none; what was written means nothing then.</returns>
    public abstract bool TryWrite(int row, ReadOnlySpan<int> codes, ArrayBufferWriter<byte> iri);
}
