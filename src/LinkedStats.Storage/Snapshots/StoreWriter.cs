using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;

namespace LinkedStats.Storage.Snapshots;

/// <summary>A release being written: graphs and cubes that one commit makes visible together, or not at all.</summary>
public sealed class StoreWriter : IDisposable
{
    /// <summary>What is visible to publishers at the moment the writer lock was taken; nobody else can write meanwhile.</summary>
    public Snapshot Before => throw new NotSupportedException();

    /// <summary>Adds triples to a graph of the release; the graph's new revision is everything added under its name.</summary>
    /// <param name="graph">The graph's name.</param>
    /// <param name="role">What the graph is for.</param>
    /// <param name="triples">The triples; repeated ones are kept once.</param>
    public void AddGraph(Iri graph, GraphRole role, IEnumerable<Quad> triples) => throw new NotSupportedException();

    /// <summary>Begins the cells of a dataset version.</summary>
    /// <param name="version">The dataset and its version.</param>
    /// <param name="schema">The columns.</param>
    /// <returns>A builder to append rows to, in any order.</returns>
    public CubeTableBuilder AddCube(DatasetVersionInfo version, CubeSchema schema) => throw new NotSupportedException();

    /// <summary>Writes and flushes every file, then appends the commit: the moment of visibility.</summary>
    /// <param name="visibleFrom">The release instant; null for now.</param>
    /// <exception cref="StoreException">A file could not be written; nothing of the release exists.</exception>
    public void Commit(DateTimeOffset? visibleFrom = null) => throw new NotSupportedException();

    /// <summary>Ends the release; without a commit nothing of it exists.</summary>
    public void Dispose()
    {
    }
}

/// <summary>What a graph is for; decides how its revisions follow each other.</summary>
public enum GraphRole
{
    /// <summary>A dataset version: cells and structure; only the current one is in the default graph.</summary>
    DatasetVersion,

    /// <summary>A code list, an experiment, a model, a run, a vocabulary: a new revision replaces the last one.</summary>
    Metadata,
}

/// <summary>Names a dataset version to be written.</summary>
/// <param name="DatasetId">The dataset's id in addresses.</param>
/// <param name="Dataset">The IRI of the qb:DataSet.</param>
/// <param name="Version">The version number, as <c>1.2.0</c>.</param>
public sealed record DatasetVersionInfo(string DatasetId, Iri Dataset, string Version);
