using System.Runtime.CompilerServices;

namespace LinkedStats.Tests.Query.Differential;

/// <summary>What a part of a query is; one may stand in the place of another of its kind.</summary>
internal enum PartKind
{
    /// <summary>A query or a subquery.</summary>
    Query,

    /// <summary>What a query selects; at least <c>*</c>.</summary>
    Projection,

    /// <summary>A clause that may be absent.</summary>
    Clause,

    /// <summary>A group graph pattern in braces.</summary>
    Group,

    /// <summary>An element of a group, which may be absent.</summary>
    Element,

    /// <summary>An expression.</summary>
    Expression,

    /// <summary>A property path.</summary>
    Path,
}

/// <summary>A part of the text of a query: a text with smaller parts in it, so that it can be made smaller.</summary>
internal sealed class QueryPart
{
    private readonly PartKind _kind;
    private readonly FormattableString _text;

    public QueryPart(PartKind kind, FormattableString text)
    {
        _kind = kind;
        _text = text;
    }

    /// <summary>Parts one after the other.</summary>
    public static QueryPart List(PartKind kind, string before, IReadOnlyList<QueryPart> parts, string after) => new(
        kind,
        FormattableStringFactory.Create(
            "{0}" + string.Concat(parts.Select(static (_, i) => $"{{{i + 2}}} ")) + "{1}",
            [before, after, .. parts]));

    /// <summary>The variants with one part less: first those that leave out most.</summary>
    public IEnumerable<QueryPart> Smaller()
    {
        if (ToString().Length == 0)
        {
            yield break;
        }

        string? least = _kind switch
        {
            PartKind.Clause or PartKind.Element => "",
            PartKind.Projection when ToString() != "*" => "*",
            PartKind.Expression when Children().Any() => "1",
            _ => null,
        };
        if (least is not null)
        {
            yield return new QueryPart(_kind, $"{least}");
        }

        foreach (QueryPart part in Descendants().Where(part => part._kind == _kind))
        {
            yield return part;
        }

        object?[] pieces = _text.GetArguments();
        for (int i = 0; i < pieces.Length; i++)
        {
            foreach (QueryPart part in (pieces[i] as QueryPart)?.Smaller() ?? [])
            {
                object?[] changed = [.. pieces];
                changed[i] = part;
                yield return new QueryPart(_kind, FormattableStringFactory.Create(_text.Format, changed));
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(_text);

    private IEnumerable<QueryPart> Children() => _text.GetArguments().OfType<QueryPart>();

    private IEnumerable<QueryPart> Descendants() =>
        Children().Concat(Children().SelectMany(static c => c.Descendants()));
}
