using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LinkedStats.Storage.Snapshots;

/// <summary>Texts that many records of a log have, each kept once, and what they list.</summary>
internal sealed class SharedTexts
{
    private const int CharsMax = 512;
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<ulong>> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<int>> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> _words = new(StringComparer.Ordinal);

    /// <summary>Splits a list of words.</summary>
    internal static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    internal string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > CharsMax)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        Span<char> buffer = stackalloc char[CharsMax];
        ReadOnlySpan<char> text = buffer[..Encoding.UTF8.GetChars(utf8, buffer)];
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup =
            _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out string? known))
        {
            _texts.Add(known = text.ToString());
        }

        return known;
    }

    internal ImmutableArray<ulong> Ids(string list) => Get(_ids, list, static text =>
        [.. Split(text).Select(static word => ulong.Parse(word, CultureInfo.InvariantCulture))]);

    internal ImmutableArray<int> Numbers(string list) => Get(_numbers, list, static text =>
        [.. Split(text).Select(static word => int.Parse(word, CultureInfo.InvariantCulture))]);

    internal ImmutableArray<string> Words(string list) => Get(_words, list, static text => [.. Split(text)]);

    private static ImmutableArray<T> Get<T>(
        Dictionary<string, ImmutableArray<T>> lists, string text, Func<string, ImmutableArray<T>> read)
    {
        if (!lists.TryGetValue(text, out ImmutableArray<T> list))
        {
            lists.Add(text, list = read(text));
        }

        return list;
    }
}
