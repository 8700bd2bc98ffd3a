using System.Numerics;
using System.Runtime.InteropServices;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Results;

/// <summary>How terms look in a format, for some of those that were written lately.</summary>
/// <remarks>
/// An id has one place in a table, which the next id with that place takes over; the bytes lie one behind the other.
/// Both grow as terms come, up to a limit, and are then filled anew.
/// </remarks>
internal sealed class WrittenTerms
{
    private const int FirstSlots = 256;
    private const int SlotsMax = 16 << 10;
    private const int BytesPerSlot = 64;
    private const int LengthMax = 512;

    private Slot[] _slots = [];
    private byte[] _bytes = [];
    private int _end;

    /// <summary>Finds what a term looks like.</summary>
    /// <param name="id">The id of a term.</param>
    /// <param name="written">The bytes; valid until a term is added.</param>
    /// <returns>False when the term is not remembered.</returns>
    public bool TryGet(TermId id, out ReadOnlySpan<byte> written)
    {
        if (_slots.Length > 0)
        {
            ref readonly Slot slot = ref _slots[PlaceOf(id)];
            if (slot.Id == id)
            {
                written = _bytes.AsSpan(slot.Start, slot.Length);
                return true;
            }
        }

        written = default;
        return false;
    }

    /// <summary>Remembers what a term looks like, unless that is long.</summary>
    /// <param name="id">The id of a term; not None.</param>
    /// <param name="written">The bytes.</param>
    public void Add(TermId id, ReadOnlySpan<byte> written)
    {
        if (written.Length > LengthMax)
        {
            return;
        }

        if (_end + written.Length > _bytes.Length)
        {
            StartAnew();
        }

        written.CopyTo(_bytes.AsSpan(_end));
        _slots[PlaceOf(id)] = new Slot(id, _end, written.Length);
        _end += written.Length;
    }

    private int PlaceOf(TermId id) =>
        (int)(unchecked(id.Bits * 0x9E3779B97F4A7C15UL) >> (64 - BitOperations.Log2((uint)_slots.Length)));

    private void StartAnew()
    {
        int count = Math.Clamp(_slots.Length * 4, FirstSlots, SlotsMax);
        if (count != _slots.Length)
        {
            (_slots, _bytes) = (new Slot[count], new byte[count * BytesPerSlot]);
        }
        else
        {
            Array.Clear(_slots);
        }

        _end = 0;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Slot(TermId Id, int Start, int Length);
}
