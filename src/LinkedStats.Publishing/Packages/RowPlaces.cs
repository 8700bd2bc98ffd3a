using LinkedStats.Publishing.Validation;

namespace LinkedStats.Publishing.Packages;

/// <summary>The places of rows, in order; rows on lines at equal distances cost nothing.</summary>
internal sealed class RowPlaces
{
    private readonly List<Run> _runs = [];

    /// <summary>The number of places.</summary>
    internal int Count { get; private set; }

    /// <summary>The place of a row.</summary>
    internal Place this[int row]
    {
        get
        {
            (int low, int high) = (0, _runs.Count - 1);
            while (low < high)
            {
                int middle = (low + high + 1) >>> 1;
                (low, high) = _runs[middle].Row <= row ? (middle, high) : (low, middle - 1);
            }

            return new Place(_runs[low].File, _runs[low].LineOf(row));
        }
    }

    /// <summary>Adds the place of the next row.</summary>
    internal void Add(string? file, long line)
    {
        int row = Count++;
        if (_runs.Count > 0 && ReferenceEquals(_runs[^1].File, file))
        {
            Run last = _runs[^1];
            if (last.LineOf(row) == line)
            {
                return;
            }

            if (row == last.Row + 1)
            {
                _runs[^1] = last with { Step = line - last.Line };
                return;
            }
        }

        _runs.Add(new Run(row, file, line, 1));
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Run(int Row, string? File, long Line, long Step)
    {
        internal long LineOf(int row) => Line + ((row - Row) * Step);
    }
}
