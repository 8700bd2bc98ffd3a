namespace LinkedStats.Query.Execution.Scans;

/// <summary>Selected rows of a run, and the groups that they fall into.</summary>
internal readonly ref struct SlotRun
{
    /// <summary>The cells; standing on the run.</summary>
    public required CellReader Reader { get; init; }

    /// <summary>The cube's index.</summary>
    public required int Table { get; init; }

    /// <summary>The slots, one a row.</summary>
    public required ReadOnlySpan<int> Slots { get; init; }

    /// <summary>The rows' positions in the run; empty when they are all of its rows, each once.</summary>
    public required ReadOnlySpan<int> Positions { get; init; }

    /// <summary>True when all rows fall into one group.</summary>
    public required bool HasOneSlot { get; init; }

    /// <summary>The position of a row in the run.</summary>
    /// <param name="row">The row's index.</param>
    /// <returns>The position.</returns>
    public int Position(int row) => Positions.IsEmpty ? row : Positions[row];
}
