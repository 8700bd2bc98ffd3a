using System.Buffers;
using System.Globalization;
using LinkedStats.Cubes.Exchange;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;
using LinkedStats.Server.Resources;

namespace LinkedStats.Server.Access;

/// <summary>The audit log, for administrators: <c>/audit</c>, the newest entries first.</summary>
internal static class AuditEndpoint
{
    private const int EntriesDefault = 100;
    private const int EntriesMax = 10_000;

    private static readonly Variant[] Offered = [Variant.Json, Variant.Csv];
    private static readonly string[] Own = ["dataset", "actor", "since", "limit", "before"];

    /// <summary>Maps the address.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app) => app.MapResource(
        "/audit",
        ShowAsync,
        new AddressDescription("Who did what, when, the newest first; for administrators", "Operation")
        {
            Parameters =
            [
                ("dataset", "The id of a dataset."),
                ("actor", "The id or the name of a key, the subject of a token, the name of a user."),
                ("since", "The first instant, as 2018-06-29T07:00:00Z."),
                ("limit", "The most entries: 100 by default, 10000 at most."),
                ("before", "The entry before which to go on, as the next link has it."),
            ],
            Offered = Offered,
            NeedsKey = true,
            Answers =
            [
                ("200", "The entries."),
                ("401", "A good key is needed."),
                ("403", "The key is not an administrator's."),
            ],
        });

    private static Task ShowAsync(ResourceRequest request)
    {
        _ = Authorization.Require(request.Http, static caller => caller.IsAdministrator, "read the audit log");
        if (request.Address.AsOf is not null)
        {
            throw new RequestProblemException(ProblemKind.NotFound, "The audit log has no past states.");
        }

        request.RequireParameters(Own);
        AuditFilter filter = ReadFilter(request.Parameters);
        Representation chosen = request.Choose(Offered);

        // One more tells whether there are more.
        IReadOnlyList<AuditEntry> found =
            request.Site.Access.Audit.List(filter with { Limit = filter.Limit + 1 });
        AuditEntry[] entries = [.. found.Take(filter.Limit)];
        string? next = found.Count > filter.Limit ? NextOf(request, entries[^1].Id) : null;
        return request.SendAsync(new ResourceAnswer(chosen, WriteAsync)
        {
            Offered = Offered,
            IsVolatile = true,
            Links = next is null ? [] : [new ResourceLink(next, "next")],
        });

        Task WriteAsync(ResponseBuffer buffer)
        {
            if (chosen.Variant == Variant.Csv)
            {
                buffer.Write(System.Text.Encoding.UTF8.GetBytes(ToCsv(entries)));
            }
            else
            {
                buffer.WriteJson(new { Entries = entries, Next = next });
            }

            return Task.CompletedTask;
        }
    }

    private static AuditFilter ReadFilter(QueryParameters parameters)
    {
        DateTimeOffset since = default;
        if (parameters.Single("since") is { } text && !Memento.TryParse(text, out since))
        {
            throw Malformed("since", $"'{text}' is no instant; write it as 2018-06-29T07:00:00Z.");
        }

        return new AuditFilter
        {
            Dataset = parameters.Single("dataset"),
            Actor = parameters.Single("actor"),
            Since = since == default ? null : since,
            Before = ReadNumber(parameters, "before", long.MaxValue),
            Limit = (int)(ReadNumber(parameters, "limit", EntriesMax) ?? EntriesDefault),
        };
    }

    private static long? ReadNumber(QueryParameters parameters, string name, long max) =>
        parameters.Single(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && number > 0 && number <= max ? number
        : throw Malformed(name, $"{name}= takes a number from 1 to {max}, not '{text}'.");

    private static RequestProblemException Malformed(string parameter, string detail) =>
        new(ProblemKind.MalformedValue, detail, ("parameter", parameter));

    private static string NextOf(ResourceRequest request, long before)
    {
        IEnumerable<string> others = request.Parameters.Without("before").All
            .Select(static parameter => $"{Uri.EscapeDataString(parameter.Name)}={parameter.RawValue}");
        string suffix = request.Address.Suffix is { } name ? "." + name : "";
        string query = string.Join('&', [.. others, string.Create(CultureInfo.InvariantCulture, $"before={before}")]);
        return $"{request.Site.Base.Text}audit{suffix}?{query}";
    }

    private static string ToCsv(IEnumerable<AuditEntry> entries)
    {
        var text = new System.Text.StringBuilder(
            "id,instant,actor_kind,actor_id,actor_name,action,dataset,version,outcome,commit,digest,detail\r\n");
        foreach (AuditEntry entry in entries)
        {
            string?[] fields =
            [
                entry.Id.ToString(CultureInfo.InvariantCulture), AuditEntry.Show(entry.Instant), entry.Actor.Kind,
                entry.Actor.Id, entry.Actor.Name, entry.Action, entry.Dataset, entry.Version, entry.Outcome,
                entry.Commit?.ToString(CultureInfo.InvariantCulture), entry.Digest, entry.Detail,
            ];
            text.AppendJoin(',', fields.Select(static field => CsvText.Quote(field ?? ""))).Append("\r\n");
        }

        return text.ToString();
    }
}
