using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Publishing.Packages.Tables;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>Reads one column of a data file into the rows.</summary>
/// <param name="Column">The column's index.</param>
/// <param name="Heading">Its heading.</param>
internal abstract record ColumnReader(int Column, string Heading)
{
    /// <summary>Reads the field of the current row.</summary>
    internal abstract void Read(CsvTable table, ObservationRow row, ReportBuilder report);
}

/// <summary>Reads codes.</summary>
internal sealed record CodeColumnReader : ColumnReader
{
    private readonly Func<ObservationRow, Term?[]> _part;
    private readonly int _slot;
    private readonly ImmutableHashSet<string> _missing;
    private readonly Dictionary<string, Term> _terms;
    private readonly Dictionary<string, Term>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly bool _isKnown;

    internal CodeColumnReader(
        int column,
        string heading,
        Func<ObservationRow, Term?[]> part,
        int slot,
        CodeList? codes,
        ImmutableHashSet<string> missing)
        : base(column, heading)
    {
        (_part, _slot, _missing) = (part, slot, missing);
        _terms = (codes?.Codes ?? []).ToDictionary(static c => c.Name, static c => c.Term, StringComparer.Ordinal);
        _lookup = _terms.GetAlternateLookup<ReadOnlySpan<char>>();
        _isKnown = codes is not null;
    }

    internal override void Read(CsvTable table, ObservationRow row, ReportBuilder report)
    {
        ReadOnlySpan<char> field = table.Field(Column);
        if (_lookup.TryGetValue(field, out Term? term))
        {
            _part(row)[_slot] = term;
            return;
        }

        // A list that could not be read has been reported; its codes are not reported one by one.
        string text = field.ToString();
        row.IsFlawed |= !_missing.Contains(text);
        if (_isKnown && !_missing.Contains(text))
        {
            string known = NearestName.Suggest(text, _terms.Keys);
            report.Error("code-unknown", $"'{text}' is not a code of '{Heading}'{known}", table.PlaceOf(Column));
        }
    }
}

/// <summary>Reads literals of one datatype.</summary>
internal sealed record LiteralColumnReader : ColumnReader
{
    private const int CacheMax = 10_000;

    private readonly Func<ObservationRow, Term?[]> _part;
    private readonly int _slot;
    private readonly Iri _datatype;
    private readonly XsdType _type;
    private readonly ImmutableHashSet<string> _missing;
    private readonly Dictionary<string, Literal>? _cache;

    internal LiteralColumnReader(
        int column,
        string heading,
        Func<ObservationRow, Term?[]> part,
        int slot,
        Iri datatype,
        ImmutableHashSet<string> missing,
        bool isRepeated)
        : base(column, heading)
    {
        (_part, _slot, _missing, _datatype) = (part, slot, missing, datatype);
        _type = XsdDatatype.TypeOf(datatype);
        _cache = isRepeated ? new Dictionary<string, Literal>(StringComparer.Ordinal) : null;
    }

    internal override void Read(CsvTable table, ObservationRow row, ReportBuilder report)
    {
        ReadOnlySpan<char> field = table.Field(Column);
        if (_cache is not null
            && _cache.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(field, out Literal? known))
        {
            _part(row)[_slot] = known;
            return;
        }

        string text = field.ToString();
        if (_missing.Contains(text))
        {
            return;
        }

        if (!XsdDatatype.IsValid(text, _type))
        {
            row.IsFlawed = true;
            string name = CodeNames.LastPart(_datatype);
            report.Error("datatype", $"'{text}' in '{Heading}' is not of the type {name}.", table.PlaceOf(Column));
            return;
        }

        var literal = new Literal(text, _datatype);
        _part(row)[_slot] = literal;
        if (_cache is { Count: < CacheMax })
        {
            _cache.Add(text, literal);
        }
    }
}

/// <summary>Reads the run of each row.</summary>
internal sealed record RunColumnReader(int Column, string Heading, StoreNames Names, Func<string, bool> IsKnown)
    : ColumnReader(Column, Heading)
{
    private readonly Dictionary<string, Iri> _runs = new(StringComparer.Ordinal);

    internal override void Read(CsvTable table, ObservationRow row, ReportBuilder report)
    {
        string id = table.Field(Column).ToString();
        if (id.Length == 0)
        {
            return;
        }

        if (!_runs.TryGetValue(id, out Iri? run))
        {
            if (!IsKnown(id))
            {
                report.Error("reference", $"The run '{id}' is not known.", table.PlaceOf(Column));
                return;
            }

            run = Names.Run(id);
            _runs.Add(id, run);
        }

        row.Run = run;
    }
}
