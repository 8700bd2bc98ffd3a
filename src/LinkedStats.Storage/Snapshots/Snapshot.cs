using System.Buffers;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.Snapshots;

/// <summary>One immutable state of the store, as one viewer sees it at one instant.</summary>
public sealed class Snapshot : ITermReader
{
    /// <summary>The base address of the store's own IRIs.</summary>
    public Iri Base => throw new NotSupportedException();

    /// <summary>The instant it shows.</summary>
    public DateTimeOffset Instant => throw new NotSupportedException();

    /// <summary>A name of the visible segments: equal names, equal contents. For cache keys, ETags and cursors.</summary>
    public string Fingerprint => throw new NotSupportedException();

    /// <summary>The union of the current versions and the metadata: the default graph.</summary>
    public GraphView Default => throw new NotSupportedException();

    /// <summary>The names of the visible named graphs, ascending by id.</summary>
    public IReadOnlyList<TermId> GraphNames => throw new NotSupportedException();

    /// <summary>The published datasets with their visible versions, by id.</summary>
    public IReadOnlyList<DatasetEntry> Datasets => throw new NotSupportedException();

    /// <summary>Gets a named graph.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The graph; null when no visible graph has that name.</returns>
    public GraphView? Graph(TermId name) => throw new NotSupportedException();

    /// <summary>Merges named graphs into one, as FROM does.</summary>
    /// <param name="names">The graph names; unknown ones add nothing.</param>
    /// <returns>The union, each triple once.</returns>
    public GraphView Merge(IReadOnlyList<TermId> names) => throw new NotSupportedException();

    /// <summary>Finds the id of a term; IRIs of cells are recognised by their template first.</summary>
    /// <param name="term">The term.</param>
    /// <returns>The id, or <see cref="TermId.None"/> when nothing visible mentions the term.</returns>
    public TermId Find(Term term) => throw new NotSupportedException();

    /// <summary>Finds the row of a cell in the current version of its dataset.</summary>
    /// <param name="cell">A cell id of this snapshot.</param>
    /// <param name="table">The table that holds the cell.</param>
    /// <param name="row">The row in it.</param>
    /// <returns>False when the current version has no such cell.</returns>
    public bool TryFindCell(TermId cell, out CubeTable table, out int row) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Term Get(TermId id) => throw new NotSupportedException();

    /// <inheritdoc/>
    public TermUtf8 GetUtf8(TermId id, ArrayBufferWriter<byte> scratch) => throw new NotSupportedException();
}
