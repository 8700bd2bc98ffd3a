using System.Collections.Concurrent;
using System.IO.Hashing;

namespace LinkedStats.Storage.Segments;

/// <summary>Where segments are kept: named by their contents, so that equal ones are kept once.</summary>
internal sealed class SegmentStore
{
    private readonly ConcurrentDictionary<string, byte[]> _inMemory = new(StringComparer.Ordinal);

    /// <summary>Keeps a segment.</summary>
    /// <param name="kind">What it holds, as <c>triples</c>.</param>
    /// <param name="segment">The columns.</param>
    internal SegmentName Write(string kind, ArrowSegmentWriter segment)
    {
        byte[] bytes = segment.ToArray();
        var name = new SegmentName($"{Convert.ToHexStringLower(XxHash128.Hash(bytes))}.{kind}.arrows", bytes.LongLength);
        _inMemory.TryAdd(name.Text, bytes);
        return name;
    }

    internal ArrowSegment Open(SegmentName name) => _inMemory.TryGetValue(name.Text, out byte[]? bytes)
        ? ArrowSegment.Open(name, bytes)
        : throw new StoreException($"{name.Text} is missing.");
}
