using LinkedStats.Cubes.Mapping;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Pages;

namespace LinkedStats.Server.Resources;

/// <summary>Sends lists of things: their types, labels and what is said of them in a sentence.</summary>
internal static class ResourceLists
{
    private static readonly Iri[] Summaries = [DctermsVocabulary.Abstract, DctermsVocabulary.Description,
        SkosVocabulary.Definition, RdfsVocabulary.Comment];

    /// <summary>Sends a list.</summary>
    /// <param name="request">The request.</param>
    /// <param name="things">The things.</param>
    /// <param name="type">What they are.</param>
    /// <param name="english">The title in English.</param>
    /// <param name="french">The title in French.</param>
    /// <param name="englishText">What is listed, in English.</param>
    /// <param name="frenchText">What is listed, in French.</param>
    /// <returns>When it is sent.</returns>
    public static Task SendAsync(
        ResourceRequest request,
        IReadOnlyList<Iri> things,
        Iri type,
        string english,
        string french,
        string englishText,
        string frenchText) =>
        Descriptions.SendAsync(request, Quads(request, things, type), async (buffer, presenter) =>
        {
            bool isFrench = request.Language == "fr";
            PageFrame frame = PageFrames.For(request, isFrench ? french : english, Variant.Resource);
            await request.RenderAsync<ListPage>(buffer, new ListView(
                frame, isFrench ? frenchText : englishText,
                [.. things.Select(iri => Item(request, presenter, iri, presenter.Href(iri), null))]));
        });

    /// <summary>Shows a thing in a list.</summary>
    /// <param name="request">The request.</param>
    /// <param name="presenter">Shows terms.</param>
    /// <param name="iri">The thing.</param>
    /// <param name="href">Its address.</param>
    /// <param name="note">A short remark.</param>
    /// <returns>The item.</returns>
    public static ListItemView Item(
        ResourceRequest request, Presenter presenter, Iri iri, string href, string? note)
    {
        (string title, string? language) = presenter.Label(iri);
        (string Text, string? Language)? summary = Summaries
            .Select(property => presenter.Choose(CubeQuads.ReadTexts(request.Snapshot.Default, iri, property)))
            .FirstOrDefault(static text => text is not null);
        return new ListItemView(
            new PageLink(title, href, language),
            summary is { } text ? new TermView(text.Text, null, text.Language) : null,
            note);
    }

    private static IEnumerable<Quad> Quads(ResourceRequest request, IReadOnlyList<Iri> things, Iri type)
    {
        foreach (Iri iri in things)
        {
            yield return new Quad(iri, RdfVocabulary.Type, type);
            foreach ((string language, string text) in CubeQuads.ReadLabels(request.Snapshot.Default, iri).Texts)
            {
                yield return new Quad(
                    iri, RdfsVocabulary.Label, language.Length == 0 ? new Literal(text) : new Literal(text, language));
            }
        }
    }
}
