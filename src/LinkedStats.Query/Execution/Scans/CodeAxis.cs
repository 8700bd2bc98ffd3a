using System.Runtime.InteropServices;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>One direction of a roll-up: codes of a column, and the members that they count towards.</summary>
/// <param name="Variables">The variable of the codes; several where dimensions map to members together.</param>
/// <param name="Columns">For each cube the columns of the variables; for several variables there is one cube.</param>
/// <param name="Keys">
/// The group keys that a member stands for; none when the codes are only selected or multiplied.
/// </param>
/// <param name="Seed">
/// Where the relation takes its codes from; null when the key is the code itself, or when there are several variables.
/// </param>
/// <param name="Relation">What the codes are joined with.</param>
internal sealed record CodeAxis(
    string[] Variables, CellColumn[][] Columns, string[] Keys, SeedScan? Seed, Operator? Relation);

/// <summary>The members of an axis, numbered alike for all cubes of a roll-up.</summary>
internal sealed class AxisMembers
{
    // The map of an axis, and what it is scaled to when cells are read.
    private const long BytesPerCode = (2 * sizeof(int)) + sizeof(long);

    private readonly CodeAxis _axis;
    private readonly EvaluationContext _context;
    private readonly KeyIndex _index;

    // With the codes among the keys, codes share no member: the first of a code is new without being looked for.
    private readonly bool _hasOwnMembers;
    private int _indexedCount;

    /// <summary>Creates an axis without members.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="context">The limits.</param>
    public AxisMembers(CodeAxis axis, EvaluationContext context)
    {
        _axis = axis;
        _context = context;
        Members = new RowTable(context, axis.Keys.Length);
        _index = new KeyIndex(context, Members, [.. Enumerable.Range(0, axis.Keys.Length)]);
        _hasOwnMembers = axis.Variables.Length > 1 && Array.TrueForAll(axis.Variables, axis.Keys.Contains);
    }

    /// <summary>The axis.</summary>
    public CodeAxis Axis => _axis;

    /// <summary>The members: a row of keys each.</summary>
    public RowTable Members { get; }

    /// <summary>Maps the codes of a cube to members, as far as its cells are wanted.</summary>
    /// <param name="reader">The cells of the cube.</param>
    /// <param name="table">The cube's index in the axis.</param>
    /// <param name="includesMissing">True when the missing value is a member too, where there is no relation.</param>
    /// <returns>The map.</returns>
    public CodeMembers Map(CellReader reader, int table, bool includesMissing)
    {
        bool isTuple = _axis.Variables.Length > 1;
        CellColumn column = isTuple
            ? reader.Tuple([.. _axis.Columns[table].Select(static c => c.Index)]) : _axis.Columns[table][0];
        int codeCount = column.Kind == CellColumnKind.Fixed ? 1 : reader.CodeCount(column);
        _context.Charge((codeCount + 1L) * BytesPerCode);
        int[] single = new int[codeCount + 1];
        single.AsSpan().Fill(-1);
        if (isTuple)
        {
            return new CodeMembers(column, single, RelateTuples(reader, column, single), true);
        }

        (int[] codes, TermId[] terms) = InUse(reader, column, includesMissing && _axis.Relation is null);
        if (_axis.Relation is null)
        {
            for (int i = 0; i < codes.Length; i++)
            {
                single[codes[i] + 1] = MemberOf([terms[i]]);
            }

            return new CodeMembers(column, single, null, false);
        }

        int[][]? several = Relate(codes, terms, single);
        return new CodeMembers(column, single, several, Array.Exists(codes, code => single[code + 1] < 0));
    }

    // The codes that a wanted cell may have, -1 for the missing value.
    private static (int[] Codes, TermId[] Terms) InUse(CellReader reader, CellColumn column, bool includesMissing)
    {
        if (column.Kind == CellColumnKind.Fixed)
        {
            return includesMissing || !column.Fixed.IsNone ? ([0], [column.Fixed]) : ([], []);
        }

        CodeFilter? filter = reader.FilterOf(column);
        ReadOnlySpan<TermId> book = CodeFilter.Terms(reader.Table, column);
        ReadOnlySpan<int> counts = column.Kind == CellColumnKind.Dimension ? reader.Table.CodeCounts(column.Index) : [];
        var codes = new List<int>(book.Length + 1);
        for (int code = 0; code < book.Length; code++)
        {
            if ((counts.IsEmpty || counts[code] > 0) && filter?.Wants(code) != false)
            {
                codes.Add(code);
            }
        }

        TermId[] terms = new TermId[codes.Count + 1];
        for (int i = 0; i < codes.Count; i++)
        {
            terms[i] = book[codes[i]];
        }

        // A missing value has no relation.
        if (includesMissing && column.Kind == CellColumnKind.Attribute && filter?.WantsMissing != false)
        {
            codes.Add(-1);
        }

        return ([.. codes], terms[..codes.Count]);
    }

