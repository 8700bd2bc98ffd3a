using System.Collections.Immutable;
using System.Globalization;
using LinkedStats.Cubes;
using LinkedStats.Query.CubeQueries;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;

namespace LinkedStats.Server.Observations;

/// <summary>Collects the conditions of a selection: codes and relations are united, ranges intersected.</summary>
/// <param name="cube">The cube.</param>
internal sealed class ConditionParser(CubeView cube)
{
    private static readonly string[] Comparisons = ["eq", "ne", "ge", "gt", "le", "lt"];
    private static readonly string[] Symbols = ["=", "!=", ">=", ">", "<=", "<"];

    private readonly Dictionary<CubeColumn, HashSet<int>> _codes = [];
    private readonly Dictionary<CubeColumn, HashSet<int>> _ranges = [];
    private readonly List<ValueCondition> _values = [];
    private readonly List<CubeColumn> _order = [];

    /// <summary>True when a relation of a hierarchy was used.</summary>
    public bool IsByHierarchy { get; private set; }

    /// <summary>True when no cell can fulfil the conditions.</summary>
    public bool IsNothing { get; private set; }

    /// <summary>Reads the value of a component's parameter.</summary>
    /// <param name="column">The component.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="rawValue">Its value, split at commas and colons before it is decoded; empty for no
    /// condition.</param>
    /// <exception cref="RequestProblemException">A code, an operator or a value is unknown.</exception>
    public void Add(CubeColumn column, string parameter, string rawValue)
    {
        foreach (string item in rawValue.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = [.. item.Split(':').Select(QueryParameters.Decode)];
            if (!_order.Contains(column))
            {
                _order.Add(column);
            }

            if (column.IsCoded)
            {
                AddToCoded(column, parameter, parts);
            }
            else
            {
                AddToMeasure(column, parameter, parts);
            }
        }
    }

    /// <summary>The conditions collected.</summary>
    /// <returns>One a coded component, and one a comparison with a measure.</returns>
    public ImmutableArray<CubeCondition> Build()
    {
        var conditions = ImmutableArray.CreateBuilder<CubeCondition>();
        foreach (CubeColumn column in _order.Where(static column => column.IsCoded))
        {
            IEnumerable<int> codes = (_codes.GetValueOrDefault(column), _ranges.GetValueOrDefault(column)) switch
            {
                ({ } named, { } range) => named.Intersect(range),
                ({ } named, null) => named,
                (null, { } range) => range,
                _ => [],
            };
            ImmutableArray<Term> terms = [.. codes.Order().Select(code => column.Codes[code].Term)];
            IsNothing |= terms.IsEmpty;
            conditions.Add(new CodeCondition(column.Component.Property, terms));
        }

        conditions.AddRange(_values);
        return conditions.ToImmutable();
    }

    private void AddToCoded(CubeColumn column, string parameter, string[] parts)
    {
        if (parts.Length == 1)
        {
            Named(column).UnionWith(Find(column, parameter, parts[0]));
        }
        else if (parts.Length == 2 && Array.IndexOf(Comparisons, parts[0]) is var comparison and >= 0)
        {
            AddComparison(column, parameter, Comparisons[comparison], parts[1]);
        }
        else if (parts.Length == 2 && CodeHierarchy.Relations.Contains(parts[1]))
        {
            IsByHierarchy = true;
            Term origin = FindTerm(column, parameter, parts[0]);
            HashSet<Term> reached = CodeHierarchy.Reach(cube.Snapshot.Default, origin, parts[1]);
            Named(column).UnionWith(
                column.VisibleCodes.Where(code => reached.Contains(column.Codes[code].Term)));
        }
        else
        {
            throw UnknownOperator(parameter, parts, [.. Comparisons, .. CodeHierarchy.Relations]);
        }
    }

