using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using LinkedStats.Cubes;
using LinkedStats.Publishing.Packages.Tables;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>Reads one column of a data file into the rows.</summary>
/// <param name="Column">The column's index.</param>
/// <param name="Heading">Its heading.</param>
internal abstract record ColumnReader(int Column, string Heading)
{
    /// <summary>Reads the field of the current row.</summary>
    internal abstract void Read(DataTable table, ObservationRow row, ReportBuilder report);
}

/// <summary>Reads codes.</summary>
internal sealed record CodeColumnReader : ColumnReader
{
    private readonly RowSlot _slot;
    private readonly FrozenSet<string> _missing;
    private readonly Dictionary<string, ListedCode> _codes;
    private readonly Dictionary<string, ListedCode>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly bool _isKnown;
    private ListedCode? _last;

    internal CodeColumnReader(
        int column, string heading, RowSlot slot, CodeList? codes, ImmutableHashSet<string> missing)
        : base(column, heading)
    {
        (_slot, _missing) = (slot, missing.ToFrozenSet(StringComparer.Ordinal));
        _codes = (codes?.Codes ?? []).ToDictionary(
            static c => c.Name, static c => new ListedCode(c), StringComparer.Ordinal);
        _lookup = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
        _isKnown = codes is not null;
    }

    internal override void Read(DataTable table, ObservationRow row, ReportBuilder report)
    {
        // Rows come in the order of their keys, or nearly so: a code is often that of the row before.
        ReadOnlySpan<char> field = table.Field(Column);
        if (_last is not null && field.SequenceEqual(_last.Code.Name) || _lookup.TryGetValue(field, out _last))
        {
            _last.Value = _last.Value ?? _slot.Number(row, _last.Code.Term);
            _slot.Put(row, _last.Value.Value);
            return;
        }

        // A list that could not be read has been reported; its codes are not reported one by one.
        string text = field.ToString();
        row.IsFlawed |= !_missing.Contains(text);
        if (_isKnown && !_missing.Contains(text))
        {
            string known = NearestName.Suggest(text, _codes.Keys);
            report.Error("code-unknown", $"'{text}' is not a code of '{Heading}'{known}", table.PlaceOf(Column));
        }
    }

    private sealed class ListedCode(Code code)
    {
        internal Code Code { get; } = code;

        /// <summary>What stands for it in the rows; null until it is met.</summary>
        internal RowValue? Value { get; set; }
    }
}

/// <summary>Reads literals of one datatype.</summary>
internal sealed record LiteralColumnReader : ColumnReader
{
    private const int CacheMax = 10_000;

    private readonly RowSlot _slot;
    private readonly Iri _datatype;
    private readonly XsdType _type;
    private readonly InlineDatatype _number;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _missing;
    private readonly Dictionary<string, RowValue> _cache = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RowValue>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    internal LiteralColumnReader(
        int column, string heading, RowSlot slot, Iri datatype, ImmutableHashSet<string> missing)
        : base(column, heading)
    {
        (_slot, _datatype) = (slot, datatype);
        _missing = missing.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _lookup = _cache.GetAlternateLookup<ReadOnlySpan<char>>();
        _type = XsdDatatype.TypeOf(datatype);
        _number = InlineDatatypes.Of(datatype.Text) is var inline
            and (InlineDatatype.Integer or InlineDatatype.Decimal or InlineDatatype.Double)
            ? inline : InlineDatatype.None;
    }

    internal override void Read(DataTable table, ObservationRow row, ReportBuilder report)
    {
        ReadOnlySpan<char> field = table.Field(Column);
        if (_missing.Contains(field))
        {
            return;
        }

        if (_slot.Part == RowPart.Measure ? TryReadNumber(field, out RowValue value)
            : _lookup.TryGetValue(field, out value))
        {
            _slot.Put(row, value);
            return;
        }

        string text = field.ToString();
        if (!XsdDatatype.IsValid(text, _type))
        {
            row.IsFlawed = true;
            string name = CodeNames.LastPart(_datatype);
            report.Error("datatype", $"'{text}' in '{Heading}' is not of the type {name}.", table.PlaceOf(Column));
            return;
        }

        value = _slot.Number(row, new Literal(text, _datatype));
        _slot.Put(row, value);
        if (_slot.Part != RowPart.Measure && _cache.Count < CacheMax)
        {
            _cache.Add(text, value);
        }
    }

    /// <summary>Reads a number that fits into an id, as nearly all do; what fits is a valid number.</summary>
    private bool TryReadNumber(ReadOnlySpan<char> field, out RowValue value)
    {
        Span<byte> lexical = stackalloc byte[InlineTerm.LengthMax];
        value = default;
        if (_number == InlineDatatype.None || field.Length > lexical.Length
            || Ascii.FromUtf16(field, lexical, out int length) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        TermId id = InlineTerm.Encode(lexical[..length], _number);
        value = new RowValue(-1, id);
        return !id.IsNone;
    }
}

/// <summary>Reads the run of each row.</summary>
internal sealed record RunColumnReader(int Column, string Heading, StoreNames Names, Func<string, bool> IsKnown)
    : ColumnReader(Column, Heading)
{
    private readonly Dictionary<string, int> _runs = new(StringComparer.Ordinal);

    internal override void Read(DataTable table, ObservationRow row, ReportBuilder report)
    {
        ReadOnlySpan<char> field = table.Field(Column);
        if (field.IsEmpty)
        {
            return;
        }

        if (!_runs.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(field, out int run))
        {
            string id = field.ToString();
            if (!IsKnown(id))
            {
                report.Error("reference", $"The run '{id}' is not known.", table.PlaceOf(Column));
                return;
            }

            run = row.Rows.Runs.NumberOf(Names.Run(id));
            _runs.Add(id, run);
        }

        row.Run = run;
    }
}
