using LinkedStats.Publishing.Validation;
using LinkedStats.Storage;

namespace LinkedStats.Publishing;

/// <summary>Publishes packages into a store: reads, validates, encodes, commits; whole or not at all.</summary>
/// <param name="store">The store.</param>
public sealed class Publisher(Store store)
{
    /// <summary>The store.</summary>
    public Store Store { get; } = store;

    /// <summary>Checks packages and publishes each that has no error.</summary>
    /// <param name="path">A package folder, an RDF file or folder of RDF files, or a CSVW metadata file.</param>
    /// <param name="progress">Receives the share done, 0 to 1, and what is being done.</param>
    /// <param name="cancellation">Stops before the commit; nothing of the package exists then.</param>
    /// <returns>What was published; the report is complete either way.</returns>
    public PublishOutcome Publish(
        string path, IProgress<PublishProgress>? progress = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    /// <summary>Checks a package without publishing it.</summary>
    /// <param name="path">As for <see cref="Publish"/>.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The complete report.</returns>
    public ValidationReport Validate(string path, CancellationToken cancellation = default) =>
        throw new NotSupportedException();
}

/// <summary>What became of a package.</summary>
/// <param name="Report">Every problem found.</param>
/// <param name="Published">The dataset versions that became visible, as <c>champs-sirene 1.2.0</c>; empty when refused.</param>
public sealed record PublishOutcome(ValidationReport Report, IReadOnlyList<string> Published);

/// <summary>How far a publication is.</summary>
/// <param name="Share">The share done, 0 to 1.</param>
/// <param name="Step">What is being done.</param>
public sealed record PublishProgress(double Share, string Step);
