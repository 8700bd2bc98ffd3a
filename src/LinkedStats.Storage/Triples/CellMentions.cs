using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.Triples;

/// <summary>
/// The IRIs of cells that triples mention: their dictionary ids on disk, and their computed ids in a snapshot.
/// </summary>
/// <remarks>One to one, so that distinct triples on disk stay distinct triples in the snapshot.</remarks>
internal sealed class CellMentions
{
    private readonly Dictionary<ulong, ulong> _cells = [];
    private readonly Dictionary<ulong, ulong> _ids = [];
    private ulong _first = ulong.MaxValue;
    private ulong _last;
    private ulong[] _bits = [];

    /// <summary>No mentions at all.</summary>
    internal static CellMentions None { get; } = new();

    internal int Count => _cells.Count;

    internal bool IsEmpty => _cells.Count == 0;

    internal IEnumerable<ulong> Ids => _cells.Keys;

    /// <summary>Adds a pair; the first pair of an id or of a cell wins.</summary>
    internal void Add(TermId id, TermId cell)
    {
        if (!_ids.ContainsKey(cell.Bits) && _cells.TryAdd(id.Bits, cell.Bits))
        {
            _ids.Add(cell.Bits, id.Bits);
            (_first, _last) = (Math.Min(_first, id.Bits), Math.Max(_last, id.Bits));
        }
    }

    /// <summary>Prepares the test that spares the look-up of ids that are no cells.</summary>
    internal CellMentions Seal()
    {
        if (_cells.Count > 0)
        {
            _bits = new ulong[((_last - _first) >> 6) + 1];
            foreach (ulong id in _cells.Keys)
            {
                _bits[(id - _first) >> 6] |= 1UL << (int)((id - _first) & 63);
            }
        }

        return this;
    }

    /// <summary>The id in the snapshot of an id on disk: the cell's where it is one, else itself.</summary>
    internal TermId ToCell(TermId id)
    {
        if (id.Bits < _first || id.Bits > _last)
        {
            return id;
        }

        ulong offset = id.Bits - _first;
        return (_bits[offset >> 6] & (1UL << (int)(offset & 63))) != 0 ? new TermId(_cells[id.Bits]) : id;
    }

    internal void ToCells(Span<TermId> ids)
    {
        foreach (ref TermId id in ids)
        {
            id = ToCell(id);
        }
    }

    /// <summary>The id on disk of an id in the snapshot.</summary>
    /// <returns>None for a cell that no triple mentions.</returns>
    internal TermId ToDisk(TermId id) =>
        id.Tag != TermTag.Cell ? id
        : _ids.TryGetValue(id.Bits, out ulong onDisk) ? new TermId(onDisk) : TermId.None;
}
