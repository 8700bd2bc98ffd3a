using System.Text;

namespace LinkedStats.Tests.Fuzzing;

/// <summary>Damages documents: at the level of bytes, of tokens, and by the tricks that readers are attacked
/// with.</summary>
/// <param name="random">Chance; a seed repeats a document.</param>
/// <param name="words">The words and brackets of the language.</param>
internal sealed class Mutator(Random random, IReadOnlyList<string> words)
{
    private const int LengthMax = 200_000;

    /// <summary>What is not UTF-8 or looks like something else: overlong forms, surrogates, marks, controls.</summary>
    private static readonly byte[][] OddBytes =
    [
        [0], [0x7F], [0x80], [0xC0, 0x80], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80],
        [0xEF, 0xBB, 0xBF], [0xEF, 0xBF, 0xBE], [0xF0, 0x9F, 0x98, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8], [0xFF],
        [0xFE, 0xFF], [0xFF, 0xFE], [0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xC2, 0xA0], [0xCC, 0x81], "\r"u8.ToArray(),
        "\r\n"u8.ToArray(), "\\u0000"u8.ToArray(), "\\uD800"u8.ToArray(), "\\U0010FFFF"u8.ToArray(), "\t"u8.ToArray(),
    ];

    /// <summary>Damages a document a few times.</summary>
    /// <param name="document">The document.</param>
    /// <param name="other">Another one, to take pieces from.</param>
    /// <returns>The damaged document, of some hundred thousand bytes at most.</returns>
    public byte[] Mutate(byte[] document, byte[] other)
    {
        for (int count = random.Next(1, 5); count > 0; count--)
        {
            document = MutateOnce(document, other);
            document = document.Length > LengthMax ? document[..LengthMax] : document;
        }

        return document;
    }

    private byte[] MutateOnce(byte[] document, byte[] other)
    {
        int place = random.Next(document.Length + 1);
        (int start, int end) = TokenAt(document, place);
        byte[] token = document[start..end];
        switch (random.Next(16))
        {
            case 0:
                return Replace(document, place, place, OddBytes[random.Next(OddBytes.Length)]);
            case 1 when document.Length > 0:
                byte[] flipped = [.. document];
                flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 2:
                return Replace(document, place, Math.Min(document.Length, place + random.Next(20)), []);
            case 3:
                return document[..place];
            case 4:
                return Replace(document, start, end, []);
            case 5:
                return Replace(document, start, start, token);
            case 6:
                (int otherStart, int otherEnd) = TokenAt(other, random.Next(other.Length + 1));
                return Replace(document, start, end, other[otherStart..otherEnd]);
            case 7:
                return Swap(document);
            case 8 or 9:
                return Replace(document, start, random.Next(2) == 0 ? start : end, Word());
            case 10:
                int from = random.Next(other.Length + 1);
                return Replace(document, place, place, other[from..Math.Min(other.Length, from + random.Next(300))]);
            case 11:
                return Replace(document, start, start, Nested());
            case 12:
                return Replace(document, start, end, Repeat(token, random.Next(2, 2000)));
            case 13:
                return Replace(document, place, place, Repeat([(byte)random.Next(256)], random.Next(5000)));
            case 14:
                return RepeatLine(document, place);
            default:
                return Replace(document, place, place, [(byte)random.Next(256)]);
        }
    }

    private byte[] Word() => Encoding.UTF8.GetBytes(words[random.Next(words.Count)]);

    /// <summary>A few words over and over: brackets that open and never close, and endless chains.</summary>
    private byte[] Nested() => Repeat([.. Word(), .. random.Next(2) == 0 ? Word() : " "u8], random.Next(2, 3000));

    private byte[] Swap(byte[] document)
    {
        (int s1, int e1) = TokenAt(document, random.Next(document.Length + 1));
        (int s2, int e2) = TokenAt(document, random.Next(document.Length + 1));
        if (s2 < s1)
        {
            (s1, e1, s2, e2) = (s2, e2, s1, e1);
        }

        return e1 > s2 ? document
            : [.. document[..s1], .. document[s2..e2], .. document[e1..s2], .. document[s1..e1], .. document[e2..]];
    }

    private byte[] RepeatLine(byte[] document, int place)
    {
        int start = document.AsSpan(0, place).LastIndexOf((byte)'\n') + 1;
        int next = document.AsSpan(place).IndexOf((byte)'\n');
        int end = next < 0 ? document.Length : place + next + 1;
        return Replace(document, start, start, Repeat(document[start..end], random.Next(1, 300)));
    }

    private static byte[] Repeat(byte[] piece, int count)
    {
        count = Math.Min(count, LengthMax / Math.Max(1, piece.Length));
        byte[] all = new byte[piece.Length * count];
        for (int i = 0; i < count; i++)
        {
            piece.CopyTo(all, i * piece.Length);
        }

        return all;
    }

    private static byte[] Replace(byte[] document, int start, int end, byte[] piece) =>
        [.. document[..start], .. piece, .. document[end..]];

    /// <summary>The token around a place: a run of letters and digits, a run of white space, or one mark.</summary>
    private static (int Start, int End) TokenAt(byte[] document, int place)
    {
        if (place >= document.Length)
        {
            return (document.Length, document.Length);
        }

        int kind = KindOf(document[place]);
        int start = place;
        int end = place + 1;
        while (kind > 0 && start > 0 && KindOf(document[start - 1]) == kind)
        {
            start--;
        }

        while (kind > 0 && end < document.Length && KindOf(document[end]) == kind)
        {
            end++;
        }

        return (start, end);
    }

    private static int KindOf(byte value) => value >= 0x80 || char.IsAsciiLetterOrDigit((char)value) ? 1
        : value is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' ? 2 : 0;
}
