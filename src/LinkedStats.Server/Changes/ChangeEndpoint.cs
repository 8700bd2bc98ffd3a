using System.Text.Json;
using LinkedStats.Cubes.Exchange;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Observations;
using LinkedStats.Server.Problems;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Changes;

/// <summary>The difference of two versions of a dataset: <c>/datasets/{id}/changes/{a}..{b}</c>.</summary>
internal static class ChangeEndpoint
{
    private const string Separator = "..";

    /// <summary>Maps the address.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app) => app.MapResource(
        "/datasets/{id}/changes/{range}",
        ShowAsync,
        new AddressDescription(
            "What differs between two versions, as 1.0.0..1.1.0; latest, 2 and 2.1 redirect", "Datasets")
        {
            Parameters =
            [
                ("part", "In CSV: cells, or statements for structure, codes in use and labels; cells by default."),
                ("labels", "In CSV: how codes are shown, id, name or both."),
            ],
            Offered = Variant.Observations,
        });

    private static Task ShowAsync(ResourceRequest request)
    {
        request.RequireParameters("part", "labels");
        DatasetEntry dataset = DatasetEndpoints.Find(request);
        (DatasetVersionEntry before, DatasetVersionEntry after) = FindVersions(request, dataset);
        string range = before.Version + Separator + after.Version;
        if (request.Segments[3] != range)
        {
            string suffix = request.Address.Suffix is { } name ? "." + name : "";
            request.Redirect($"/datasets/{dataset.Id}/changes/{range}{suffix}");
            return Task.CompletedTask;
        }

        var pair = new VersionPair(
            request.Site,
            CubeView.Open(request.Snapshot, dataset, before),
            CubeView.Open(request.Snapshot, dataset, after),
            request.Snapshot.Instant);
        Representation chosen = request.ChooseOfQuads(Variant.Observations);
        bool isStatements = ReadChoice(request, "part", ["cells", "statements"]) == "statements";
        var labels = Enum.Parse<LabelMode>(
            ReadChoice(request, "labels", ["id", "name", "both"]), ignoreCase: true);
        bool hasLabels = chosen.Variant == Variant.Html
            || (chosen.Variant == Variant.Csv && !isStatements && labels != LabelMode.Id);
        Presenter? presenter = hasLabels ? new Presenter(request) : null;
        if (chosen.Variant == Variant.Csv && presenter is not null)
        {
            // A page marks each text in another language; for a table the header names them all, before its first row.
            new ChangeColumns(pair, presenter, request.Cancellation).Dispose();
        }

        return request.SendAsync(new ResourceAnswer(chosen, WriteAsync)
        {
            Offered = Variant.Observations,
            Languages = presenter is null ? null : string.Join(", ", presenter.LanguagesUsed),
            Links = [new ResourceLink($"{request.Site.Base.Text}datasets/{dataset.Id}/versions", "version-history")],
        });

        Task WriteAsync(ResponseBuffer buffer) =>
            chosen.Variant == Variant.Html ? ChangeHtml.WriteAsync(request, pair, presenter!, buffer)
            : chosen.Variant == Variant.Json ? WriteJsonAsync(request, pair, buffer)
            : chosen.Variant != Variant.Csv ? QuadSender.WriteAsync(
                ChangeQuads.Read(pair, request.Cancellation), chosen.Variant, request.Site, buffer)
            : isStatements ? WriteStatementsAsync(pair, buffer)
            : WriteCsvAsync(request, pair, presenter, labels, buffer);
    }

    private static (DatasetVersionEntry Before, DatasetVersionEntry After) FindVersions(
        ResourceRequest request, DatasetEntry dataset)
    {
        string range = request.Segments[3];
        string[] ends = range.Split(Separator, StringSplitOptions.None);
        if (ends.Length != 2)
        {
            throw new RequestProblemException(
                ProblemKind.NotFound,
                $"'{range}' names no two versions; write them as "
                + $"{dataset.Versions[0].Version}..{dataset.Current.Version}.");
        }

        return (Find(ends[0]), Find(ends[1]));

        DatasetVersionEntry Find(string wanted) => DatasetEndpoints.Resolve(dataset, wanted)
            ?? throw DatasetEndpoints.Missing(request, dataset, wanted);
    }

    private static string ReadChoice(ResourceRequest request, string parameter, string[] choices)
    {
        string value = request.Parameters.Single(parameter) ?? choices[0];
        return choices.Contains(value)
            ? value
            : throw new RequestProblemException(
                ProblemKind.MalformedValue,
                $"'{parameter}' takes {string.Join(", ", choices)}, not '{value}'.",
                ("parameter", parameter), ("nearest", choices));
    }

    private static async Task WriteJsonAsync(ResourceRequest request, VersionPair pair, ResponseBuffer buffer)
    {
        StatementDifference statements = pair.CompareStatements();
        using var columns = new ChangeColumns(pair, null, request.Cancellation);
        using var writer = new JsonTableWriter(
            columns,
            new JsonTableOptions(
                "cells",
                [
                    ("id", pair.Iri.Text), ("dataset", pair.After.Dataset.Iri.Text),
                    ("from", pair.Before.Version.Version), ("to", pair.After.Version.Version),
                ],
                WriteTail),
            buffer);
        await WriteAsync(writer, columns, buffer);

        void WriteTail(JsonTableWriter table, Utf8JsonWriter json)
        {
            json.WriteStartObject("counts");
            foreach ((string kind, long count) in ChangeSources.CountsOf(columns.Counts))
            {
                json.WriteNumber(kind, count);
            }

            json.WriteEndObject();
            table.WriteStatements("removed", statements.Removed);
            table.WriteStatements("added", statements.Added);
        }
    }

    private static async Task WriteCsvAsync(
        ResourceRequest request, VersionPair pair, Presenter? presenter, LabelMode labels, ResponseBuffer buffer)
    {
        using var columns = new ChangeColumns(pair, presenter, request.Cancellation);
        await WriteAsync(new CsvObservationWriter(columns, labels, buffer), columns, buffer);
    }

    private static Task WriteStatementsAsync(VersionPair pair, ResponseBuffer buffer)
    {
        CsvStatementWriter.Write(pair.CompareStatements().All, buffer);
        return Task.CompletedTask;
    }

    private static async Task WriteAsync(IObservationWriter writer, ChangeColumns columns, ResponseBuffer buffer)
    {
        writer.Start();
        while (columns.ReadBatch() is var count and > 0)
        {
            writer.WriteBatch(count);
            await buffer.FlushIfFullAsync();
        }

        writer.Complete();
    }
}
