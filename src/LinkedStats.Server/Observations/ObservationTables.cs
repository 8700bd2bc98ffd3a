using System.Collections.Immutable;
using System.Text;
using LinkedStats.Cubes;
using LinkedStats.Server.Pages;
using LinkedStats.Server.Resources;

namespace LinkedStats.Server.Observations;

/// <summary>Makes tables of observations for pages.</summary>
/// <param name="cube">The cube.</param>
/// <param name="presenter">Shows terms.</param>
/// <param name="frame">The page's frame.</param>
internal sealed class ObservationTables(CubeView cube, Presenter presenter, PageFrame frame)
{
    /// <summary>Makes a table.</summary>
    /// <param name="selection">The selection.</param>
    /// <param name="rows">The rows to show.</param>
    /// <param name="total">The rows on all pages.</param>
    /// <returns>The table, without links to other pages.</returns>
    public TableView Create(ObservationSelection selection, IEnumerable<ReadOnlyMemory<int>> rows, long total)
    {
        var shown = ImmutableArray.CreateBuilder<RowView>();
        List<int> tableRows = [];
        using var columns = new TableColumns(cube, selection.Columns, Keep(rows, tableRows), presenter);
        while (columns.ReadBatch() is var count and > 0)
        {
            int first = shown.Count;
            for (int row = 0; row < count; row++)
            {
                shown.Add(Row(selection, columns, row, tableRows[first + row]));
            }
        }

        (string title, _) = DatasetHtml.Title(cube, presenter);
        string from = Numbers.Show(selection.Offset + Math.Min(shown.Count, 1), frame.Language);
        string to = Numbers.Show(selection.Offset + shown.Count, frame.Language);
        string all = Numbers.Show(total, frame.Language);
        return new TableView(
            frame.L($"{title}: observations {from} to {to} of {all}",
                $"{title} : observations {from} à {to} sur {all}"),
            [.. selection.Columns.Select(column =>
                new ColumnView(DatasetHtml.Heading(column, presenter), !column.IsCoded))],
            shown.ToImmutable());
    }

    /// <summary>The path of a cell's page.</summary>
    /// <param name="cube">The cube.</param>
    /// <param name="row">The row of the table.</param>
    /// <returns>The path below the base, with its leading slash.</returns>
    public static string CellPath(CubeView cube, int row)
    {
        string version = cube.Version == cube.Dataset.Current ? "" : "/versions/" + cube.Version.Version;
        return $"/datasets/{cube.Dataset.Id}{version}/observations/{cube.Cells.Key(row)}";
    }

    /// <summary>Shows a code of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="code">The code; -1 for none.</param>
    /// <returns>Its label, leading to the code; null for none.</returns>
    public TermView? Code(CubeColumn column, int code) =>
        code < 0 ? null : presenter.View(column.Codes[code].Term, column.Codes[code].Name);

    private static IEnumerable<ReadOnlyMemory<int>> Keep(IEnumerable<ReadOnlyMemory<int>> batches, List<int> rows)
    {
        foreach (ReadOnlyMemory<int> batch in batches)
        {
            rows.AddRange(batch.Span);
            yield return batch;
        }
    }

    private RowView Row(ObservationSelection selection, TableColumns columns, int row, int tableRow)
    {
        var values = ImmutableArray.CreateBuilder<TermView?>(selection.Columns.Length);
        for (int i = 0; i < selection.Columns.Length; i++)
        {
            CubeColumn column = selection.Columns[i];
            if (column.Component is not Measure)
            {
                values.Add(Code(column, columns.Codes(i)[row]));
                continue;
            }

            ObservationValue value = columns.Value(i, row);
            values.Add(value.IsMissing
                ? null
                : new TermView(Numbers.Show(Encoding.UTF8.GetString(value.Text), frame.Language)));
        }

        PageLink cell = new(frame.L("Details", "Détails"), frame.Href(CellPath(cube, tableRow)));
        return new RowView(cell, values.MoveToImmutable());
    }
}
