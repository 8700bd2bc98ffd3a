using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LinkedStats.Cubes.Catalog;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Pages;
using LinkedStats.Server.Resources;

namespace LinkedStats.Server.Releases;

/// <summary><c>/releases</c>: the public calendar of announced releases.</summary>
internal static class ReleaseEndpoint
{
    private const string InstantFormat = "yyyy-MM-dd HH:mm 'UTC'";

    private static readonly ImmutableArray<Variant> Offered = [.. Variant.Resource, Variant.Calendar];

    /// <summary>Maps the address; that of a single release is one of things.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app) => app.MapResource(
        "/releases",
        ShowAsync,
        new AddressDescription("The calendar of announced releases; .ics to subscribe to", "Datasets")
        {
            Offered = Offered,
        });

    private static Task ShowAsync(ResourceRequest request)
    {
        request.RequireParameters();
        Representation chosen = request.ChooseOfQuads(Offered);
        bool isPage = chosen.Variant == Variant.Html;
        bool isCalendar = chosen.Variant == Variant.Calendar;
        string? language = isPage || isCalendar ? request.Language : null;
        return request.SendAsync(new ResourceAnswer(chosen, WriteAsync)
        {
            Offered = Offered,
            Languages = language,
        });

        Task WriteAsync(ResponseBuffer buffer)
        {
            ReleaseCalendar calendar = ReleaseCalendar.Read(request);
            if (isPage)
            {
                return request.RenderAsync<ReleasesPage>(buffer, View(request, calendar));
            }

            if (isCalendar)
            {
                Encoding.UTF8.GetBytes(CalendarText.Write(calendar, request.Site, request.Language), buffer);
                return Task.CompletedTask;
            }

            return QuadSender.WriteAsync(calendar.Quads(request), chosen.Variant, request.Site, buffer);
        }
    }

    private static ReleasesView View(ResourceRequest request, ReleaseCalendar calendar)
    {
        PageFrame frame = PageFrames.For(
            request, request.Language == "fr" ? "Calendrier des publications" : "Release calendar", Offered);
        ListItemView Item(CalendarRelease release)
        {
            Announcement announcement = release.Announcement;
            string title = release.Title(frame.Language, out string language);
            string target = release.HasCome
                ? $"/datasets/{announcement.DatasetId}/versions/{announcement.Version}"
                : $"/releases/{announcement.DatasetId}/{announcement.Version}";
            return new ListItemView(
                new PageLink(
                    title, frame.Href(target), language == frame.Language || language.Length == 0 ? null : language),
                null,
                announcement.Instant.ToString(InstantFormat, CultureInfo.InvariantCulture) + ", "
                    + release.State(frame.Language));
        }

        return new ReleasesView(
            frame,
            [.. calendar.Releases.Where(static release => !release.HasCome).Select(Item)],
            [.. calendar.Releases.Where(static release => release.HasCome).Reverse().Select(Item)],
            ResponseHeaders.AddressOf(request, Variant.Calendar));
    }
}
