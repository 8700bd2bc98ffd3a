using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.Snapshots;
using Microsoft.Net.Http.Headers;

namespace LinkedStats.Server.Publications;

/// <summary>What a client says of the version as it knows it: the headers If-Match and If-None-Match.</summary>
/// <param name="match">The tags of which the version must have one; null for no condition.</param>
/// <param name="noneMatch">The tags of which it must have none; null likewise.</param>
/// <remarks>Source: RFC 9110, sections 13.1.1, 13.1.2 and 13.2.2. Tags are those that GET gives the same caller, of
/// any representation; <c>*</c> stands for all of them.</remarks>
internal sealed class VersionPrecondition(IReadOnlyList<string>? match, IReadOnlyList<string>? noneMatch)
{
    private const string Any = "*";

    /// <summary>Reads the headers.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The condition, which always holds without such headers.</returns>
    public static VersionPrecondition Read(HttpRequest request) =>
        new(Tags(request.Headers.IfMatch.ToString()), Tags(request.Headers.IfNoneMatch.ToString()));

    /// <summary>Refuses a request whose condition does not hold now.</summary>
    /// <param name="request">The request.</param>
    /// <param name="version">The version.</param>
    /// <exception cref="RequestProblemException">It does not hold (412).</exception>
    public void Require(ChangeRequest request, string version)
    {
        if (match is null && noneMatch is null)
        {
            return;
        }

        using SnapshotLease lease = request.Site.Acquire(request.Http);
        bool exists = lease.Snapshot.Datasets.FirstOrDefault(dataset => dataset.Id == request.DatasetId)?
            .Versions.Any(known => known.Version == version) == true;
        HashSet<string> tags = exists ? [.. ResponseHeaders.TagsOf(request.Site, request.Address, lease.Snapshot)] : [];
        if (match is not null && !match.Any(tag => tag == Any ? exists : tags.Contains(tag)))
        {
            throw Failed(HeaderNames.IfMatch, exists
                ? $"version {version} is another by now"
                : $"there is no version {version}");
        }

        if (noneMatch?.Any(tag => tag == Any ? exists : tags.Contains(Strong(tag))) == true)
        {
            throw Failed(HeaderNames.IfNoneMatch, noneMatch.Contains(Any)
                ? $"there is a version {version} already"
                : $"version {version} is what that tag says");
        }
    }

    private static string[]? Tags(string header) => header.Length == 0
        ? null
        : [.. HeaderText.Split(header, ',').Select(static tag => tag.Trim()).Where(static tag => tag.Length > 0)];

    // If-None-Match compares weakly, and the server has strong tags only.
    private static string Strong(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;

    private static RequestProblemException Failed(string header, string why) =>
        new(ProblemKind.PreconditionFailed, $"{header} does not hold: {why}.");
}
