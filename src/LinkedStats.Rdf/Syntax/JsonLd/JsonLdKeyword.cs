using System.Collections.Frozen;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>The keywords of JSON-LD.</summary>
/// <remarks>Source: JSON-LD 1.1, section 1.7.</remarks>
internal static class JsonLdKeyword
{
    private static readonly FrozenSet<string> Keywords = FrozenSet.ToFrozenSet(
        [
            "@base", "@container", "@context", "@direction", "@graph", "@id", "@import", "@included", "@index",
            "@json", "@language", "@list", "@nest", "@none", "@prefix", "@propagate", "@protected", "@reverse",
            "@set", "@type", "@value", "@version", "@vocab",
        ],
        StringComparer.Ordinal);

    /// <summary>Tells whether a text is a keyword.</summary>
    public static bool Is(string? text) => text is ['@', ..] && Keywords.Contains(text);

    /// <summary>Tells whether a text has the form of a keyword, which is reserved: <c>"@"1*ALPHA</c>.</summary>
    public static bool HasForm(string text) =>
        text is ['@', _, ..] && !text.AsSpan(1).ContainsAnyExcept(Letters);

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
