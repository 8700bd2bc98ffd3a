using System.Buffers;
using System.Text;
using System.Text.Json;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Pages;
using LinkedStats.Storage.Snapshots;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Components;

namespace LinkedStats.Server.Resources;

/// <summary>Maps addresses to resources: each request gets a snapshot, leased until its answer has been sent.</summary>
internal static class ResourceMapping
{
    private static readonly string[] Reading = ["GET", "HEAD"];

    /// <summary>Maps an address that is read.</summary>
    /// <param name="app">The application.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="answer">Answers a request.</param>
    /// <param name="description">What the API description says.</param>
    public static void MapResource(
        this WebApplication app, string pattern, Func<ResourceRequest, Task> answer, AddressDescription description) =>
        app.MapMethods(pattern, Reading, (HttpContext http, Site site) => ServeAsync(http, site, answer))
            .WithMetadata(description);

    /// <summary>Serves a request with a snapshot.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="site">What every request shares.</param>
    /// <param name="answer">Answers the request.</param>
    /// <returns>When the answer has been sent.</returns>
    public static async Task ServeAsync(HttpContext http, Site site, Func<ResourceRequest, Task> answer)
    {
        RequestAddress address = http.Features.GetRequiredFeature<RequestAddress>();
        if (Memento.IsNegotiated(http, address))
        {
            Memento.Redirect(http, site, address);
            return;
        }

        using SnapshotLease lease = site.Acquire(http, Memento.InstantOf(http, site, address));
        var request = new ResourceRequest(http, site, address, lease.Snapshot);
        if (!DatasetEndpoints.TryRedirect(request))
        {
            await answer(request);
        }
    }

    /// <summary>Renders a page into an answer.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="buffer">Receives the page.</param>
    /// <param name="view">What the page shows.</param>
    /// <returns>When it is rendered.</returns>
    public static async Task RenderAsync<TPage>(this ResourceRequest request, ResponseBuffer buffer, object view)
        where TPage : IComponent
    {
        PageRenderer renderer = request.Http.RequestServices.GetRequiredService<PageRenderer>();
        buffer.Write(Encoding.UTF8.GetBytes(await renderer.RenderAsync<TPage>(view)));
    }

    /// <summary>Writes an object as JSON.</summary>
    /// <param name="buffer">Receives the text.</param>
    /// <param name="value">The object.</param>
    public static void WriteJson(this ResponseBuffer buffer, object value)
    {
        using var json = new Utf8JsonWriter(buffer, JsonFormat.Options);
        JsonSerializer.Serialize(json, value, value.GetType(), JsonFormat.Serializer);
    }
}

/// <summary>What the API description says about an address.</summary>
/// <param name="Summary">What it answers.</param>
/// <param name="Group">The group that it stands in.</param>
internal sealed record AddressDescription(string Summary, string Group)
{
    /// <summary>Its parameters besides <c>format</c> and <c>lang</c>, with what each means.</summary>
    public IReadOnlyList<(string Name, string Meaning)> Parameters { get; init; } = [];

    /// <summary>What it offers.</summary>
    public IReadOnlyList<Variant> Offered { get; init; } = Variant.Resource;

    /// <summary>True for an address that answers to keys alone.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>The media types of what is sent to it, which needs a key; none for an address that is read.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>Its statuses, with what each means; empty for what every resource answers.</summary>
    public IReadOnlyList<(string Status, string Meaning)> Answers { get; init; } = [];
}
