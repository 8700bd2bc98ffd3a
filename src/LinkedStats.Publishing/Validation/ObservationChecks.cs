using LinkedStats.Cubes;
using LinkedStats.Publishing.Packages;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Publishing.Validation;

/// <summary>The checks of single observations: measures, attributes, datatypes, membership of code lists.</summary>
/// <param name="dataset">The dataset.</param>
/// <param name="measureType">The index of the dimension qb:measureType; -1 where the cube has none.</param>
/// <param name="report">Receives what is wrong.</param>
internal sealed class ObservationChecks(PackageDataset dataset, int measureType, ReportBuilder report)
{
    private readonly DataStructureDefinition _structure = dataset.Structure;
    private readonly CodeRule[][] _codeRules = RulesOf(dataset);
    private readonly int _firstMeasure = dataset.Structure.Dimensions.Length;
    private readonly int _firstAttribute = dataset.Structure.Dimensions.Length + dataset.Structure.Measures.Length;
    private readonly HashSet<Term>?[] _attributeCodes = [.. dataset.AttributeCodes.Select(Members)];
    private readonly List<bool>[] _listedValues = [.. dataset.AttributeCodes.Select(static _ => new List<bool>())];
    private readonly List<int> _namedMeasures = [];
    private readonly InlineDatatype[] _numbers = [.. dataset.Structure.Measures.Select(NumberOf)];
    private readonly Dictionary<(Iri Measure, Iri Datatype), long> _otherDatatypes = [];

    /// <summary>Checks an observation.</summary>
    internal void Check(ObservationRow row)
    {
        CheckMeasures(row);
        for (int i = 0; i < row.Measures.Length; i++)
        {
            CheckValue(row, i);
        }

        for (int i = 0; i < row.Attributes.Length; i++)
        {
            ObservationAttribute attribute = _structure.Attributes[i];
            if (row.Attributes[i] < 0)
            {
                // IC-13: a required attribute is there. Cubes whose missing values carry no unit bend it.
                if (attribute.IsRequired && !row.HasOtherValue[_firstAttribute + i])
                {
                    report.Add(
                        dataset.IsOwn ? Severity.Error : Severity.Warning,
                        "IC-13",
                        $"{Name(row)} lacks the required attribute '{attribute.Id}'.",
                        row.Place);
                }
            }
            else if (!IsListed(row, i))
            {
                Term value = row.Rows.Attributes[i][row.Attributes[i]];
                report.Warning("code-list", $"{value} is not in the code list of '{attribute.Id}'.", row.Place);
            }
        }
    }

    /// <summary>Checks a code of a dimension when it is met for the first time.</summary>
    internal void CheckCode(int dimension, Term code, ObservationRow row)
    {
        Dimension component = _structure.Dimensions[dimension];

        // IC-19, IC-20, IC-21: the value is in the code list, or below a root of the hierarchy.
        foreach (CodeRule rule in _codeRules[dimension].Where(rule => !rule.Members.Contains(code)))
        {
            report.Error(
                rule.Name,
                $"{code} of {Name(row)} is not in the code list of '{component.Id}', {rule.List}.",
                row.Place);
        }

        if (code is Literal literal && !XsdDatatype.IsValid(literal.Lexical, literal.Datatype))
        {
            report.Error("datatype", $"{literal} in '{component.Id}' is not what its datatype allows.", row.Place);
        }
    }

    /// <summary>Reports what was only counted.</summary>
    internal void Finish()
    {
        foreach (((Iri measure, Iri datatype), long count) in _otherDatatypes)
        {
            report.Warning(
                "range",
                $"{count} values of {measure} are of the type {datatype}, which is not its rdfs:range.",
                dataset.Place);
        }
    }