    private void AddComparison(CubeColumn column, string parameter, string comparison, string bound)
    {
        if (comparison == "eq")
        {
            Named(column).UnionWith(Find(column, parameter, bound));
            return;
        }

        IEnumerable<int> all = column.VisibleCodes;
        IEnumerable<int> inside = comparison == "ne"
            ? all.Except(Find(column, parameter, bound))
            : CodeRange.Find(column, comparison, bound) ?? throw new RequestProblemException(
                ProblemKind.UnknownOperator,
                $"'{parameter}' cannot be compared with '{bound}': the component has no order, or the value has no "
                + "place in it. Name codes instead.",
                ("parameter", parameter), ("operator", comparison));
        if (_ranges.TryGetValue(column, out HashSet<int>? range))
        {
            range.IntersectWith(inside);
        }
        else
        {
            _ranges[column] = [.. inside];
        }
    }

    private void AddToMeasure(CubeColumn column, string parameter, string[] parts)
    {
        int comparison = parts.Length == 1 ? 0 : Array.IndexOf(Comparisons, parts[0]);
        if (parts.Length > 2 || comparison < 0)
        {
            throw UnknownOperator(parameter, parts, Comparisons);
        }

        string text = parts[^1];
        bool isDecimal = decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
        bool isDouble = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value) && text.Trim() == text;
        if (!isDecimal && !isDouble)
        {
            throw new RequestProblemException(
                ProblemKind.MalformedValue, $"'{parameter}' is compared with numbers, and '{text}' is none.",
                ("parameter", parameter), ("value", text));
        }

        Iri property = column.Component.Property;
        if (Symbols[comparison] == "=" && _values.Exists(other => other.Property == property && other.Operator == "="))
        {
            throw new RequestProblemException(
                ProblemKind.UnknownOperator, $"'{parameter}' can equal one number only; use ge: and le:.",
                ("parameter", parameter));
        }

        _values.Add(new ValueCondition(
            property,
            Symbols[comparison],
            new Literal(text, isDecimal ? XsdVocabulary.Decimal : XsdVocabulary.Double)));
    }

    private HashSet<int> Named(CubeColumn column)
    {
        if (!_codes.TryGetValue(column, out HashSet<int>? codes))
        {
            _codes[column] = codes = [];
        }

        return codes;
    }

    // A code of the list that no cell uses is known; it selects nothing.
    private IEnumerable<int> Find(CubeColumn column, string parameter, string name)
    {
        Term term = FindTerm(column, parameter, name);
        return column.VisibleCodes.Where(code => column.Codes[code].Term == term);
    }

    private Term FindTerm(CubeColumn column, string parameter, string name)
    {
        if (column.FindCode(name) is var code and >= 0)
        {
            return column.Codes[code].Term;
        }

        CodeList? list = column.Component.CodeList is { } iri
            ? Cubes.Mapping.CubeQuads.ReadCodeList(cube.Snapshot.Default, iri)
            : null;
        if (list?.Codes.FirstOrDefault(
            listed => listed.Name == name || (listed.Term is Iri term && term.Text == name)) is { } found)
        {
            return found.Term;
        }

        string[] nearest = NearestNames.Find(name, column.VisibleCodes.Select(known => column.Codes[known].Name));
        throw new RequestProblemException(
            ProblemKind.UnknownCode,
            $"'{column.Id}' has no code '{name}'.{NearestNames.Suggest(nearest)}",
            ("parameter", parameter), ("code", name), ("nearest", nearest));
    }

    private static RequestProblemException UnknownOperator(string parameter, string[] parts, string[] known)
    {
        string written = parts.Length == 1 ? parts[0] : parts[0].Length <= 2 ? parts[0] : parts[1];
        string[] nearest = NearestNames.Find(written, known);
        return new RequestProblemException(
            ProblemKind.UnknownOperator,
            $"The value of '{parameter}' has an unknown operator or relation '{written}'."
            + $"{NearestNames.Suggest(nearest)} A colon or comma that belongs to a code is written %3A or %2C.",
            ("parameter", parameter), ("operator", written), ("nearest", nearest));
    }
}
