using System.Buffers;
using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Server.Observations;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Server.Changes;

/// <summary>The cells that differ, as format writers read them.</summary>
/// <remarks>
/// Columns: <c>change</c>; the dimensions of either version; for each measure <c>m_old</c>, <c>m_new</c>,
/// <c>m_difference</c>; for each attribute <c>a_old</c>, <c>a_new</c>. A row is a cell, in the order of keys.
/// </remarks>
internal sealed class ChangeColumns : ObservationColumns, IDisposable
{
    private readonly VersionPair _pair;
    private readonly IEnumerator<ChangeBatch> _batches;
    private readonly ImmutableArray<Source> _sources;
    private readonly ArrayBufferWriter<byte> _scratch = new(256);
    private readonly int[] _counts = new int[4];

    /// <summary>Creates the columns.</summary>
    /// <param name="pair">The versions.</param>
    /// <param name="presenter">Gives labels; null where none are asked for.</param>
    /// <param name="cancellation">Stops the work.</param>
    public ChangeColumns(VersionPair pair, Presenter? presenter, CancellationToken cancellation)
    {
        (_pair, _batches) = (pair, pair.Cells.Read(cancellation).GetEnumerator());
        var sources = new ChangeSources(pair, presenter);
        _sources = [sources.Kind(), .. sources.Dimensions(), .. pair.Cells.Columns.SelectMany(sources.Values)];
        Columns = [.. _sources.Select(static source => source.Shown)];
    }

    /// <inheritdoc/>
    public override ImmutableArray<ObservationColumn> Columns { get; }

    /// <summary>How many cells have been read so far, by kind.</summary>
    public ChangeCounts Counts => new(_counts[0], _counts[1], _counts[2], _counts[3]);

    private ChangeBatch Batch => _batches.Current;

    /// <inheritdoc/>
    public override int ReadBatch()
    {
        if (!_batches.MoveNext())
        {
            return 0;
        }

        foreach (CellChange change in Batch.Changes)
        {
            _counts[(int)change.Kind]++;
        }

        foreach (Source source in _sources)
        {
            Read(source);
        }

        return Batch.Count;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<int> Codes(int column) => _sources[column].Codes;

    /// <inheritdoc/>
    public override ObservationValue Value(int column, int row)
    {
        Source source = _sources[column];
        (TermId before, TermId after) = (Batch.Before(source.Compared)[row], Batch.After(source.Compared)[row]);
        return source.Part == ChangePart.Difference
            ? ValueDifference.Show(_pair.Snapshot, before, after, _scratch)
            : ValueDifference.Show(_pair.Snapshot, source.Part == ChangePart.Old ? before : after, _scratch);
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> CellIri(int row) =>
        _pair.Snapshot.GetUtf8(Batch.Changes[row].Cell, _scratch).Text;

    /// <summary>The path of a cell's page in a version that has it.</summary>
    /// <param name="row">The row in the batch.</param>
    /// <returns>The path below the base, with its leading slash.</returns>
    public string CellPath(int row)
    {
        CellChange change = Batch.Changes[row];
        return change.RowAfter >= 0
            ? ObservationTables.CellPath(_pair.After, change.RowAfter)
            : ObservationTables.CellPath(_pair.Before, change.RowBefore);
    }

    /// <inheritdoc/>
    public void Dispose() => _batches.Dispose();

    private void Read(Source source)
    {
        if (!source.Shown.IsCoded)
        {
            return;
        }

        int[] codes = source.Reserve(Batch.Count);
        for (int row = 0; row < Batch.Count; row++)
        {
            CellChange change = Batch.Changes[row];
            codes[row] = source.Part switch
            {
                ChangePart.Kind => (int)change.Kind,
                ChangePart.Key => source.CodeOf(change, _pair),
                ChangePart.Old => source.CodeOf(Batch.Before(source.Compared)[row]),
                _ => source.CodeOf(Batch.After(source.Compared)[row]),
            };
        }
    }
}
