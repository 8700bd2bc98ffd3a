using System.Buffers;

namespace LinkedStats.Storage.CubeTables;

/// <summary>The IRIs that the cells of <see cref="CubeRows"/> have of their own.</summary>
public abstract class OwnCellIris
{
    /// <summary>True when every cell has one.</summary>
    public abstract bool IsComplete { get; }

    /// <summary>What all IRIs are made of, where every cell has one and all are made alike; else null.</summary>
    public virtual OwnCellPieces? Pieces => null;

    /// <summary>Makes a copy that another thread may use for the rows that have been added so far, while more of them
    /// come; null where only this object knows the IRIs.</summary>
    public virtual OwnCellIris? CopyForOtherThread() => null;

    /// <summary>Writes the IRI of a cell as UTF-8.</summary>
    /// <param name="row">The row.</param>
    /// <param name="codes">The row's key, a number a dimension.</param>
    /// <param name="iri">Receives the IRI.</param>
    /// <returns>False when the cell has none; what was written means nothing then.</returns>
    public abstract bool TryWrite(int row, ReadOnlySpan<int> codes, ArrayBufferWriter<byte> iri);
}

/// <summary>IRIs that are texts with pieces between them, one for the code of each dimension.</summary>
/// <param name="Texts">The texts in UTF-8, one more than there are slots.</param>
/// <param name="Dimensions">The dimension whose code fills each slot.</param>
/// <param name="Pieces">For each slot what each number of the dimension's book puts there, in UTF-8.</param>
public sealed record OwnCellPieces(byte[][] Texts, int[] Dimensions, byte[][][] Pieces);
