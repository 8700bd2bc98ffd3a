using System.Globalization;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Exchange;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Resources;

namespace LinkedStats.Server.Observations;

/// <summary>What one answer gives of a selection: its rows, its place among the pages, its links.</summary>
internal sealed record ObservationPage
{
    /// <summary>The rows, a batch at a time; reading them runs the query.</summary>
    public required IEnumerable<ReadOnlyMemory<int>> Rows { get; init; }

    /// <summary>The cube.</summary>
    public required CubeView Cube { get; init; }

    /// <summary>The selection.</summary>
    public required ObservationSelection Selection { get; init; }

    /// <summary>The cells selected, on all pages.</summary>
    public required long Total { get; init; }

    /// <summary>The address of the answer in full.</summary>
    public required string Address { get; init; }

    /// <summary>The address of the next page in full; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>True when the address names a version, whose cells never change.</summary>
    public bool IsOfVersion { get; init; }

    /// <summary>True when the address names the cell, and not a page of cells.</summary>
    public bool IsCell { get; init; }

    /// <summary>The links of the Link header.</summary>
    public IReadOnlyList<ResourceLink> Links { get; init; } = [];

    /// <summary>Works out the page that a request asks for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cube">The cube.</param>
    /// <param name="selection">The selection.</param>
    /// <param name="isOfVersion">True when the address names a version.</param>
    /// <returns>The page.</returns>
    public static ObservationPage Create(
        ResourceRequest request, CubeView cube, ObservationSelection selection, bool isOfVersion)
    {
        var rows = new ObservationRows(request.Site, cube, request.Cancellation);
        long total = rows.Count(selection);
        long? end = selection.Limit is { } limit ? selection.Offset + limit : null;
        string? next = end < total ? AddressAt(request, ObservationCursor.Create(cube, selection, end.Value)) : null;
        string dataset = $"{request.Site.Base.Text}datasets/{cube.Dataset.Id}";
        List<ResourceLink> links =
        [
            new(dataset, "collection"),
            new(dataset + "/structure", "describedby"),
            new($"{dataset}/versions/{cube.Version.Version}", isOfVersion ? "canonical" : "latest-version"),
        ];
        if (next is not null)
        {
            links.Add(new ResourceLink(next, "next"));
        }

        return new ObservationPage
        {
            Rows = rows.Read(selection, selection.Limit),
            Cube = cube,
            Selection = selection,
            Total = total,
            Address = AddressAt(request, null),
            Next = next,
            IsOfVersion = isOfVersion,
            Links = links,
        };
    }

    /// <summary>What JSON says besides the observations.</summary>
    /// <returns>The options.</returns>
    public JsonObservationOptions ToJsonOptions() =>
        new(Cube.Dataset.Iri, Cube.Version.Version, IsCell ? null : Address, Total) { Next = Next };

    /// <summary>The form of the JSON document.</summary>
    /// <param name="columns">The columns that it shows.</param>
    /// <param name="variant">JSON, or JSON-LD with exact numbers.</param>
    /// <returns>The form; documents of all columns without labels share one.</returns>
    public JsonObservationForm ToJsonForm(ObservationColumns columns, Variant variant) =>
        Selection.Labels == LabelMode.Id && Selection.Columns == Cube.Columns
            ? Cube.JsonForm(variant == Variant.JsonLd)
            : new JsonObservationForm(columns.Columns, Selection.Labels, variant == Variant.JsonLd);

    /// <summary>What RDF says besides the observations, as JSON-LD does: the version and the page.</summary>
    /// <returns>The quads, of the default graph.</returns>
    public IEnumerable<Quad> Describe()
    {
        yield return new Quad(Cube.Dataset.Iri, DcatVocabulary.Version, new Literal(Cube.Version.Version));
        if (IsCell || !Iri.TryParse(Address, out Iri? page))
        {
            yield break;
        }

        yield return new Quad(Cube.Dataset.Iri, HydraVocabulary.View, page);
        yield return new Quad(
            page,
            HydraVocabulary.TotalItems,
            new Literal(Total.ToString(CultureInfo.InvariantCulture), XsdVocabulary.Integer));
        if (Iri.TryParse(Next, out Iri? next))
        {
            yield return new Quad(page, HydraVocabulary.Next, next);
        }
    }

    private static string AddressAt(ResourceRequest request, ObservationCursor? cursor)
    {
        IEnumerable<string> query = request.Address.RawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries);
        if (cursor is not null)
        {
            query = query.Where(static pair => !pair.StartsWith("cursor=", StringComparison.Ordinal))
                .Append("cursor=" + cursor);
        }

        string path = request.Site.Base.Text.TrimEnd('/') + request.Address.Prefix + request.Address.RawPath;
        string text = string.Join('&', query);
        return text.Length == 0 ? path : path + "?" + text;
    }
}
