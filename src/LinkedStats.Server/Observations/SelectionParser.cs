using System.Collections.Immutable;
using System.Globalization;
using LinkedStats.Cubes.Exchange;
using LinkedStats.Query.CubeQueries;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;

namespace LinkedStats.Server.Observations;

/// <summary>Reads selections such as <c>refArea=FR1,FR2&amp;refPeriod=ge:2020-01&amp;sort=-obsValue</c>.</summary>
/// <param name="cube">The cube.</param>
/// <param name="limits">The limits.</param>
internal sealed class SelectionParser(CubeView cube, ServerLimits limits)
{
    // A component whose name is a reserved word is written d.limit=.
    private const string Escape = "d.";

    private static readonly string[] LabelModes = ["id", "name", "both"];

    /// <summary>Reads the parameters of a request.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The selection, its cursor not yet looked at.</returns>
    /// <exception cref="RequestProblemException">A parameter, component, code, operator or value is
    /// unknown.</exception>
    public ObservationSelection Parse(QueryParameters parameters)
    {
        var conditions = new ConditionParser(cube);
        List<string> question = [];
        foreach ((string name, string rawValue) in parameters.All)
        {
            if (ObservationSelection.Reserved.Contains(name))
            {
                continue;
            }

            conditions.Add(FindByParameter(name), name, rawValue);
            question.Add($"{name}={rawValue}");
        }

        string sort = parameters.Single("sort") ?? "";
        return new ObservationSelection
        {
            Columns = ParseSelect(parameters.Single("select")),
            Conditions = conditions.Build(),
            IsNothing = conditions.IsNothing,
            IsByHierarchy = conditions.IsByHierarchy,
            Order = ParseSort(sort),
            Limit = ParseLimit(parameters.Single("limit")),
            Labels = ParseLabels(parameters.Single("labels")),
            Question = string.Join('&', question.Order(StringComparer.Ordinal)) + "&sort=" + sort,
        };
    }

    private CubeColumn FindByParameter(string name)
    {
        bool isEscaped = name.StartsWith(Escape, StringComparison.Ordinal);
        if (cube.Find(isEscaped ? name[Escape.Length..] : name) is { } column)
        {
            return column;
        }

        string[] nearest = NearestNames.Find(
            name, [.. cube.Columns.Select(static column => column.Id), .. ObservationSelection.Reserved]);
        throw new RequestProblemException(
            isEscaped ? ProblemKind.UnknownComponent : ProblemKind.UnknownParameter,
            $"'{name}' is neither a component of {cube.Dataset.Id} nor a parameter.{NearestNames.Suggest(nearest)}",
            ("parameter", name),
            ("nearest", nearest));
    }

    private CubeColumn FindComponent(string parameter, string id)
    {
        string name = id.StartsWith(Escape, StringComparison.Ordinal) ? id[Escape.Length..] : id;
        if (cube.Find(name) is { } column)
        {
            return column;
        }

        string[] nearest = NearestNames.Find(id, cube.Columns.Select(static column => column.Id));
        throw new RequestProblemException(
            ProblemKind.UnknownComponent,
            $"{cube.Dataset.Id} has no component '{id}'.{NearestNames.Suggest(nearest)}",
            ("parameter", parameter),
            ("component", id),
            ("nearest", nearest));
    }

    private ImmutableArray<CubeColumn> ParseSelect(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return cube.Columns;
        }

        CubeColumn[] wanted = [.. text.Split(',').Select(id => FindComponent("select", id))];
        return [.. wanted.Distinct()];
    }

    private ImmutableArray<CubeSortKey> ParseSort(string text) =>
    [
        .. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(key => new CubeSortKey(
            FindComponent("sort", key.TrimStart('-')).Component.Property, key[0] == '-')),
    ];

    private int? ParseLimit(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit)
            && limit >= 1 && limit <= limits.PageRowsMax
            ? limit
            : throw new RequestProblemException(
                ProblemKind.MalformedValue,
                $"limit= takes a whole number from 1 to {limits.PageRowsMax}, not '{text}'.",
                ("parameter", "limit"));
    }

    private static LabelMode ParseLabels(string? text) => text switch
    {
        null or "" or "id" => LabelMode.Id,
        "name" => LabelMode.Name,
        "both" => LabelMode.Both,
        _ => throw new RequestProblemException(
            ProblemKind.MalformedValue,
            $"labels= takes id, name or both, not '{text}'.",
            ("parameter", "labels"),
            ("nearest", LabelModes)),
    };
}
