using System.Collections.Immutable;
using System.Text;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Pages;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Changes;

/// <summary>The page of a difference: how many cells differ, the first of them, what else differs.</summary>
internal static class ChangeHtml
{
    private const int StatementsMax = 200;

    /// <summary>Links to the difference of each version and the one before it.</summary>
    /// <param name="frame">The page's frame.</param>
    /// <param name="dataset">The dataset.</param>
    /// <returns>The links, the newest first; none for a single version.</returns>
    public static ImmutableArray<PageLink> LinksOf(PageFrame frame, DatasetEntry dataset) =>
    [
        .. dataset.Versions.Zip(dataset.Versions.Skip(1)).Reverse().Select(pair => new PageLink(
            frame.L($"Changes from {pair.First.Version} to {pair.Second.Version}",
                $"Changements de {pair.First.Version} à {pair.Second.Version}"),
            frame.Href($"/datasets/{dataset.Id}/changes/{pair.First.Version}..{pair.Second.Version}"))),
    ];

    /// <summary>Writes the page.</summary>
    /// <param name="request">The request.</param>
    /// <param name="pair">The versions.</param>
    /// <param name="presenter">Shows terms.</param>
    /// <param name="buffer">Receives the page.</param>
    /// <returns>When it is written.</returns>
    public static async Task WriteAsync(
        ResourceRequest request, VersionPair pair, Presenter presenter, ResponseBuffer buffer)
    {
        (string title, string? language) = DatasetHtml.Title(pair.After, presenter);
        PageFrame frame = PageFrames.For(
            request, "", Variant.Observations, DatasetHtml.Link(request, pair.After, presenter));
        frame = frame with
        {
            Title = frame.L("Changes: ", "Changements : ") + title + " " + pair.Range,
            TitleLanguage = language,
        };
        frame = VersionNotices.AddEmbargoes(frame, request, pair.Before.Version, pair.After.Version);
        using var columns = new ChangeColumns(pair, presenter, request.Cancellation);
        ImmutableArray<RowView> rows = Rows(columns, presenter, frame, request.Site.Limits.HtmlRowsMax);
        await request.RenderAsync<ChangesPage>(buffer, new ChangesView(
            frame,
            DatasetHtml.IsSynthetic(request, pair.After),
            (Link(frame, pair.Before.Version, pair.After.Dataset), Link(frame, pair.After.Version, pair.After.Dataset)),
            [
                .. columns.Columns[0].Codes.Zip(ChangeSources.CountsOf(columns.Counts)).Select(pair => (
                    presenter.View(pair.First.Term, pair.First.Name),
                    Numbers.Show(pair.Second.Count, frame.Language))),
            ],
            rows.IsEmpty ? null : new TableView(
                Caption(frame, rows.Length, columns.Counts.Total),
                [.. columns.Columns.Select(column => new ColumnView(Heading(frame, column), !column.IsCoded))],
                rows),
            Statements(frame, pair.CompareStatements(), presenter)));
    }

    private static PageLink Link(PageFrame frame, DatasetVersionEntry version, DatasetEntry dataset) =>
        new(version.Version, frame.Href($"/datasets/{dataset.Id}/versions/{version.Version}"));

    private static string Caption(PageFrame frame, int shown, int total)
    {
        (string first, string all) = (Numbers.Show(shown, frame.Language), Numbers.Show(total, frame.Language));
        return total == 1 ? frame.L("The cell that differs", "La cellule qui diffère")
            : shown == total ? frame.L($"The {all} cells that differ", $"Les {all} cellules qui diffèrent")
            : frame.L(
                $"The first {first} of {all} cells that differ",
                $"Les {first} premières des {all} cellules qui diffèrent");
    }

    private static TermView Heading(PageFrame frame, ObservationColumn column)
    {
        string id = column.Component.Id;
        string part = id == "change" ? frame.L("Change", "Changement")
            : id.EndsWith("_old", StringComparison.Ordinal) ? column.Title + frame.L(", before", ", avant")
            : id.EndsWith("_new", StringComparison.Ordinal) ? column.Title + frame.L(", after", ", après")
            : id.EndsWith("_difference", StringComparison.Ordinal) ? frame.L("Difference", "Différence")
            : column.Title;
        return new TermView(part, null, null, id);
    }

    // Every batch is read, so that all are counted; only the first rows are kept.
    private static ImmutableArray<RowView> Rows(
        ChangeColumns columns, Presenter presenter, PageFrame frame, int rowsMax)
    {
        var rows = ImmutableArray.CreateBuilder<RowView>();
        while (columns.ReadBatch() is var count and > 0)
        {
            for (int row = 0; row < count && rows.Count < rowsMax; row++)
            {
                rows.Add(Row(columns, row, presenter, frame));
            }
        }

        return rows.ToImmutable();
    }

    private static RowView Row(ChangeColumns columns, int row, Presenter presenter, PageFrame frame)
    {
        var values = ImmutableArray.CreateBuilder<TermView?>(columns.Columns.Length);
        for (int i = 0; i < columns.Columns.Length; i++)
        {
            ObservationColumn column = columns.Columns[i];
            if (column.IsCoded)
            {
                int code = columns.Codes(i)[row];
                values.Add(code < 0 ? null : presenter.View(column.Codes[code].Term, column.Codes[code].Name));
                continue;
            }

            ObservationValue value = columns.Value(i, row);
            values.Add(value.IsMissing
                ? null
                : new TermView(Numbers.Show(Encoding.UTF8.GetString(value.Text), frame.Language)));
        }

        return new RowView(
            new PageLink(frame.L("Details", "Détails"), frame.Href(columns.CellPath(row))), values.MoveToImmutable());
    }

    private static StatementTableView? Statements(PageFrame frame, StatementDifference difference, Presenter presenter)
    {
        // An old and a new value of one thing, in one language, stand side by side.
        StatementView[] rows = [.. difference.All
            .GroupBy(static item => (
                item.Quad.Subject, item.Quad.Predicate, (item.Quad.Object as Literal)?.Language))
            .SelectMany(group => Pair([.. group], presenter))];
        string shown = Numbers.Show(Math.Min(rows.Length, StatementsMax), frame.Language);
        string all = Numbers.Show(rows.Length, frame.Language);
        return rows.Length == 0 ? null : new StatementTableView(
            rows.Length == 1
                ? frame.L("Structure, codes in use, labels: 1 change",
                    "Structure, codes employés, libellés : 1 changement")
                : frame.L($"Structure, codes in use, labels: {shown} of {all} changes",
                    $"Structure, codes employés, libellés : {shown} changements sur {all}"),
            [.. rows.Take(StatementsMax)]);
    }

    private static IEnumerable<StatementView> Pair((Quad Quad, bool IsAdded)[] group, Presenter presenter)
    {
        Quad[] removed = [.. group.Where(static item => !item.IsAdded).Select(static item => item.Quad)];
        Quad[] added = [.. group.Where(static item => item.IsAdded).Select(static item => item.Quad)];
        for (int i = 0; i < Math.Max(removed.Length, added.Length); i++)
        {
            Quad any = i < added.Length ? added[i] : removed[i];
            yield return new StatementView(
                presenter.View(any.Subject),
                presenter.View(any.Predicate),
                i < removed.Length ? presenter.View(removed[i].Object) : null,
                i < added.Length ? presenter.View(added[i].Object) : null);
        }
    }
}