    private void CheckMeasures(ObservationRow row)
    {
        if (measureType < 0)
        {
            // IC-14: outside measure-type cubes every measure is there. Missing values, marked or not, are common.
            for (int i = 0; i < row.Measures.Length && !dataset.IsOwn; i++)
            {
                if (!HasMeasure(row, i))
                {
                    report.Warning("IC-14", $"{Name(row)} has no value for '{_structure.Measures[i].Id}'.", row.Place);
                }
            }

            return;
        }

        if (row.Codes[measureType] < 0)
        {
            return;
        }

        int named = NamedMeasure(row);
        for (int i = 0; i < row.Measures.Length; i++)
        {
            bool isNamed = i == named;
            if (isNamed && !HasMeasure(row, i))
            {
                // IC-15: the measure that measureType names is there.
                report.Warning("IC-15", $"{Name(row)} has no value for its measure '{_structure.Measures[i].Id}'.",
                    row.Place);
            }
            else if (!isNamed && HasMeasure(row, i))
            {
                // IC-16: no other measure is there.
                report.Error("IC-16", $"{Name(row)} has a value for '{_structure.Measures[i].Id}' too.", row.Place);
            }
        }

        if (named < 0)
        {
            report.Error(
                row.HasUnlistedMeasure ? "measure-type" : "IC-15",
                $"{Name(row)} names {row.Code(measureType)}, which is not a measure of the structure.",
                row.Place);
        }
    }

    private void CheckValue(ObservationRow row, int i)
    {
        TermId id = row.Measures[i];

        // What the table's own reader took is right, and so is a number that fits into an id.
        if (id.IsNone || dataset.IsOwn || (id.IsInline && InlineDatatypes.Of(id) == _numbers[i])
            || row.Rows.TermOf(id) is not Literal literal)
        {
            return;
        }

        Measure measure = _structure.Measures[i];
        if (!XsdDatatype.IsValid(literal.Lexical, literal.Datatype))
        {
            report.Error("datatype", $"{literal} in '{measure.Id}' is not what its datatype allows.", row.Place);
        }
        else if (measure.Range is { } range && range != literal.Datatype
            && range.Text.StartsWith(XsdVocabulary.Namespace, StringComparison.Ordinal))
        {
            _otherDatatypes[(measure.Property, literal.Datatype)] =
                _otherDatatypes.GetValueOrDefault((measure.Property, literal.Datatype)) + 1;
        }
    }

    private bool HasMeasure(ObservationRow row, int i) =>
        !row.Measures[i].IsNone || row.HasOtherValue[_firstMeasure + i];

    // Rows repeat the values of attributes and the names of measures; each is looked up once.
    private bool IsListed(ObservationRow row, int attribute)
    {
        if (_attributeCodes[attribute] is not { } codes)
        {
            return true;
        }

        List<bool> listed = _listedValues[attribute];
        while (listed.Count <= row.Attributes[attribute])
        {
            listed.Add(codes.Contains(row.Rows.Attributes[attribute][listed.Count]));
        }

        return listed[row.Attributes[attribute]];
    }

    private int NamedMeasure(ObservationRow row)
    {
        while (_namedMeasures.Count <= row.Codes[measureType])
        {
            Term name = row.Rows.Dimensions[measureType][_namedMeasures.Count];
            _namedMeasures.Add(_structure.Measures.ToList().FindIndex(m => m.Property.Equals(name)));
        }

        return _namedMeasures[row.Codes[measureType]];
    }

    /// <summary>The datatype of a measure whose numbers fit into ids; None for any other.</summary>
    private static InlineDatatype NumberOf(Measure measure) =>
        measure.Range is { } range && InlineDatatypes.Of(range.Text) is var type
        && type is InlineDatatype.Integer or InlineDatatype.Decimal or InlineDatatype.Double
            ? type : InlineDatatype.None;

    private static CodeRule[][] RulesOf(PackageDataset dataset) => dataset.CodeRules.IsDefaultOrEmpty
        ? [.. dataset.DimensionCodes.Select(static list =>
            Members(list) is { } members ? new[] { new CodeRule("IC-19", list!.Iri, members) } : [])]
        : [.. dataset.CodeRules.Select(static rules => rules.ToArray())];

    private static HashSet<Term>? Members(CodeList? list) => list?.Codes.Select(static code => code.Term).ToHashSet();

    private static string Name(ObservationRow row) => row.Subject is { } subject ? subject.ToString() : "The row";
}
