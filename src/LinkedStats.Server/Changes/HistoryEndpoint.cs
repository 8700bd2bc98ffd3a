using System.Text;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Exchange;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Observations;
using LinkedStats.Server.Pages;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Changes;

/// <summary>A cell through all versions: <c>/datasets/{id}/observations/{key}/history</c>.</summary>
internal static class HistoryEndpoint
{
    /// <summary>Maps the address.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app) => app.MapResource(
        "/datasets/{id}/observations/{key}/history",
        ShowAsync,
        new AddressDescription("A cell through all versions of its dataset", "Observations")
        {
            Offered = Variant.Observations,
        });

    private static Task ShowAsync(ResourceRequest request)
    {
        request.RequireParameters();
        DatasetEntry dataset = DatasetEndpoints.Find(request);
        CellHistory history = CellHistory.Find(request.Site, request.Snapshot, dataset, request.Segments[3])
            ?? throw ResourceRequest.NotFound(
                $"No version of {dataset.Id} has a cell '{request.Segments[3]}'.", [], request.Segments[3]);
        Representation chosen = request.ChooseOfQuads(Variant.Observations);
        Presenter? presenter = chosen.Variant == Variant.Html ? new Presenter(request) : null;
        return request.SendAsync(new ResourceAnswer(chosen, WriteAsync)
        {
            Offered = Variant.Observations,
            Languages = presenter is null ? null : request.Language,
            Seed = presenter is null ? CubeView.SeedOf(request.Snapshot, dataset) : null,
            Links = [new ResourceLink(history.Iri.Text, "original")],
        });

        Task WriteAsync(ResponseBuffer buffer)
        {
            if (presenter is not null)
            {
                return WritePageAsync(request, history, presenter, buffer);
            }

            if (chosen.Variant != Variant.Json && chosen.Variant != Variant.Csv)
            {
                return QuadSender.WriteAsync(history.ToQuads(), chosen.Variant, request.Site, buffer);
            }

            Write(history, chosen.Variant, buffer);
            return Task.CompletedTask;
        }
    }

    private static void Write(CellHistory history, Variant variant, ResponseBuffer buffer)
    {
        ListedColumns columns = HistoryTable.Create(history, null);
        if (variant == Variant.Csv)
        {
            WriteRows(new CsvObservationWriter(columns, LabelMode.Id, buffer), columns);
            return;
        }

        using var json = new JsonTableWriter(
            columns,
            new JsonTableOptions(
                "states", [("id", history.Iri.Text), ("dataset", history.Current.Dataset.Iri.Text)]),
            buffer);
        WriteRows(json, columns);
    }

    internal static void WriteRows(IObservationWriter writer, ObservationColumns columns)
    {
        writer.Start();
        writer.WriteBatch(columns.ReadBatch());
        writer.Complete();
    }

    private static Task WritePageAsync(
        ResourceRequest request, CellHistory history, Presenter presenter, ResponseBuffer buffer)
    {
        (string title, string? language) = DatasetHtml.Title(history.Current, presenter);
        string key = request.Segments[3];
        PageFrame frame = PageFrames.For(
            request, "", Variant.Observations, DatasetHtml.Link(request, history.Current, presenter));
        frame = frame with { Title = frame.L("History: ", "Historique : ") + title, TitleLanguage = language };
        frame = VersionNotices.AddEmbargoes(frame, request, history.Current.Dataset.Versions);
        ListedColumns columns = HistoryTable.Create(history, presenter);
        int count = columns.ReadBatch();
        List<RowView> rows = [];
        for (int row = count - 1; row >= 0; row--)
        {
            CellState state = history.States[row];
            string version = $"/datasets/{history.Current.Dataset.Id}/versions/{state.Version.Version}";
            PageLink? cell = state.Row < 0 ? null : new PageLink(
                frame.L("Details", "Détails"), frame.Href($"{version}/observations/{key}"));
            rows.Add(new RowView(cell, [.. columns.Columns.Select((_, i) => Show(columns, i, row, presenter, frame))]));
        }

        return request.RenderAsync<HistoryPage>(buffer, new HistoryView(
            frame,
            DatasetHtml.IsSynthetic(request, history.Current),
            new TableView(
                frame.L($"Cell {key} in every version, the newest first",
                    $"La cellule {key} dans chaque version, la plus récente d’abord"),
                [.. columns.Columns.Select(column => new ColumnView(
                    Heading(frame, column, history, presenter), IsNumber(column)))],
                [.. rows])));
    }

    private static TermView? Show(ObservationColumns columns, int column, int row, Presenter presenter, PageFrame frame)
    {
        ObservationColumn shown = columns.Columns[column];
        if (shown.IsCoded)
        {
            int code = columns.Codes(column)[row];
            return code < 0 ? null : presenter.View(shown.Codes[code].Term, shown.Codes[code].Name) with
            {
                Text = shown.Codes[code].Label,
            };
        }

        ObservationValue value = columns.Value(column, row);
        return value.IsMissing
            ? null
            : new TermView(Numbers.Show(Encoding.UTF8.GetString(value.Text), frame.Language));
    }

    private static bool IsNumber(ObservationColumn column) => !column.IsCoded && column.Component.Id != "released";

    private static TermView Heading(
        PageFrame frame, ObservationColumn column, CellHistory history, Presenter presenter)
    {
        string id = column.Component.Id;
        return id switch
        {
            "version" => new TermView(frame.L("Version", "Version")),
            "released" => new TermView(frame.L("Released", "Publiée")),
            "change" => new TermView(frame.L("Change", "Changement")),
            _ when history.Current.Find(id) is { } known => DatasetHtml.Heading(known, presenter),
            _ when id.EndsWith("_difference", StringComparison.Ordinal) =>
                new TermView(frame.L("Difference", "Différence"), null, null, id),
            _ => new TermView(column.Title, null, null, id),
        };
    }
}
