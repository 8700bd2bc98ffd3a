using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Snapshots;

/// <summary>The text of a record of the log: lines of fields with a space between them, as UTF-8.</summary>
/// <remarks>All records are looked at when a store is opened, so no field costs an object.</remarks>
internal sealed class CommitText
{
    private const int NumberBytesMax = 20;
    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 12);

    /// <summary>What was written.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>Begins a text with a number.</summary>
    internal CommitText Begin(int number)
    {
        _bytes.ResetWrittenCount();
        return Write(number);
    }

    /// <summary>Begins a line with a word.</summary>
    internal CommitText Line(string word)
    {
        _bytes.Write("\n"u8);
        return Write(word);
    }

    internal CommitText Field(string? word) => Space().Write(word);

    internal CommitText Field(int number) => Space().Write(number);

    internal CommitText Field(long number) => Space().Write(number);

    internal CommitText Field(ulong number) => Space().Write(number);

    internal CommitText Field(int? number) => number is { } value ? Field(value) : Space();

    internal CommitText Field(bool flag) => Field(flag ? "True" : "False");

    /// <summary>Adds the name of a segment, and its length; two empty fields for none.</summary>
    internal CommitText Field(SegmentName? segment)
    {
        if (segment is null)
        {
            return Space().Space();
        }

        segment.WriteTo(Space()._bytes);
        return Field(segment.Length);
    }

    internal CommitText Field(ImmutableArray<ulong> numbers)
    {
        Space();
        for (int i = 0; i < numbers.Length; i++)
        {
            (i == 0 ? this : Space()).Write(numbers[i]);
        }

        return this;
    }

    internal CommitText Field(ImmutableArray<int> numbers)
    {
        Space();
        for (int i = 0; i < numbers.Length; i++)
        {
            (i == 0 ? this : Space()).Write(numbers[i]);
        }

        return this;
    }

    internal CommitText Field(ImmutableArray<string> words)
    {
        Space();
        for (int i = 0; i < words.Length; i++)
        {
            (i == 0 ? this : Space()).Write(words[i]);
        }

        return this;
    }

    private CommitText Space()
    {
        _bytes.Write(" "u8);
        return this;
    }

    private CommitText Write(string? word)
    {
        Encoding.UTF8.GetBytes(word, _bytes);
        return this;
    }

    private CommitText Write(long number)
    {
        number.TryFormat(_bytes.GetSpan(NumberBytesMax), out int length, default, CultureInfo.InvariantCulture);
        _bytes.Advance(length);
        return this;
    }

    private CommitText Write(ulong number)
    {
        number.TryFormat(_bytes.GetSpan(NumberBytesMax), out int length, default, CultureInfo.InvariantCulture);
        _bytes.Advance(length);
        return this;
    }
}
