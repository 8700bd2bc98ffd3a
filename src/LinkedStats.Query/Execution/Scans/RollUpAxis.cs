namespace LinkedStats.Query.Execution.Scans;

/// <summary>The codes of one axis in one cube, as parts of the numbers of groups.</summary>
internal sealed class RollUpAxis
{
    private readonly CodeMembers _members;
    private readonly int[] _slotMap;
    private readonly long[] _combinationMap;

    /// <summary>Scales members by the axis' stride.</summary>
    /// <param name="members">The members of the codes.</param>
    /// <param name="stride">The stride.</param>
    /// <param name="kind">How groups are numbered.</param>
    public RollUpAxis(CodeMembers members, long stride, GroupSlotsKind kind)
    {
        _members = members;
        Stride = stride;
        bool isDense = kind == GroupSlotsKind.Dense;
        _slotMap = isDense ? Array.ConvertAll(members.Single, m => (int)(m * stride)) : [];
        _combinationMap = Array.ConvertAll(members.Single, m => m * stride);
    }

    /// <summary>The column of the codes.</summary>
    public CellColumn Column => _members.Column;

    /// <summary>How much a member adds to the number of a combination.</summary>
    public long Stride { get; }

    /// <summary>True when some code has several members.</summary>
    public bool HasSeveral => _members.Several is { };

    /// <summary>What each code, the missing value in front, adds to a dense slot.</summary>
    public ReadOnlySpan<int> SlotMap => _slotMap;

    /// <summary>What each code, the missing value in front, adds to the number of a combination.</summary>
    public ReadOnlySpan<long> CombinationMap => _combinationMap;

    /// <summary>The members of a row's code, where some code has several.</summary>
    /// <param name="codes">The codes of the run; none for a fixed value.</param>
    /// <param name="position">The row's position.</param>
    /// <returns>The members, as often as the row counts.</returns>
    public int[] Several(ReadOnlySpan<int> codes, int position) =>
        _members.Several![(codes.IsEmpty ? 0 : codes[position]) + 1];

    /// <summary>Finds out whether a run has one code, and no row of it counts twice.</summary>
    /// <param name="reader">The cells; standing on the run.</param>
    /// <param name="part">What the code adds to the number of a combination.</param>
    /// <returns>False where the codes differ, or may differ.</returns>
    public bool TryGetConstant(CellReader reader, out long part)
    {
        int code = 0;
        part = 0;
        if (HasSeveral || (Column.Kind != CellColumnKind.Fixed && !reader.TryGetConstant(Column, out code)))
        {
            return false;
        }

        part = _combinationMap[code + 1];
        return true;
    }

    /// <summary>The number of rows from one on that are known to share its code.</summary>
    /// <param name="reader">The cells.</param>
    /// <param name="row">The row.</param>
    /// <returns>The number of rows.</returns>
    public int RowsOfRun(CellReader reader, int row) =>
        Column.Kind == CellColumnKind.Fixed ? int.MaxValue : reader.CodeRunAt(Column, row).End - row;
}
