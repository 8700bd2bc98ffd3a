using System.Collections.Immutable;
using LinkedStats.Server.Resources;

namespace LinkedStats.Server.Problems;

/// <summary>One problem of one request, as it is told to the client.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Detail">What is wrong with this request and what would be right.</param>
/// <remarks>Source: RFC 9457, section 3.</remarks>
internal sealed record ProblemReport(ProblemKind Kind, string Detail)
{
    /// <summary>Further members: a string, a number, or a list of strings each.</summary>
    public ImmutableArray<(string Name, object Value)> Members { get; init; } = [];

    /// <summary>The seconds after which to try again; null when that would not help.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The language of <see cref="Detail"/>, where it speaks the reader's; null for English.</summary>
    public string? Language { get; init; }

    /// <summary>Where to go instead, for the Link header.</summary>
    public ImmutableArray<ResourceLink> Links { get; init; } = [];

    /// <summary>The methods that the address answers, for 405.</summary>
    public string? Allow { get; init; }

    /// <summary>The WWW-Authenticate header, for 401 and 403 (RFC 6750, section 3).</summary>
    public string? Challenge { get; init; }
}

/// <summary>A request cannot be answered; carries what to tell the client.</summary>
internal sealed class RequestProblemException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="report">What to tell the client.</param>
    public RequestProblemException(ProblemReport report)
        : base(report.Detail) =>
        Report = report;

    /// <summary>Creates the exception.</summary>
    /// <param name="kind">The kind of problem.</param>
    /// <param name="detail">What is wrong with this request and what would be right.</param>
    /// <param name="members">Further members of the problem.</param>
    public RequestProblemException(ProblemKind kind, string detail, params (string Name, object Value)[] members)
        : this(new ProblemReport(kind, detail) { Members = [.. members] })
    {
    }

    /// <summary>What to tell the client.</summary>
    public ProblemReport Report { get; }
}
