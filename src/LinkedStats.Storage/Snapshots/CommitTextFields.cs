using System.Buffers.Text;
using System.Text;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Snapshots;

/// <summary>Goes through the fields of a record's text, line by line.</summary>
internal ref struct CommitTextFields
{
    private readonly SharedTexts _texts;
    private ReadOnlySpan<byte> _line;
    private ReadOnlySpan<byte> _lines;

    /// <summary>Begins with the first line.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="texts">Texts that many records have.</param>
    internal CommitTextFields(ReadOnlySpan<byte> text, SharedTexts texts)
    {
        _texts = texts;
        _lines = text;
        _line = Cut(ref _lines, "\n"u8);
    }

    /// <summary>True when no line follows.</summary>
    internal readonly bool IsAtEnd => _lines.IsEmpty;

    /// <summary>Goes to the next line when it begins with a word.</summary>
    internal bool TryLine(ReadOnlySpan<byte> word)
    {
        if (!_lines.StartsWith(word))
        {
            return false;
        }

        _line = Cut(ref _lines, "\n"u8);
        return Next().SequenceEqual(word);
    }

    internal ReadOnlySpan<byte> Next() => Cut(ref _line, " "u8);

    internal int Int() => checked((int)Long());

    internal int? IntOrNull() => _line.IsEmpty || _line[0] == ' ' ? SkipEmpty() : Int();

    internal long Long()
    {
        ReadOnlySpan<byte> field = Next();
        return Utf8Parser.TryParse(field, out long value, out int length) && length == field.Length
            ? value
            : throw new FormatException($"'{Encoding.UTF8.GetString(field)}' is no number.");
    }

    internal ulong Id()
    {
        ReadOnlySpan<byte> field = Next();
        return Utf8Parser.TryParse(field, out ulong value, out int length) && length == field.Length
            ? value
            : throw new FormatException($"'{Encoding.UTF8.GetString(field)}' is no id.");
    }

    /// <summary>Reads a name and a length; null where both are empty.</summary>
    internal SegmentName? Segment()
    {
        ReadOnlySpan<byte> name = Next();
        if (!name.IsEmpty)
        {
            return SegmentName.Parse(name, Long());
        }

        _ = Next();
        return null;
    }

    /// <summary>Reads some fields as one text, which other records have too.</summary>
    internal string Shared(int count = 1)
    {
        ReadOnlySpan<byte> before = _line;
        int length = Next().Length;
        for (int i = 1; i < count; i++)
        {
            length += Next().Length + 1;
        }

        return _texts.Get(before[..length]);
    }

    /// <summary>Reads up to a mark, and over it.</summary>
    internal string Until(ReadOnlySpan<byte> mark) => _texts.Get(Cut(ref _line, mark));

    /// <summary>Reads what is left of the line.</summary>
    internal string Rest()
    {
        string rest = _texts.Get(_line);
        _line = default;
        return rest;
    }

    private int? SkipEmpty()
    {
        _ = Next();
        return null;
    }

    private static ReadOnlySpan<byte> Cut(scoped ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark)
    {
        int length = text.IndexOf(mark);
        ReadOnlySpan<byte> before = length < 0 ? text : text[..length];
        text = length < 0 ? default : text[(length + mark.Length)..];
        return before;
    }
}
