namespace LinkedStats.Query.Execution.Scans;

/// <content>Groups whose rows need not be read to be counted.</content>
internal sealed partial class CubeRollUp
{
    /// <summary>True when it was known without looking at a cell how many there are.</summary>
    public bool IsCounted { get; private set; } = true;

    // Where only rows are counted, by one dimension or by none, it is known how many there are of each code.
    private bool TryCount(CellReader reader, CodeMembers[] axes)
    {
        CodeMembers[] coded = [.. axes.Where(static a => a.Column.Kind != CellColumnKind.Fixed)];
        if (coded.Length > 1 || Array.Exists(_aggregates, static a => a is not SlotRows))
        {
            return false;
        }

        if (coded.Length == 0)
        {
            return reader.CountUnconditional() is { } count && AddCount(axes, 0, count);
        }

        CellColumn column = coded[0].Column;
        if (column.Kind != CellColumnKind.Dimension || !reader.IsFilteredOnlyBy(column))
        {
            return false;
        }

        ReadOnlySpan<int> counts = reader.Table.CodeCounts(column.Index);
        CodeFilter? filter = reader.FilterOf(column);
        for (int code = 0; code < counts.Length; code++)
        {
            if (counts[code] > 0 && filter?.Wants(code) != false)
            {
                AddCount(axes, code, counts[code]);
            }
        }

        return true;
    }

    private bool AddCount(CodeMembers[] axes, int code, long count)
    {
        List<long> combinations = [0];
        for (int i = 0; i < axes.Length; i++)
        {
            CodeMembers axis = axes[i];
            int entry = axis.Column.Kind == CellColumnKind.Fixed ? 1 : code + 1;
            ReadOnlySpan<int> members = axis.Several is { } several ? several[entry] : [axis.Single[entry]];
            var next = new List<long>(combinations.Count * members.Length);
            foreach (long combination in combinations)
            {
                foreach (int member in members)
                {
                    next.Add(combination + (member * _groups.Stride(i)));
                }
            }

            combinations = next;
        }

        int[] slots = new int[combinations.Count];
        _groups.Find([.. combinations], slots);
        Grow();
        foreach (int slot in slots)
        {
            _counts[slot] += count;
        }

        return true;
    }
}