    private int MemberOf(ReadOnlySpan<TermId> key)
    {
        for (; _indexedCount < Members.Count; _indexedCount++)
        {
            _index.AddNext();
        }

        int member = _index.First(key, KeyIndex.Hash(key));
        return member < 0 ? Append(key) : member;
    }

    private int Append(ReadOnlySpan<TermId> key)
    {
        int member = Members.Append();
        key.CopyTo(Members.Row(member));
        return member;
    }

    // Joins the codes with the relation; gives all members of each code where some code has several.
    private int[][]? Relate(int[] codes, TermId[] terms, int[] single)
    {
        if (codes.Length == 0)
        {
            return null;
        }

        var seed = new Batch(1, terms.Length) { RowCount = terms.Length };
        terms.CopyTo(seed.Column(0), 0);
        _axis.Seed!.Set(seed);
        _axis.Relation!.Rewind();
        int numbers = _axis.Relation.IndexOf(SeedScan.RowColumn);
        return ReadRelation(single, (rows, row) => codes[(int)rows.Column(numbers)[row].Bits - 1]);
    }

    // The same for the codes of several dimensions; the relation has no seed, and is read whole.
    private int[][]? RelateTuples(CellReader reader, CellColumn tuple, int[] single)
    {
        int[] columns = [.. _axis.Variables.Select(_axis.Relation!.IndexOf)];
        var terms = new TermId[columns.Length];
        return ReadRelation(single, (rows, row) =>
        {
            for (int i = 0; i < terms.Length; i++)
            {
                terms[i] = rows.Column(columns[i])[row];
            }

            return reader.FindCode(tuple, terms);
        });
    }

    private int[][]? ReadRelation(int[] single, Func<Batch, int, int> codeOf)
    {
        int[] keys = [.. _axis.Keys.Select(_axis.Relation!.IndexOf)];
        var rows = new Batch(_axis.Relation.Columns.Length);
        Span<TermId> key = stackalloc TermId[keys.Length];
        var further = new Dictionary<int, List<int>>();
        while (_axis.Relation.Next(rows))
        {
            for (int row = 0; row < rows.RowCount; row++)
            {
                int entry = codeOf(rows, row) + 1;
                if (entry == 0)
                {
                    continue;
                }

                for (int i = 0; i < keys.Length; i++)
                {
                    key[i] = rows.Column(keys[i])[row];
                }

                if (single[entry] < 0)
                {
                    single[entry] = _hasOwnMembers ? Append(key) : MemberOf(key);
                    continue;
                }

                _context.Charge(sizeof(int));
                ref List<int>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(further, entry, out _);
                (list ??= [single[entry]]).Add(MemberOf(key));
            }
        }

        return further.Count == 0 ? null : [.. single.Select((member, entry) =>
            further.TryGetValue(entry, out List<int>? list) ? [.. list] : member < 0 ? (int[])[] : [member])];
    }
}

/// <summary>The members that the codes of one cube count towards.</summary>
/// <param name="Column">The column of the codes; a fixed one has one code, 0.</param>
/// <param name="Single">
/// For each code, the missing value in front, its only or first member; -1 for none, and where no wanted cell has it.
/// </param>
/// <param name="Several">For each code all members, as often as a cell counts; null where none has several.</param>
/// <param name="DropsCells">True when a code that a wanted cell may have has no member.</param>
internal sealed record CodeMembers(CellColumn Column, int[] Single, int[][]? Several, bool DropsCells)
{
    /// <summary>True when no cell counts.</summary>
    public bool IsEmpty => !Single.AsSpan().ContainsAnyExcept(-1);
}
