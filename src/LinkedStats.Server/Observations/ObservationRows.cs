using LinkedStats.Query.CubeQueries;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Server.Observations;

/// <summary>Asks the query engine for the cells of a selection; gives the rows of the table that holds them.</summary>
/// <param name="site">What every request shares.</param>
/// <param name="cube">The cube.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class ObservationRows(Site site, CubeView cube, CancellationToken cancellation)
{
    /// <summary>Reads the rows.</summary>
    /// <param name="selection">The selection.</param>
    /// <param name="count">The most rows; null for all.</param>
    /// <returns>The rows, a batch at a time; a batch is valid until the next is asked for.</returns>
    public IEnumerable<ReadOnlyMemory<int>> Read(ObservationSelection selection, long? count)
    {
        if (selection.IsNothing)
        {
            yield break;
        }

        SelectResult result = Select(CubeQueryTranslator.Translate(selection.ToQuery(cube, count)));
        int column = IndexOf(result, CubeQueryTranslator.CellVariable);
        int[] rows = new int[Batch.DefaultCapacity];
        foreach (Batch batch in result.Batches)
        {
            if (rows.Length < batch.RowCount)
            {
                rows = new int[batch.RowCount];
            }

            TermId[] cells = batch.Column(column);
            for (int i = 0; i < batch.RowCount; i++)
            {
                rows[i] = cube.Cells.FindRow(cells[i]);
            }

            yield return rows.AsMemory(0, batch.RowCount);
        }
    }

    /// <summary>Counts the cells of a selection, whatever its offset and limit.</summary>
    /// <param name="selection">The selection.</param>
    /// <returns>The count.</returns>
    public long Count(ObservationSelection selection)
    {
        if (selection.IsNothing)
        {
            return 0;
        }

        if (selection.IsWhole)
        {
            return cube.Cells.RowCount;
        }

        SelectResult result = Select(CubeQueryTranslator.TranslateCount(selection.ToQuery(cube, null)));
        Batch batch = result.Batches.First(static found => found.RowCount > 0);
        var count = (Literal)result.Terms.Get(batch.Column(0)[0]);
        return long.Parse(count.Lexical, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static int IndexOf(SelectResult result, string variable) =>
        result.Variables.Index().First(pair => pair.Item == variable).Index;

    private SelectResult Select(Query.Algebra.QueryAlgebra query) =>
        (SelectResult)site.Engine.Run(query, cube.Snapshot, site.Limits.Query, cancellation);
}
