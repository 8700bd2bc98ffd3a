using System.Collections.Immutable;
using System.Text;
using LinkedStats.Server.Negotiation;

namespace LinkedStats.Server.Resources;

/// <summary>An answer ready to be sent: what it is, how long it may be kept, and who writes its bytes.</summary>
/// <param name="Representation">The representation chosen.</param>
/// <param name="Write">Writes the body.</param>
internal sealed record ResourceAnswer(Representation Representation, Func<ResponseBuffer, Task> Write)
{
    /// <summary>Links for the Link header, besides those to the other representations.</summary>
    public ImmutableArray<ResourceLink> Links { get; init; } = [];

    /// <summary>The representations that the resource offers, for links; empty to leave them out.</summary>
    public IReadOnlyList<Variant> Offered { get; init; } = [];

    /// <summary>The languages that the body is written in, as <c>fr</c> or <c>en, fr</c>; null when it has
    /// none.</summary>
    public string? Languages { get; init; }

    /// <summary>What the answer depends on besides the snapshot's metadata; equal seeds, equal contents, for
    /// ever.</summary>
    public string? ImmutableSeed { get; init; }

    /// <summary>All that the answer depends on besides what is asked, where that is known: equal seeds, equal answers.
    /// Null for what everything visible may change.</summary>
    public string? Seed { get; init; }

    /// <summary>True when asking again may give another answer: nothing is kept, and there is no tag.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>True for an answer that compressing does not make much smaller: a cell, a truth value.</summary>
    public bool IsSmall { get; init; }

    /// <summary>False when the representation has no address of its own, as the answer to a query.</summary>
    public bool HasLocation { get; init; } = true;
}

/// <summary>A link of the Link header.</summary>
/// <param name="Target">The address.</param>
/// <param name="Relation">The relation, as <c>collection</c>.</param>
/// <param name="MediaType">The type of what is there; null when it has several.</param>
/// <remarks>Source: RFC 8288.</remarks>
internal sealed record ResourceLink(string Target, string Relation, string? MediaType = null)
{
    /// <summary>Appends the link to the value of the header, behind those that stand there.</summary>
    /// <param name="header">The value.</param>
    public void AppendTo(StringBuilder header)
    {
        header.Append(header.Length == 0 ? "<" : ", <").Append(Presenter.EscapeIri(Target))
            .Append(">; rel=\"").Append(Relation).Append('"');
        if (MediaType is not null)
        {
            header.Append("; type=\"").Append(MediaType).Append('"');
        }
    }
}
