using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>One direction of a roll-up: codes of a column, and the members that they count towards.</summary>
/// <param name="Variable">The variable of the codes.</param>
/// <param name="Columns">For each cube the column of the codes.</param>
/// <param name="Keys">
/// The group keys that a member stands for; none when the codes are only selected or multiplied.
/// </param>
/// <param name="Seed">Where the relation takes its codes from; null when the key is the code itself.</param>
/// <param name="Relation">What the codes are joined with.</param>
internal sealed record CodeAxis(
    string Variable, CellColumn[] Columns, string[] Keys, SeedScan? Seed, Operator? Relation);

/// <summary>A <see cref="CodeAxis"/> over the code book of one cube.</summary>
internal sealed class CodeMembers
{
    private readonly int[] _single;
    private readonly int[][]? _several;

    private CodeMembers(CodeAxis axis, CellColumn column, RowTable members, int[][] byCode)
    {
        Axis = axis;
        Column = column;
        Members = members;
        _single = [.. byCode.Select(static m => m.Length > 0 ? m[0] : -1)];
        _several = Array.Exists(byCode, static m => m.Length > 1) ? byCode : null;
    }

    /// <summary>The axis.</summary>
    public CodeAxis Axis { get; }

    /// <summary>The column of the codes.</summary>
    public CellColumn Column { get; }

    /// <summary>The members: a row of keys each.</summary>
    public RowTable Members { get; }

    /// <summary>True when some code counts towards several members.</summary>
    public bool HasSeveral => _several is { };

    /// <summary>The only member of each code; -1 for none. For the missing value the last entry.</summary>
    public ReadOnlySpan<int> Single => _single;

    /// <summary>Maps the codes of a cube to members.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="table">The cube.</param>
    /// <param name="index">The cube's index in the axis.</param>
    /// <param name="context">The limits.</param>
    /// <returns>The members.</returns>
    public static CodeMembers Create(CodeAxis axis, CubeTable table, int index, EvaluationContext context)
    {
        CellColumn column = axis.Columns[index];

        // The last entry stands for a missing value; a fixed value is a code book of one.
        TermId[] codes = column.Kind == CellColumnKind.Fixed
            ? [column.Fixed]
            : [.. CodeFilter.Terms(table, column), TermId.None];
        var members = new RowTable(context, axis.Keys.Length);
        return new CodeMembers(axis, column, members, axis.Relation is null
            ? [.. codes.Select((code, i) => (int[])[AddMember(members, code)])]
            : Relate(axis, codes, members, context));
    }

    /// <summary>The members of a code, where some code has several.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The members, as often as the cell counts.</returns>
    public int[] Several(int code) => _several![code];

    private static int AddMember(RowTable members, TermId code)
    {
        int member = members.Append();
        members.Row(member)[0] = code;
        return member;
    }

    private static int[][] Relate(CodeAxis axis, TermId[] codes, RowTable members, EvaluationContext context)
    {
        var index = new KeyIndex(context, members, [.. Enumerable.Range(0, axis.Keys.Length)]);
        var byCode = codes.Select(static _ => new List<int>()).ToArray();

        // A missing value has no relation: the last code is left out.
        var seed = new Batch(1, codes.Length) { RowCount = codes[^1].IsNone ? codes.Length - 1 : codes.Length };
        codes.CopyTo(seed.Column(0), 0);
        axis.Seed!.Set(seed);
        axis.Relation!.Rewind();
        int numbers = axis.Relation.IndexOf(SeedScan.RowColumn);
        int[] keys = [.. axis.Keys.Select(axis.Relation.IndexOf)];
        var rows = new Batch(axis.Relation.Columns.Length);
        Span<TermId> key = stackalloc TermId[keys.Length];
        while (axis.Relation.Next(rows))
        {
            for (int row = 0; row < rows.RowCount; row++)
            {
                int code = (int)rows.Column(numbers)[row].Bits - 1;
                for (int i = 0; i < keys.Length; i++)
                {
                    key[i] = rows.Column(keys[i])[row];
                }

                int member = index.First(key, KeyIndex.Hash(key));
                if (member < 0)
                {
                    member = members.Append();
                    key.CopyTo(members.Row(member));
                    index.AddNext();
                }

                byCode[code].Add(member);
            }
        }

        return [.. byCode.Select(static list => list.ToArray())];
    }
}
