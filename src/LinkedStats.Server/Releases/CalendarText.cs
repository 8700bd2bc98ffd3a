using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace LinkedStats.Server.Releases;

/// <summary>Writes the release calendar for calendar programs.</summary>
/// <remarks>
/// Source: RFC 5545; NAME, SOURCE and REFRESH-INTERVAL of RFC 7986. A release takes no time: it has a start and no end
/// (section 3.6.1). Its IRI is its UID, so a release that is moved or cancelled replaces what programs have of it.
/// </remarks>
internal static class CalendarText
{
    private const string Product = "-//LinkedStats//Release calendar//EN";

    /// <summary>Writes the calendar.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="site">What every request shares.</param>
    /// <param name="language">The language of titles, <c>fr</c> or <c>en</c>.</param>
    /// <returns>The text, its lines folded and ended as the RFC says.</returns>
    public static string Write(ReleaseCalendar calendar, Site site, string language)
    {
        string name = language == "fr" ? "LinkedStats – publications" : "LinkedStats – releases";
        var text = new Calendar { ProductId = Product };
        text.AddProperty("NAME", name);
        text.AddProperty("X-WR-CALNAME", name);
        text.AddProperty("SOURCE;VALUE=URI", site.Own("releases.ics").Text);
        text.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        foreach (CalendarRelease release in calendar.Releases)
        {
            text.Events.Add(Event(release, language));
        }

        return new CalendarSerializer().SerializeToString(text)!;
    }

    private static CalendarEvent Event(CalendarRelease release, string language)
    {
        var announcement = release.Announcement;
        return new CalendarEvent
        {
            Uid = announcement.Iri.Text,
            DtStamp = Utc(announcement.ChangedAt),
            Created = Utc(announcement.AnnouncedAt),
            LastModified = Utc(announcement.ChangedAt),
            Start = Utc(announcement.Instant),
            Summary = release.Title(language, out _),
            Description = release.State(language),
            Url = new Uri(release.HasCome ? announcement.VersionIri.Text : announcement.Iri.Text),
            Status = announcement.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            Sequence = announcement.Revision,
            Transparency = TransparencyType.Transparent,
        };
    }

    private static CalDateTime Utc(DateTimeOffset instant) => new(instant.UtcDateTime);
}
