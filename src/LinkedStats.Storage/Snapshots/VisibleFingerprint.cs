using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace LinkedStats.Storage.Snapshots;

/// <summary>Names a set of visible segments: equal names, equal contents.</summary>
/// <remarks>
/// It is made from when each was recorded and became public, and from how much it holds. Names of segments and numbers
/// of commits and terms would be shorter, but what is under embargo shows in all of them: it has terms and commits
/// before those of releases that are public.
/// </remarks>
internal sealed class VisibleFingerprint
{
    private readonly XxHash128 _hash = new();
    private readonly ArrayBufferWriter<byte> _text = new(64);

    /// <summary>Adds a revision of a graph.</summary>
    internal void Add(Commit commit, GraphRecord graph) => Add(commit, (long)graph.Role, graph.Count);

    /// <summary>Adds the cells of a version.</summary>
    internal void Add(Commit commit, CubeRecord cube)
    {
        Add(commit, -1, cube.RowCount);
        Add(cube.DatasetId, cube.Version);
    }

    /// <summary>Adds that a version was taken away.</summary>
    internal void Add(Commit commit, TombstoneRecord tombstone)
    {
        Add(commit, -2, (long)tombstone.Kind);
        Add(tombstone.DatasetId, tombstone.Version);
    }

    /// <inheritdoc/>
    public override string ToString() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    private void Add(string datasetId, string version)
    {
        _text.ResetWrittenCount();
        Encoding.UTF8.GetBytes(datasetId, _text);
        _text.Write("\n"u8);
        Encoding.UTF8.GetBytes(version, _text);
        _text.Write("\n"u8);
        _hash.Append(_text.WrittenSpan);
    }

    private void Add(Commit commit, long kind, long count) => _hash.Append(MemoryMarshal.AsBytes(
        (ReadOnlySpan<long>)[commit.RecordedAt, commit.PublicFrom, kind, count]));
}
