using System.Collections.Immutable;

namespace LinkedStats.Server.Pages;

/// <summary>What every page has: its language, its address, its title, and the way to it.</summary>
/// <param name="Language">The language, <c>fr</c> or <c>en</c>.</param>
/// <param name="BasePath">The path of the base address, without a last slash.</param>
/// <param name="Title">The heading.</param>
/// <remarks>Pages and what they show are public because components are.</remarks>
public sealed record PageFrame(string Language, string BasePath, string Title)
{
    /// <summary>True when the address asks for the language, so that links keep asking.</summary>
    public bool IsLanguageAsked { get; init; }

    /// <summary>The addresses of the page in English and in French.</summary>
    public (string English, string French) Translations { get; init; } = ("?lang=en", "?lang=fr");

    /// <summary>The other representations.</summary>
    public ImmutableArray<FormatLink> Formats { get; init; } = [];

    /// <summary>The pages above this one, from the home page down.</summary>
    public ImmutableArray<PageLink> Trail { get; init; } = [];

    /// <summary>The language of the heading, where it is not the page's.</summary>
    public string? TitleLanguage { get; init; }

    /// <summary>What a reader must know before the page is read, as that it shows a past state.</summary>
    public ImmutableArray<PageNotice> Notices { get; init; } = [];

    /// <summary>What stands before the paths of a past state, so that links stay in it; empty for the present.
    /// </summary>
    public string Past { get; init; } = "";

    /// <summary>Chooses a text by the page's language.</summary>
    /// <param name="english">The text in English.</param>
    /// <param name="french">The text in French.</param>
    /// <returns>One of the two.</returns>
    public string L(string english, string french) => Language == "fr" ? french : english;

    /// <summary>Makes the address of an own page.</summary>
    /// <param name="path">The path below the base, with its leading slash, percent-encoded.</param>
    /// <returns>The address, which keeps asking for the language if this page's address does.</returns>
    public string Href(string path)
    {
        string address = BasePath + Past + path;
        return IsLanguageAsked
            ? address + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + Language
            : address;
    }
}

/// <summary>A link with its text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Href">The address.</param>
/// <param name="Language">The language of the text, where it is not the page's.</param>
public sealed record PageLink(string Text, string Href, string? Language = null);

/// <summary>A sentence that stands out at the top of a page.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Link">Where it leads; null for nowhere.</param>
/// <param name="Language">The language of the sentence, where it is not the page's.</param>
public sealed record PageNotice(string Text, PageLink? Link = null, string? Language = null);

/// <summary>A link to another representation.</summary>
/// <param name="Title">What people call the format.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Href">The address.</param>
public sealed record FormatLink(string Title, string MediaType, string Href);

/// <summary>A term as people read it: a label with a link, or a value.</summary>
/// <param name="Text">The text.</param>
/// <param name="Href">Where it leads; null for values.</param>
/// <param name="Language">The language of the text, where it is not the page's.</param>
/// <param name="Note">What stands behind the text: an IRI, a code, a datatype; null for nothing.</param>
public sealed record TermView(string Text, string? Href = null, string? Language = null, string? Note = null);

/// <summary>A property with its values.</summary>
/// <param name="Name">The property.</param>
/// <param name="Values">Its values.</param>
public sealed record FactView(TermView Name, ImmutableArray<TermView> Values);
